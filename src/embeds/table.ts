import { flagWords } from '../charts/bases.ts';
import type { ChartData } from '../charts/chart.ts';
import type { ChartId } from '../charts/index.ts';
import { percentLevel } from '../charts/words.ts';
import { html, type Markup } from '../html/html.ts';
import { BASE_FLAGS, type BaseFlag } from '../schemas/vocabulary.ts';
import {
  baseCell,
  captioned,
  figureCell,
  headCell,
  intervalCell,
  textCell,
  codeWords,
  type AnyRow,
} from './cells.ts';
import { crosstabTables } from './crosstab-table.ts';

/** A column of a table for people: what stands at its head, and in a row. */
type Column =
  | { readonly head: string; readonly words: string }
  | { readonly head: string; readonly figure: string; readonly flag?: string }
  | { readonly head: string; readonly low: string; readonly high: string }
  | { readonly head: string; readonly base: string; readonly flag: string };

const WAVE: Column = { head: 'Wave', words: 'wave' };
const AUDIENCE: Column = { head: 'Group', words: 'audience' };
const MEASURE: Column = { head: 'Measure', words: 'measure' };
const QUESTION: Column = { head: 'Question', words: 'question' };
const THING: readonly Column[] = [
  QUESTION,
  { head: 'Item', words: 'item' },
  { head: 'Answer', words: 'option' },
];
const SAMPLING: Column = { head: 'interval', low: 'ciLower', high: 'ciUpper' };
const ROUNDING: Column = { head: 'Range left by rounding', low: 'roundingLower', high: 'roundingUpper' };
const PAIR: readonly Column[] = [
  { head: 'First', words: 'audienceA' },
  { head: 'Second', words: 'audienceB' },
];

const COLUMNS: Readonly<Record<Exclude<ChartId, 'crosstab'>, readonly Column[]>> = {
  estimates: [
    ...THING,
    AUDIENCE,
    WAVE,
    MEASURE,
    { head: 'Figure', figure: 'value', flag: 'baseFlag' },
    SAMPLING,
    ROUNDING,
    { head: 'Base', base: 'n', flag: 'baseFlag' },
  ],
  gaps: [
    ...THING,
    WAVE,
    MEASURE,
    ...PAIR,
    { head: 'Figure of the first', figure: 'valueA', flag: 'baseFlagA' },
    { head: 'Figure of the second', figure: 'valueB', flag: 'baseFlagB' },
    { head: 'Difference', figure: 'gap' },
    SAMPLING,
    ROUNDING,
    { head: 'Base of the first', base: 'nA', flag: 'baseFlagA' },
    { head: 'Base of the second', base: 'nB', flag: 'baseFlagB' },
  ],
  trends: [
    ...THING,
    AUDIENCE,
    MEASURE,
    { head: 'From', words: 'waveFrom' },
    { head: 'To', words: 'waveTo' },
    { head: 'Earlier figure', figure: 'valueFrom', flag: 'baseFlagFrom' },
    { head: 'Later figure', figure: 'valueTo', flag: 'baseFlagTo' },
    { head: 'Change', figure: 'change' },
    SAMPLING,
    ROUNDING,
    { head: 'Earlier base', base: 'nFrom', flag: 'baseFlagFrom' },
    { head: 'Later base', base: 'nTo', flag: 'baseFlagTo' },
  ],
  'gap-trends': [
    ...THING,
    MEASURE,
    ...PAIR,
    { head: 'From', words: 'waveFrom' },
    { head: 'To', words: 'waveTo' },
    { head: 'Earlier gap', figure: 'gapFrom' },
    { head: 'Later gap', figure: 'gapTo' },
    { head: 'Change', figure: 'change', flag: 'baseFlag' },
    SAMPLING,
    ROUNDING,
  ],
  ranks: [
    ...THING,
    AUDIENCE,
    WAVE,
    MEASURE,
    { head: 'Place', figure: 'rank' },
    { head: 'Places left by rounding', low: 'rankLower', high: 'rankUpper' },
    { head: 'Figure', figure: 'value' },
  ],
};

function cell(column: Column, row: AnyRow): Markup {
  if ('words' in column) return textCell(codeWords(row, column.words));
  if ('base' in column) return baseCell(row, column.base, column.flag);
  if ('low' in column) return intervalCell(row, column.low, column.high);
  return figureCell(row, column.figure, column.flag);
}

/** What the caption has said already, or no row says. */
const isEmpty = (column: Column, rows: readonly AnyRow[], caption: string): boolean =>
  (column === QUESTION && rows.every((row) => codeWords(row, 'question') === caption)) ||
  ('words' in column && rows.every((row) => codeWords(row, column.words) === '')) ||
  ('low' in column && rows.every((row) => row[column.low] === null));

/** The marks of small bases of all rows. */
const flagsOf = (rows: readonly AnyRow[]): BaseFlag[] =>
  rows.flatMap((row) =>
    Object.entries(row).flatMap(([name, value]) =>
      name.startsWith('baseFlag') ? BASE_FLAGS.filter((flag) => flag === value) : [],
    ),
  );

/** Rows as a table for people: words for codes, why a figure is missing in its place, no column that says nothing. */
export function tableFor(
  id: ChartId,
  { rows, total, confidence, survey }: Pick<ChartData<AnyRow>, 'rows' | 'total' | 'confidence' | 'survey'>,
  caption: string,
): Markup {
  const below = [
    ...flagWords(flagsOf(rows), survey),
    ...(total > rows.length ? [`Shown: ${rows.length} of ${total} rows.`] : []),
  ];
  const table = id === 'crosstab' ? crosstabTables(rows, caption) : ofFigures(id, rows, confidence, caption);
  return html`${table}${below.map((words) => html`<p>${words}</p>`)}`;
}

function ofFigures(
  id: Exclude<ChartId, 'crosstab'>,
  rows: readonly AnyRow[],
  confidence: number,
  caption: string,
): Markup {
  const columns = COLUMNS[id].filter((column) => !isEmpty(column, rows, caption));
  const heads = columns.map((column) =>
    headCell(column === SAMPLING ? `${percentLevel(confidence)} interval` : column.head, 'col'),
  );
  return captioned(
    caption,
    heads,
    rows.map((row) => html`<tr>${columns.map((column) => cell(column, row))}</tr>`),
  );
}
