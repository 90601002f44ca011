import fc from 'fast-check';
import type { OpenAPIV3_1 } from 'openapi-types';
import { ANY_CHARACTER } from '../any-character.ts';

/** A request as it was made up. */
export interface Made {
  /** The path of its operation in the document. */
  readonly path: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Values that no parameter has. */
const GARBAGE = [
  '',
  '0',
  '-1',
  '1e400',
  '0x10',
  '9'.repeat(30),
  '__proto__',
  'constructor',
  'toString',
  '../../etc/passwd',
  "'; drop table--",
  '"><script>alert(1)</script>',
  '=1+1',
  '${7*7}',
  '\u0000',
  '\r\nX-Injected: 1',
  '%',
  '%00',
  '🙂',
  '\u202E',
  ',,,',
  ':',
  'a:b:c',
  'a'.repeat(4000),
  '[]',
  '{}',
  'null',
  'NaN',
  '*',
  '(a+)+$',
];

const resolve = <T extends object>(
  document: OpenAPIV3_1.Document,
  value: T | OpenAPIV3_1.ReferenceObject,
): T =>
  '$ref' in value
    ? (value.$ref
        .slice(2)
        .split('/')
        .reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], document) as T)
    : value;

/** All values that a schema names: of enumerations, constants and examples, at any depth. */
function namedBy(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]: [string, unknown]) => {
    if (['enum', 'examples'].includes(key)) return [value].flat(2).map(String);
    if (['const', 'default', 'example'].includes(key)) return [[value].flat().join(',')];
    return namedBy(value);
  });
}

/** What was right, and now is not quite: a letter gone, doubled or in the other case, a value too many. */
const nearly = (value: string) =>
  fc
    .tuple(fc.nat(), fc.constantFrom('drop', 'double', 'case', 'comma', 'twice', 'space', 'minus', 'at'))
    .map(([seed, how]) => {
      const at = value.length === 0 ? 0 : seed % value.length;
      const letter = value[at] ?? 'x';
      const cut = (middle: string): string => value.slice(0, at) + middle + value.slice(at + 1);
      switch (how) {
        case 'drop':
          return cut('');
        case 'double':
          return cut(letter + letter);
        case 'case':
          return cut(letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase());
        case 'comma':
          return `${value},`;
        case 'twice':
          return `${value},${value}`;
        case 'space':
          return ` ${value}`;
        case 'minus':
          return `-${value}`;
        case 'at':
          return `${value}@1.0.0`;
      }
    });

/** Values of a parameter: right, or else mostly right, sometimes nearly so, sometimes anything. */
const valueOf = (valid: readonly string[], isTame: boolean) => {
  const right = fc.constantFrom(...(valid.length > 0 ? valid : ['x']));
  if (isTame) return right;
  return fc.oneof(
    { weight: 12, arbitrary: right },
    { weight: 2, arbitrary: fc.tuple(right, right).map(([a, b]) => `${a},${b}`) },
    { weight: 3, arbitrary: right.chain(nearly) },
    { weight: 2, arbitrary: fc.constantFrom(...GARBAGE) },
    { weight: 1, arbitrary: fc.string({ unit: ANY_CHARACTER, maxLength: 40 }) },
  );
};

const headersOf = (mediaTypes: readonly string[]) =>
  fc.record(
    {
      accept: fc.oneof(
        fc.constantFrom(...mediaTypes),
        fc.constantFrom('*/*', '', 'text/html;q=0', 'application/pdf', ',;q=', 'a'.repeat(3000)),
      ),
      'accept-encoding': fc.constantFrom('gzip', 'br', 'zstd', 'identity', '*;q=0', 'gzip;q=x', ','),
      range: fc.constantFrom('bytes=0-9', 'bytes=99999999-', 'bytes=-0', 'bytes=5-2', 'lines=1', 'bytes=-'),
      'if-none-match': fc.constantFrom('*', '"other"', 'W/', '"'),
      'if-modified-since': fc.constantFrom('Sun, 29 Nov 2099 00:00:00 GMT', 'yesterday'),
      authorization: fc.constantFrom('Bearer tl_of-another-service', 'Basic eDp5', 'Bearer', '\u00ff'),
      origin: fc.constantFrom('https://example.org', 'null'),
      'x-request-id': fc.constantFrom('mine', '<script>', 'a'.repeat(100)),
    },
    { requiredKeys: [] },
  );

/** Valid values by the name of a parameter. */
export type Codes = Readonly<Record<string, readonly string[]>>;

/**
 * Requests for all that the document offers.
 *
 * @param surveys valid values by the name of a parameter, for each survey; where there are none, those that the document names
 */
export function requestsFor(document: OpenAPIV3_1.Document, surveys: readonly Codes[]): fc.Arbitrary<Made> {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    item?.get
      ? [
          {
            path,
            parameters: (item.get.parameters ?? []).map((raw) =>
              resolve(document, raw as OpenAPIV3_1.ParameterObject),
            ),
          },
        ]
      : [],
  );
  const mediaTypes = [
    ...new Set(
      Object.values(document.paths ?? {}).flatMap((item) =>
        Object.keys((item?.get?.responses?.['200'] as OpenAPIV3_1.ResponseObject | undefined)?.content ?? {}),
      ),
    ),
  ];
  const names = [...new Set(operations.flatMap(({ parameters }) => parameters.map(({ name }) => name)))];
  const validOf = (parameter: OpenAPIV3_1.ParameterObject, codes: Codes): readonly string[] =>
    codes[parameter.name] ?? [
      ...new Set([
        ...namedBy(resolve(document, parameter.schema as OpenAPIV3_1.SchemaObject)),
        ...(parameter.example === undefined ? [] : [String(parameter.example)]),
      ]),
    ];
  // Of every two, one is right in all that it says, so that what lies behind the checks is asked too.
  const one = ({ path, parameters }: (typeof operations)[number], codes: Codes, isTame: boolean) => {
    const parts = parameters.map((parameter) => {
      const chance = parameter.in === 'path' || parameter.required ? (isTame ? 20 : 19) : isTame ? 2 : 4;
      return fc
        .tuple(
          valueOf(validOf(parameter, codes), isTame),
          fc.integer({ min: 0, max: 19 }),
          fc.integer({ min: 0, max: 39 }),
        )
        .map(([value, draw, repeat]) => ({
          parameter,
          value,
          given: draw < chance,
          twice: !isTame && repeat === 0,
        }));
    });
    const extra = isTame
      ? fc.constant(null)
      : fc.option(fc.tuple(fc.constantFrom(...names, 'nothing'), fc.constantFrom(...GARBAGE)), {
          freq: 20,
        });
    const headers = fc.oneof(
      { weight: 2, arbitrary: fc.constant({}) },
      { weight: 1, arbitrary: headersOf(mediaTypes) },
    );
    return fc.tuple(fc.tuple(...parts), extra, headers).map(([values, more, sent]): Made => {
      let filled = path;
      const query: string[] = [];
      for (const { parameter, value, given, twice } of values) {
        if (parameter.in === 'path')
          filled = filled.replace(`{${parameter.name}}`, () => encodeURIComponent(value.toWellFormed()));
        else if (parameter.in === 'query' && given)
          query.push(
            ...Array.from(
              { length: twice ? 2 : 1 },
              () => `${parameter.name}=${encodeURIComponent(value.toWellFormed())}`,
            ),
          );
      }
      if (more) query.push(`${more[0]}=${encodeURIComponent(more[1])}`);
      return { path, url: query.length > 0 ? `${filled}?${query.join('&')}` : filled, headers: sent };
    });
  };
  return fc.oneof(
    ...operations.flatMap((operation) =>
      surveys.flatMap((codes) => [one(operation, codes, true), one(operation, codes, false)]),
    ),
  );
}
