import { hash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { writeResponsesParquet } from '../src/engine/parquet-layout.ts';
import { decideDisclosure } from '../src/publish/decide-disclosure.ts';
import { surveyFile } from '../src/schemas/dataset.ts';
import { DISCLOSURE_FILE, RECORD_KEY, RECORDS_FILE, SURVEY_FILE } from '../src/schemas/files.ts';
import { startServer, type LiveServer } from './live-server.ts';
import { writeMadeSurvey } from './made-survey.ts';
import { median, seconds } from './measure.ts';
import { tellRatio } from './ratios.ts';

/**
 * What disclosure control costs: the largest table that is answered, of the same records public, with `suppress` and with `cell-key`,
 * each from a server of its own. What is hidden is decided beforehand, as when a release is published. Every table is asked for the
 * first time, so that nothing of it is kept, in rounds: public, `suppress`, `cell-key`, each in each round of a copy of the survey.
 * Columns are not compared, which takes most of the time of such a table, public or not, and would hide what is measured.
 * Prints processor seconds of the servers and their ratios to the public one, which another process beside it changes little, and fails
 * where one is more than two.
 *
 * `node bench/disclosure.ts 400000`: respondents.
 */
const ROWS = Number(process.argv[2] ?? 400_000);
const [LINES, COLUMNS] = [600, 30];
const MEASURES = ['count', 'row-percent'] as const;
/** Copies of each survey; the first is asked before anything is measured, as code is compiled while it runs. */
const ROUNDS = 2;
const MOST = 2;
const DISCLOSURE = {
  public: { minimumBase: 30, minimumCell: 5, publicRecords: true },
  suppress: { minimumBase: 30, minimumCell: 5 },
  'cell-key': { minimumBase: 30, minimumCell: 5, method: 'cell-key', noise: { bound: 10, variance: 4 } },
} as const;
type Method = keyof typeof DISCLOSURE;
const METHODS = Object.keys(DISCLOSURE) as Method[];

async function makeRecords(directory: string, withKeys: boolean): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  // Some answers are rarer than others, so that there is something to be hidden.
  const skewed = (of: number, salt: number): string =>
    `1 + floor(${of} * pow((hash(range * ${salt}) % 100000) / 100000, 1.4))::INTEGER`;
  await writeResponsesParquet(
    connection,
    `(SELECT 1 AS wave, 1 AS audience, ${skewed(LINES, 7)} AS a, ${skewed(COLUMNS, 11)} AS b${withKeys ? `, (hash(range * 13) % 4294967296)::BIGINT AS ${RECORD_KEY}` : ''} FROM range(${ROWS}))`,
    join(directory, 'responses.parquet'),
    { orderBy: null, weights: [] },
  );
  connection.closeSync();
  instance.closeSync();
}

const question = (id: string, options: number) => ({
  id,
  text: id,
  wording: 'verbatim',
  type: 'single',
  audiences: ['all'],
  variable: id,
  options: Array.from({ length: options }, (_, i) => ({
    id: `${id}-${i + 1}`,
    label: `${i + 1}`,
    code: i + 1,
  })),
});

const idOf = (method: Method, round: number): string => `${method}-${round}`;

/** Decides what is hidden as `publish` does, once: the copies have the same records, and so the same is hidden in them. */
async function decide(directory: string, first: string | null): Promise<void> {
  const survey = await readFile(join(directory, SURVEY_FILE), 'utf8');
  if (first === null) {
    const work = { signal: new AbortController().signal, progress: () => undefined };
    await decideDisclosure(directory, surveyFile.parse(JSON.parse(survey)), work);
    return;
  }
  const decided = JSON.parse(await readFile(join(first, DISCLOSURE_FILE), 'utf8')) as {
    of: Record<string, string>;
  };
  decided.of[SURVEY_FILE] = hash('sha256', survey);
  await writeFile(join(directory, DISCLOSURE_FILE), JSON.stringify(decided));
}

/** Writes the copies of a survey. @returns seconds of deciding what is hidden */
async function writeCopies(data: string, method: Method): Promise<number> {
  let decided = 0;
  let first: string | null = null;
  for (let round = 0; round <= ROUNDS; round += 1) {
    const directory = await writeMadeSurvey(
      data,
      { id: idOf(method, round), title: 'Made records' },
      {
        waves: [{ id: 'w1', label: 'First', year: 2020 }],
        audiences: [{ id: 'all', label: 'All' }],
        questions: [question('a', LINES), question('b', COLUMNS)],
        design: { wave: 'w1', audience: 'all' },
        disclosure: DISCLOSURE[method],
      },
      (folder) =>
        first === null
          ? makeRecords(folder, method === 'cell-key')
          : copyFile(join(first, RECORDS_FILE), join(folder, RECORDS_FILE)),
      async (folder) => {
        if (method === 'suppress') decided = Math.max(decided, await seconds(() => decide(folder, first)));
      },
    );
    first ??= directory;
  }
  return decided;
}

/** Processor seconds of a server for one answer. */
async function cost(server: LiveServer, method: Method, round: number, query: string): Promise<number> {
  const before = server.processorSeconds();
  const url = `${server.origin}/v1/surveys/${idOf(method, round)}/crosstab?rows=a&columns=b&limit=1000&${query}`;
  const response = await fetch(url);
  const text = await response.text();
  if (!response.ok) throw new Error(`${url}: ${text.slice(0, 300)}`);
  if (method === 'suppress' && !text.includes('cells are hidden'))
    throw new Error(`${url}: nothing is hidden, so that nothing is measured`);
  return server.processorSeconds() - before;
}

const told = (times: readonly number[], open: readonly number[]): string =>
  `${median(times).toFixed(2)} s${times === open ? '' : ` (${(median(times) / median(open)).toFixed(2)})`}`;

const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);

const data = mkdtempSync(join(tmpdir(), 'topline-bench-'));
const servers: LiveServer[] = [];
try {
  console.log(`${LINES} by ${COLUMNS} options, ${ROWS} respondents: a table of ${LINES * COLUMNS} cells`);
  for (const method of METHODS) {
    const decided = await writeCopies(join(data, method), method);
    if (method === 'suppress')
      console.log(`  decided what is hidden, once, when published: ${decided.toFixed(1)} s`);
  }
  for (const method of METHODS)
    servers.push(
      await startServer({ DATA_DIR: join(data, method), QUERY_TIMEOUT_MS: '200000', RELOAD_SECONDS: '0' }),
    );
  /** Of each method, for each measure, the seconds of each round. */
  const times = METHODS.map(() => MEASURES.map((): number[] => []));
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const [m, measure] of MEASURES.entries())
      for (const [i, method] of METHODS.entries()) {
        const server = servers[i];
        const took = server ? await cost(server, method, round, `measure=${measure}`) : NaN;
        if (round > 0) times[i]?.[m]?.push(took);
      }
  const [open = []] = times;
  for (const [m, measure] of MEASURES.entries())
    console.log(
      `  ${measure}: ${METHODS.map((method, i) => `${method} ${told(times[i]?.[m] ?? [], open[m] ?? [])}`).join(', ')}`,
    );
  for (const [i, method] of METHODS.entries()) {
    const all = (of: readonly number[][]): number => sum(of.map(median));
    const ratio = all(times[i] ?? []) / all(open);
    if (i > 0) tellRatio(`the largest table, ${method} : public`, ratio, 'less');
    if (ratio > MOST) process.exitCode = 1;
  }
} finally {
  for (const server of servers) await server.stop();
  rmSync(data, { recursive: true, force: true });
}
