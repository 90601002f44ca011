import type { Score } from '../../stats/design/covariance.ts';
import {
  bases,
  effectiveBase,
  shareOfSums,
  weightedMean,
  weightedTotal,
  type CellSet,
  type LinearisedEstimate,
} from '../../stats/design/linearised-estimates.ts';
import { replicateCovariance } from '../../stats/design/replicate.ts';
import type { CellSums } from '../../stats/design/tally.ts';
import { atOnce, type InSteps } from '../../stats/in-steps.ts';
import type { CellSelection, TallyTable } from './tally-table.ts';

/** Some cells of a table with what they add up to, in which a cell is known by its position among them. */
interface Frame {
  readonly table: TallyTable;
  readonly cells: readonly number[];
  readonly sums: readonly CellSums[];
  /** Of each cell its place among those of the table that hold respondents. */
  readonly places: readonly number[];
}

/** An estimate from tallies with what its variance is made of; sums of such are such again. */
export interface Linear {
  /** The respondents that it is about. */
  readonly frame: Frame;
  readonly value: number;
  readonly score: Score;
  /**
   * The estimate with each replicate weight, less that of the full sample; null where there are none. A number that is large
   * beside how much it varies would leave little of such differences, so that they are taken first.
   */
  readonly replicates: readonly number[] | null;
  /** Whether its variance is withheld, as it would tell how a hidden cell is split; the same of sums with it. */
  readonly withheld?: boolean;
}

/** The estimate without its variance, where that would tell what is hidden. */
export const withhold = ({ frame, value, replicates }: Linear): Linear => ({
  frame,
  value,
  replicates,
  score: { constant: [], slope: null },
  withheld: true,
});

/** Rows, weights and degrees of freedom of a group of respondents. */
export interface Domain {
  readonly frame: Frame;
  readonly n: number;
  readonly nonzero: number;
  readonly w: number;
  readonly w2: number;
  readonly nEffective: number | null;
  /** Sampling units minus strata; null without rows. */
  readonly df: number | null;
}

const ALL: CellSet = () => true;

function frameOf(table: TallyTable, cells: readonly number[]): Frame {
  const places = cells.map((cell) => table.placeOf(cell));
  const sums = places.flatMap((place, position) => {
    const found = table.sums[place];
    return found ? [{ ...found, cell: position }] : [];
  });
  return { table, cells, sums, places };
}

export function domainOf(table: TallyTable, selection: CellSelection): Domain {
  const frame = frameOf(table, selection.cells);
  const { n, nonzero, w, w2 } = bases(frame.sums, ALL);
  const { replicates } = table.sample;
  return {
    frame,
    n,
    nonzero,
    w,
    w2,
    nEffective: effectiveBase(w, w2),
    df:
      table.sample.kind === 'unknown'
        ? null
        : (replicates?.df ?? table.tallied.degreesOfFreedom(frame.places, 'weighted')),
  };
}

/** Σw (or Σwx) of some cells with each replicate weight. */
function replicateSums({ table, cells }: Frame, part: CellSet, of: 'w' | 'wx'): number[] {
  const rows = cells.flatMap((cell, position) => (part(position) ? table.replicatesOf(cell) : []));
  return table.sample.split.replicates.map((_, r) => rows.reduce((sum, row) => sum + (row[of]?.[r] ?? 0), 0));
}

/**
 * Cells of a frame whose scores are kept. A table of thousands of cells has as many figures, and those that are shares of all have a
 * score of each cell: these are made when a variance is asked for, or they would take gigabytes.
 */
const KEPT_SCORES = 256;

function linear(
  frame: Frame,
  estimate: LinearisedEstimate | null,
  /** With each replicate weight, less that of the full sample. */
  replicates: () => number[],
): Linear | null {
  if (estimate === null) return null;
  const withReplicates = frame.table.sample.kind === 'replicates' ? replicates() : null;
  const kept = frame.cells.length <= KEPT_SCORES ? estimate.score : null;
  return {
    frame,
    value: estimate.estimate,
    replicates: withReplicates,
    get score() {
      return kept ?? estimate.score;
    },
  };
}

const inside =
  ({ cells }: Frame, part: CellSelection): CellSet =>
  (position) =>
    part.has(cells[position] ?? -1);

const positionsInFrames = new WeakMap<Frame, ReadonlyMap<number, number>>();

function positionsIn(frame: Frame): ReadonlyMap<number, number> {
  const known = positionsInFrames.get(frame);
  if (known) return known;
  const made = new Map(frame.cells.map((cell, position) => [cell, position]));
  positionsInFrames.set(frame, made);
  return made;
}

/** What the cells of a part of a domain add up to, in their order: of a few cells without looking at all. */
export function sumsIn({ frame }: Domain, part: CellSelection): CellSums[] {
  const positions = positionsIn(frame);
  return part.cells
    .flatMap((cell) => positions.get(cell) ?? [])
    .toSorted((a, b) => a - b)
    .flatMap((position) => frame.sums[position] ?? []);
}

/** The share, from 0 to 1, of a part of a domain; null if nothing in the domain has weight. */
export function linearisedShare(domain: Domain, part: CellSelection): Linear | null {
  const { frame } = domain;
  const chosen = inside(frame, part);
  const ofPart = sumsIn(domain, part).reduce((sum, { w }) => sum + w, 0);
  const share = shareOfSums(ofPart, domain.w, frame.cells.length, chosen, ALL);
  return linear(frame, share, () => {
    const base = replicateSums(frame, ALL, 'w');
    return replicateSums(frame, chosen, 'w').map((sum, r) => sum / (base[r] ?? 0) - (share?.estimate ?? 0));
  });
}

/** The sum of the weights of a part of a domain. */
export function totalOf({ frame }: Domain, part: CellSelection): Linear | null {
  const chosen = inside(frame, part);
  const total = weightedTotal(frame.sums, frame.cells.length, chosen);
  return linear(frame, total, () => replicateSums(frame, chosen, 'w').map((sum) => sum - total.estimate));
}

/** The mean of the numeric answer of a domain; null if nothing in it has weight. */
export function meanOf({ frame }: Domain): Linear | null {
  const { origin } = frame.table;
  const mean = weightedMean(frame.sums, frame.cells.length, ALL);
  // Deviations from the mean are the same, wherever the answers are counted from.
  return linear(frame, mean && { ...mean, estimate: origin + mean.estimate }, () => {
    const base = replicateSums(frame, ALL, 'w');
    return replicateSums(frame, ALL, 'wx').map((sum, r) => sum / (base[r] ?? 0) - (mean?.estimate ?? 0));
  });
}

/** The weighted sum of the numeric answer of a domain, Σwx. */
export function sumOf({ frame }: Domain): Linear | null {
  const { origin } = frame.table;
  const estimate = frame.sums.reduce((sum, { w, x }) => sum + origin * w + (x?.wx ?? 0), 0);
  const score = { constant: frame.cells.map(() => origin), slope: frame.cells.map(() => 1) };
  return linear(frame, { estimate, score }, () => {
    const weights = replicateSums(frame, ALL, 'w');
    const [w, wx] = frame.sums.reduce(
      ([sumW, sumX], tally) => [sumW + tally.w, sumX + (tally.x?.wx ?? 0)],
      [0, 0],
    );
    return replicateSums(frame, ALL, 'wx').map((sum, r) => sum - wx + origin * ((weights[r] ?? 0) - w));
  });
}

/** Σw(x − m)²/Σw of the numeric answer of a domain about its mean m. */
export function spreadOfAnswers({ frame, w }: Domain): number {
  const centre = frame.sums.reduce((sum, { x }) => sum + (x?.wx ?? 0), 0) / w;
  const squares = frame.sums.reduce((sum, tally) => {
    const { mean = 0, wd = 0, wd2 = 0 } = tally.x ?? {};
    // From the mean of the cell to that of the domain.
    const step = mean - centre;
    return sum + wd2 + 2 * step * wd + step * step * tally.w;
  }, 0);
  return squares / w;
}

interface CommonFrame {
  readonly frame: Frame;
  /** The position of each cell in it; null where all estimates have this frame already. */
  readonly positions: ReadonlyMap<number, number> | null;
}

/** Frames of pairs: the same two columns are compared in each row of a table. */
const pairFrames = new WeakMap<Frame, WeakMap<Frame, CommonFrame>>();

function pairFrame(a: Frame, b: Frame, make: () => CommonFrame): CommonFrame {
  const ofA = pairFrames.get(a) ?? new WeakMap<Frame, CommonFrame>();
  pairFrames.set(a, ofA);
  const known = ofA.get(b) ?? make();
  ofA.set(b, known);
  return known;
}

/** One frame for all estimates. */
function commonFrame(frames: readonly Frame[]): CommonFrame {
  const distinct = [...new Set(frames)];
  const [first] = distinct;
  if (!first) throw new RangeError('nothing to combine');
  if (distinct.some(({ table }) => table !== first.table)) {
    throw new RangeError('estimates of different tables have no common variance');
  }
  if (distinct.length === 1) return { frame: first, positions: null };
  const make = (): CommonFrame => {
    const cells = [...new Set(distinct.flatMap((frame) => frame.cells))];
    return {
      frame: frameOf(first.table, cells),
      positions: new Map(cells.map((cell, position) => [cell, position])),
    };
  };
  const [, second] = distinct;
  return second && distinct.length === 2 ? pairFrame(first, second, make) : make();
}

/** The score of an estimate in a larger frame: 0 for those whom it is not about. */
function embedded(
  { frame, score }: Linear,
  into: Frame,
  positions: ReadonlyMap<number, number> | null,
): Score {
  if (positions === null) return score;
  const spread = (values: readonly number[]): number[] => {
    const all = into.cells.map(() => 0);
    frame.cells.forEach((cell, i) => (all[positions.get(cell) ?? -1] = values[i] ?? 0));
    return all;
  };
  return { constant: spread(score.constant), slope: score.slope && spread(score.slope) };
}

const weightedSum = (terms: readonly (readonly [number, readonly number[]])[], size: number): number[] =>
  Array.from({ length: size }, (_, i) => terms.reduce((sum, [c, values]) => sum + c * (values[i] ?? 0), 0));

/** Σ c·estimate of estimates of one table: its variance takes their covariances into account. */
export function combine(terms: readonly (readonly [coefficient: number, estimate: Linear])[]): Linear {
  const { frame, positions } = commonFrame(terms.map(([, one]) => one.frame));
  const scores = terms.map(([c, one]) => [c, embedded(one, frame, positions)] as const);
  const slopes = scores.flatMap(([c, { slope }]) => (slope === null ? [] : [[c, slope] as const]));
  const replicates = terms.flatMap(([c, one]) =>
    one.replicates === null ? [] : [[c, one.replicates] as const],
  );
  return {
    frame,
    withheld: terms.some(([, one]) => one.withheld === true),
    value: terms.reduce((sum, [c, { value }]) => sum + c * value, 0),
    score: {
      constant: weightedSum(
        scores.map(([c, { constant }]) => [c, constant] as const),
        frame.cells.length,
      ),
      slope: slopes.length === 0 ? null : weightedSum(slopes, frame.cells.length),
    },
    replicates: replicates.length === 0 ? null : weightedSum(replicates, replicates[0]?.[1].length ?? 0),
  };
}

/** The covariances of estimates of one table; null if there is none, see {@link whyNoVariance}. */
export function covarianceOf(estimates: readonly Linear[]): number[][] | null {
  return atOnce(covarianceInSteps(estimates));
}

/** {@link covarianceOf} in steps. */
export function* covarianceInSteps(estimates: readonly Linear[]): InSteps<number[][] | null> {
  if (estimates.length === 0) return [];
  if (estimates.some(({ withheld }) => withheld === true)) return null;
  const { frame, positions } = commonFrame(estimates.map((one) => one.frame));
  const { sample } = frame.table;
  if (sample.kind === 'unknown') return null;
  if (sample.replicates) {
    const full = estimates.map(() => 0);
    const replicates = sample.replicates.rscales.map((_, r) =>
      estimates.map((one) => one.replicates?.[r] ?? Number.NaN),
    );
    // A group without weight in some replicate has no estimate there, and so no variance.
    if (!replicates.flat().every(Number.isFinite)) return null;
    return replicateCovariance(full, replicates, sample.replicates);
  }
  const scores = estimates.map((one) => embedded(one, frame, positions));
  return yield* frame.table.tallied.covariances(frame.places, scores);
}

/**
 * What a variance of nothing may come to, relative to the squares that it is made of. Sums of squares of weights cancel, all
 * else is made of deviations, which are off by the rounding of numbers, and not of their squares.
 */
const ROUNDING = { squares: 1e-13, deviations: 1e-28 };

/** The squares that a variance is made of, none taken from another: (|a|w + |b|wx)² over all rows. */
function squaresOf({ frame, score }: Linear): number {
  return frame.sums.reduce((sum, { cell, w2, x }) => {
    const [a, b] = [Math.abs(score.constant[cell] ?? 0), Math.abs(score.slope?.[cell] ?? 0)];
    return sum + a * a * w2 + 2 * a * b * Math.abs(x?.w2x ?? 0) + b * b * (x?.w2x2 ?? 0);
  }, 0);
}

/** Why an estimate has no variance. */
export function whyNoVariance({
  frame,
  withheld,
}: Linear): 'single-psu' | 'no-degrees-of-freedom' | 'no-replicates' | 'suppressed-disclosure' {
  if (withheld === true) return 'suppressed-disclosure';
  const { kind } = frame.table.sample;
  if (kind === 'unknown') return 'no-replicates';
  return kind === 'replicates' ? 'no-degrees-of-freedom' : 'single-psu';
}

const variances = new WeakMap<Linear, number | null>();

/** The variance of an estimate, worked out once; null if there is none, see {@link whyNoVariance}. */
export function varianceOf(estimate: Linear): number | null {
  return atOnce(varianceInSteps(estimate));
}

/** {@link varianceOf} in steps: of a hundred thousand tallies it takes long. */
export function* varianceInSteps(estimate: Linear): InSteps<number | null> {
  const known = variances.get(estimate);
  if (known !== undefined) return known;
  const variance = yield* computeVariance(estimate);
  variances.set(estimate, variance);
  return variance;
}

function* computeVariance(estimate: Linear): InSteps<number | null> {
  const covariance = yield* covarianceInSteps([estimate]);
  if (covariance === null) return null;
  const variance = covariance[0]?.[0] ?? 0;
  // Of a variance of nothing, rounding leaves a little on either side.
  const { sample, tallied } = estimate.frame.table;
  const cancels = sample.hasRowUnits && !tallied.isCentred;
  return variance <= ROUNDING[cancels ? 'squares' : 'deviations'] * squaresOf(estimate) ? 0 : variance;
}
