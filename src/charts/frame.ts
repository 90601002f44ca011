import {
  ChartError,
  type Canvas,
  type ChartData,
  type Draw,
  type LegendEntry,
  type Look,
  type Picture,
} from './chart.ts';
import { escaped } from '../html/escaped.ts';
import { Fonts } from './fonts.ts';
import { label, paragraphs } from './paragraph.ts';
import { element, moved } from './svg.ts';
import { THEMES } from './theme.ts';
import { Typesetter } from './typesetter.ts';

/** Width in pixels below which a picture is laid out for a phone. */
const NARROW = 560;
/** Where nothing else is there, what browsers have that is no wider. */
const FAMILIES = "Inter, 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', 'Noto Sans', sans-serif";
const SIGN_WIDTH = 22;
const LEGEND_LINE = 20;
/** No axis stands for figures that are not there. */
const NOTHING =
  'picks no figure that could be drawn: nothing was asked that fits the query, or what it would be held against is missing. The answer itself says why, where the query names the question';
/** More notes than these stand at the address alone. */
const MAXIMUM_NOTES = 4;

/** A picture as SVG, and what a program needs to make pixels of it. */
export interface Framed {
  readonly svg: string;
  /** The words of the question, or of the survey where there are several. */
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly fonts: Fonts;
  /** Every character that is drawn. */
  readonly text: string;
}

/** The signs of the legend in as many lines as they need, and their height. */
function legendOf({ text, width, theme }: Canvas, entries: readonly LegendEntry[]) {
  const style = { size: 12.5, fill: theme.ink };
  let [x, y] = [0, 0];
  const drawn = entries.map(({ sign, label: words }) => {
    const wrapped = text.wrap(words, width - SIGN_WIDTH - 6, style);
    const needed = SIGN_WIDTH + 6 + text.widest(wrapped, style);
    if (x > 0 && x + needed > width) [x, y] = [0, y + LEGEND_LINE];
    const one = moved(
      x,
      y,
      moved(0, 3, sign),
      ...wrapped.map((part, i) => label(part, SIGN_WIDTH + 6, 13 + i * 17, style)),
    );
    [x, y] = wrapped.length > 1 ? [0, y + wrapped.length * 17 + 3] : [x + needed + 18, y];
    return one;
  });
  const height = entries.length === 0 ? 0 : (x === 0 ? y : y + LEGEND_LINE) + 8;
  return { svg: drawn.join(''), height };
}

/** What stands below every picture: how to read it, notes, where it is from. */
function footnotes(
  picture: Picture,
  { rows, total, notes, citation, permalink }: ChartData<unknown>,
): string[] {
  const said =
    notes.length > MAXIMUM_NOTES
      ? [`${notes.length} notes belong to these figures: see the address below.`]
      : notes;
  return [
    ...picture.below,
    ...(total > rows.length
      ? [`Drawn: ${rows.length} of ${total} rows of the answer; \`limit\` and \`cursor\` give others.`]
      : []),
    ...said,
    `Source: ${citation}`,
    permalink,
  ];
}

/** The words at the top, with marks that say whose they are. */
function heading(
  title: string,
  look: Look,
): { readonly text: string; readonly kind: 'title' | 'mark' | 'question' }[] {
  if (look.title === 'none') return [];
  if (look.title === 'question') return [{ text: title, kind: 'title' }];
  return [
    { text: look.title.own, kind: 'title' },
    { text: 'Heading by the reader, not by the survey. The words of the survey:', kind: 'mark' },
    { text: title, kind: 'question' },
  ];
}

/** Every text that may be drawn, to know which scripts are in it. */
function allTexts(data: ChartData<unknown>, look: Look): string {
  const own = typeof look.title === 'object' ? look.title.own : '';
  return [own, JSON.stringify(data.rows), data.survey.title, data.citation, ...data.notes].join('\n');
}

/**
 * Draws an answer, with all around it that makes a picture stand by itself: title, legend, bases, how to read it, notes, source and
 * address; and in words what is in it, for those who do not see it.
 *
 * @throws ChartError for what cannot be one picture
 */
export function frame<Row, Data extends ChartData<Row>>(
  draw: Draw<Row, Data>,
  data: Data,
  look: Look,
): Framed {
  const fonts = new Fonts(allTexts(data, look));
  const text = new Typesetter(fonts);
  const theme = THEMES[look.theme];
  const isNarrow = look.width < NARROW;
  const margin = isNarrow ? 14 : 24;
  const canvas: Canvas = { width: look.width - 2 * margin, isNarrow, theme, text };
  const picture = draw(data, canvas);
  if (data.rows.length === 0) throw new ChartError(NOTHING, 'question', []);
  const parts: string[] = [];
  let y = margin;
  const write = (
    texts: readonly string[],
    size: number,
    fill: string,
    weight: 400 | 600,
    after: number,
  ): void => {
    if (texts.length === 0) return;
    const written = paragraphs(text, texts, 0, y, canvas.width, { size, fill, weight });
    parts.push(written.svg);
    y += written.height + after;
  };
  for (const { text: words, kind } of heading(picture.title, look)) {
    if (kind === 'title') write([words], isNarrow ? 17 : 21, theme.ink, 600, 4);
    else if (kind === 'mark') write([words], 11.5, theme.muted, 400, 2);
    else write([words], isNarrow ? 14 : 15, theme.ink, 600, 4);
  }
  write(picture.subtitle === '' ? [] : [picture.subtitle], isNarrow ? 12.5 : 14, theme.muted, 400, 10);
  const legend = legendOf(canvas, picture.legend);
  parts.push(moved(0, y, legend.svg), moved(0, y + legend.height, picture.marks));
  y += legend.height + picture.height + 16;
  const below = footnotes(picture, data);
  write(below, 11.5, theme.muted, 400, 0);
  const height = Math.ceil(y + margin);
  const title =
    typeof look.title === 'object'
      ? `${look.title.own} (heading by the reader). ${picture.title}`
      : picture.title;
  const description = [picture.subtitle, ...picture.table, ...below].filter((one) => one !== '').join('\n');
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: look.width,
      height,
      viewBox: `0 0 ${look.width} ${height}`,
      role: 'img',
      'xml:lang': data.survey.language,
      'font-family': FAMILIES,
    },
    element('title', {}, escaped(title)),
    element('desc', {}, escaped(description)),
    element('rect', { width: look.width, height, fill: theme.background }),
    moved(margin, 0, ...parts),
  );
  return { svg, title: picture.title, width: look.width, height, fonts, text: allTexts(data, look) };
}
