import { chmod, cp, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { addKey } from '../src/access/manage-keys.ts';
import { buildApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { Engines } from '../src/engine/engines.ts';
import { EngineBusyError } from '../src/engine/engine.ts';
import type { ProblemCode } from '../src/errors/api-error.ts';
import { OUTPUTS } from '../src/px/outputs.ts';
import { withdrawRelease } from '../src/publish/withdraw.ts';
import { fileSchema } from '../src/schemas/json-schemas.ts';
import { SNIPPET_MEDIA_TYPE } from '../src/snippets/index.ts';
import { releaseSha256 } from '../src/repository/sha256.ts';
import type { Examples } from '../src/plugins/openapi/document.ts';

const PINNED = '/v1/surveys/cmo-cio-alignment@1.0.0';
const RECORDS = '/v1/surveys/nonvoters@1.0.0';

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

/** What a connection is answered whose request does not arrive, or cannot be read: then there is no request to inject. */
async function connectionProblem(app: FastifyInstance, code: string): Promise<unknown> {
  const connection = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() });
  const sent = new Promise<string>((resolve) => {
    connection.end = (text: unknown) => {
      resolve(String(text));
      return connection;
    };
  });
  app.server.emit('clientError', Object.assign(new Error(code), { code }), connection);
  const [, body = ''] = (await sent).split('\r\n\r\n');
  return JSON.parse(body) as unknown;
}

/** What is told of a release that was withdrawn, and of one whose file was cut. */
async function changedProblems(dataDir: string): Promise<Record<string, unknown>> {
  const folder = await mkdtemp(join(tmpdir(), 'topline-data-'));
  const survey = join(folder, 'cmo-cio-alignment');
  await cp(join(dataDir, 'cmo-cio-alignment'), survey, { recursive: true });
  await withdrawRelease(
    {
      data: folder,
      survey: 'cmo-cio-alignment',
      version: '1.0.0',
      reason: 'The figures of two audiences were swapped.',
      successor: '1.1.0',
      at: '2026-11-25T12:00:00Z',
      dryRun: false,
    },
    { signal: new AbortController().signal },
  );
  const changed = await buildApp({ config: readConfig({ DATA_DIR: folder, RELOAD_SECONDS: '0' }) });
  const file = join(survey, '1.1.0', 'toplines.csv');
  await chmod(file, 0o644);
  await truncate(file, 0);
  const address = '/v1/surveys/cmo-cio-alignment@1.1.0/download';
  const found = {
    'release-withdrawn': await problem(changed, `${PINNED}/estimates`),
    'release-unavailable': await problem(changed, address),
  };
  await changed.close();
  await rm(folder, { recursive: true });
  return found;
}

/** Questions of the bundled records that small groups are made of. */
const PROTECTED = new Set(['q5', 'race', 'gender', 'educ', 'voter-category']);

/** What is told of tables in which small groups could be told apart: of the bundled records, were they not public. */
async function unsafeCombination(dataDir: string): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'topline-data-'));
  const [from, to] = [join(dataDir, 'nonvoters', '1.0.0'), join(folder, 'nonvoters', '1.0.0')];
  await mkdir(to, { recursive: true });
  await cp(join(from, 'responses.parquet'), join(to, 'responses.parquet'));
  const survey = JSON.parse(await readFile(join(from, 'survey.json'), 'utf8')) as {
    questions: { id: string }[];
  };
  const questions = survey.questions.filter(({ id }) => PROTECTED.has(id));
  const disclosure = { minimumBase: 30, minimumCell: 5 };
  await writeFile(join(to, 'survey.json'), JSON.stringify({ ...survey, questions, disclosure }));
  const entry = { version: '1.0.0', released: '2026-11-25T00:00:00Z', changes: [] };
  const sha256 = await releaseSha256(to);
  await writeFile(join(folder, 'nonvoters', 'releases.json'), JSON.stringify([{ ...entry, sha256 }]));
  const app = await buildApp({ config: readConfig({ DATA_DIR: folder, QUERY_TIMEOUT_MS: '600000' }) });
  const query = 'rows=q5&columns=race&filter=gender:female&filter=educ:college';
  const found = await problem(app, `${RECORDS}/crosstab?${query}`);
  await app.close();
  await rm(folder, { recursive: true });
  return found;
}

async function problems(app: FastifyInstance, dataDir: string): Promise<Record<string, unknown>> {
  const limited = await buildApp({ config: readConfig({ DATA_DIR: dataDir, RATE_LIMIT_PER_MINUTE: '1' }) });
  let clock = Date.now;
  const broken = await buildApp({
    config: readConfig({ DATA_DIR: dataDir, QUERY_TIMEOUT_MS: '120000' }),
    now: () => clock(),
  });
  clock = () => {
    throw new Error('broken on purpose, to see what a client is told');
  };
  const small = await buildApp({ config: readConfig({ DATA_DIR: dataDir, MAX_CELLS: '1000' }) });
  const engines = new Engines({
    memoryMegabytes: 64,
    threads: 1,
    // The machine may be busy with other things.
    timeoutMs: 120_000,
    maximumCells: 1,
    concurrency: 1,
    queue: 1,
    cacheRows: 0,
  });
  const busy = await buildApp({
    config: readConfig({ DATA_DIR: dataDir, QUERY_TIMEOUT_MS: '120000' }),
    openEngine: async (path, releaseKey) => {
      const engine = await engines.open(path, releaseKey);
      const refuse = () =>
        Promise.reject(new EngineBusyError('busy on purpose, to see what a client is told'));
      return {
        columns: engine.columns,
        countRows: (asked) => engine.countRows(asked),
        tally: refuse,
        codedTallies: refuse,
        patterns: refuse,
        rank: refuse,
        close: () => Promise.resolve(),
      };
    },
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
    'unsafe-combination': await unsafeCombination(dataDir),
    unauthorized: await problem(guarded, '/v1/surveys', { authorization: 'Bearer tl_of-another-service' }),
    forbidden: await problem(guarded, '/metrics', { authorization: `Bearer ${key}` }),
    'malformed-request': await problem(app, '/v1/surveys/%zz'),
    'unknown-address': await problem(app, '/v1/nothing'),
    'unknown-survey': await problem(app, '/v1/surveys/cmo-cio-alignement'),
    'unknown-release': await problem(app, '/v1/surveys/cmo-cio-alignment@1.0.1'),
    ...(await changedProblems(dataDir)),
    'no-records': await problem(app, `${PINNED}/crosstab?rows=q5`),
    'unknown-question': await problem(app, `${PINNED}/questions/need-to-aline`),
    'too-many-cells': await problem(
      small,
      '/px/v2/tables/nonvoters.q8@1.0.0/data?valueCodes[item]=*&valueCodes[option]=*&valueCodes[audience]=*&valueCodes[ContentsCode]=*&valueCodes[wave]=*',
    ),
    'unknown-table': await problem(app, '/px/v2/tables/nonvoters.q555'),
    'unknown-code-list': await problem(app, '/px/v2/codelists/nonvoters.q8.net'),
    'unknown-saved-query': await problem(app, '/px/v2/savedqueries/not-a-query'),
    'unknown-claim': await problem(app, `${PINNED}/claims/gap-significantly-smaler`),
    'unknown-problem': await problem(app, '/v1/problems/bad-query'),
    'not-acceptable': await problem(app, '/v1/surveys', { accept: 'application/pdf' }),
    'request-timeout': await connectionProblem(app, 'ERR_HTTP_REQUEST_TIMEOUT'),
    'address-too-long': await problem(app, `/v1/surveys/${'cmo-cio-alignment-'.repeat(90)}`),
    'headers-too-large': await connectionProblem(app, 'HPE_HEADER_OVERFLOW'),
    'range-not-satisfiable': await problem(app, '/v1/surveys', { range: 'bytes=1000000-' }),
    'expectation-failed': await problem(app, '/v1/surveys', { expect: 'coffee' }),
    unavailable: await problem(busy, `${RECORDS}/crosstab?rows=q5`),
    'rate-limited': rateLimited,
    'internal-error': await problem(broken, '/v1/surveys'),
  };
  await Promise.all([
    small.close(),
    limited.close(),
    broken.close(),
    busy.close(),
    guarded.close(),
    engines.close(),
  ]);
  await rm(folder, { recursive: true });
  for (const [code, shown] of Object.entries(found))
    if ((shown as { type?: string }).type !== `/v1/problems/${code}`)
      throw new Error(`the example of ${code} is another problem: ${JSON.stringify(shown)}`);
  return found;
}

const ADDRESS = 'https://topline.example.org';

/** How an answer is embedded, which only a service says that knows its own address. */
async function embedded(dataDir: string): Promise<unknown> {
  const app = await buildApp({
    config: readConfig({ DATA_DIR: dataDir, PUBLIC_URL: ADDRESS }),
    now: () => TODAY,
    isLate: () => false,
  });
  const url = `${ADDRESS}/v1/surveys/cmo-cio-alignment@1.0.0/gaps?question=need-to-align`;
  const response = await app.inject(`/oembed?url=${encodeURIComponent(url)}`);
  await app.close();
  if (response.statusCode !== 200) throw new Error(`${url}: ${response.statusCode} ${response.body}`);
  return response.json();
}

/** Asks the live application for every example: each operation in each representation, and each problem. */
export async function collectExamples(dataDir: string): Promise<Examples> {
  // A machine that is busy must not change what is generated.
  const app = await buildApp({
    config: readConfig({ DATA_DIR: dataDir, QUERY_TIMEOUT_MS: '120000' }),
    now: () => TODAY,
    isLate: () => false,
  });
  const answers: Record<string, Record<string, unknown>> = {};
  for (const [operation, { example: url, body }] of app.operations) {
    if (url === null) continue;
    const described = Object.values(app.swagger().paths ?? {})
      .flatMap((item) => [item?.get, item?.post])
      .find((one) => one?.operationId === operation);
    const ok = (described?.responses?.['200'] ?? described?.responses?.['201']) as
      | { content?: Record<string, { schema?: object }> }
      | undefined;
    const named = (described?.parameters ?? []) as readonly { readonly name?: string }[];
    const hasCode = named.some(({ name }) => name === 'snippet');
    const shown: Record<string, unknown> = {};
    for (const [type, { schema = {} }] of Object.entries(ok?.content ?? {})) {
      // Code is no representation of the answer: it is asked for by name.
      const code =
        hasCode && type === SNIPPET_MEDIA_TYPE ? `${url.includes('?') ? '&' : '?'}snippet=curl` : '';
      // What is no matter of the header Accept is asked for by name, too.
      const output = named.some(({ name }) => name === 'outputFormat')
        ? OUTPUTS.find(({ mediaType }) => mediaType === type)?.id
        : undefined;
      const format = output === undefined ? '' : `${url.includes('?') ? '&' : '?'}outputFormat=${output}`;
      const response = await app.inject({
        method: body === null ? 'GET' : 'POST',
        url: `${url}${code}${format}`,
        headers: { ...HEADERS, accept: type },
        ...(body === null ? {} : { payload: body }),
      });
      if (response.statusCode !== 200 && response.statusCode !== 201)
        throw new Error(`${url} as ${type}: ${response.statusCode} ${response.body}`);
      // What has no schema is bytes, which cannot be shown in a document.
      if (Object.keys(schema).length === 0) continue;
      shown[type] = /[/+]json(?:;|$)/.test(type) ? response.json() : response.body;
    }
    answers[operation] = shown;
  }
  answers['getOEmbed'] = { 'application/json': await embedded(dataDir) };
  const { openapi, info } = app.swagger() as { openapi: string; info: { title: string; version: string } };
  const head = { openapi, info: { title: info.title, version: info.version } };
  answers['getOpenApiJson'] = { 'application/json': head };
  answers['getOpenApiYaml'] = { 'application/yaml': head };
  for (const [operation, { $schema, title, description, type }] of [
    ['getSurveySchema', fileSchema('survey')],
    ['getReleasesSchema', fileSchema('releases')],
  ] as const)
    answers[operation] = { 'application/schema+json': { $schema, title, description, type } };
  // Most numbers are of this very moment; these are the same wherever the same releases are served.
  const metrics = await app.inject('/metrics');
  const releases = metrics.body.split('\n').filter((line) => line.includes('topline_releases'));
  answers['getMetrics'] = { 'text/plain': `${releases.join('\n')}\n` };
  const found = { answers, problems: await problems(app, dataDir) };
  await app.close();
  return found;
}
