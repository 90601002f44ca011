import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { addKey } from '../src/access/manage-keys.ts';
import { buildApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { Engines } from '../src/engine/engines.ts';
import { EngineBusyError } from '../src/engine/engine.ts';
import type { ProblemCode } from '../src/errors.ts';
import { FORMATS } from '../src/formats/index.ts';
import { SNIPPET_MEDIA_TYPE } from '../src/snippets/index.ts';
import type { Examples } from '../src/plugins/openapi-document.ts';

const PINNED = '/v1/surveys/cmo-cio-alignment@1.0.0';
const RECORDS = '/v1/surveys/nonvoters@1.0.0';

/** The request that shows what an operation answers, by operation id. */
const REQUESTS: Readonly<Record<string, string>> = {
  listSurveys: '/v1/surveys',
  getSurvey: PINNED,
  searchSurveys: '/v1/search?q=digital%20marketing&limit=2',
  listReleases: `${PINNED}/releases`,
  downloadRelease: `${PINNED}/download`,
  diffReleases: '/v1/surveys/cmo-cio-alignment@1.1.0/diff?from=1.0.0&limit=3',
  getCitation: `${PINNED}/citation?of=gaps%3Fquestion%3Dneed-to-align`,
  getFeed: '/v1/feed.atom',
  getReleaseFeed: '/v1/surveys/cmo-cio-alignment/releases.atom',
  listWaves: `${PINNED}/waves`,
  listAudiences: `${PINNED}/audiences`,
  listSources: `${PINNED}/sources`,
  listQuestions: `${PINNED}/questions?limit=1`,
  getQuestion: `${PINNED}/questions/need-to-align`,
  listEstimates: `${PINNED}/estimates?question=need-to-align&wave=2012`,
  listGaps: `${PINNED}/gaps?question=need-to-align`,
  listTrends: `${PINNED}/trends?question=need-to-align`,
  listGapTrends: `${PINNED}/gap-trends?question=need-to-align`,
  listRanks: `${PINNED}/ranks?question=driver-ranks`,
  getCrosstab: `${RECORDS}/crosstab?rows=q5&columns=voter-category&limit=2`,
  listColumnComparisons: `${RECORDS}/crosstab/comparisons?rows=q5&columns=voter-category&limit=2`,
  getCrosstabSize: `${RECORDS}/crosstab/size?rows=q5&columns=voter-category&filter=gender:female`,
  listClaims: `${PINNED}/claims?limit=2`,
  getClaim: `${PINNED}/claims/gap-significantly-smaller`,
  calculateProportion: '/v1/calculator/proportion?percent=77&n=250',
  calculateGap: '/v1/calculator/gap?percentA=77&nA=250&percentB=56&nB=400',
  calculateSampleSize: '/v1/calculator/sample-size?margin=3',
  listProblems: '/v1/problems?limit=2',
  getProblem: '/v1/problems/invalid-query',
  getHealth: '/healthz',
  getReadiness: '/readyz',
};

const BINARY: ReadonlySet<string> = new Set([
  ...FORMATS.filter(({ binary }) => binary).map(({ mediaType }) => mediaType),
  'application/zip',
]);

const HEADERS = { 'x-request-id': 'example', host: '127.0.0.1:8080' };
/** The day on which the examples are read: a citation says it, and a generated file must not change by itself. */
const TODAY = Date.parse('2026-11-25T12:00:00Z');

async function problem(
  app: FastifyInstance,
  url: string,
  headers: Record<string, string> = {},
): Promise<unknown> {
  const response = await app.inject({ url, headers: { ...HEADERS, ...headers } });
  return response.json();
}

async function problems(app: FastifyInstance, dataDir: string): Promise<Record<string, unknown>> {
  const limited = await buildApp({ config: readConfig({ DATA_DIR: dataDir, RATE_LIMIT_PER_MINUTE: '1' }) });
  let clock = Date.now;
  const broken = await buildApp({ config: readConfig({ DATA_DIR: dataDir }), now: () => clock() });
  clock = () => {
    throw new Error('broken on purpose, to see what a client is told');
  };
  const engines = new Engines({
    memoryMegabytes: 64,
    threads: 1,
    timeoutMs: 1000,
    maximumCells: 1,
    concurrency: 1,
    queue: 1,
    cacheRows: 0,
  });
  const busy = await buildApp({
    config: readConfig({ DATA_DIR: dataDir }),
    openEngine: async (path, releaseKey) => ({
      columns: (await engines.open(path, releaseKey)).columns,
      tally: () => Promise.reject(new EngineBusyError('busy on purpose, to see what a client is told')),
      rank: () => Promise.reject(new EngineBusyError('busy on purpose, to see what a client is told')),
      close: () => Promise.resolve(),
    }),
  });
  await limited.inject('/v1/surveys');
  // At once: its text counts the seconds that are left.
  const rateLimited = await problem(limited, '/v1/surveys');
  const folder = await mkdtemp(join(tmpdir(), 'topline-keys-'));
  const keysFile = join(folder, 'keys.json');
  const { key } = await addKey(
    keysFile,
    { scopes: ['preview'], note: 'shows what lacks a scope', expires: null },
    Date.now(),
  );
  const guarded = await buildApp({ config: readConfig({ DATA_DIR: dataDir, KEYS_FILE: keysFile }) });
  const found: Partial<Record<ProblemCode, unknown>> = {
    'invalid-query': await problem(app, `${PINNED}/gaps?wave=2031`),
    unauthorized: await problem(guarded, '/v1/surveys', { authorization: 'Bearer tl_of-another-service' }),
    forbidden: await problem(guarded, '/metrics', { authorization: `Bearer ${key}` }),
    'unknown-survey': await problem(app, '/v1/surveys/cmo-cio-alignement'),
    'unknown-question': await problem(app, `${PINNED}/questions/need-to-aline`),
    'unknown-claim': await problem(app, `${PINNED}/claims/gap-significantly-smaler`),
    'unknown-problem': await problem(app, '/v1/problems/bad-query'),
    'not-acceptable': await problem(app, '/v1/surveys', { accept: 'application/pdf' }),
    'range-not-satisfiable': await problem(app, '/v1/surveys', { range: 'bytes=1000000-' }),
    unavailable: await problem(busy, `${RECORDS}/crosstab?rows=q5`),
    'rate-limited': rateLimited,
    'internal-error': await problem(broken, '/v1/surveys'),
  };
  await Promise.all([limited.close(), broken.close(), busy.close(), guarded.close(), engines.close()]);
  await rm(folder, { recursive: true });
  return found;
}

/** Asks the live application for every example: each operation in each representation, and each problem. */
export async function collectExamples(dataDir: string): Promise<Examples> {
  const app = await buildApp({ config: readConfig({ DATA_DIR: dataDir }), now: () => TODAY });
  const answers: Record<string, Record<string, unknown>> = {};
  for (const [operation, url] of Object.entries(REQUESTS)) {
    const described = Object.values(app.swagger().paths ?? {}).find(
      (item) => item?.get?.operationId === operation,
    )?.get;
    const media = described?.responses?.['200'];
    const named = (described?.parameters ?? []) as readonly { readonly name?: string }[];
    const hasCode = named.some(({ name }) => name === 'snippet');
    const shown: Record<string, unknown> = {};
    for (const type of Object.keys((media as { content?: object } | undefined)?.content ?? {})) {
      // Code is no representation of the answer: it is asked for by name.
      const code =
        hasCode && type === SNIPPET_MEDIA_TYPE ? `${url.includes('?') ? '&' : '?'}snippet=curl` : '';
      const response = await app.inject({ url: `${url}${code}`, headers: { ...HEADERS, accept: type } });
      if (response.statusCode !== 200)
        throw new Error(`${url} as ${type}: ${response.statusCode} ${response.body}`);
      // Bytes cannot be shown in a document.
      if (BINARY.has(type)) continue;
      shown[type] = /[/+]json$/.test(type) ? response.json() : response.body;
    }
    answers[operation] = shown;
  }
  const { openapi, info } = app.swagger() as { openapi: string; info: { title: string; version: string } };
  const head = { openapi, info: { title: info.title, version: info.version } };
  answers['getOpenApiJson'] = { 'application/json': head };
  answers['getOpenApiYaml'] = {
    'application/yaml': `openapi: ${openapi}\ninfo:\n  title: ${info.title}\n  version: ${info.version}\n`,
  };
  // Most numbers are of this very moment; these are the same wherever the same releases are served.
  const metrics = await app.inject('/metrics');
  const releases = metrics.body.split('\n').filter((line) => line.includes('topline_releases'));
  answers['getMetrics'] = { 'text/plain': `${releases.join('\n')}\n` };
  const found = { answers, problems: await problems(app, dataDir) };
  await app.close();
  return found;
}
