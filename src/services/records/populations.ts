import type { Engine, TallyRow } from '../../engine/engine.ts';
import type { PopulationGroup, PopulationQuery } from '../../repository/records-reader.ts';

/** The numbers of one group, from its tallies. */
function summary(rows: readonly TallyRow[], { cluster, stage }: PopulationQuery): PopulationGroup {
  const [first] = rows;
  const values = rows.map(({ codes: [code], n }) => ({ value: typeof code === 'number' ? code : null, n }));
  const numbers = values.flatMap(({ value }) => value ?? []);
  const rowsWhere = (fits: (value: number | null) => boolean): number =>
    values.reduce((sum, { value, n }) => (fits(value) ? sum + n : sum), 0);
  const byCluster = stage === 'first' && cluster !== null;
  return {
    codes: [...(first?.strata ?? []), ...(stage === 'second' ? [first?.cluster ?? null] : [])],
    n: byCluster ? new Set(rows.map((row) => JSON.stringify(row.cluster))).size : rowsWhere(() => true),
    // Of many numbers a spread of arguments would be too many.
    least: numbers.reduce<number | null>((least, value) => Math.min(least ?? value, value), null),
    most: numbers.reduce<number | null>((most, value) => Math.max(most ?? value, value), null),
    missing: rowsWhere((value) => value === null),
    notPositive: rowsWhere((value) => value !== null && value <= 0),
  };
}

/** Sums up a column of populations by stratum, or by cluster at the second stage. */
export async function populationsFrom(engine: Engine, query: PopulationQuery): Promise<PopulationGroup[]> {
  const { strata, cluster, column, stage } = query;
  const rows = await engine.tally({
    by: [{ column }],
    filters: [],
    weight: null,
    strata,
    cluster,
    numeric: null,
    replicates: [],
  });
  const groups = Map.groupBy(rows, (row) =>
    JSON.stringify([row.strata, stage === 'second' ? row.cluster : null]),
  );
  return [...groups.values()].map((ofGroup) => summary(ofGroup, query));
}
