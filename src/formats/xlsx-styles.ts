/**
 * The style "Normal" (ECMA-376, part 1, 18.8.7 to 18.8.9), which the library leaves out: readers such as pandas miss it and warn that the
 * workbook "contains no default style".
 */
const NORMAL = '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>';
const NAMED = '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>';

/** Gives a workbook its default style. */
export const defaultStyle = {
  files: {
    transform: {
      'xl/styles.xml': {
        transform: (xml: string): string =>
          xml.replace('<cellXfs', `${NORMAL}<cellXfs`).replace('</cellXfs>', `</cellXfs>${NAMED}`),
      },
    },
  },
};
