import type { Code, Engine, TallyQuery, TallyRow } from '../../engine/engine.ts';
import type { Design } from '../../schemas/dataset.ts';
import type { ReplicateDesign } from '../../stats/design/replicate.ts';
import type { SampleDesign } from '../../stats/design/tally.ts';

/** Replicate weights, with the degrees of freedom of the whole sample and where these are from. */
interface Replicates extends ReplicateDesign {
  readonly df: number;
  readonly dfFrom: 'declared' | 'rank';
}

/** How the sample was drawn, as far as variances need it, for one weight. */
export interface Sample {
  /** `unknown`: the design is in replicate weights, and these belong to another weight. */
  readonly kind: 'taylor' | 'replicates' | 'unknown';
  readonly design: SampleDesign;
  readonly replicates: Replicates | null;
  /** Whether respondents are sampling units, of the first stage or the second, so that their squares are needed. */
  readonly hasRowUnits: boolean;
  /** What every tally of this sample must be split by. */
  readonly split: Pick<TallyQuery, 'strata' | 'cluster' | 'replicates' | 'weight'>;
  /** Whether a cluster tells its stratum, so that tallies need not be split by strata as well. */
  readonly isNested: boolean;
  /** Where a row of tallies belongs; its strata are not looked at where clusters tell them. */
  place(row: Pick<TallyRow, 'strata' | 'cluster'>): { stratum: number; cluster: number | null };
}

const stratumKey = (codes: readonly (Code | null)[]): string => JSON.stringify(codes);
const clusterKey = (codes: readonly (Code | null)[], cluster: Code | null): string =>
  JSON.stringify([codes, cluster]);

/**
 * Factors that a method of replication prescribes; those that the survey declares go before. Degrees of freedom that it does
 * not declare are the rank of the replicate weights minus 1.
 */
async function replicateDesign(engine: Engine, { replicates }: Design): Promise<Replicates | null> {
  if (replicates === null) return null;
  const { method, columns, fay = 0, mse } = replicates;
  const r = columns.length;
  const scales = {
    jk1: (r - 1) / r,
    jkn: 1,
    brr: 1 / r,
    fay: 1 / (r * (1 - fay) ** 2),
    bootstrap: 1 / (r - 1),
  };
  return {
    scale: replicates.scale ?? scales[method],
    rscales: replicates.rscales ?? columns.map(() => 1),
    mse,
    ...(replicates.degreesOfFreedom === undefined
      ? { df: (await engine.rank(columns)) - 1, dfFrom: 'rank' }
      : { df: replicates.degreesOfFreedom, dfFrom: 'declared' }),
  };
}

/** A sample of whose drawing the weight tells nothing: figures have no sampling error. */
function withoutDesign(weight: string | null): Sample {
  return {
    kind: 'unknown',
    hasRowUnits: false,
    isNested: false,
    replicates: null,
    split: { weight, strata: [], cluster: null, replicates: [] },
    design: { lonelyPsu: 'fail', strata: [{ psus: 0, population: null }], clusters: null },
    place: () => ({ stratum: 0, cluster: null }),
  };
}

/** A population size; a column of shares of the population (all at most 1) is turned into one. */
function population(values: readonly (number | null)[], sampled: number, shares: boolean): number | null {
  const [value = null] = values;
  if (value === null) return null;
  return shares ? sampled / value : value;
}

const asNumber = (code: Code | null | undefined): number | null => (typeof code === 'number' ? code : null);

interface Stratum {
  rows: number;
  readonly clusters: Set<string>;
  readonly populations: (number | null)[];
}

/**
 * Reads the strata and clusters of the full sample: every row that has the weight, whatever it answered. Waves are
 * independent samples, and so strata, unless the same clusters were asked in several of them.
 *
 * @param wave column of the waves, null where there is one wave
 * @param isReplicated whether the weight is the one that the replicate weights of the design, if it has some, belong to
 */
export async function readSample(
  engine: Engine,
  design: Design,
  weight: string | null,
  wave: string | null,
  isReplicated: boolean,
): Promise<Sample> {
  if (design.replicates !== null && !isReplicated) return withoutDesign(weight);
  const replicates = await replicateDesign(engine, design);
  const strata = replicates
    ? []
    : [...(wave === null || design.sharedClusters ? [] : [wave]), ...(design.strata ?? [])];
  const cluster = replicates ? null : (design.clusters?.[0] ?? null);
  const split = { weight, strata, cluster, replicates: design.replicates?.columns ?? [] };
  const fpc = design.fpc ?? [];
  const unordered = await engine.tally({
    ...split,
    replicates: [],
    by: fpc.map((column) => ({ column })),
    filters: [],
    numeric: null,
  });
  // Strata and clusters are numbered in an order of their own, whatever order the engine gives.
  const rows = unordered
    .map((row) => ({ row, key: clusterKey(row.strata, row.cluster) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ row }) => row);

  const byStratum = new Map<string, Stratum>();
  const byCluster = new Map<string, { units: number; populations: (number | null)[] }>();
  for (const row of rows) {
    const [stratumId, clusterId] = [stratumKey(row.strata), clusterKey(row.strata, row.cluster)];
    const stratum = byStratum.get(stratumId) ?? { rows: 0, clusters: new Set(), populations: [] };
    stratum.rows += row.n;
    stratum.clusters.add(clusterId);
    stratum.populations.push(asNumber(row.codes[0]));
    byStratum.set(stratumId, stratum);
    if (cluster === null) continue;
    const unit = byCluster.get(clusterId) ?? { units: 0, populations: [] };
    unit.units += row.n;
    unit.populations.push(asNumber(row.codes[1]));
    byCluster.set(clusterId, unit);
  }
  const shares = fpc.map((_, stage) => rows.every(({ codes }) => (asNumber(codes[stage]) ?? 0) <= 1));
  const strataIndex = new Map([...byStratum.keys()].map((id, i) => [id, i]));
  const clusterIndex = new Map([...byCluster.keys()].map((id, i) => [id, i]));
  const placeOf = (row: Pick<TallyRow, 'strata' | 'cluster'>) => ({
    stratum: strataIndex.get(stratumKey(row.strata)) ?? -1,
    cluster: cluster === null ? null : (clusterIndex.get(clusterKey(row.strata, row.cluster)) ?? -1),
  });
  const byCode = new Map(rows.map((row) => [clusterKey([], row.cluster), placeOf(row)]));
  const isNested = cluster !== null && byCode.size === byCluster.size;
  return {
    kind: replicates ? 'replicates' : 'taylor',
    replicates,
    split,
    hasRowUnits: replicates === null && (cluster === null || fpc.length > 1),
    design: {
      lonelyPsu: design.lonelyPsu,
      strata: [...byStratum.values()].map((stratum) => {
        const psus = cluster === null ? stratum.rows : stratum.clusters.size;
        return { psus, population: population(stratum.populations, psus, shares[0] ?? false) };
      }),
      clusters:
        cluster === null
          ? null
          : [...byCluster.values()].map(({ units, populations }) => ({
              units,
              population: population(populations, units, shares[1] ?? false),
            })),
    },
    isNested,
    place: isNested
      ? ({ cluster: code }) => byCode.get(clusterKey([], code)) ?? { stratum: -1, cluster: -1 }
      : placeOf,
  };
}
