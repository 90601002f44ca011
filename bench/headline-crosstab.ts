import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { startServer } from './live-server.ts';
import { writeMadeRelease, type MadeDesign } from './made-release.ts';
import { median } from './measure.ts';
import { tellRatio } from './ratios.ts';

/**
 * A weighted crosstab of 5 × 6 with design-based standard errors, letters and Rao–Scott's test, of Topline over HTTP; beside R's survey
 * package, which has shares, standard errors and the test, and Polars and DuckDB, which have weighted shares alone. Processor seconds of
 * each, what all have must be the same to 1e-9, medians of rounds by turns; R, which takes long, is asked once for a design.
 *
 * `node bench/headline-crosstab.ts --rows 1`: millions of respondents. R with survey and jsonlite, and Python with polars (TOPLINE_PYTHON)
 * must be installed; what is missing is left out, and said.
 */
const { values } = parseArgs({
  options: { rows: { type: 'string', default: '1' }, rounds: { type: 'string', default: '5' } },
});
const ROWS = Number(values.rows) * 1e6;
const ROUNDS = Number(values.rounds);
const DESIGNS: Readonly<Record<string, { readonly name: string; readonly drawn: MadeDesign }>> = {
  strata: { name: '50 strata', drawn: { waves: 1, strata: ['stratum'] } },
  clusters: {
    name: '50 strata, 2,000 clusters',
    drawn: { waves: 1, strata: ['stratum'], clusters: ['psu'] },
  },
};

interface Cell {
  readonly rowKind: string;
  readonly row: string;
  readonly column: string;
  readonly value: number;
  readonly standardError: number;
}

interface Found {
  readonly seconds: number;
  /** By audience, then answer, from 0 to 1. */
  readonly shares: readonly number[];
  readonly errors?: readonly number[];
  readonly megabytes?: number;
}

const scriptOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const hasR = spawnSync('Rscript', ['-e', 'library(survey); library(jsonlite)']).status === 0;
const python = process.env['TOPLINE_PYTHON'] ?? 'python3';
const hasPolars = spawnSync(python, ['-c', 'import polars']).status === 0;

function mustBeSame(who: string, ours: readonly number[], theirs: readonly number[]): void {
  if (ours.length !== theirs.length)
    throw new Error(`${who} has ${theirs.length} figures, Topline ${ours.length}`);
  ours.forEach((one, i) => {
    if (Math.abs(one - (theirs[i] ?? NaN)) > 1e-9 * Math.abs(one))
      throw new Error(`${who}: ${theirs[i]}, Topline: ${one}`);
  });
}

async function measure(id: string): Promise<void> {
  const { name, drawn } = DESIGNS[id] ?? { name: id, drawn: {} };
  const data = mkdtempSync(join(tmpdir(), 'topline-bench-'));
  process.once('exit', () => rmSync(data, { recursive: true, force: true }));
  const path = await writeMadeRelease(data, ROWS, id, drawn);
  const server = await startServer({ DATA_DIR: data });
  const instance = await DuckDBInstance.create(':memory:', { threads: String(availableParallelism()) });
  const connection = await instance.connect();
  const ask = async (item: string): Promise<Found> => {
    const before = server.processorSeconds();
    const url = `${server.origin}/v1/surveys/${id}/crosstab?rows=${item}&columns=audience&measure=column-percent&limit=all`;
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url}: ${await response.text()}`);
    const { data: cells } = (await response.json()) as { data: Cell[] };
    const seconds = server.processorSeconds() - before;
    const inOrder = cells
      .filter(({ rowKind, column }) => rowKind === 'option' && column !== 'total')
      .toSorted((a, b) => a.column.localeCompare(b.column) || a.row.localeCompare(b.row));
    return {
      seconds,
      shares: inOrder.map(({ value }) => value / 100),
      errors: inOrder.map(({ standardError }) => standardError / 100),
    };
  };
  const byDuckDb = async (item: string): Promise<Found> => {
    const before = process.cpuUsage();
    const reader = await connection.runAndReadAll(
      `SELECT w / sum(w) OVER (PARTITION BY audience) AS share FROM
        (SELECT audience, ${item} AS answer, sum(w)::DOUBLE AS w FROM read_parquet('${path}') WHERE ${item} IS NOT NULL GROUP BY ALL)
        ORDER BY audience, answer`,
    );
    const { user, system } = process.cpuUsage(before);
    return { seconds: (user + system) / 1e6, shares: reader.getRows().map(([share]) => Number(share)) };
  };
  const copy = async (item: string, file: string, format: string): Promise<string> => {
    await connection.run(
      `COPY (SELECT ${item} AS answer, audience, stratum, psu, w::DOUBLE AS w FROM read_parquet('${path}')) TO '${join(data, file)}' (FORMAT ${format})`,
    );
    return join(data, file);
  };
  try {
    // Code is compiled as it runs, and DuckDB reads what it keeps of a file.
    for (const item of ['region', 'q0', 'q1']) await ask(item);
    await byDuckDb('q0');
    const seconds: Record<string, number[]> = { Topline: [], DuckDB: [], Polars: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      const item = `q${2 + round}`;
      const ours = await ask(item);
      seconds['Topline']?.push(ours.seconds);
      const sql = await byDuckDb(item);
      mustBeSame('DuckDB', ours.shares, sql.shares);
      seconds['DuckDB']?.push(sql.seconds);
      if (!hasPolars) continue;
      const file = await copy(item, 'rows.parquet', 'parquet');
      const polars = JSON.parse(
        execFileSync(python, [scriptOf('headline-crosstab.py'), file], { encoding: 'utf8' }),
      ) as Found;
      mustBeSame('Polars', ours.shares, polars.shares);
      seconds['Polars']?.push(polars.seconds);
    }
    const ours = median(seconds['Topline'] ?? []);
    console.log(`\n${values.rows} million respondents, ${name}; processor seconds of a table`);
    const say = (who: string, one: number, more = ''): void =>
      console.log(`  ${who.padEnd(10)} ${one.toFixed(3).padStart(8)} s${more}`);
    say('Topline', ours, `, peak of memory ${server.peakMegabytes().toFixed(0)} MB`);
    for (const who of ['DuckDB', 'Polars'])
      if (seconds[who]?.length) say(who, median(seconds[who]), ', weighted shares alone');
    if (hasR) {
      const again = await ask('q2');
      const r = JSON.parse(
        execFileSync('Rscript', [scriptOf('headline-crosstab.R'), await copy('q2', 'rows.csv', 'csv'), id], {
          encoding: 'utf8',
        }),
      ) as Found;
      // R has all first answers before all second ones.
      const audiences = r.shares.length / 5;
      const byAudience = (list: readonly number[]): number[] =>
        Array.from({ length: audiences }, (_, a) =>
          Array.from({ length: 5 }, (__, o) => list[o * audiences + a] ?? NaN),
        ).flat();
      mustBeSame('R, shares', again.shares, byAudience(r.shares.flat()));
      mustBeSame('R, standard errors', again.errors ?? [], byAudience(r.errors ?? []));
      say('R survey', r.seconds, `, without letters, ${r.megabytes?.toFixed(0)} MB`);
      tellRatio(`crosstab of ${name}, R survey: Topline`, r.seconds / ours, 'more');
    } else console.log('  R with survey and jsonlite is not installed, and left out.');
    if (!hasPolars) console.log('  Polars is not installed (TOPLINE_PYTHON), and left out.');
  } finally {
    connection.closeSync();
    instance.closeSync();
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
for (const id of Object.keys(DESIGNS)) await measure(id);
