import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openBareSql, type BareSql } from './bare-sql.ts';
import { startServer, type LiveServer } from './live-server.ts';
import { writeMadeRelease, type MadeDesign } from './made-release.ts';
import { ITEMS, WARMING_AGES } from './made-records.ts';
import { median } from './measure.ts';
import { ownProcessorSeconds } from './processor-seconds.ts';
import { tellRatio } from './ratios.ts';

/**
 * What a weighted crosstab of 5 × 6 costs by how the sample was drawn: standard errors, letters and the test of independence with it,
 * asked for the first time. Held against bare DuckDB SQL that adds up n, Σw and Σw² of the same cells, strata and clusters in this
 * process, by turns. Processor seconds of either process, which others beside them change little, of some tables at once, as a server's
 * are told in hundredths; medians of the rounds.
 *
 * `node bench/designs.ts --rows 1 --designs plain,strata`: millions of respondents.
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '3' },
    designs: { type: 'string', default: 'plain,strata,clusters,areas' },
  },
});
const DESIGNS: Readonly<Record<string, { readonly name: string; readonly drawn: MadeDesign }>> = {
  plain: { name: 'rows are units', drawn: { waves: 1 } },
  strata: { name: '50 strata', drawn: { waves: 1, strata: ['stratum'] } },
  clusters: {
    name: '50 strata, 2,000 clusters',
    drawn: { waves: 1, strata: ['stratum'], clusters: ['psu'] },
  },
  areas: { name: '50 strata, 50,000 clusters', drawn: { waves: 1, strata: ['stratum'], clusters: ['area'] } },
};
const rounds = Number(values.rounds);
/** Tables of a round. */
const AT_ONCE = Math.floor((ITEMS - 2) / rounds);

async function ask(server: LiveServer, id: string, rows: string, rest = ''): Promise<void> {
  const response = await fetch(
    `${server.origin}/v1/surveys/${id}/crosstab?rows=${rows}&columns=audience${rest}`,
    // What it takes to pack an answer is no part of it.
    { headers: { 'accept-encoding': 'identity' } },
  );
  if (!response.ok) throw new Error(`${id}, ${rows}: ${response.status} ${await response.text()}`);
  await response.arrayBuffer();
}

interface Costs {
  readonly server: number;
  readonly bare: number;
  readonly kept: number;
}

async function measureRound(server: LiveServer, bare: BareSql, id: string, round: number): Promise<Costs> {
  const items = Array.from({ length: AT_ONCE }, (_, i) => `q${2 + round * AT_ONCE + i}`);
  const keys = [...(DESIGNS[id]?.drawn.strata ?? []), ...(DESIGNS[id]?.drawn.clusters ?? [])];
  const costs = { server: 0, bare: 0, kept: 0 };
  const work: Record<keyof Costs, () => Promise<void>> = {
    server: async () => {
      const before = server.processorSeconds();
      for (const item of items) await ask(server, id, item);
      costs.server = (server.processorSeconds() - before) / items.length;
    },
    bare: async () => {
      const before = ownProcessorSeconds();
      for (const item of items)
        await bare.chunks(
          `SELECT ${[item, 'audience', ...keys].join(', ')}, count(*), sum(w), sum(w * w) FROM responses WHERE wave IN (1) GROUP BY ALL`,
        );
      costs.bare = (ownProcessorSeconds() - before) / items.length;
    },
    kept: async () => {
      const before = server.processorSeconds();
      for (const item of items)
        for (const level of [0.8, 0.9, 0.99]) await ask(server, id, item, `&confidence=${level}`);
      costs.kept = (server.processorSeconds() - before) / items.length / 3;
    },
  };
  for (const one of round % 2 === 0
    ? (['server', 'bare', 'kept'] as const)
    : (['bare', 'server', 'kept'] as const))
    await work[one]();
  return costs;
}

async function measureDesign(id: string, data: string, rows: number): Promise<void> {
  const design = DESIGNS[id];
  if (!design) throw new Error(`no design "${id}"; there are ${Object.keys(DESIGNS).join(', ')}`);
  const path = await writeMadeRelease(data, rows, id, design.drawn);
  const server = await startServer({ DATA_DIR: data, QUERY_TIMEOUT_MS: '120000' });
  const bare = await openBareSql(path, availableParallelism());
  try {
    // A service that has been asked before: code is compiled as it runs, and DuckDB reads what it keeps of a file.
    for (const item of ['region', 'q0', 'q1']) await ask(server, id, item);
    for (const age of WARMING_AGES) await ask(server, id, 'q0', `&filter=age:>=${age}`);
    await bare.chunks('SELECT sum(w), count(q0) FROM responses');
    const found: Costs[] = [];
    for (let round = 0; round < rounds; round += 1) found.push(await measureRound(server, bare, id, round));
    const middle = (of: (costs: Costs) => number): number => median(found.map(of));
    const ms = (seconds: number): string => `${(seconds * 1000).toFixed(0).padStart(6)} ms`;
    console.log(
      `${design.name.padEnd(28)} server ${ms(middle(({ server: one }) => one))}, SQL ${ms(middle(({ bare: one }) => one))}: ` +
        `${middle((one) => one.server / one.bare).toFixed(2)}; another level ${ms(middle(({ kept }) => kept))}; peak ${server.peakMegabytes().toFixed(0)} MB`,
    );
    const table = `crosstab of ${rows / 1e6} M records, ${design.name}`;
    tellRatio(
      `${table} : bare SQL of DuckDB`,
      middle((one) => one.server / one.bare),
      'less',
    );
    tellRatio(
      `${table}, at another level : bare SQL of DuckDB`,
      middle((one) => one.kept / one.bare),
      'less',
    );
  } finally {
    bare.close();
    await server.stop();
  }
}

for (const millions of values.rows.split(',').map(Number)) {
  console.log(
    `\n${millions} million respondents, crosstab of 5 × 6 with letters and test; processor time of a table`,
  );
  for (const id of values.designs.split(',')) {
    const data = mkdtempSync(join(tmpdir(), 'topline-bench-'));
    const remove = (): void => rmSync(data, { recursive: true, force: true });
    process.once('exit', remove);
    await measureDesign(id, data, millions * 1e6);
    remove();
    process.removeListener('exit', remove);
  }
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
