import type { SampleDesign, Tally } from './tally.ts';

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
  readonly w: Float64Array;
  readonly w2: Float64Array;
  readonly wx: Float64Array;
  readonly w2x: Float64Array;
  readonly w2x2: Float64Array;
}

const at = (values: ArrayLike<number>, index: number): number => values[index] ?? 0;

function columnOf(tallies: readonly Tally[], of: (tally: Tally) => number): Int32Array {
  const values = new Int32Array(tallies.length);
  tallies.forEach((tally, i) => (values[i] = of(tally)));
  return values;
}

/** An order of positions, sorted further by a key that comes first: those with equal keys keep their order. */
function sortedBy(positions: Int32Array, keys: Int32Array): Int32Array {
  const starts = new Int32Array(keys.reduce((most, key) => Math.max(most, key), 0) + 2);
  for (const key of keys) starts[key + 1] = at(starts, key + 1) + 1;
  for (let key = 1; key < starts.length; key += 1) starts[key] = at(starts, key) + at(starts, key - 1);
  const sorted = new Int32Array(positions.length);
  for (const position of positions) {
    const key = at(keys, position);
    sorted[at(starts, key)] = position;
    starts[key] = at(starts, key) + 1;
  }
  return sorted;
}

/** Which of two tallies of the same place comes first: equal ones may change places, no sum depends on it. */
function byContent(a: Tally, b: Tally): number {
  return (
    a.w - b.w ||
    a.w2 - b.w2 ||
    (a.x?.wx ?? 0) - (b.x?.wx ?? 0) ||
    (a.x?.w2x ?? 0) - (b.x?.w2x ?? 0) ||
    (a.x?.w2x2 ?? 0) - (b.x?.w2x2 ?? 0)
  );
}

/** Tallies by stratum, cluster and cell. */
function inOrder(tallies: readonly Tally[]): Tally[] {
  const keys = [
    columnOf(tallies, ({ cell }) => cell),
    columnOf(tallies, ({ cluster }) => (cluster ?? -1) + 1),
    columnOf(tallies, ({ stratum }) => stratum),
  ];
  const positions = keys.reduce(sortedBy, Int32Array.from(tallies.keys()));
  const isTwin = (i: number): boolean =>
    keys.every((column) => at(column, at(positions, i)) === at(column, at(positions, i - 1)));
  const sorted = Array.from(positions, (position) => tallies[position]).filter(
    (tally) => tally !== undefined,
  );
  for (let from = 0, to = 1; from < sorted.length; from = to, to += 1) {
    while (to < sorted.length && isTwin(to)) to += 1;
    if (to - from > 1) sorted.splice(from, to - from, ...sorted.slice(from, to).toSorted(byContent));
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
  const rows = inOrder(tallies);
  const column = (of: (tally: Tally) => number): Float64Array => {
    const values = new Float64Array(rows.length);
    rows.forEach((tally, i) => (values[i] = of(tally)));
    return values;
  };
  const strata = runs(rows, { from: 0, to: rows.length }, ({ stratum }) => stratum).map(({ key, ...run }) => {
    const stratum = design.strata[key];
    if (!stratum) throw new RangeError(`there is no stratum ${key}`);
    return {
      ...run,
      psus: stratum.psus,
      fraction: unsampled(stratum.psus, stratum.population),
      sampled: stratum.population === null ? 0 : stratum.psus / stratum.population,
      clusters:
        design.clusters === null
          ? null
          : runs(rows, run, ({ cluster }) => cluster ?? -1).map((one) => clusterRun(design, one, one.key)),
    };
  });
  return {
    strata,
    lonelyPsu: design.lonelyPsu,
    cells: rows.reduce((most, { cell }) => Math.max(most, cell + 1), 0),
    cell: columnOf(rows, ({ cell }) => cell),
    w: column(({ w }) => w),
    w2: column(({ w2 }) => w2),
    wx: column(({ x }) => x?.wx ?? 0),
    w2x: column(({ x }) => x?.w2x ?? 0),
    w2x2: column(({ x }) => x?.w2x2 ?? 0),
  };
}
