import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { writeResponsesParquet } from '../src/engine/parquet-layout.ts';
import { startServer } from './live-server.ts';
import { writeMadeSurvey } from './made-survey.ts';
import { median, seconds } from './measure.ts';

/**
 * What disclosure control costs: the largest table that is answered, of the same records once public and once not, each measure of it
 * asked for the first time; and the first answer of all, for which it is decided what is hidden. Prints seconds and their ratio.
 */
const ROWS = Number(process.argv[2] ?? 400_000);
const [LINES, COLUMNS] = [140, 120];
const MEASURES = ['count', 'column-percent', 'row-percent', 'total-percent'] as const;

async function makeRecords(directory: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  // Some answers are rarer than others, so that there is something to be hidden.
  const skewed = (of: number, salt: number): string =>
    `1 + floor(${of} * pow((hash(range * ${salt}) % 100000) / 100000, 1.2))::INTEGER`;
  await writeResponsesParquet(
    connection,
    `(SELECT 1 AS wave, 1 AS audience, ${skewed(LINES, 7)} AS a, ${skewed(COLUMNS, 11)} AS b FROM range(${ROWS}))`,
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

let stop: (() => Promise<unknown>) | null = null;
const data = mkdtempSync(join(tmpdir(), 'topline-bench-'));
try {
  for (const isPublic of [true, false])
    await writeMadeSurvey(
      data,
      { id: isPublic ? 'public' : 'hidden', title: 'Made records' },
      {
        waves: [{ id: 'w1', label: 'First', year: 2020 }],
        audiences: [{ id: 'all', label: 'All' }],
        questions: [question('a', LINES), question('b', COLUMNS)],
        design: { wave: 'w1', audience: 'all' },
        disclosure: { minimumBase: 30, minimumCell: 5, publicRecords: isPublic },
      },
      makeRecords,
    );
  const server = await startServer({ DATA_DIR: data, QUERY_TIMEOUT_MS: '600000' });
  stop = () => server.stop();
  const ask = (survey: string, query: string): Promise<number> =>
    seconds(async () => {
      const response = await fetch(`${server.origin}/v1/surveys/${survey}/crosstab?${query}`);
      const text = await response.text();
      if (!response.ok) throw new Error(`${query}: ${text.slice(0, 300)}`);
      if (survey === 'hidden' && query.includes('rows=a') && !text.includes('cells are hidden'))
        throw new Error(`${query}: nothing is hidden, so that nothing is measured`);
    });
  // The code is compiled as it runs: both take the same way first.
  const decided = await ask('hidden', 'rows=b');
  await ask('public', 'rows=b');
  for (const survey of ['public', 'hidden']) await ask(survey, 'rows=b&columns=a&measure=count&limit=1000');
  const times: Record<string, number[]> = { public: [], hidden: [] };
  for (const measure of MEASURES)
    for (const survey of ['public', 'hidden'])
      times[survey]?.push(await ask(survey, `rows=a&columns=b&measure=${measure}&limit=1000`));
  const [open, hidden] = [median(times['public'] ?? []), median(times['hidden'] ?? [])];
  console.log(`${LINES} by ${COLUMNS} options, ${ROWS} respondents: a table of ${LINES * COLUMNS} cells`);
  console.log(`  decided what is hidden, with the first answer: ${decided.toFixed(3)} s`);
  console.log(
    `  public ${open.toFixed(3)} s, hidden ${hidden.toFixed(3)} s, ratio ${(hidden / open).toFixed(2)}`,
  );
} finally {
  await stop?.();
  rmSync(data, { recursive: true, force: true });
}
