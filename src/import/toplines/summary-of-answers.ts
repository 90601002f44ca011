import { oneLine, type Table } from './table.ts';

const CHOICES = /^answer (?:choices|options)$/i;
const RESPONSES = /^(?:responses?|response percent)$/i;

/**
 * A summary of a question as SurveyMonkey exports it: answers with their shares and, in a column without a head, how many gave each; how
 * many answered stands below. It becomes a table of one audience, all who answered.
 *
 * @returns the table itself where it is none
 */
export function summaryOfAnswers(table: Table): Table {
  const texts = table.rows.map((row) => row.map(oneLine));
  const head = texts.findIndex(([first = '', second = '']) => CHOICES.test(first) && RESPONSES.test(second));
  const under = texts.slice(head + 1).filter((row) => row.some((text) => text !== ''));
  const answered = under.find((row) => row.some((text) => /^answered$/i.test(text)));
  const isHeadless = ['', 'response count'].includes((texts[head]?.[2] ?? '').toLowerCase());
  if (head < 0 || answered === undefined || !isHeadless) return table;
  const base = answered.find((text) => /^\d[\d,. ]*$/.test(text));
  const isBelow = (row: readonly string[]): boolean =>
    row.some((text) => /^(?:answered|skipped)$/i.test(text)) || row.every((text) => text === '');
  const end = texts.findIndex((row, i) => i > head && isBelow(row));
  // Of what stands further below, such as what was written under "Other", nothing is a share.
  const shares = texts.slice(head + 1, end < 0 ? undefined : end);
  if (base === undefined || shares.length === 0) return table;
  const place = texts.indexOf(answered);
  return {
    ...table,
    merged: null,
    rows: [
      ...table.rows.slice(0, head),
      ['option', 'Total'],
      ...shares.map((row) => [row[0] ?? '', row[1] ?? '']),
      ['Base', base],
    ],
    locationOf: (row, column) => table.locationOf(row > head + shares.length ? place : row, column),
  };
}
