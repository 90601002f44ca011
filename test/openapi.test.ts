import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { OpenAPIV3_1 } from 'openapi-types';
import { beforeAll, describe, expect, test } from 'vitest';
import { generateFiles, ROOT } from '../openapi/files.ts';
import { buildApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { PROBLEMS } from '../src/errors/api-error.ts';
import { formatsOf } from '../src/formats/index.ts';
import { CHARTED } from '../src/routes/charted.ts';
import { SNIPPET_MEDIA_TYPE } from '../src/snippets/index.ts';
import { CITATION_STYLES } from '../src/services/releases/citation/styles.ts';
import { BUNDLED } from './helper.ts';
import { firstOf, oneIn, runs } from './runs.ts';

type Operation = OpenAPIV3_1.OperationObject;

let document: OpenAPIV3_1.Document;
let operations: { path: string; operation: Operation }[];
const BINARY = new Set([
  ...formatsOf(true)
    .filter(({ binary }) => binary)
    .map(({ mediaType }) => mediaType),
  'application/zip',
  'application/x-spss-sav',
  'image/png',
  // Files of px.
  'application/octet-stream',
]);
const ajv = new Ajv2020({ strict: false, validateFormats: false });

beforeAll(async () => {
  document = JSON.parse(
    await readFile(new URL('openapi/openapi.json', ROOT), 'utf8'),
  ) as OpenAPIV3_1.Document;
  operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    item?.get ? [{ path, operation: item.get }] : [],
  );
  ajv.addSchema({ $id: 'api', components: document.components });
});

/** A check of a value against a schema of the document. */
function validator(schema: object) {
  const text = JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/');
  return ajv.compile(JSON.parse(text) as object);
}

const resolve = <T extends object>(value: T | OpenAPIV3_1.ReferenceObject): T =>
  '$ref' in value
    ? (value.$ref
        .slice(2)
        .split('/')
        .reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], document) as T)
    : value;

/** The kinds of problem that a response can be, as its schema names them. */
function namedProblems(media: OpenAPIV3_1.MediaTypeObject): string[] {
  const { allOf = [] } = media.schema as OpenAPIV3_1.SchemaObject;
  const narrowed = allOf.find((part): part is OpenAPIV3_1.SchemaObject => 'properties' in part);
  const types = (narrowed?.properties?.['type'] as { enum: string[] } | undefined)?.enum ?? [];
  return types.map((type) => type.replace('/v1/problems/', ''));
}

// Among the quick ones `npm run generate:check` says so.
test.each(firstOf(0, ['generated files are up to date']))('%s', async () => {
  for (const [path, text] of await generateFiles()) {
    expect(await readFile(new URL(path, ROOT), 'utf8'), `${path}: npm run generate`).toBe(text);
  }
});

describe('every operation', () => {
  test('says what it is: summary, description, operationId, tag', () => {
    expect(operations.length).toBeGreaterThan(18);
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, operation } of operations) {
      for (const text of [operation.summary, operation.description, operation.operationId])
        expect(text, path).toMatch(/\w{4}/);
      expect(
        document.tags?.map(({ name }) => name),
        path,
      ).toContain(operation.tags?.[0]);
    }
  });

  test('describes each parameter and gives an example of each', () => {
    for (const { path, operation } of operations) {
      for (const raw of operation.parameters ?? []) {
        const parameter = resolve(raw as OpenAPIV3_1.ParameterObject);
        const where = `${path} ${parameter.name}`;
        expect(parameter.description, where).toMatch(/\w{4}/);
        const { examples = [parameter.example] } = parameter.schema as { examples?: unknown[] };
        expect(examples, where).toHaveLength(1);
        for (const example of examples)
          expect(validator(parameter.schema as object)(example), where).toBe(true);
      }
    }
  });

  test.each(
    firstOf(0, [
      'has an example of its answer in each representation, and of each problem, that fits its schema',
    ]),
  )('%s', () => {
    let checked = 0;
    for (const { path, operation } of operations) {
      for (const [status, raw] of Object.entries(operation.responses ?? {})) {
        // No body, and a part of one, which fits no schema.
        if (status === '304' || status === '206') continue;
        const response = resolve(raw as OpenAPIV3_1.ResponseObject);
        for (const [type, media] of Object.entries(response.content ?? {})) {
          const where = `${path} ${status} ${type}`;
          if (BINARY.has(type)) {
            // Bytes cannot be shown in a document; that they can be read, the tests of the formats say.
            expect(media, where).toEqual({ schema: {} });
            continue;
          }
          const shown = media.examples
            ? Object.values(media.examples).map((one) => resolve(one as OpenAPIV3_1.ExampleObject).value)
            : [media.example];
          const validate = validator(media.schema as object);
          for (const example of shown) {
            expect(example, where).toBeDefined();
            expect(validate(example), `${where}: ${ajv.errorsText(validate.errors)}`).toBe(true);
          }
          if (type === 'application/problem+json')
            expect(Object.keys(media.examples ?? {}), where).toEqual(namedProblems(media));
          checked += shown.length;
        }
      }
    }
    expect(checked).toBeGreaterThan(90);
  });

  test('that takes a format offers every format and code, or every style of citations', () => {
    const withFormat = operations.filter(({ operation }) =>
      (operation.parameters as OpenAPIV3_1.ParameterObject[] | undefined)?.some(
        ({ name }) => name === 'format',
      ),
    );
    expect(withFormat.length).toBeGreaterThan(12);
    for (const { path, operation } of withFormat) {
      if (['getOEmbed', 'downloadRelease'].includes(operation.operationId ?? '')) continue;
      const isCharted = CHARTED.some(({ id }) => path.endsWith(`/surveys/{survey}/${id}`));
      const ok = operation.responses?.['200'] as OpenAPIV3_1.ResponseObject;
      const offered = operation.operationId === 'getCitation' ? CITATION_STYLES : formatsOf(isCharted);
      const code = operation.operationId === 'getCitation' ? [] : [SNIPPET_MEDIA_TYPE];
      expect(Object.keys(ok.content ?? {}), path).toEqual([
        ...offered.map(({ mediaType }) => mediaType),
        ...code,
      ]);
    }
  });
});

/** Texts that a hostile client might send: codes of every kind, and rubbish. */
const rubbish = fc.oneof(
  fc.constantFrom(
    'need-to-align',
    'reasons',
    'reason-01',
    'agree',
    '2012',
    '2014',
    'cio',
    'cmo',
    'all',
    'percent',
    '1.0.0',
    '1.1.0',
    '-gap',
    'csv',
    'csv-excel',
    'ndjson',
    'xlsx',
    'parquet',
    'arrow',
    'json-stat',
    'html',
    'markdown',
    '0',
    '1',
    '1000',
    '99999999999999999999',
    'cio,cmo',
    '__proto__',
    'constructor',
    '../../etc/passwd',
    "'; drop table--",
    '\u0000',
    '%',
    '🙂',
  ),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ maxLength: 300 }),
);

test('every kind of problem is named by some operation, but for those of addresses that there are not', () => {
  const all = operations.flatMap(({ operation }) =>
    Object.values(operation.responses ?? {}).flatMap((raw) => {
      const media = resolve(raw as OpenAPIV3_1.ResponseObject).content?.['application/problem+json'];
      return media ? namedProblems(media) : [];
    }),
  );
  const named = new Set(all);
  const missing = Object.keys(PROBLEMS).filter((code) => !named.has(code));
  // Of a body only operations have that take one.
  expect(missing).toEqual(['method-not-allowed', 'body-too-large', 'unsupported-media-type']);
});

/** A part of an address that no client makes into another address. */
const part = rubbish.filter((text) => !['', '.', '..'].includes(text));

/** Headers that choose another answer, or none. */
const headers = fc.record(
  {
    accept: fc.constantFrom('text/csv', 'application/pdf', '*/*', 'text/html;q=0', ''),
    range: fc.constantFrom('bytes=0-9', 'bytes=99999999-', 'bytes=-0', 'bytes=5-2', 'lines=1'),
    'if-none-match': fc.constantFrom('*', '"other"'),
    authorization: fc.constantFrom('Bearer tl_of-another-service', 'Basic eDp5'),
    host: fc.constantFrom('127.0.0.1:8080', 'no host!'),
  },
  { requiredKeys: [] },
);

/** Requests that meet what random ones seldom do: status or kind of problem, operation, address and header. */
const SELDOM = [
  ['no-records', '/v1/surveys/{survey}/crosstab', '/v1/surveys/cmo-cio-alignment/crosstab?rows=q5'],
  ['unknown-release', '/v1/surveys/{survey}/gaps', '/v1/surveys/nonvoters@7.7.7/gaps'],
  ['address-too-long', '/v1/surveys/{survey}', `/v1/surveys/${'x'.repeat(1501)}`],
  ['malformed-request', '/v1/surveys/{survey}', '/v1/surveys/%zz'],
  ['malformed-request', '/v1/surveys', '/v1/surveys?snippet=curl', { host: 'no host!' }],
  ['range-not-satisfiable', '/v1/feed.atom', '/v1/feed.atom', { range: 'bytes=99999999-' }],
  ['206', '/v1/surveys/{survey}/citation', '/v1/surveys/nonvoters/citation', { range: 'bytes=0-9' }],
  ['304', '/v1/surveys/{survey}/download', '/v1/surveys/nonvoters/download', { 'if-none-match': '*' }],
  ['not-acceptable', '/v1/problems/{problem}', '/v1/problems/unavailable', { accept: 'application/pdf' }],
  ['unauthorized', '/healthz', '/healthz', { authorization: 'Bearer tl_of-another-service' }],
  ['unknown-claim', '/v1/surveys/{survey}/claims/{claim}', '/v1/surveys/nonvoters/claims/x'],
] as const satisfies readonly (readonly [string, string, string, Record<string, string>?])[];

test('whatever is asked, the answer is one that the document describes, with a problem that it names', async () => {
  const app = await buildApp({ config: readConfig({ DATA_DIR: BUNDLED }), isLate: () => false });
  const validators = new Map<string, ReturnType<typeof validator>>();

  /** Asks, checks the answer, and says which of those that are described it was. */
  async function ask(path: string, url: string, sent: Record<string, string>): Promise<string[]> {
    const response = await app.inject({ url, headers: sent });
    const request = `${path}: ${url} ${JSON.stringify(sent)}: ${response.statusCode}`;
    expect(response.statusCode, request).toBeLessThan(500);
    const operation = document.paths?.[path]?.get;
    const described = operation?.responses?.[response.statusCode];
    if (!described) throw new Error(`${request} is not described: ${response.body.slice(0, 300)}`);
    // No body, and a part of one, which fits no schema.
    if (response.statusCode === 304 || response.statusCode === 206) return [String(response.statusCode)];
    const [type = ''] = String(response.headers['content-type']).split(';');
    const media = resolve(described as OpenAPIV3_1.ResponseObject).content?.[type];
    if (!media) throw new Error(`${request} ${type} is not described`);
    const owner = '$ref' in described ? described.$ref : operation?.operationId;
    const key = `${owner} ${response.statusCode} ${type}`;
    const validate = validators.get(key) ?? validator(media.schema as object);
    validators.set(key, validate);
    const body: unknown = /[/+]json$/.test(type) ? response.json() : response.body;
    if (!validate(body)) throw new Error(`${request} ${response.body}: ${ajv.errorsText(validate.errors)}`);
    const kind = type === 'application/problem+json' ? response.json<{ type: string }>().type : type;
    return [String(response.statusCode), kind.replace('/v1/problems/', '')];
  }

  for (const [what, path, url, sent = {}] of oneIn(3, SELDOM))
    expect(await ask(path, url, sent), url).toContain(what);

  const seen = new Map<string, number>();
  const asked = operations.map(({ path }) => path).filter((path) => !path.startsWith('/openapi'));
  const names = [
    ...new Set(
      operations.flatMap((o) =>
        ((o.operation.parameters ?? []) as OpenAPIV3_1.ParameterObject[]).map(({ name }) => name),
      ),
    ),
  ];
  const query = fc.array(
    fc.tuple(
      fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: rubbish }),
      rubbish,
    ),
    { maxLength: 3 },
  );
  const surveys = ['cmo-cio-alignment', 'cmo-cio-alignment@1.0.0', 'cmo-cio-alignment@1.2.0', 'nonvoters'];
  const survey = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...surveys) },
    { weight: 1, arbitrary: part },
  );
  const sometimes = fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: headers });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...asked),
      query,
      survey,
      part,
      sometimes,
      async (path, parameters, id, other, sent) => {
        const filled = path
          .replace('{survey}', encodeURIComponent(id))
          .replace(/\{\w+\}/, encodeURIComponent(other));
        const url = `${filled}?${parameters.map((pair) => pair.map(encodeURIComponent).join('=')).join('&')}`;
        for (const one of await ask(path, url, sent)) seen.set(one, (seen.get(one) ?? 0) + 1);
      },
    ),
    { numRuns: runs(20, 1500) },
  );
  await app.close();
  for (const one of firstOf(0, ['200', '400', '401', '404'])) expect(seen.get(one), one).toBeGreaterThan(20);
});
