import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Figures } from './engine-size.ts';

/**
 * What a weighted crosstab of item × audience × wave costs, uncached, on made records: n, Σw and Σw² of each cell. Held
 * against bare DuckDB SQL on the same file, and a loop over typed arrays that hold the columns already, by turns in one
 * run. Machines are noisy: the ratios of one run say more than its seconds.
 */
const { values } = parseArgs({
  options: { rows: { type: 'string', default: '1,10' }, rounds: { type: 'string', default: '7' } },
});
const run = (script: string, ...args: readonly (string | number)[]): string =>
  execFileSync(process.execPath, [fileURLToPath(new URL(script, import.meta.url)), ...args.map(String)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });

/** What the engine's figures are divided by: the bare SQL on the same column, and on the weight as DOUBLE. */
const RATIOS: readonly [name: string, reference: string][] = [
  ['engine, decimal weight', 'bare SQL, decimal weight'],
  ['engine, decimal weight', 'bare SQL, the same as DOUBLE'],
  ['engine, DOUBLE weight', 'bare SQL, DOUBLE weight'],
  ['engine, decimal weight', 'loop over typed arrays'],
];

const folder = mkdtempSync(join(tmpdir(), 'topline-bench-'));
try {
  for (const millions of values.rows.split(',').map(Number)) {
    const path = join(folder, 'responses.parquet');
    run('made-records.ts', path, millions * 1e6);
    const figures = JSON.parse(run('engine-size.ts', path, millions * 1e6, values.rounds)) as Figures;
    console.log(
      `\n${millions} million records of 26 columns, ${Math.round(statSync(path).size / 1e6)} MB of Parquet; medians of ${values.rounds} rounds`,
    );
    for (const [name, time] of Object.entries(figures.seconds))
      console.log(`  ${name.padEnd(32)} ${time.toFixed(3).padStart(8)} s`);
    console.log(
      `  ${'opening, and the first query'.padEnd(32)} ${figures.openAndFirst.toFixed(3).padStart(8)} s`,
    );
    console.log(`  ${'a cached tally'.padEnd(32)} ${figures.cachedMicroseconds.toFixed(1).padStart(8)} µs`);
    console.log(
      `  ${'peak memory of the process'.padEnd(32)} ${figures.peakMegabytes.toFixed(0).padStart(8)} MB`,
    );
    for (const [name, reference] of RATIOS) {
      const ratio = (figures.seconds[name] ?? NaN) / (figures.seconds[reference] ?? NaN);
      console.log(`  ${name} ÷ ${reference}: ${ratio.toFixed(2)}`);
    }
    rmSync(path);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
