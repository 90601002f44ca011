import type { BaseFlag, Measure, Reason } from '../schemas/vocabulary.ts';
import { flagSign } from './bases.ts';
import type { LinePanel, Step } from './lines.ts';
import { samplingRange, roundingRange, whyNoInterval } from './precision.ts';
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
  readonly waveTo: string;
  readonly waveToLabel?: string | null | undefined;
  readonly change: number | null;
  readonly ciLower: number | null;
  readonly ciUpper: number | null;
  readonly roundingLower: number | null;
  readonly roundingUpper: number | null;
  readonly reasons: Readonly<Record<string, Reason>>;
}

/** What a wave is called. */
export const waveName = (row: ChangeRow, end: 'From' | 'To'): string =>
  row[`wave${end}Label`] ?? row[`wave${end}`];

/** What a change went from and to. */
interface FromAndTo {
  readonly from: number | null;
  readonly to: number | null;
  readonly figure: (value: number) => string;
  /** Whether the bases of the ends, and the smallest base of a change, are small. */
  readonly flags: readonly [from: BaseFlag | null, to: BaseFlag | null, change: BaseFlag | null];
  /** Why an end is missing. */
  readonly missing: readonly [Reason | undefined, Reason | undefined];
}

/** A change in a line: `IT executives: 2012 77, 2014 83, change +6 (+5 to +7 by rounding)`. */
export function changeWords(
  name: string | null,
  row: ChangeRow,
  write: Writer,
  { from, to, figure, flags, missing }: FromAndTo,
): string {
  const { change, reasons } = row;
  const end = (value: number | null, i: 0 | 1): string =>
    value === null ? missingWords(missing[i]) : `${figure(value)}${flagSign(flags[i])}`;
  const [sampling, rounded] = [samplingRange(row), roundingRange(row)];
  const exactness = [
    ...(sampling === null ? [] : [`${fromTo(write.difference, ...sampling)} by sampling`]),
    ...(rounded === null ? [] : [`${fromTo(write.difference, ...rounded)} by rounding`]),
  ];
  const changed =
    change === null
      ? `change: ${missingWords(reasons['change'])}`
      : `change ${write.difference(change)}${flagSign(flags[2])}${exactness.length > 0 ? ` (${exactness.join('; ')})` : ''}`;
  const ends = `${waveName(row, 'From')} ${end(from, 0)}, ${waveName(row, 'To')} ${end(to, 1)}, ${changed}`;
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
  const reasons = whyNoInterval(rows);
  return [
    ...(points.some((point) => point?.interval)
      ? [`Line with ends: ${percentLevel(confidence)} confidence interval of ${what} (sampling only).`]
      : []),
    ...(points.some((point) => point?.rounding)
      ? ['Thin line beside a mark: what the published digits leave open (rounding only).']
      : []),
    ...(reasons.length > 0 ? [`Changes without an interval of sampling: ${reasons.join('; ')}.`] : []),
  ];
}
