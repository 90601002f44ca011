import { DuckDBInstance } from '@duckdb/node-api';
import { writeResponsesParquet } from '../src/engine/parquet-layout.ts';

export const ITEMS = 20;
export const OPTIONS = 5;
export const AUDIENCES = 6;
export const WAVES = 4;
export const REGIONS = 8;
const STRATA = 50;
const PSUS = 2_000;
const AREAS = 50_000;
/** Ages at which filters begin that are asked for before anything is measured. */
export const WARMING_AGES = Array.from({ length: 60 }, (_, i) => 30 + i);

/**
 * Writes made records as an import does: items q0, q1, … of five options (one answer in twenty is missing), `audience`,
 * `wave`, a weight `w` of four decimals, and one with all the digits that a DOUBLE has, `raked`; to filter by, `region`
 * and `age`, from 18 to 97; and how they could have been drawn: `stratum`, `psu` of which there are 2,000, and `area`, 50,000.
 */
export async function makeRecords(path: string, rows: number, waves = WAVES): Promise<void> {
  const item = (k: number): string =>
    `CASE WHEN hash(range * 31 + ${k}) % 20 = 0 THEN NULL ELSE 1 + hash(range * 37 + ${k}) % ${OPTIONS} END AS q${k}`;
  const items = Array.from({ length: ITEMS }, (_, k) => item(k)).join(', ');
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '4GB' });
  const connection = await instance.connect();
  await writeResponsesParquet(
    connection,
    `(SELECT 1 + range * ${waves} // ${rows} AS wave, 1 + hash(range * 7) % ${AUDIENCES} AS audience, ${items},
      1 + hash(range * 11) % ${REGIONS} AS region, 18 + hash(range * 13) % 80 AS age,
      1 + hash(range * 17) % ${AREAS} % ${STRATA} AS stratum, hash(range * 17) % ${PSUS} AS psu, hash(range * 17) % ${AREAS} AS area,
      (2000 + hash(range) % 40000) / 10000 AS w, ln(2 + hash(range) % 40000) AS raked FROM range(${rows}))`,
    path,
    // The rows are made in the order of the waves.
    { orderBy: null, weights: ['w', 'raked'] },
  );
  connection.closeSync();
  instance.closeSync();
}

// A process of its own makes them, so that its memory is not that of the measurement.
const [path, rows] = process.argv.slice(2);
if (import.meta.main && path) await makeRecords(path, Number(rows));
