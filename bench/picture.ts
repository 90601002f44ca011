import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { writeMadeSurvey } from './made-survey.ts';
import { ratiosOfPage } from './ratios.ts';

/**
 * `node bench/picture.ts`: what bench/results.md says of crosstabs, as a picture of docs/, drawn by Topline's own charts from a release of
 * these figures.
 */
export const PICTURE = fileURLToPath(new URL('../docs/pictures/speed.svg', import.meta.url));
export const RESULTS = fileURLToPath(new URL('results.md', import.meta.url));

const SURVEY = 'measured';
const TITLE =
  'Processor time of a crosstab with standard errors, letters and a test: bare GROUP BY in DuckDB is 1';
const NAME = /^crosstab of (?<table>.+) : bare SQL of DuckDB$/;

/** What is drawn of a page of results: each kind of table, and how many times as long it takes as the bare SQL. */
export function measuredTables(page: string): { readonly label: string; readonly times: number }[] {
  return [...ratiosOfPage(page)].flatMap(([name, { value }]) => {
    const { table } = NAME.exec(name)?.groups ?? {};
    return table === undefined ? [] : [{ label: table, times: value }];
  });
}

/** The picture of a page of results, as SVG. @throws Error if nothing of it can be drawn */
export async function drawSpeed(page: string): Promise<string> {
  const data = await mkdtemp(join(tmpdir(), 'topline-speed-'));
  const tables = measuredTables(page).map((table, i) => ({ ...table, id: `t${i + 1}` }));
  try {
    await writeMadeSurvey(
      data,
      { id: SURVEY, title: 'Measured' },
      {
        description: 'What bench/results.md says.',
        citation: 'Ratios within one run, medians of interleaved rounds: bench/results.md.',
        waves: [{ id: 'now', label: 'measured', year: 2026 }],
        audiences: [{ id: 'topline', label: 'Topline' }],
        questions: [
          {
            id: 'crosstabs',
            text: TITLE,
            wording: 'verbatim',
            type: 'numeric',
            audiences: ['topline'],
            items: tables.map(({ id, label }) => ({ id, label })),
          },
        ],
      },
      (directory) =>
        writeFile(
          join(directory, 'toplines.csv'),
          [
            'question,item,option,wave,audience,measure,value,qualifier,n,source,locator,status,note',
            ...tables.map(({ id, times }) => `crosstabs,${id},,now,topline,mean,${times},exact,,made,,,`),
          ].join('\n'),
        ),
    );
    const app = await buildApp({ config: readConfig({ DATA_DIR: data }), isLate: () => false });
    const { statusCode, body } = await app.inject(
      `/v1/surveys/${SURVEY}@1.0.0/charts/estimates.svg?question=crosstabs&width=760`,
    );
    await app.close();
    if (statusCode !== 200) throw new Error(`${statusCode} ${body}`);
    return body;
  } finally {
    await rm(data, { recursive: true });
  }
}

if (import.meta.main) await writeFile(PICTURE, await drawSpeed(await readFile(RESULTS, 'utf8')));
