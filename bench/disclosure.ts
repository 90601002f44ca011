import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { writeResponsesParquet } from '../src/engine/parquet-layout.ts';
import { decideDisclosure } from '../src/publish/decide-disclosure.ts';
import { surveyFile } from '../src/schemas/dataset.ts';
import { RECORD_KEY, SURVEY_FILE } from '../src/schemas/files.ts';
import { startServer } from './live-server.ts';
import { writeMadeSurvey } from './made-survey.ts';
import { median, seconds } from './measure.ts';

/**
 * What disclosure control costs: the largest table that is answered, of the same records public, with `suppress` and with `cell-key`, each
 * from a server of its own. Prints seconds of the first answer after a start and of those that follow, with their ratios to the public
 * ones, and fails where those that follow take more than twice as long. What is hidden is decided beforehand, as when a release is
 * published.
 */
const ROWS = Number(process.argv[2] ?? 200_000);
const [LINES, COLUMNS] = [140, 120];
const MEASURES = ['count', 'column-percent', 'row-percent', 'total-percent'] as const;
/** How often each measure is asked for, with another confidence each time, so that no answer is there already. */
const ROUNDS = 3;
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
    `1 + floor(${of} * pow((hash(range * ${salt}) % 100000) / 100000, 1.2))::INTEGER`;
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

async function writeSurvey(data: string, method: Method): Promise<number> {
  let decided = 0;
  await writeMadeSurvey(
    data,
    { id: method, title: 'Made records' },
    {
      waves: [{ id: 'w1', label: 'First', year: 2020 }],
      audiences: [{ id: 'all', label: 'All' }],
      questions: [question('a', LINES), question('b', COLUMNS)],
      design: { wave: 'w1', audience: 'all' },
      disclosure: DISCLOSURE[method],
    },
    (directory) => makeRecords(directory, method === 'cell-key'),
    async (directory) => {
      const survey = surveyFile.parse(JSON.parse(await readFile(join(directory, SURVEY_FILE), 'utf8')));
      const work = { signal: new AbortController().signal, progress: () => undefined };
      decided = await seconds(() => decideDisclosure(directory, survey, work));
    },
  );
  return decided;
}

/** Seconds of the first answer of a server that has just started, and of those that follow. */
async function timesOf(data: string, method: Method): Promise<{ first: number; following: number }> {
  const server = await startServer({ DATA_DIR: data, QUERY_TIMEOUT_MS: '200000' });
  try {
    const ask = (query: string): Promise<number> =>
      seconds(async () => {
        const response = await fetch(
          `${server.origin}/v1/surveys/${method}/crosstab?rows=a&columns=b&limit=1000&${query}`,
        );
        const text = await response.text();
        if (!response.ok) throw new Error(`${query}: ${text.slice(0, 300)}`);
        if (method === 'suppress' && !text.includes('cells are hidden'))
          throw new Error(`${query}: nothing is hidden, so that nothing is measured`);
      });
    const first = await ask('measure=count');
    const times = [];
    for (let round = 1; round <= ROUNDS; round += 1)
      for (const measure of MEASURES)
        times.push(await ask(`measure=${measure}&confidence=${1 - round / 100}`));
    return { first, following: median(times) };
  } finally {
    await server.stop();
  }
}

const data = mkdtempSync(join(tmpdir(), 'topline-bench-'));
try {
  console.log(`${LINES} by ${COLUMNS} options, ${ROWS} respondents: a table of ${LINES * COLUMNS} cells`);
  for (const method of METHODS) {
    const decided = await writeSurvey(data, method);
    if (method === 'suppress')
      console.log(`  decided what is hidden, once, when published: ${decided.toFixed(3)} s`);
  }
  let open: { first: number; following: number } | null = null;
  for (const method of METHODS) {
    const times = await timesOf(data, method);
    open ??= times;
    const told = (of: 'first' | 'following'): string =>
      `${times[of].toFixed(3)} s${method === 'public' ? '' : ` (${(times[of] / (open?.[of] ?? NaN)).toFixed(2)} times public)`}`;
    console.log(`  ${method}: first ${told('first')}, following ${told('following')}`);
    if (times.following > MOST * open.following) process.exitCode = 1;
  }
} finally {
  rmSync(data, { recursive: true, force: true });
}
