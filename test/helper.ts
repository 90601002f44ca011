import { chmod, cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { onTestFinished } from 'vitest';
import { buildApp, type AppDependencies } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { releaseSha256 } from '../src/repository/sha256.ts';
import { sharedApp } from './shared-apps.ts';

export const BUNDLED = new URL('../data', import.meta.url).pathname;

/** Makes all in a folder writable for its owner, also what was copied from a checkout that is not. */
async function makeWritable(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await makeWritable(path);
    else if (entry.isFile()) await chmod(path, 0o644);
  }
}

/** Copies a folder of the project, which may be one that nobody may write to; the copy can be changed. */
export async function copyWritable(
  from: string,
  to: string,
  filter: (path: string) => boolean = () => true,
): Promise<void> {
  await cp(from, to, { recursive: true, filter });
  await makeWritable(to);
}

/** A folder that is gone when the test is over. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'topline-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  onTestFinished(() =>
    // A test may have taken the right to change it.
    remove().catch(async () => {
      await makeWritable(folder);
      await remove();
    }),
  );
  return folder;
}

interface DraftRelease {
  readonly version?: string;
  readonly survey?: Record<string, unknown>;
  readonly toplines?: string;
  readonly entry?: Record<string, unknown>;
}

export const HEADER =
  'question,item,option,wave,audience,measure,value,qualifier,n,source,locator,status,note';

/** A small survey with two waves, two audiences, a single question and a battery. */
export function smallSurvey(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    format: 'topline/1',
    id: 'small',
    version: '1.0.0',
    title: 'Small',
    description: 'A survey for tests.',
    publisher: 'Nobody',
    language: 'en',
    licence: { name: 'CC0', url: 'https://creativecommons.org/publicdomain/zero/1.0/' },
    citation: 'Small survey, 1.0.0',
    sources: [
      { id: 'report', title: 'Report' },
      { id: 'article', title: 'Article' },
    ],
    waves: [
      { id: 'w1', label: 'First', year: 2020 },
      { id: 'w2', label: 'Second', year: 2022 },
    ],
    audiences: [
      { id: 'a', label: 'A' },
      { id: 'b', label: 'B' },
    ],
    samples: [
      { wave: 'w1', audience: 'a', n: 200, source: 'report' },
      { wave: 'w1', audience: 'b', n: 100, source: 'report' },
    ],
    comparisons: [{ between: ['a', 'b'] }],
    questions: [
      {
        id: 'q',
        text: 'Q?',
        wording: 'verbatim',
        type: 'single',
        audiences: ['a', 'b'],
        options: [{ id: 'yes', label: 'Yes' }],
      },
      { id: 'only-a', text: 'Only A?', wording: 'verbatim', type: 'single', audiences: ['a'] },
      {
        id: 'battery',
        text: 'Which?',
        wording: 'verbatim',
        type: 'multiple',
        audiences: ['a', 'b'],
        items: [
          { id: 'i1', label: 'One' },
          { id: 'i2', label: 'Two' },
          { id: 'i3', label: 'Three' },
        ],
      },
    ],
    ...changes,
  };
}

/** Writes a survey with its releases as a publisher would, hashes included. */
export async function writeSurvey(
  folder: string,
  id: string,
  releases: readonly DraftRelease[],
): Promise<void> {
  const index = [];
  for (const { version = '1.0.0', survey, toplines: csv = `${HEADER}\n`, entry } of releases) {
    const directory = join(folder, id, version);
    await mkdir(directory, { recursive: true });
    await writeFile(
      join(directory, 'survey.json'),
      JSON.stringify({ ...smallSurvey({ id, version }), ...survey }),
    );
    await writeFile(join(directory, 'toplines.csv'), csv);
    index.push({
      version,
      released: '2026-01-01T00:00:00Z',
      sha256: await releaseSha256(directory),
      changes: [],
      ...entry,
    });
  }
  await writeFile(join(folder, id, 'releases.json'), JSON.stringify(index));
}

/** Rows of toplines.csv for the small survey: `q,,yes,w1,a,percent,69` and so on; the rest is filled in. */
export function toplines(...rows: string[]): string {
  return `${HEADER}\n${rows.map((row) => `${row}${row.split(',').length < 13 ? ',exact,,report,,,' : ''}`).join('\n')}\n`;
}

type AppOptions = Partial<Omit<AppDependencies, 'config'>> & { readonly env?: Record<string, string> };

/** A computation may take long on a machine that is busy with other things. */
const PATIENT = { QUERY_TIMEOUT_MS: '120000' };
const isLate = (): boolean => false;

const makeApp = (folder: string, { env = {}, ...rest }: AppOptions = {}): Promise<FastifyInstance> =>
  buildApp({ config: readConfig({ ...PATIENT, ...env, DATA_DIR: folder }), isLate, ...rest });

/** The application over a data directory, closed when the test is over. */
export async function appOver(folder: string, options: AppOptions = {}): Promise<FastifyInstance> {
  const app = await makeApp(folder, options);
  onTestFinished(() => app.close());
  return app;
}

let bundled: Promise<FastifyInstance> | undefined;

/** The application over the bundled surveys, one for all who do nothing but ask it. */
export const bundledApp = (): Promise<FastifyInstance> => (bundled ??= makeApp(BUNDLED));

/** The application over one small release: one for all tests of a file that do nothing but ask it, one of its own for options. */
export async function smallApp(
  csv: string,
  survey: Record<string, unknown> = {},
  options?: AppOptions,
): Promise<FastifyInstance> {
  const write = (folder: string): Promise<void> => writeSurvey(folder, 'small', [{ toplines: csv, survey }]);
  if (!options) return sharedAppOver([csv, survey], write);
  const folder = await temporaryFolder();
  await write(folder);
  return appOver(folder, options);
}

/** The application over what is written into its folder, shared by the tests of a file that want the same content. */
export const sharedAppOver = (
  content: unknown,
  write: (folder: string) => Promise<void>,
): Promise<FastifyInstance> =>
  sharedApp(content, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'topline-'));
    const remove = (): Promise<void> => rm(folder, { recursive: true });
    try {
      await write(folder);
      const app = await makeApp(folder);
      return { app, close: () => app.close().then(remove) };
    } catch (error) {
      await remove();
      throw error;
    }
  });

/** The parsed JSON of a GET. */
export async function getJson<T = { data: Record<string, unknown>[]; meta: Record<string, unknown> }>(
  app: FastifyInstance,
  url: string,
  status = 200,
): Promise<T> {
  const response = await app.inject({ url });
  if (response.statusCode !== status) throw new Error(`${url}: ${response.statusCode} ${response.body}`);
  return response.json();
}
