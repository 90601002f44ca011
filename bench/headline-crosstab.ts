import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { cellsInOrder, mustBeSame, type CrosstabCell } from './crosstab-shares.ts';
import { startServer, type LiveServer } from './live-server.ts';
import { writeMadeRelease, type MadeDesign } from './made-release.ts';
import { median } from './measure.ts';
import { ownProcessorSeconds } from './processor-seconds.ts';
import { tellRatio } from './ratios.ts';

/**
 * A weighted crosstab of 5 × 6 with design-based standard errors, letters and Rao–Scott's test, of Topline over HTTP; beside R's survey
 * package, which has shares, standard errors and the test, and Polars and DuckDB, which have weighted shares alone. Each must come to the
 * same figures, to nine digits, before it is measured. Processor seconds of a table, medians of rounds by turns; R, which takes long, is
 * asked once for a design.
 *
 * `node bench/headline-crosstab.ts --rows 1`: millions of respondents. R with survey and jsonlite, and Python with polars (that of
 * TOPLINE_PYTHON, or python3) are left out where they are not installed, which is said.
 */
const { values } = parseArgs({
  options: { rows: { type: 'string', default: '0.1' }, rounds: { type: 'string', default: '5' } },
});
const ROUNDS = Number(values.rounds);
const DESIGNS: Readonly<Record<string, { readonly name: string; readonly drawn: MadeDesign }>> = {
  strata: { name: '50 strata', drawn: { waves: 1, strata: ['stratum'] } },
  clusters: {
    name: '50 strata, 2,000 clusters',
    drawn: { waves: 1, strata: ['stratum'], clusters: ['psu'] },
  },
};

/** What a contender has found; lists by audience, then answer, from 0 to 1. */
interface Found {
  readonly seconds: number;
  readonly shares: readonly number[];
}

/** The same with what only a package for surveys has. */
interface FoundWithErrors extends Found {
  readonly errors: readonly number[];
  /** F of Rao and Scott, its degrees of freedom, and p. */
  readonly test: readonly number[];
  readonly megabytes: number;
}

interface Answer {
  readonly data: readonly (CrosstabCell & { readonly standardError: number })[];
  readonly meta: {
    readonly tests: readonly {
      readonly statistic: number;
      readonly numeratorDf: number;
      readonly denominatorDf: number;
      readonly pValue: number;
    }[];
  };
}

const scriptOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const python = process.env['TOPLINE_PYTHON'] ?? 'python3';
const hasR = spawnSync('Rscript', ['-e', 'library(survey); library(jsonlite)']).status === 0;
const hasPolars = spawnSync(python, ['-c', 'import polars']).status === 0;

const told = (command: string, ...args: readonly string[]): string =>
  execFileSync(command, args, { encoding: 'utf8' });

async function byTopline(server: LiveServer, id: string, item: string): Promise<FoundWithErrors> {
  const url = `${server.origin}/v1/surveys/${id}/crosstab?rows=${item}&columns=audience&limit=all`;
  const before = server.processorSeconds();
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${await response.text()}`);
  const { data, meta } = (await response.json()) as Answer;
  const seconds = server.processorSeconds() - before;
  const cells = cellsInOrder(data);
  return {
    seconds,
    megabytes: server.peakMegabytes(),
    shares: cells.map(({ value }) => value / 100),
    errors: cells.map(({ standardError }) => standardError / 100),
    test: meta.tests.flatMap(({ statistic, numeratorDf, denominatorDf, pValue }) => [
      statistic,
      numeratorDf,
      denominatorDf,
      pValue,
    ]),
  };
}

async function byDuckDb(connection: DuckDBConnection, path: string, item: string): Promise<Found> {
  const before = ownProcessorSeconds();
  const reader = await connection.runAndReadAll(
    `SELECT w / sum(w) OVER (PARTITION BY audience) FROM
      (SELECT audience, ${item} AS answer, sum(w)::DOUBLE AS w FROM read_parquet('${path}') WHERE ${item} IS NOT NULL GROUP BY ALL)
      ORDER BY audience, answer`,
  );
  return {
    seconds: ownProcessorSeconds() - before,
    shares: reader.getRows().map(([share]) => Number(share)),
  };
}

async function measure(id: string, rows: number, folder: string): Promise<void> {
  const { name, drawn } = DESIGNS[id] ?? { name: id, drawn: {} };
  const path = await writeMadeRelease(folder, rows, id, drawn);
  const server = await startServer({ DATA_DIR: folder, RATE_LIMIT_PER_MINUTE: '0' });
  const instance = await DuckDBInstance.create(':memory:', { threads: String(availableParallelism()) });
  const connection = await instance.connect();
  /** The columns of a table in a file that everything reads. */
  const copy = async (item: string, file: string): Promise<string> => {
    const to = join(folder, file);
    const columns = `${item} AS answer, audience, stratum, psu, w::DOUBLE AS w`;
    await connection.run(`COPY (SELECT ${columns} FROM read_parquet('${path}')) TO '${to}'`);
    return to;
  };
  const taken = { Topline: [], DuckDB: [], Polars: [] } as Record<string, number[]>;
  try {
    // Code is compiled as it runs, and DuckDB reads what it keeps of a file.
    for (const item of ['region', 'q0', 'q1']) await byTopline(server, id, item);
    await byDuckDb(connection, path, 'q0');
    for (let round = 0; round < ROUNDS; round += 1) {
      const item = `q${2 + round}`;
      const ours = await byTopline(server, id, item);
      taken['Topline']?.push(ours.seconds);
      const sql = await byDuckDb(connection, path, item);
      mustBeSame('DuckDB', ours.shares, sql.shares);
      taken['DuckDB']?.push(sql.seconds);
      if (!hasPolars) continue;
      const polars = JSON.parse(
        told(python, scriptOf('headline-crosstab.py'), await copy(item, 'rows.parquet')),
      ) as Found;
      mustBeSame('Polars', ours.shares, polars.shares);
      taken['Polars']?.push(polars.seconds);
    }
    const ours = median(taken['Topline'] ?? []);
    const table = `crosstab of ${rows / 1e6} M records, ${name}`;
    console.log(`\n${table}; processor seconds`);
    const say = (who: string, seconds: number, more: string): void =>
      console.log(`  ${who.padEnd(10)} ${seconds.toFixed(3).padStart(8)} s, ${more}`);
    say(
      'Topline',
      ours,
      `standard errors, letters and test; ${server.peakMegabytes().toFixed(0)} MB at most`,
    );
    for (const [who, seconds] of Object.entries(taken).slice(1)) {
      if (seconds.length === 0) continue;
      say(who, median(seconds), 'weighted shares alone');
      tellRatio(`${table}, with errors and test : shares alone of ${who}`, ours / median(seconds), 'less');
    }
    if (!hasPolars) console.log('  Polars is not installed, and left out.');
    if (!hasR) return console.log('  R with survey and jsonlite is not installed, and left out.');
    const again = await byTopline(server, id, 'q2');
    const r = JSON.parse(
      told('Rscript', scriptOf('headline-crosstab.R'), await copy('q2', 'rows.csv'), id),
    ) as FoundWithErrors;
    mustBeSame('R, shares', again.shares, r.shares);
    mustBeSame('R, standard errors', again.errors, r.errors);
    mustBeSame('R, test', again.test, r.test);
    say('R survey', r.seconds, `standard errors and test; ${r.megabytes.toFixed(0)} MB`);
    tellRatio(`${table}, R survey : Topline`, r.seconds / ours, 'more');
  } finally {
    connection.closeSync();
    instance.closeSync();
    await server.stop();
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
for (const id of Object.keys(DESIGNS)) {
  const folder = mkdtempSync(join(tmpdir(), 'topline-bench-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  await measure(id, Number(values.rows) * 1e6, folder);
  remove();
  process.removeListener('exit', remove);
}
