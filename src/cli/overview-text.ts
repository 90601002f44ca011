import type { ColumnOverview, Overview } from '../import/overview.ts';

const LONGEST = 60;
const shorten = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

/** Answers with their numbers, such as `Yes 12, No 8`. */
const answers = ({ options }: ColumnOverview): string =>
  options.map(({ label, n }) => (n === null ? label : `${label} ${n}`)).join(', ');

/** What is asked: the text of the question, and behind it that of the item. */
export const askedIn = ({ question, text, item }: ColumnOverview): string =>
  [text ?? question ?? '', item ?? ''].filter((part) => part !== '').join(' – ');

const HEAD = ['column', 'kind', 'question', 'n', 'missing', 'answers'] as const;

const cells = (one: ColumnOverview): string[] => [
  one.column,
  one.kind,
  askedIn(one),
  one.n === null ? '' : String(one.n),
  one.missing === null ? '' : String(one.missing),
  answers(one),
];

/** An overview as lines for a terminal: a row a column, what is to be looked at below it. */
export function overviewText(title: string, { records, columns, notes }: Overview): string {
  const rows = columns.map((one) => ({
    one,
    row: cells(one).map((cell) => shorten(cell.replaceAll(/\s+/g, ' '))),
  }));
  const widths = HEAD.map((head, i) => Math.max(head.length, ...rows.map(({ row }) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => (i === 3 || i === 4 ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  return [
    `${title}: ${records.toLocaleString('en')} records, ${columns.length} columns`,
    '',
    line(HEAD),
    line(widths.map((width) => '-'.repeat(width))),
    ...rows.flatMap(({ one, row }) => [line(row), ...one.warnings.map((warning) => `  ! ${warning}`)]),
    ...(notes.length > 0 ? ['', ...notes.map((note) => `note: ${note}`)] : []),
  ].join('\n');
}
