import type { EstimateRow } from '../schemas/results/estimate.ts';
import type { GapRow } from '../schemas/results/gap.ts';
import type { Measure } from '../schemas/vocabulary.ts';
import { uniqueLabels } from './unique-labels.ts';
import type { PxValue } from './variable.ts';

/** A quantity of a table: what of which row its cells hold. */
export interface PxContent extends PxValue {
  readonly measure: Measure;
  readonly unit: string;
  /** Digits after the point that are worth showing; cells have all. */
  readonly decimals: number;
  readonly of:
    | { readonly kind: 'figure'; readonly field: FigureField }
    | { readonly kind: 'gap'; readonly field: GapField; readonly pair: Pair };
}

type Pair = readonly [a: string, b: string];
type FigureField = 'value' | 'n' | 'nEffective' | 'standardError' | 'ciLower' | 'ciUpper';
type GapField = 'gap' | 'standardError' | 'ciLower' | 'ciUpper' | 'pValue';
// What is read of a row is there in its schema.
const FIGURE_FIELDS = {
  value: { suffix: '', words: '', unit: null, digits: 0 },
  n: { suffix: '.n', words: 'respondents', unit: 'respondents', digits: null },
  nEffective: { suffix: '.n-effective', words: 'effective base', unit: 'respondents', digits: 1 },
  standardError: { suffix: '.standard-error', words: 'standard error', unit: null, digits: 2 },
  ciLower: { suffix: '.ci-lower', words: 'lower end of the 95 % interval', unit: null, digits: 1 },
  ciUpper: { suffix: '.ci-upper', words: 'upper end of the 95 % interval', unit: null, digits: 1 },
} as const satisfies Record<FigureField & keyof EstimateRow, FieldWords>;
const GAP_FIELDS = {
  gap: { suffix: '.gap', words: '', unit: null, digits: 0 },
  standardError: { suffix: '.gap-standard-error', words: 'standard error', unit: null, digits: 2 },
  ciLower: { suffix: '.gap-ci-lower', words: 'lower end of the 95 % interval', unit: null, digits: 1 },
  ciUpper: { suffix: '.gap-ci-upper', words: 'upper end of the 95 % interval', unit: null, digits: 1 },
  pValue: { suffix: '.gap-p-value', words: 'p-value', unit: 'probability', digits: 4 },
} as const satisfies Record<GapField & keyof GapRow, FieldWords>;

interface FieldWords {
  readonly suffix: string;
  readonly words: string;
  /** Null: that of the measure, or of a difference of it. */
  readonly unit: string | null;
  /** Digits beyond those of the figure; null: none at all. */
  readonly digits: number | null;
}

/** What a figure is in, and what a difference of two. */
const UNITS: Readonly<Record<Measure, readonly [figure: string, difference: string]>> = {
  percent: ['percent', 'percentage points'],
  net: ['percentage points', 'percentage points'],
  rank: ['rank', 'ranks'],
  mean: ['units of the answers', 'units of the answers'],
  median: ['units of the answers', 'units of the answers'],
  quantile: ['units of the answers', 'units of the answers'],
  count: ['respondents', 'respondents'],
  total: ['units of the answers', 'units of the answers'],
};

const titled = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
const MOST_DECIMALS = 6;

/** A measure that a table has figures of, and how many digits they are worth. */
export interface MeasureDigits {
  readonly measure: Measure;
  readonly decimals: number;
}

/** Two audiences whose gaps a survey shows, with what they are called. */
export interface LabelledPair {
  readonly pair: Pair;
  readonly label: string;
}

/**
 * The quantities of a table: for each measure the figure, its bases, its standard error and interval, and the same of the gap of each pair of
 * audiences that the survey compares. No code is `value` or `cube`, which the site of PxWeb takes for cells.
 */
export function contentsOf(measures: readonly MeasureDigits[], pairs: readonly LabelledPair[]): PxContent[] {
  const plain = measures.flatMap(({ measure, decimals }) => {
    const [unit, difference] = UNITS[measure];
    const digitsOf = (digits: number | null): number =>
      digits === null
        ? 0
        : digits === 4
          ? 4
          : Math.min(MOST_DECIMALS, digits === 0 ? decimals : Math.max(decimals, digits));
    const figures = Object.entries(FIGURE_FIELDS).map(([field, { suffix, words, unit: own, digits }]) => ({
      code: `${measure}${suffix}`,
      label: titled(words === '' ? measure : `${measure}: ${words}`),
      measure,
      unit: own ?? (field === 'standardError' ? difference : unit),
      decimals: digitsOf(digits),
      of: { kind: 'figure', field: field as FigureField } as const,
    }));
    const gaps = pairs.flatMap(({ pair, label }) =>
      Object.entries(GAP_FIELDS).map(([field, { suffix, words, unit: own, digits }]) => ({
        code: `${measure}${suffix}.${pair.join('.')}`,
        label: titled(`${measure}: ${label}${words === '' ? '' : `, ${words}`}`),
        measure,
        unit: own ?? difference,
        decimals: digitsOf(digits),
        of: { kind: 'gap', field: field as GapField, pair } as const,
      })),
    );
    return [...figures, ...gaps];
  });
  const labels = uniqueLabels(plain);
  return plain.map((one, i) => ({ ...one, label: labels[i] ?? one.label, notes: [] }));
}
