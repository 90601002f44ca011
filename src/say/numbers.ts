import type { BaseFlag, Measure, Qualifier } from '../schemas/vocabulary.ts';

const MINUS = '−';

/** A number as people write it, with a true minus. */
const written = (text: string): string => text.replace(/^-/, MINUS);

/** Digits after the point of computed numbers, for people. */
const DECIMALS: Readonly<Partial<Record<Measure, number>>> = { mean: 2 };
const MOST_DECIMALS = 8;
const NEGATIVE_ZERO = /^−(0(?:\.0*)?)$/;
/** What is nearer to a whole share than this is one: it was added up. */
const NEARLY = 1e-9;

/** A number that was computed, with few decimals; more where it would else be written as none or all, and is not. */
export function computedNumber(value: number, measure: Measure = 'percent'): string {
  const isEnd = (one: number): boolean => one === 0 || Math.abs(one) === 100;
  const isAtEnd = [-100, 0, 100].some((end) => Math.abs(value - end) < NEARLY);
  const fewest = DECIMALS[measure] ?? 1;
  if (isAtEnd) return written(value.toFixed(fewest)).replace(NEGATIVE_ZERO, '$1');
  let decimals = fewest;
  while (isEnd(Number(value.toFixed(decimals))) && decimals < MOST_DECIMALS) decimals += 1;
  return written(value.toFixed(decimals));
}

/** A number as it was published: all its digits, and no others. @param decimals null: as many as it has */
export const publishedNumber = (value: number, decimals: number | null = null): string =>
  written(decimals === null ? String(value) : value.toFixed(decimals));

/** What a figure is called, and in what it and a difference of two are measured. */
interface Unit {
  readonly name: string;
  /** Before and after the number. */
  readonly figure: readonly [string, string];
  readonly difference: string;
}

const plain = (name: string, difference = ''): Unit => ({ name, figure: ['', ''], difference });
const UNITS: Readonly<Record<Measure, Unit>> = {
  percent: { name: 'the share for', figure: ['', ' %'], difference: ' percentage points' },
  net: { name: 'the net share for', figure: ['', ' points'], difference: ' points' },
  rank: { name: 'the place of', figure: ['place ', ''], difference: ' places' },
  mean: plain('the mean of'),
  count: plain('the count of'),
  median: plain('the median of'),
  quantile: plain('a quantile of'),
  total: plain('the total of'),
};
/** The size of a difference with its unit. @param number as it is written */
export function sizeWords(number: string, measure: Measure): string {
  const unit = UNITS[measure].difference;
  return `${number}${number === '1' ? unit.replace(/s$/, '') : unit}`;
}

export const saidUnit = (measure: Measure): Unit => UNITS[measure];

/** A number with the unit of its measure. */
export function withUnit(number: string, measure: Measure): string {
  const [before, after] = saidUnit(measure).figure;
  return `${before}${number}${after}`;
}

const HEDGES: Readonly<Record<Qualifier, string>> = {
  exact: '',
  approximately: 'about ',
  'more-than': 'more than ',
  'less-than': 'less than ',
};
/** How firmly a number was published, as it stands before it. */
export const hedgeOf = (qualifier: Qualifier): string => HEDGES[qualifier];

const SMALL: Readonly<Record<BaseFlag, string>> = {
  small: ', a small base',
  'very-small': ', a very small base',
};

/** How many respondents stand behind a figure. */
export function saidBase(
  n: number | null,
  qualifier: Qualifier | null = 'exact',
  flag: BaseFlag | null = null,
): string {
  if (n === null) return 'base not known';
  return `base: ${hedgeOf(qualifier ?? 'exact')}${n} respondents${flag === null ? '' : SMALL[flag]}`;
}

/** The bases of the two figures of a difference. */
export function basesWords(
  first: readonly [number | null, BaseFlag | null],
  second: readonly [number | null, BaseFlag | null],
): string {
  const words = [first, second].map(([n, flag]) =>
    n === null ? 'not known' : `${n}${flag === null ? '' : ` (${flag.replace('-', ' ')})`}`,
  );
  return `bases: ${words.join(' and ')}`;
}

/** An interval with its level; nothing where there is none. */
export function saidInterval(
  lower: number | null,
  upper: number | null,
  confidence: number,
  measure: Measure,
  unit: string,
): string[] {
  if (lower === null || upper === null) return [];
  const level = Number((confidence * 100).toPrecision(4));
  const ends = [lower, upper].map((end) => computedNumber(end, measure));
  return [`${level} % interval ${ends.join(' to ')}${unit}`];
}

/** A p-value. */
export const saidP = (p: number, isAdjusted: boolean): string =>
  `${isAdjusted ? 'adjusted ' : ''}p ${p < 0.001 ? '< 0.001' : `= ${Number(p.toPrecision(3))}`}`;
