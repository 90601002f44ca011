import type { Reason } from '../schemas/vocabulary.ts';
import { MEASURES, type Measure } from '../schemas/vocabulary.ts';
import { ChartError } from './chart.ts';

/** What stands in a picture where a figure is missing; of other reasons the code is said as words. */
const MISSING: Partial<Record<Reason, string>> = {
  'not-asked': 'not asked',
  'not-reported': 'not published',
  'suppressed-low-base': 'hidden: too few respondents',
  'suppressed-disclosure': 'hidden: could identify somebody',
  'wording-break': 'not comparable: the question changed',
  'base-unknown': 'base not known',
  'no-answers': 'nobody answered',
};

/** Why a figure is missing, in a few words. */
export function missingWords(reason: Reason | undefined): string {
  if (reason === undefined) return 'not known';
  return MISSING[reason] ?? reason.replaceAll('-', ' ');
}

/** What figures of a measure are, in words. */
export const MEASURE_WORDS: Readonly<Record<Measure, string>> = {
  percent: 'per cent',
  net: 'difference of answers, in points',
  rank: 'rank, 1 is the highest',
  mean: 'mean',
  count: 'number of people (sum of weights)',
  median: 'median',
  quantile: 'quantile',
  total: 'total',
};

/** Digits after the point that are drawn, at most. */
const DIGITS: Readonly<Record<Measure, number>> = {
  percent: 1,
  net: 1,
  rank: 0,
  mean: 2,
  count: 0,
  median: 2,
  quantile: 2,
  total: 0,
};

/** How the figures of one picture are written: all with as many digits as the one that needs most, up to what the measure is worth. */
export interface Writer {
  readonly figure: (value: number) => string;
  /** With its sign, also where it is positive. */
  readonly difference: (value: number) => string;
}

/** @param values all figures of the picture */
export function writerFor(measure: Measure, values: readonly (number | null)[]): Writer {
  const known = values.filter((value) => value !== null);
  const needed = known.map((value) => {
    for (let digits = 0; digits < DIGITS[measure]; digits += 1)
      if (Math.abs(value - Number(value.toFixed(digits))) < 1e-9) return digits;
    return DIGITS[measure];
  });
  const digits = Math.max(0, ...needed);
  const plain = new Intl.NumberFormat('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    // No sign before what is rounded to zero.
    signDisplay: 'negative',
  });
  const signed = new Intl.NumberFormat('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: 'exceptZero',
  });
  const minus = (text: string): string => text.replace('-', '−');
  return {
    figure: (value) => minus(plain.format(value)),
    difference: (value) => minus(signed.format(value)),
  };
}

/** Words as a sentence begins. */
export const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** The unit of differences of a measure. */
export const differenceUnit = (measure: Measure): string =>
  measure === 'percent' || measure === 'net' ? 'percentage points' : 'difference';

/** Both ends of an interval. */
export const fromTo = (write: (value: number) => string, low: number, high: number): string =>
  `${write(low)} to ${write(high)}`;

/** A whole number with separators. */
export const whole = (value: number): string => new Intl.NumberFormat('en').format(value);

/** A level as people write it: 95 %. */
export const percentLevel = (level: number): string => `${Number((level * 100).toPrecision(4))} %`;

/**
 * The rows of one measure, since one axis has one unit: the first measure of the vocabulary that is there, and how many rows of others
 * are left out.
 */
export function oneMeasure<Row extends { readonly measure: Measure }>(
  rows: readonly Row[],
): { readonly measure: Measure; readonly kept: readonly Row[]; readonly leftOut: readonly string[] } {
  const measure = MEASURES.find((one) => rows.some((row) => row.measure === one));
  if (measure === undefined) throw new ChartError('picks no figure that could be drawn', 'question', []);
  const others = Map.groupBy(
    rows.filter((row) => row.measure !== measure),
    (row) => row.measure,
  );
  return {
    measure,
    kept: rows.filter((row) => row.measure === measure),
    leftOut: [...others].map(
      ([other, { length }]) =>
        `Not drawn, of another unit: ${length} ${length === 1 ? 'row' : 'rows'} of measure ${other}; add measure=${other} for a picture of them.`,
    ),
  };
}
