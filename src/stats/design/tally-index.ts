import { atOnce, type InSteps } from '../in-steps.ts';
import { tallyColumns, type SampleDesign, type Tally, type TallyColumns } from './tally.ts';

/** Tallies of a step. */
const STEP = 5000;

/** A run of tallies, from a position up to another one. */
interface Run {
  readonly from: number;
  readonly to: number;
}

interface ClusterRun extends Run {
  /** Second-stage units, where the second stage adds variance of its own. */
  readonly secondStage: { readonly units: number; readonly fraction: number } | null;
}

/** The tallies of one stratum. */
export interface StratumRun extends Run {
  /** Primary sampling units in the sample. */
  readonly psus: number;
  /** The share of the primary units that is not in the sample, 1 − n/N. */
  readonly fraction: number;
  /** n/N, by which the variance of the second stage counts. */
  readonly sampled: number;
  /** Null where each row is a unit of its own. */
  readonly clusters: readonly ClusterRun[] | null;
}

/** Whether a single unit stands for a stratum that was not taken whole, so that nothing is known of its variance. */
export const isLonely = ({ psus, fraction }: StratumRun): boolean => psus <= 1 && fraction > 0;

/** Tallies of a domain in order of stratum, cluster and cell, as columns of numbers; see `prepare`. */
export interface PreparedTallies {
  readonly strata: readonly StratumRun[];
  readonly lonelyPsu: SampleDesign['lonelyPsu'];
  /** One more than the largest cell. */
  readonly cells: number;
  readonly cell: Int32Array;
  /** Rows. */
  readonly n: Float64Array;
  /** Σw */
  readonly w: Float64Array;
  /** Σ(w − w̄)² over the rows of a tally, w̄ the mean of w in it. */
  readonly ww: Float64Array;
  /** Null where no numeric answer is tallied. */
  readonly x: {
    /** m, the number that answers are counted from; 0 where deviations are not known. */
    readonly mean: Float64Array;
    /** Σwd, d = x − m */
    readonly wd: Float64Array;
    /** Σ(w − w̄)(wd − ȳ), ȳ the mean of wd. */
    readonly wwd: Float64Array;
    /** Σ(wd − ȳ)² */
    readonly wdwd: Float64Array;
  } | null;
}

/** Of numbers alone: an array of another kind beside it makes each access some times as long. */
const at = (values: Float64Array, index: number): number => values[index] ?? 0;
const placeAt = (values: Int32Array, index: number): number => values[index] ?? 0;

/** An order of positions, sorted further by a key that comes first: those with equal keys keep their order. */
function sortedBy(positions: Int32Array, keys: Int32Array): Int32Array {
  let most = 0;
  for (let i = 0; i < keys.length; i += 1) most = Math.max(most, placeAt(keys, i));
  const starts = new Int32Array(most + 2);
  for (let i = 0; i < keys.length; i += 1) {
    const next = placeAt(keys, i) + 1;
    starts[next] = placeAt(starts, next) + 1;
  }
  for (let key = 1; key < starts.length; key += 1)
    starts[key] = placeAt(starts, key) + placeAt(starts, key - 1);
  const sorted = new Int32Array(positions.length);
  for (let i = 0; i < positions.length; i += 1) {
    const position = placeAt(positions, i);
    const key = placeAt(keys, position);
    const place = placeAt(starts, key);
    sorted[place] = position;
    starts[key] = place + 1;
  }
  return sorted;
}

/** The columns that tell two tallies of the same cell, stratum and cluster apart: equal ones may be swapped, no sum depends on it. */
const contentOf = ({ n, w, w2, x }: TallyColumns): Float64Array[] => [
  w,
  w2,
  n,
  ...(x === null ? [] : [x.wx, x.w2x, x.w2x2, x.w2d2]),
];

/** Positions of tallies by stratum, cluster and cell. */
function* orderOf(columns: TallyColumns): InSteps<Int32Array> {
  const { stratum, cluster, cell } = columns;
  let positions: Int32Array = Int32Array.from(cell.keys());
  for (const keys of [cell, cluster?.map((one) => one + 1), stratum]) {
    if (keys) positions = sortedBy(positions, keys);
    yield;
  }
  const content = contentOf(columns);
  const isTwin = (a: number, b: number): boolean =>
    cell[a] === cell[b] && stratum[a] === stratum[b] && (cluster === null || cluster[a] === cluster[b]);
  const byContent = (a: number, b: number): number =>
    content.reduce((order, column) => order || at(column, a) - at(column, b), 0);
  for (let i = 1; i < positions.length; i += 1) {
    if (i % STEP === 0) yield;
    const one = placeAt(positions, i);
    // Tallies of the same cell, stratum and cluster are rare: one that comes late moves up to where its content belongs.
    let place = i;
    for (; place > 0 && isTwin(placeAt(positions, place - 1), one); place -= 1) {
      const before = placeAt(positions, place - 1);
      if (byContent(before, one) <= 0) break;
      positions[place] = before;
    }
    positions[place] = one;
  }
  return positions;
}

/** Tallies in order of stratum, cluster and cell, whatever order an engine gave them in, so that no sum depends on it. */
export function* talliesInOrder(columns: TallyColumns): InSteps<TallyColumns> {
  const order = yield* orderOf(columns);
  const places = (column: Int32Array): Int32Array => {
    const values = new Int32Array(order.length);
    for (let i = 0; i < values.length; i += 1) values[i] = placeAt(column, placeAt(order, i));
    return values;
  };
  const numbers = (column: Float64Array): Float64Array => {
    const values = new Float64Array(order.length);
    for (let i = 0; i < values.length; i += 1) values[i] = at(column, placeAt(order, i));
    return values;
  };
  const { x } = columns;
  const stratum = places(columns.stratum);
  const cluster = columns.cluster && places(columns.cluster);
  const cell = places(columns.cell);
  yield;
  const [n, nonzero] = [numbers(columns.n), numbers(columns.nonzero)];
  yield;
  const [w, w2, ww] = [numbers(columns.w), numbers(columns.w2), numbers(columns.ww)];
  yield;
  const own = { stratum, cluster, cell, n, nonzero, w, w2, ww };
  if (x === null) return { ...own, x };
  const [wx, w2x, w2x2] = [numbers(x.wx), numbers(x.w2x), numbers(x.w2x2)];
  yield;
  const [mean, wd, wd2] = [numbers(x.mean), numbers(x.wd), numbers(x.wd2)];
  yield;
  const [wwd, w2d2] = [numbers(x.wwd), numbers(x.w2d2)];
  return { ...own, x: { wx, w2x, w2x2, mean, wd, wd2, wwd, w2d2, centred: x.centred } };
}

/** Runs of tallies with the same key. */
function runs(keys: Int32Array, within: Run): (Run & { key: number })[] {
  const found: { from: number; to: number; key: number }[] = [];
  let last: { from: number; to: number; key: number } | undefined;
  for (let i = within.from; i < within.to; i += 1) {
    const key = placeAt(keys, i);
    if (last?.key === key) last.to = i + 1;
    else found.push((last = { from: i, to: i + 1, key }));
  }
  return found;
}

/** The share of a population that is not in the sample: 1 − n/N. */
const unsampled = (sample: number, population: number | null): number =>
  population === null ? 1 : Math.max(0, 1 - sample / population);

function clusterRun(design: SampleDesign, run: Run, index: number): ClusterRun {
  const cluster = design.clusters?.[index];
  const adds = cluster !== undefined && cluster.population !== null && cluster.units > 1;
  return {
    ...run,
    secondStage: adds
      ? { units: cluster.units, fraction: unsampled(cluster.units, cluster.population) }
      : null,
  };
}

/** The strata of tallies in order, with their clusters. */
function* strataOf(
  design: SampleDesign,
  stratum: Int32Array,
  cluster: Int32Array | null,
): InSteps<StratumRun[]> {
  const strata: StratumRun[] = [];
  for (const { key, ...run } of runs(stratum, { from: 0, to: stratum.length })) {
    const known = design.strata[key];
    if (!known) throw new RangeError(`there is no stratum ${key}`);
    yield;
    strata.push({
      ...run,
      psus: known.psus,
      fraction: unsampled(known.psus, known.population),
      sampled: known.population === null ? 0 : known.psus / known.population,
      clusters:
        design.clusters === null
          ? null
          : runs(cluster ?? stratum.map(() => -1), run).map((one) => clusterRun(design, one, one.key)),
    });
  }
  return strata;
}

/**
 * Prepares tallies of a domain for variances: sorted by stratum, cluster and cell, so that no sum depends on the order in which
 * an engine gave them, and laid out in columns, so that many estimates of the same tallies cost one pass each.
 *
 * @throws RangeError if a tally names a stratum that the design does not have
 */
export function prepare(design: SampleDesign, tallies: readonly Tally[]): PreparedTallies {
  return atOnce(prepareInSteps(design, atOnce(talliesInOrder(tallyColumns(tallies)))));
}

/**
 * {@link prepare} in steps.
 *
 * @param columns in order
 * @throws RangeError if a tally names a stratum that the design does not have
 */
export function* prepareInSteps(design: SampleDesign, columns: TallyColumns): InSteps<PreparedTallies> {
  const { stratum, cluster, cell, n, w, ww, x } = columns;
  const strata = yield* strataOf(design, stratum, cluster);
  const cells = cell.reduce((most, one) => Math.max(most, one + 1), 0);
  const own = { strata, lonelyPsu: design.lonelyPsu, cells, cell, n, w, ww };
  if (x === null) return { ...own, x: null };
  const { mean, wd, wwd } = x;
  const wdwd = x.w2d2.map((sum, i) => Math.max(0, sum - at(wd, i) ** 2 / at(n, i)));
  return { ...own, x: { mean, wd, wwd, wdwd } };
}

/**
 * The tallies of some cells, which are numbered anew by their place among these.
 *
 * @param cells each once
 */
export function preparedOf(prepared: PreparedTallies, cells: readonly number[]): PreparedTallies {
  const places = new Int32Array(prepared.cells).fill(-1);
  cells.forEach((cell, place) => (places[cell] = place));
  const kept: number[] = [];
  /** How many are kept before each tally. */
  const before = new Int32Array(prepared.cell.length + 1);
  prepared.cell.forEach((cell, i) => {
    if (placeAt(places, cell) >= 0) kept.push(i);
    before[i + 1] = kept.length;
  });
  const only = (column: Float64Array): Float64Array => Float64Array.from(kept, (i) => at(column, i));
  const within = <Runs extends Run>(run: Runs): Runs[] => {
    const [from, to] = [placeAt(before, run.from), placeAt(before, run.to)];
    return from === to ? [] : [{ ...run, from, to }];
  };
  const { x, lonelyPsu } = prepared;
  return {
    lonelyPsu,
    strata: prepared.strata
      .flatMap(within)
      .map((stratum) => ({ ...stratum, clusters: stratum.clusters?.flatMap(within) ?? null })),
    cells: cells.length,
    cell: Int32Array.from(kept, (i) => placeAt(places, placeAt(prepared.cell, i))),
    n: only(prepared.n),
    w: only(prepared.w),
    ww: only(prepared.ww),
    x: x && { mean: only(x.mean), wd: only(x.wd), wwd: only(x.wwd), wdwd: only(x.wdwd) },
  };
}
