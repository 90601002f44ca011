import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { openBareSql } from './bare-sql.ts';
import { cellsInOrder, mustBeSame, type CrosstabCell } from './crosstab-shares.ts';
import { get, processorMs, startTaken, type Growing, type Taken } from './growing.ts';
import type { LiveServer } from './live-server.ts';
import { MADE, writeMadeRelease } from './made-release.ts';
import { median } from './measure.ts';
import { ownProcessorSeconds } from './processor-seconds.ts';

/** Tables that nobody has asked for, after the first. */
const TABLES = 5;
const AGAIN = 50;

const table = (server: LiveServer, item: number) =>
  get<CrosstabCell>(server, `/v1/surveys/${MADE}/crosstab?rows=q${item}&columns=audience&limit=all`);

/** The weighted shares of a table: what DuckDB has of it. */
const sharesSql = (item: number): string =>
  `SELECT CAST(w AS DOUBLE) / sum(CAST(w AS DOUBLE)) OVER (PARTITION BY audience) FROM
    (SELECT audience, q${item} AS answer, count(*) AS n, sum(w) AS w, sum(w * w) AS w2 FROM responses WHERE q${item} IS NOT NULL GROUP BY ALL)
    ORDER BY audience, answer`;

async function measure(server: LiveServer, data: string): Promise<Taken> {
  const start = startTaken(server);
  const bare = await openBareSql(join(data, MADE, '1.0.0', 'responses.parquet'), availableParallelism());
  const bareMs: number[] = [];
  const serverMs: number[] = [];
  try {
    for (let item = 0; item <= TABLES; item += 1) {
      let cells: readonly CrosstabCell[] = [];
      serverMs.push(await processorMs(server, async () => ({ data: cells } = await table(server, item))));
      const before = ownProcessorSeconds();
      const rows = await bare.rows(sharesSql(item));
      bareMs.push((ownProcessorSeconds() - before) * 1000);
      mustBeSame(
        `q${item}, DuckDB`,
        cellsInOrder(cells).map(({ value }) => value / 100),
        rows.map(([share]) => Number(share)),
      );
    }
  } finally {
    bare.close();
  }
  const again = await processorMs(server, async () => {
    for (let i = 0; i < AGAIN; i += 1) await table(server, TABLES);
  });
  const [first = Number.NaN, ...others] = serverMs;
  return {
    ...start,
    'first table, ms': first,
    'another table, ms': median(others),
    'the same in bare SQL, ms': median(bareMs.slice(1)),
    'that table again, ms': again / AGAIN,
    'MB at most': server.peakMegabytes(),
  };
}

/** Records of one survey: crosstabs with standard errors, letters and a test, beside the shares alone in DuckDB. */
export const growingRecords: Growing = {
  what: 'records',
  sizes: [1e6, 1e7, 5e7],
  make: async (data, size) => {
    await writeMadeRelease(data, size, MADE, { waves: 1 });
  },
  measure,
};
