/**
 * What the library writes in the place of a text that every object has as a property, such as an answer called
 * `constructor`: it looks the texts of a workbook up in an object, finds the property, and takes it for the number of a text.
 * Office programs refuse such a file.
 */
const MISTAKEN: ReadonlyMap<string, string> = new Map(
  Object.getOwnPropertyNames(Object.prototype).map((name) => [String(Reflect.get({}, name)), name]),
);
const MISTAKEN_CELL = / t="s"><v>(\[object Object\]|function \w+\(\) \{ \[native code\] \})<\/v>/g;

/** Writes such texts into their cells themselves. */
export const textsOfObjects = {
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml: string): string =>
          xml.replaceAll(
            MISTAKEN_CELL,
            (cell, written: string) => ` t="inlineStr"><is><t>${MISTAKEN.get(written) ?? cell}</t></is>`,
          ),
      },
    },
  },
};
