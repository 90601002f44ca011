import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Engines } from '../src/engine/engines.ts';
import { openBareSql } from './bare-sql.ts';
import { ITEMS, makeRecords } from './made-records.ts';
import { median } from './measure.ts';
import { ownProcessorSeconds } from './processor-seconds.ts';
import { tellRatio } from './ratios.ts';

/**
 * What the sums of a crosstab take of the engine, beside bare DuckDB SQL of the same sums, by turns in this one process: its processor
 * seconds, of one thread, so that what else the machine does changes both alike. Ratios of each round, medians: this is what `.ci/run` looks at.
 */
const { values } = parseArgs({
  options: { rows: { type: 'string', default: '1' }, rounds: { type: 'string', default: '15' } },
});
const ROWS = Number(values.rows) * 1e6;
/** Tables of a turn, after two to warm up. */
const AT_ONCE = 2;

interface Design {
  readonly strata: readonly string[];
  readonly cluster: string | null;
}
const DESIGNS: Readonly<Record<string, Design>> = {
  'rows are units': { strata: [], cluster: null },
  '50 strata': { strata: ['stratum'], cluster: null },
  '2,000 clusters': { strata: [], cluster: 'psu' },
};

const folder = mkdtempSync(join(tmpdir(), 'topline-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
const path = join(folder, 'responses.parquet');
await makeRecords(path, ROWS, 1);
const limits = { memoryMegabytes: 1000, timeoutMs: 600_000, maximumCells: 10_000 };
const engines = new Engines({ ...limits, threads: 1, concurrency: 1, queue: 100, cacheRows: 0 });
const engine = await engines.open(path, 'bench');
const bare = await openBareSql(path, 1);

async function processorSeconds(work: (item: string) => Promise<unknown>, turn: number): Promise<number> {
  const before = ownProcessorSeconds();
  for (let i = 0; i < AT_ONCE; i += 1) await work(`q${(turn * AT_ONCE + i) % ITEMS}`);
  return ownProcessorSeconds() - before;
}

for (const [name, { strata, cluster }] of Object.entries(DESIGNS)) {
  const ours = (item: string): Promise<unknown> =>
    engine.codedTallies({
      by: [{ column: 'audience' }, { column: item }],
      filters: [{ column: 'wave', in: [1] }],
      weight: 'w',
      strata: ['wave', ...strata],
      cluster,
      numeric: null,
      replicates: [],
    });
  const keys = [...strata, ...(cluster === null ? [] : [cluster])];
  const theirs = (item: string): Promise<unknown> =>
    bare.chunks(
      `SELECT ${[item, 'audience', ...keys].join(', ')}, count(*), sum(w), sum(w * w) FROM responses WHERE wave IN (1) GROUP BY ALL`,
    );
  const ratios: number[] = [];
  for (let round = -1; round < Number(values.rounds); round += 1) {
    const first = round % 2 === 0 ? await processorSeconds(ours, round + 1) : null;
    const reference = await processorSeconds(theirs, round + 1);
    const ratio = (first ?? (await processorSeconds(ours, round + 1))) / reference;
    if (round >= 0) ratios.push(ratio);
  }
  console.log(
    `${ROWS / 1e6} M records, ${name}: ${median(ratios).toFixed(3)} (${ratios.map((one) => one.toFixed(2)).join(' ')})`,
  );
  tellRatio(`sums of ${ROWS / 1e6} M records, ${name}, engine : bare SQL of DuckDB`, median(ratios), 'less');
}
bare.close();
await engines.close();
