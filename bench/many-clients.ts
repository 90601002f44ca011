import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openBareSql } from './bare-sql.ts';
import { startServer } from './live-server.ts';
import { WARMING_AGES } from './made-records.ts';
import { MADE, writeMadeRelease } from './made-release.ts';
import { median } from './measure.ts';
import { ownProcessorSeconds } from './processor-seconds.ts';
import { tellRatio } from './ratios.ts';

/**
 * What crosstabs of distinct filters cost that many clients ask for at once, beside bare DuckDB SQL that counts the same cells one by one
 * in this process: processor seconds of either, by turns, medians of the rounds. Nobody asked for any of them before, so that nothing
 * of one can be used for another.
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1' },
    clients: { type: 'string', default: '16' },
    rounds: { type: 'string', default: '3' },
  },
});
const [clients, rounds] = [Number(values.clients), Number(values.rounds)];
/** Ages at which filters begin; each round has its own item. */
const ages = Array.from({ length: clients }, (_, i) => 20 + i);

const data = mkdtempSync(join(tmpdir(), 'topline-bench-'));
process.once('exit', () => rmSync(data, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
const path = await writeMadeRelease(data, Number(values.rows) * 1e6, MADE, { waves: 1 });
const server = await startServer({ DATA_DIR: data, QUERY_TIMEOUT_MS: '120000' });
const bare = await openBareSql(path, availableParallelism());

interface Cell {
  readonly n: number;
  readonly rowKind?: string;
  readonly columnKind?: string;
}

/** @returns respondents of the table as a whole */
async function ask(item: string, age: number): Promise<number> {
  const url = `${server.origin}/v1/surveys/${MADE}/crosstab?rows=${item}&columns=audience&filter=age:>=${age}`;
  const response = await fetch(url, { headers: { 'accept-encoding': 'identity' } });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  const table = (await response.json()) as { data: Cell[] };
  return (
    table.data.find(({ rowKind, columnKind }) => rowKind === 'total' && columnKind === 'total')?.n ?? NaN
  );
}

async function count(item: string, age: number): Promise<number> {
  const rows = await bare.rows(
    `SELECT count(*), sum(w), sum(w * w), ${item}, audience FROM responses WHERE ${item} IS NOT NULL AND age >= ${age} GROUP BY ALL`,
  );
  return rows.reduce((sum, [n]) => sum + Number(n), 0);
}

try {
  // A service that has been asked before: code is compiled as it runs, and DuckDB reads what it keeps of a file.
  for (const age of WARMING_AGES) await ask('q0', age);
  await count('q0', 60);
  const found: { readonly server: number; readonly bare: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const item = `q${1 + round}`;
    const begun = server.processorSeconds();
    const asked = await Promise.all(ages.map((age) => ask(item, age)));
    const ofServer = server.processorSeconds() - begun;
    const before = ownProcessorSeconds();
    const counted: number[] = [];
    for (const age of ages) counted.push(await count(item, age));
    found.push({ server: ofServer, bare: ownProcessorSeconds() - before });
    if (asked.join() !== counted.join())
      throw new Error(`${item}: ${asked.join()} respondents, ${counted.join()} by bare SQL`);
  }
  const ms = (of: (one: (typeof found)[number]) => number): string =>
    `${((median(found.map(of)) / clients) * 1000).toFixed(1)} ms`;
  console.log(
    `${values.rows} million respondents, ${clients} clients at once, ${rounds} rounds by turns; processor time of a table: ${ms((one) => one.server)}, SQL ${ms((one) => one.bare)}`,
  );
  tellRatio(
    `${clients} clients at once with distinct filters, ${values.rows} M records : DuckDB one by one`,
    median(found.map((one) => one.bare / one.server)),
    'more',
  );
} finally {
  bare.close();
  await server.stop();
}
