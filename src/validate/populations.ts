import { identifier } from '../engine/quote.ts';
import type { PopulationGroup, PopulationQuery } from '../repository/records-reader.ts';
import type { WorkDatabase } from '../engine/work-database.ts';

const asCode = (value: unknown): string | number | null =>
  typeof value === 'string' || typeof value === 'number'
    ? value
    : typeof value === 'bigint'
      ? Number(value)
      : null;

/**
 * Sums up a column of populations by stratum, or by cluster at the second stage.
 *
 * @param relation SQL of the records
 */
export async function populationsIn(
  database: WorkDatabase,
  relation: string,
  { strata, cluster, column, stage }: PopulationQuery,
): Promise<PopulationGroup[]> {
  const keys = [...strata, ...(stage === 'second' && cluster !== null ? [cluster] : [])].map(identifier);
  const units =
    stage === 'first' && cluster !== null
      ? // A cluster without a name is a unit too.
        `count(DISTINCT ${identifier(cluster)}) + CASE WHEN count(*) > count(${identifier(cluster)}) THEN 1 ELSE 0 END`
      : 'count(*)';
  const n = `CAST(${identifier(column)} AS DOUBLE)`;
  const rows = await database.rows(
    `SELECT ${keys.map((key, i) => `${key} AS k${i}, `).join('')}CAST(${units} AS DOUBLE) AS n,
       min(${n}) FILTER (isfinite(${n})) AS least, max(${n}) FILTER (isfinite(${n})) AS most,
       CAST(count(*) FILTER (isfinite(${n}) IS NOT TRUE) AS DOUBLE) AS missing,
       CAST(count(*) FILTER (${n} <= 0) AS DOUBLE) AS low
     FROM ${relation} GROUP BY ALL HAVING count(*) > 0`,
  );
  const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);
  return rows.map((row) => ({
    codes: keys.map((_, i) => asCode(row[`k${i}`])),
    n: Number(row['n']),
    least: numberOf(row['least']),
    most: numberOf(row['most']),
    missing: Number(row['missing']),
    notPositive: Number(row['low']),
  }));
}
