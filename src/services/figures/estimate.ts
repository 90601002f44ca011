import type { Figure, FigureKey } from '../../repository/figures.ts';
import type { Reason } from '../../schemas/vocabulary.ts';
import type { Interval } from '../../stats/proportion.ts';
import type { GroupShare } from '../records/group-share.ts';
import type { Linear } from '../records/linearised.ts';
import type { SampleDesignEffect, Samples } from './samples.ts';

/** What is known of the precision of a figure that was computed from records. */
export interface Computed {
  /** The estimate with its linearisation, as a share or in the units of the answer; null for quantiles. */
  readonly linear: Linear | null;
  /** Of a percentage, the share of a group that it is; null for other measures. */
  readonly share: GroupShare | null;
  /** In the units of the figure. */
  readonly standardError: number | null;
  readonly designEffect: number | null;
  readonly nEffective: number | null;
  /** n/deff; null where there is no design effect. */
  readonly nDesign: number | null;
  /** Degrees of freedom of a difference between figures of these waves. */
  readonly dfOfDifference: (waves: readonly string[]) => number | null;
  readonly interval: (level: number) => Interval | null;
  /** Why the standard error and what follows from it are null. */
  readonly reason: Reason | null;
  /** Why the interval is null, where only that is. */
  readonly intervalReason?: (level: number) => Reason | null;
}

/** Which quantile a figure is; null for other measures. */
interface Quantile {
  readonly quantile: number | null;
}

/** A figure, whether somebody published it or it was computed: everything that compares figures works on these. */
export interface Estimate extends Figure, Quantile {
  /** Null for figures that were published. */
  readonly computed: Computed | null;
  /** The design effect of the sample behind a published figure; null where it is not known, and for computed figures. */
  readonly design: SampleDesignEffect | null;
}

/** A figure that exists and is not shown. */
export interface HiddenEstimate extends FigureKey, Quantile {
  /** Null if the base is hidden too. */
  readonly n: number | null;
  readonly nEffective: number | null;
  readonly reason: Reason;
}

export function published(figure: Figure, samples: Samples): Estimate {
  const design = samples.design(figure.wave, figure.audience);
  return { ...figure, quantile: null, computed: null, design };
}

/** What tells figures apart, quantiles among them. */
export const coordinatesKey = (key: FigureKey & Quantile): string =>
  [key.question, key.item, key.option, key.wave, key.audience, key.measure, key.quantile].join('|');
