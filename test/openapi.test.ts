import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { OpenAPIV3_1 } from 'openapi-types';
import { beforeAll, describe, expect, test } from 'vitest';
import { generateFiles, ROOT } from '../openapi/files.ts';
import { buildApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { FORMATS } from '../src/formats/index.ts';
import { SNIPPET_MEDIA_TYPE } from '../src/snippets/index.ts';
import { CITATION_STYLES } from '../src/services/citation-styles.ts';
import { BUNDLED } from './helper.ts';

type Operation = OpenAPIV3_1.OperationObject;

let document: OpenAPIV3_1.Document;
let operations: { path: string; operation: Operation }[];
const BINARY = new Set([
  ...FORMATS.filter(({ binary }) => binary).map(({ mediaType }) => mediaType),
  'application/zip',
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

test('generated files are up to date', async () => {
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

  test('has an example of its answer in each representation, and of each problem, that fits its schema', () => {
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
          expect(media.example, where).toBeDefined();
          const validate = validator(media.schema as object);
          expect(validate(media.example), `${where}: ${ajv.errorsText(validate.errors)}`).toBe(true);
          checked += 1;
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
      const ok = operation.responses?.['200'] as OpenAPIV3_1.ResponseObject;
      const offered = operation.operationId === 'getCitation' ? CITATION_STYLES : FORMATS;
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

test('whatever is asked, the answer is one that the document describes', async () => {
  const app = await buildApp({ config: readConfig({ DATA_DIR: BUNDLED }) });
  const validators = new Map<string, ReturnType<typeof validator>>();
  const seen = new Map<number, number>();
  const operation = fc.constantFrom(...operations.filter(({ path }) => !path.startsWith('/openapi')));
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
  const survey = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.constantFrom('cmo-cio-alignment', 'cmo-cio-alignment@1.0.0', 'cmo-cio-alignment@1.2.0'),
    },
    { weight: 1, arbitrary: rubbish },
  );

  await fc.assert(
    fc.asyncProperty(
      operation,
      query,
      survey,
      rubbish,
      async ({ path, operation: { operationId = '', responses } }, parameters, id, other) => {
        const filled = path
          .replace('{survey}', encodeURIComponent(id))
          .replace(/\{\w+\}/, encodeURIComponent(other));
        const url = `${filled}?${parameters.map((pair) => pair.map(encodeURIComponent).join('=')).join('&')}`;
        const response = await app.inject(url);
        seen.set(response.statusCode, (seen.get(response.statusCode) ?? 0) + 1);
        expect(response.statusCode, url).toBeLessThan(500);
        // An empty or overlong part leads to another address.
        if ([404, 414].includes(response.statusCode)) return;
        const [type = ''] = String(response.headers['content-type']).split(';');
        const media = resolve(responses?.[response.statusCode] as OpenAPIV3_1.ResponseObject).content?.[type];
        if (!media) throw new Error(`${url}: ${response.statusCode} ${type} is not described`);
        const key = `${operationId} ${response.statusCode} ${type}`;
        const validate = validators.get(key) ?? validator(media.schema as object);
        validators.set(key, validate);
        const body: unknown = /[/+]json$/.test(type) ? response.json() : response.body;
        if (!validate(body)) throw new Error(`${url}: ${ajv.errorsText(validate.errors)}`);
      },
    ),
    { numRuns: 1500 },
  );
  await app.close();
  for (const status of [200, 400, 404]) expect(seen.get(status), String(status)).toBeGreaterThan(20);
});
