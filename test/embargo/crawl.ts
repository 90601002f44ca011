import type { FastifyInstance } from 'fastify';
import type { OpenAPIV3_1 } from 'openapi-types';

export interface Asked {
  readonly method: 'GET' | 'HEAD';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Surveys and releases that somebody may ask for: some are there, some are under embargo, some are nowhere. */
const THERE = ['small', 'small@1.1.0', 'recs', 'recs@1.0.0', 'broken'];
const NOT_THERE = [
  'small@1.0.5',
  'small@1.2.0',
  'small@1.3.0',
  'small@9.9.9',
  'small@',
  'recs@2.0.0',
  'recs@2.0.1',
  'secret',
  'secret@1.0.0',
  'secreta',
  'hidden',
  'coming',
  'broken@1.1.0',
  '.tmp-hidden',
];

/** Values of parameters beside the documented examples; those of an embargoed release are among them. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  question: ['q', 'fresh', 'nothing', 'q,fresh'],
  item: ['i1', 'i9'],
  option: ['yes', 'no', 'q-1'],
  wave: ['w1', 'w3', 'w2,w3'],
  audience: ['a', 'audience-c', 'all'],
  source: ['report', 'leak'],
  measure: ['percent', 'count', 'share'],
  between: ['a,b', 'a,audience-c', 'b,a'],
  from: ['w1', 'w3', '1.0.0', '1.0.5', '1.1.0', '1.2.0', '9.9.9'],
  to: ['w2', 'w3', '1.0.0', '1.0.5', '1.1.0', '1.2.0', '2.0.0'],
  rows: ['q', 'r', 'wave'],
  columns: ['q', 'r', 'audience'],
  filter: ['q:q-1', 'r:r-1'],
  weight: ['none', 'final'],
  sort: ['-release', '-n', 'question', 'released'],
  limit: ['1', 'all', '1001'],
  q: ['question', 'fresh', 'leak'],
  cursor: ['MTAwLnhTM3ZhN0Vx'],
  format: ['csv', 'bibtex', 'xlsx'],
  of: [
    'gaps?question=q',
    'gaps?question=fresh',
    '/v1/surveys/small@1.2.0/gaps',
    '/v1/surveys/small@1.1.0/gaps',
  ],
};

const asText = (value: unknown): string => [value].flat().join(',');

function exampleOf(parameter: OpenAPIV3_1.ParameterObject): string {
  const { examples } = (parameter.schema ?? {}) as { examples?: unknown[] };
  return asText(parameter.example ?? examples?.[0] ?? '');
}

/** The queries that an operation is asked with: none, each parameter in turn, some pairs, one that it does not have. */
function queriesOf(operation: OpenAPIV3_1.OperationObject): string[] {
  const parameters = ((operation.parameters ?? []) as OpenAPIV3_1.ParameterObject[]).filter(
    (parameter) => parameter.in === 'query',
  );
  const names = new Set(parameters.map(({ name }) => name));
  const required = parameters.filter((parameter) => parameter.required);
  const query = (values: Record<string, string>): string =>
    `?${new URLSearchParams({ ...Object.fromEntries(required.map((parameter) => [parameter.name, exampleOf(parameter)])), ...values }).toString()}`;
  const single = parameters.flatMap((parameter) =>
    [exampleOf(parameter), ...(VALUES[parameter.name] ?? [])].map((value) =>
      query({ [parameter.name]: value }),
    ),
  );
  const pairs: string[] = [];
  for (const [first, second] of [
    ['from', 'to'],
    ['rows', 'columns'],
    ['question', 'wave'],
  ] as const) {
    if (!names.has(first) || !names.has(second)) continue;
    for (const a of VALUES[first] ?? [])
      for (const b of VALUES[second] ?? []) pairs.push(query({ [first]: a, [second]: b }));
  }
  return ['', query({}), ...single, ...pairs, query({ embargo: '1' })];
}

const INNER: Readonly<Record<string, readonly string[]>> = {
  question: ['q', 'fresh', 'nothing'],
  claim: ['more', 'nothing'],
  problem: ['invalid-query', 'nothing'],
};

/** All ways to fill the places of a path. */
function fill(path: string): string[] {
  const place = /\{(question|claim|problem)\}/.exec(path);
  if (!place) return [path];
  return (INNER[place[1] ?? ''] ?? []).flatMap((value) => fill(path.replace(place[0], value)));
}

/**
 * What an attacker asks who knows or guesses the names of what is under embargo: every operation that the service
 * documents, with and without its parameters, with HEAD, other formats, and tags and dates that may give something away.
 *
 * @param tags tags of answers as they will be after the embargo
 */
export function attack(app: FastifyInstance, tags: readonly string[]): Asked[] {
  const asked: Asked[] = [];
  const get = (url: string, headers: Record<string, string> = {}, method: Asked['method'] = 'GET') =>
    asked.push({ method, url, headers });
  const conditions = [
    { 'if-none-match': tags.join(', ') },
    ...['2026-01-01', '2026-05-30', '2026-06-02', '2099-01-01'].map((day) => ({
      'if-modified-since': new Date(`${day}T00:00:00Z`).toUTCString(),
    })),
    { accept: 'text/csv' },
    { 'accept-encoding': 'gzip' },
    { authorization: 'Basic eDp5' },
  ];
  for (const [pattern, item] of Object.entries(app.swagger().paths ?? {})) {
    const operation = item?.get as OpenAPIV3_1.OperationObject | undefined;
    if (!operation) continue;
    const queries = queriesOf(operation);
    for (const path of fill(pattern)) {
      const there = path.includes('{survey}') ? THERE.map((id) => path.replace('{survey}', id)) : [path];
      for (const url of there) {
        for (const query of queries) get(url + query);
        get(url, {}, 'HEAD');
        for (const headers of conditions) get(url, headers);
      }
      if (!path.includes('{survey}')) continue;
      for (const id of NOT_THERE)
        for (const query of ['', '?wave=w3']) get(path.replace('{survey}', id) + query);
    }
  }
  for (const url of ['/', '/v1', '/v1/', '/data/secret/releases.json', '/v1/surveys/', '/v1/surveys/secret/'])
    get(url);
  return asked;
}

/** What of the numbers for Prometheus follows from requests and releases; the rest is the process's. */
const COMPARABLE = /^topline_(releases|http_requests_total|http_cache_total)/;

/** An answer as bytes: status, headers but for the date, body. */
export async function answerTo(app: FastifyInstance, { method, url, headers }: Asked): Promise<string> {
  const response = await app.inject({ method, url, headers: { ...headers, 'x-request-id': 'same' } });
  const { date: _date, ...rest } = response.headers;
  const head = Object.entries(rest).toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (!url.startsWith('/metrics'))
    return JSON.stringify([response.statusCode, head, response.rawPayload.toString('latin1')]);
  const lines = response.body.split('\n').filter((line) => COMPARABLE.test(line));
  return JSON.stringify([response.statusCode, head.filter(([name]) => name !== 'content-length'), lines]);
}
