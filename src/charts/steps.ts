import type { Measure, Reason } from '../schemas/vocabulary.ts';
import type { LinePanel, Step } from './lines.ts';
import { joined } from './sections.ts';
import { answerOf, itemOf, questionOf } from './row-words.ts';
import { fromTo, missingWords, percentLevel, type Writer } from './words.ts';

/** What every row that goes from one wave to another says of its change. */
export interface ChangeRow {
  readonly question: string;
  readonly questionText?: string | null | undefined;
  readonly item: string | null;
  readonly itemLabel?: string | null | undefined;
  readonly option: string | null;
  readonly optionLabel?: string | null | undefined;
  readonly measure: Measure;
  readonly waveFrom: string;
  readonly waveFromLabel?: string | null | undefined;
  readonly waveFromYear?: number | undefined;
  readonly waveTo: string;
  readonly waveToLabel?: string | null | undefined;
  readonly waveToYear?: number | undefined;
  readonly change: number | null;
  readonly ciLower: number | null;
  readonly ciUpper: number | null;
  readonly roundingLower: number | null;
  readonly roundingUpper: number | null;
  readonly reasons: Readonly<Record<string, Reason>>;
}

/** What a wave is called, and its year. */
export const waveNames = (
  row: ChangeRow,
  end: 'From' | 'To',
): { readonly name: string; readonly year: number } => ({
  name: row[`wave${end}Label`] ?? row[`wave${end}`],
  year: row[`wave${end}Year`] ?? 0,
});

/** What a change went from and to. */
interface Ends {
  readonly from: number | null;
  readonly to: number | null;
  readonly figure: (value: number) => string;
  /** Why an end is missing. */
  readonly missing: readonly [Reason | undefined, Reason | undefined];
}

/** A change in a line: `IT executives: 2012 77, 2014 83, change +6 (+5 to +7 by rounding)`. */
export function changeWords(
  name: string | null,
  row: ChangeRow,
  write: Writer,
  { from, to, figure, missing }: Ends,
): string {
  const { change, ciLower, ciUpper, roundingLower, roundingUpper, reasons } = row;
  const end = (value: number | null, why: Reason | undefined): string =>
    value === null ? missingWords(why) : figure(value);
  const exactness = [
    ...(ciLower !== null && ciUpper !== null
      ? [`${fromTo(write.difference, ciLower, ciUpper)} by sampling`]
      : []),
    ...(roundingLower !== null && roundingUpper !== null
      ? [`${fromTo(write.difference, roundingLower, roundingUpper)} by rounding`]
      : []),
  ];
  const changed =
    change === null
      ? `change: ${missingWords(reasons['change'])}`
      : `change ${write.difference(change)}${exactness.length > 0 ? ` (${exactness.join('; ')})` : ''}`;
  const ends = `${waveNames(row, 'From').name} ${end(from, missing[0])}, ${waveNames(row, 'To').name} ${end(to, missing[1])}, ${changed}`;
  return name === null ? ends : `${name}: ${ends}`;
}

/** Rows in panels, one for each question, item and answer; the heading says what the title of the picture does not. */
export function panelsOf<Row extends ChangeRow>(
  rows: readonly Row[],
  title: string,
  stepOf: (row: Row) => Step,
): LinePanel[] {
  const groups = Map.groupBy(rows, (row) => JSON.stringify([row.question, row.item, row.option]));
  return [...groups.values()].map((members): LinePanel => {
    const [first] = members;
    if (first === undefined) return { heading: null, steps: [] };
    const question = questionOf(first);
    const heading = joined([question === title ? null : question, itemOf(first), answerOf(first)]);
    return { heading: heading === '' ? null : heading, steps: members.map(stepOf) };
  });
}

/** How intervals and rounding are drawn, where any is, and why changes have none. */
export function linePrecisionWords(
  panels: readonly LinePanel[],
  rows: readonly ChangeRow[],
  confidence: number,
  what: string,
): string[] {
  const points = panels.flatMap(({ steps }) => steps.flatMap(({ from, to }) => [from, to]));
  const reasons = new Set(
    rows.flatMap(({ ciLower, reasons: { ciLower: why } }) =>
      ciLower === null && why ? [missingWords(why)] : [],
    ),
  );
  return [
    ...(points.some((point) => point?.interval)
      ? [`Line with ends: ${percentLevel(confidence)} confidence interval of ${what} (sampling only).`]
      : []),
    ...(points.some((point) => point?.rounding)
      ? ['Thin line beside a mark: what the published digits leave open (rounding only).']
      : []),
    ...(reasons.size > 0 ? [`Changes without an interval of sampling: ${[...reasons].join('; ')}.`] : []),
  ];
}
