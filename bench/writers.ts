import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { startServer } from './live-server.ts';
import { FIGURES, writeMadeFigures } from './made-figures.ts';
import { median } from './measure.ts';
import { ownProcessorSeconds } from './processor-seconds.ts';
import { tellRatio } from './ratios.ts';

/**
 * What a whole table costs in each representation, beside DuckDB that copies the same columns, words included, from a table in
 * memory into a file: megabytes of the representation for a processor second, ours through HTTP, each answer computed anew. Rounds by
 * turns, medians.
 */
const { values } = parseArgs({
  options: { rows: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '5' } },
});
const ROUNDS = Number(values.rounds);
/** What DuckDB calls each; it knows no Arrow without an extension, so that it stands beside Parquet. */
const COPIES = { csv: 'FORMAT csv', parquet: 'FORMAT parquet', json: 'FORMAT json, ARRAY true' } as const;
const FORMATS = ['csv', 'parquet', 'json', 'ndjson', 'arrow'] as const;

const data = mkdtempSync(join(tmpdir(), 'topline-bench-'));
process.once('exit', () => rmSync(data, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
await writeMadeFigures(data, Number(values.rows));
const server = await startServer({ DATA_DIR: data, RELOAD_SECONDS: '0' });
const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
const connection = await instance.connect();

let asked = 0;
async function ours(format: string): Promise<{ rate: number; bytes: Uint8Array }> {
  asked += 1;
  const before = server.processorSeconds();
  const response = await fetch(
    `${server.origin}/v1/surveys/${FIGURES}/estimates?limit=all&format=${format}&confidence=0.${900_000 + asked}`,
    { headers: { 'Accept-Encoding': 'identity' } },
  );
  if (!response.ok) throw new Error(`${format}: ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { rate: bytes.length / 1e6 / (server.processorSeconds() - before), bytes };
}

async function theirs(options: string): Promise<number> {
  const file = join(data, 'copy');
  const before = ownProcessorSeconds();
  await connection.run(`COPY answer TO '${file}' (${options})`);
  return statSync(file).size / 1e6 / (ownProcessorSeconds() - before);
}

try {
  const parquet = join(data, 'answer.parquet');
  await writeFile(parquet, (await ours('parquet')).bytes);
  await connection.run(`CREATE TABLE answer AS FROM read_parquet('${parquet}')`);
  const rates = new Map<string, number[]>();
  const note = (name: string, rate: number): void => void rates.set(name, [...(rates.get(name) ?? []), rate]);
  for (const format of FORMATS) await ours(format);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const format of FORMATS) note(format, (await ours(format)).rate);
    for (const [format, options] of Object.entries(COPIES)) note(`COPY ${format}`, await theirs(options));
  }
  console.log(`${values.rows} rows, ${ROUNDS} rounds; megabytes for a processor second, medians`);
  const rate = (name: string): number => median(rates.get(name) ?? []);
  for (const format of FORMATS) {
    const copy = rates.has(`COPY ${format}`) ? rate(`COPY ${format}`) : null;
    console.log(
      `  ${format.padEnd(8)} ${rate(format).toFixed(1).padStart(7)}${copy === null ? '' : `   DuckDB COPY ${copy.toFixed(1).padStart(7)}   ratio ${(rate(format) / copy).toFixed(2)}`}`,
    );
    if (copy !== null) tellRatio(`a whole table as ${format} : COPY of DuckDB`, rate(format) / copy, 'more');
  }
} finally {
  connection.closeSync();
  instance.closeSync();
  await server.stop();
}
