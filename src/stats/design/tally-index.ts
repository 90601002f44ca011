import { atOnce, type InSteps } from '../in-steps.ts';
import type { SampleDesign, Tally } from './tally.ts';

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
  /** m, the number that answers are counted from; 0 where deviations are not known. */
  readonly mean: Float64Array;
  /** Σwd, d = x − m */
  readonly wd: Float64Array;
  /** Σ(w − w̄)² over the rows of a tally, w̄ the mean of w in it. */
  readonly ww: Float64Array;
  /** Σ(w − w̄)(wd − ȳ), ȳ the mean of wd. */
  readonly wwd: Float64Array;
  /** Σ(wd − ȳ)² */
  readonly wdwd: Float64Array;
}

const at = (values: ArrayLike<number>, index: number): number => values[index] ?? 0;

function columnOf(tallies: readonly Tally[], of: (tally: Tally) => number): Int32Array {
  const values = new Int32Array(tallies.length);
  tallies.forEach((tally, i) => (values[i] = of(tally)));
  return values;
}

/** An order of positions, sorted further by a key that comes first: those with equal keys keep their order. */
function sortedBy(positions: Int32Array, keys: Int32Array): Int32Array {
  let most = 0;
  for (let i = 0; i < keys.length; i += 1) most = Math.max(most, at(keys, i));
  const starts = new Int32Array(most + 2);
  for (let i = 0; i < keys.length; i += 1) starts[at(keys, i) + 1] = at(starts, at(keys, i) + 1) + 1;
  for (let key = 1; key < starts.length; key += 1) starts[key] = at(starts, key) + at(starts, key - 1);
  const sorted = new Int32Array(positions.length);
  for (let i = 0; i < positions.length; i += 1) {
    const key = at(keys, at(positions, i));
    sorted[at(starts, key)] = at(positions, i);
    starts[key] = at(starts, key) + 1;
  }
  return sorted;
}

/** Which of two tallies of the same cell, stratum and cluster comes first: equal ones may be swapped, no sum depends on it. */
function byContent(a: Tally, b: Tally): number {
  return (
    a.w - b.w ||
    a.w2 - b.w2 ||
    (a.x?.wx ?? 0) - (b.x?.wx ?? 0) ||
    (a.x?.w2x ?? 0) - (b.x?.w2x ?? 0) ||
    (a.x?.w2x2 ?? 0) - (b.x?.w2x2 ?? 0) ||
    (a.x?.deviations?.w2d2 ?? 0) - (b.x?.deviations?.w2d2 ?? 0)
  );
}

const isTwin = (a: Tally, b: Tally): boolean =>
  a.cell === b.cell && a.cluster === b.cluster && a.stratum === b.stratum;

/** Tallies by stratum, cluster and cell. */
function* inOrder(tallies: readonly Tally[]): InSteps<Tally[]> {
  let positions: Int32Array = new Int32Array(tallies.length).map((_, i) => i);
  positions = sortedBy(
    positions,
    columnOf(tallies, ({ cell }) => cell),
  );
  yield;
  positions = sortedBy(
    positions,
    columnOf(tallies, ({ cluster }) => (cluster ?? -1) + 1),
  );
  yield;
  positions = sortedBy(
    positions,
    columnOf(tallies, ({ stratum }) => stratum),
  );
  const sorted: Tally[] = [];
  for (let i = 0; i < positions.length; i += 1) {
    if (i % STEP === 0) yield;
    const tally = tallies[at(positions, i)];
    if (!tally) continue;
    // Tallies of the same cell, stratum and cluster are rare: one that comes late moves up to where its content belongs.
    let position = i;
    for (let before = sorted[position - 1]; before && isTwin(before, tally); before = sorted[position - 1]) {
      if (byContent(before, tally) <= 0) break;
      sorted[position] = before;
      position -= 1;
    }
    sorted[position] = tally;
  }
  return sorted;
}

/** Runs of tallies with the same key. */
function runs(
  tallies: readonly Tally[],
  within: Run,
  key: (tally: Tally) => number,
): (Run & { key: number })[] {
  const found: { from: number; to: number; key: number }[] = [];
  let last: { from: number; to: number; key: number } | undefined;
  for (let i = within.from; i < within.to; i += 1) {
    const tally = tallies[i];
    if (!tally) continue;
    const value = key(tally);
    if (last?.key === value) last.to = i + 1;
    else found.push((last = { from: i, to: i + 1, key: value }));
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

/**
 * Prepares tallies of a domain for variances: sorted by stratum, cluster and cell, so that no sum depends on the order in which
 * an engine gave them, and laid out in columns, so that many estimates of the same tallies cost one pass each.
 *
 * @throws RangeError if a tally names a stratum that the design does not have
 */
export function prepare(design: SampleDesign, tallies: readonly Tally[]): PreparedTallies {
  return atOnce(prepareInSteps(design, tallies));
}

/**
 * {@link prepare} in steps.
 *
 * @throws RangeError if a tally names a stratum that the design does not have
 */
export function* prepareInSteps(design: SampleDesign, tallies: readonly Tally[]): InSteps<PreparedTallies> {
  const rows = yield* inOrder(tallies);
  yield;
  const strata: StratumRun[] = [];
  for (const { key, ...run } of runs(rows, { from: 0, to: rows.length }, ({ stratum }) => stratum)) {
    const stratum = design.strata[key];
    if (!stratum) throw new RangeError(`there is no stratum ${key}`);
    yield;
    strata.push({
      ...run,
      psus: stratum.psus,
      fraction: unsampled(stratum.psus, stratum.population),
      sampled: stratum.population === null ? 0 : stratum.psus / stratum.population,
      clusters:
        design.clusters === null
          ? null
          : runs(rows, run, ({ cluster }) => cluster ?? -1).map((one) => clusterRun(design, one, one.key)),
    });
  }
  const empty = (): Float64Array => new Float64Array(rows.length);
  const [n, w, mean, wd, ww, wwd, wdwd] = [empty(), empty(), empty(), empty(), empty(), empty(), empty()];
  const cell = columnOf(rows, (tally) => tally.cell);
  let cells = 0;
  for (let i = 0; i < rows.length; i += 1) {
    if (i % STEP === 0) yield;
    const tally = rows[i];
    if (!tally) continue;
    cells = Math.max(cells, tally.cell + 1);
    n[i] = tally.n;
    w[i] = tally.w;
    const { deviations } = tally.x ?? {};
    ww[i] = deviations?.ww ?? Math.max(0, tally.w2 - tally.w ** 2 / tally.n);
    if (tally.x === null) continue;
    mean[i] = deviations?.mean ?? 0;
    const sum = deviations?.wd ?? tally.x.wx;
    wd[i] = sum;
    wwd[i] = deviations?.wwd ?? tally.x.w2x - (tally.w * sum) / tally.n;
    wdwd[i] = Math.max(0, (deviations?.w2d2 ?? tally.x.w2x2) - sum ** 2 / tally.n);
  }
  return { strata, lonelyPsu: design.lonelyPsu, cells, cell, n, w, mean, wd, ww, wwd, wdwd };
}
