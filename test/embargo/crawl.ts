import type { FastifyInstance } from 'fastify';
import type { OpenAPIV3_1 } from 'openapi-types';
import { z } from 'zod';
import { packQuery } from '../../src/px/saved-query.ts';
import { routesOf, type Route } from './routes.ts';

export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The route that it is for, where it is for one. */
  readonly route?: Route;
  readonly body?: string;
  /** Whether the body is one that nobody chose: it will do where the method is refused whatever it holds. */
  readonly anyBody?: boolean;
}

/** Surveys and releases that somebody may ask for: some are there, some are under embargo, some are nowhere. */
const THERE = ['small@0.9.0', 'small', 'small@1.1.0', 'recs', 'recs@1.0.0', 'broken'];
const NOT_THERE = [
  'small@1.0.5',
  'small@1.2.0',
  'small@1.3.0',
  'small@1.4.0',
  'withheld',
  'withheld@1.0.0',
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
  query: ['question', 'fresh', 'leak'],
  pastDays: ['1', '30', '100000'],
  pageSize: ['1', '10000'],
  savedQuery: [packQuery({ tableId: 'small.q@1.2.0', language: 'en', selection: { selection: [] } })],
  outputFormat: ['px', 'xlsx', 'csv'],
  survey: ['small', 'recs', 'secret', 'hidden', 'coming'],
  cursor: ['MTAwLnhTM3ZhN0Vx'],
  format: ['csv', 'bibtex', 'xlsx', 'sav'],
  of: [
    'gaps?question=q',
    'gaps?question=fresh',
    '/v1/surveys/small@1.2.0/gaps',
    '/v1/surveys/small@1.1.0/gaps',
  ],
  url: [
    'https://topline.example/v1/surveys/small/gaps?question=q',
    'https://topline.example/v1/surveys/small@1.2.0/charts/gaps.svg?question=fresh',
    'https://topline.example/embed/surveys/small/estimates?question=fresh',
    'https://topline.example/embed/surveys/secret@1.0.0/charts/estimates',
    'https://topline.example/surveys/secret/questions/q',
    'https://topline.example/surveys/recs@2.0.0/crosstab?rows=q',
    'https://elsewhere.example/v1/surveys/small/gaps',
  ],
};

/** The setting of an application that knows its own address, without which nothing can be embedded. */
export const PUBLIC = { PUBLIC_URL: 'https://topline.example' } as const;

const asText = (value: unknown): string => [value].flat().join(',');

interface Parameter {
  readonly name: string;
  readonly required: boolean;
  readonly example: string;
}

interface JsonSchema {
  readonly properties?: Readonly<Record<string, { readonly examples?: readonly unknown[] }>>;
  readonly required?: readonly string[];
}

const asPath = (url: string): string => url.replaceAll(/:(\w+)/g, '{$1}');

/** The operation of a route, where it is documented. */
function operationOf(app: FastifyInstance, { method, url }: Route): OpenAPIV3_1.OperationObject | undefined {
  if (!app.hasDecorator('swagger')) return undefined;
  const item = app.swagger().paths?.[asPath(url)] as Record<string, OpenAPIV3_1.OperationObject> | undefined;
  return item?.[method.toLowerCase()];
}

/** The parameters of the query: from the document, or of a page that is not in it from what checks them. */
function parametersOf(app: FastifyInstance, route: Route): Parameter[] {
  const operation = operationOf(app, route);
  if (operation)
    return ((operation.parameters ?? []) as OpenAPIV3_1.ParameterObject[])
      .filter((parameter) => parameter.in === 'query')
      .map(({ name, required = false, example, schema }) => {
        const { examples } = (schema ?? {}) as { examples?: unknown[] };
        return { name, required, example: asText(example ?? examples?.[0] ?? '') };
      });
  const { querystring } = (route.schema ?? {}) as { querystring?: z.ZodType };
  if (!querystring) return [];
  const schema = z.toJSONSchema(querystring, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return Object.entries(schema.properties ?? {}).map(([name, { examples }]) => ({
    name,
    required: schema.required?.includes(name) ?? false,
    example: asText(examples?.[0] ?? ''),
  }));
}

/** The queries that a route is asked with: none, each parameter in turn, some pairs, one that it does not have. */
function queriesOf(parameters: readonly Parameter[]): string[] {
  const names = new Set(parameters.map(({ name }) => name));
  const required = parameters.filter((parameter) => parameter.required);
  const query = (values: Record<string, string>): string =>
    `?${new URLSearchParams({ ...Object.fromEntries(required.map(({ name, example }) => [name, example])), ...values }).toString()}`;
  const single = parameters.flatMap(({ name, example }) =>
    [example, ...(VALUES[name] ?? [])].map((value) => query({ [name]: value })),
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

/** What a path is asked with in the places that are no survey; `*` is the rest of an address. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  ':question': ['q', 'fresh', 'nothing'],
  ':claim': ['more', 'nothing'],
  ':asset': ['style-AAAAAAAAAAAA.css', 'nothing'],
  ':problem': ['invalid-query', 'nothing'],
  '*': ['/v1/surveys/secret', '/nothing'],
  // Tables, code lists and saved queries of PxWebApi 2.
  ':id': [
    'small.q',
    'small.fresh',
    'small.q@1.1.0',
    'small.q@1.2.0',
    'small.fresh@1.2.0',
    'recs.q@2.0.0',
    'recs.q',
    'secret.q',
    'secreta.q',
    'hidden.q@1.0.0',
    'withheld.q@1.0.0',
    'coming.q',
    'broken.q@1.1.0',
    'small.q.nets',
    'secret.q.nets',
    ...['small.q', 'small.fresh', 'small.q@1.2.0', 'secret.q', 'recs.q@2.0.0'].map((tableId) =>
      packQuery({ tableId, language: 'en', selection: { selection: [] } }),
    ),
    'nothing',
  ],
};

/** All ways to fill the places of a path but that of the survey. @throws Error where it is not known with what */
function fill(path: string): string[] {
  const place = /:(?!survey\b)\w+|\*/.exec(path);
  if (!place) return [path];
  const values = PLACES[place[0]];
  if (!values)
    throw new Error(
      `the crawl has no values for ${place[0]} of ${path}: add some to PLACES in ${import.meta.filename}`,
    );
  return values.flatMap((value) => fill(path.replace(place[0], value)));
}

/** A claim about a figure. */
const FIGURE = {
  quantity: 'figure',
  question: 'q',
  option: 'yes',
  audience: 'a',
  waves: ['w1'],
  relation: 'equals',
  value: 70,
};

/** What an assistant sends, in the older revision, which is in the body alone. */
const message = (method: string, params: object) => ({ jsonrpc: '2.0', id: 1, method, params });
const tool = (name: string, args: object) => message('tools/call', { name, arguments: args });

/** What is sent to addresses that take a body, by method and route. */
const BODIES: Readonly<Record<string, readonly unknown[]>> = {
  'POST /px/v2/tables/:id/data': [
    { selection: [] },
    {
      selection: [
        { variableCode: 'option', valueCodes: ['*'] },
        { variableCode: 'audience', valueCodes: ['a', 'audience-c'] },
        { variableCode: 'wave', valueCodes: ['w3'] },
        { variableCode: 'ContentsCode', valueCodes: ['*'] },
      ],
    },
  ],
  'POST /px/v2/savedqueries': ['small.q', 'small.fresh', 'small.q@1.2.0', 'secret.q'].map((tableId) => ({
    tableId,
    language: 'en',
    selection: { selection: [] },
  })),
  'POST /v1/check': [...THERE, ...NOT_THERE].flatMap((survey) =>
    ['q', 'fresh'].map((question) => ({ survey, asserts: { ...FIGURE, question } })),
  ),
  'POST /mcp': [
    ...['tools/list', 'resources/list', 'prompts/list'].map((method) => message(method, {})),
    ...['describe_survey', 'search'].map((name) => tool(name, name === 'search' ? { q: 'leak' } : {})),
    ...[...THERE, ...NOT_THERE].flatMap((survey) => [
      ...['describe_survey', 'get_estimates', 'get_gaps', 'diff_releases', 'cite'].map((name) =>
        tool(name, { survey }),
      ),
      tool('get_estimates', { survey, question: ['fresh'] }),
      tool('get_crosstab', { survey, rows: ['q'] }),
      tool('get_chart', { survey, chart: 'estimates', question: 'fresh' }),
      tool('check_claim', { survey, asserts: FIGURE }),
      message('resources/read', { uri: `topline://surveys/${survey}/codebook` }),
      message('resources/read', { uri: `topline://surveys/${survey}/questions/fresh` }),
      message('prompts/get', { name: 'write_sentence', arguments: { survey } }),
    ]),
  ],
};

/** The bodies that a route is sent: those above, or the examples of the document. */
function bodiesOf(app: FastifyInstance, route: Route): Pick<Asked, 'body' | 'anyBody'>[] {
  const body = operationOf(app, route)?.requestBody as OpenAPIV3_1.RequestBodyObject | undefined;
  const documented = Object.values(body?.content ?? {}).flatMap(({ example, examples = {} }) => [
    ...(example === undefined ? [] : [example as unknown]),
    ...Object.values(examples).map((one) => (one as OpenAPIV3_1.ExampleObject).value as unknown),
  ]);
  const bodies = [...(BODIES[`${route.method} ${route.url}`] ?? []), ...documented];
  if (bodies.length === 0) return [{ body: '{}', anyBody: true }];
  return bodies.map((one) => ({ body: JSON.stringify(one) }));
}

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Methods that are refused wherever they have no route; no table of routes has them. */
const REFUSED = ['POST', 'DELETE', 'PROPFIND'];

/** Addresses with methods that they do not take. */
function refusedOf(routes: readonly Route[]): Route[] {
  const taken = new Set(routes.map(({ method, url }) => `${method} ${url}`));
  return routes
    .filter(({ method }) => method === 'GET')
    .flatMap(({ url }) => REFUSED.map((method) => ({ method, url, schema: undefined })))
    .filter(({ method, url }) => !taken.has(`${method} ${url}`));
}

/**
 * What an attacker asks who knows or guesses the names of what is under embargo: every route that the application has,
 * documented or not, with each of its methods, with and without its parameters, in other formats, and with tags and dates
 * that may give something away.
 *
 * @param tags tags of answers as they will be after the embargo
 * @throws Error for a route that it does not know how to ask
 */
export function attack(app: FastifyInstance, tags: readonly string[]): Asked[] {
  const asked: Asked[] = [];
  const conditions = [
    { 'if-none-match': tags.join(', ') },
    ...['2026-01-01', '2026-05-30', '2026-06-02', '2099-01-01'].map((day) => ({
      'if-modified-since': new Date(`${day}T00:00:00Z`).toUTCString(),
    })),
    { accept: 'text/csv' },
    { 'accept-encoding': 'gzip' },
    { authorization: 'Basic eDp5' },
  ];
  const routes = routesOf(app);
  const refused = refusedOf(routes);
  for (const route of [...routes, ...refused]) {
    const { method } = route;
    const ask = (url: string, more: Partial<Asked> = {}) =>
      asked.push({ method, url, headers: {}, route, ...more });
    const queries = method === 'GET' ? queriesOf(parametersOf(app, route)) : [''];
    const hasNoBody = READING.has(method) || refused.includes(route);
    const bodies = hasNoBody ? [{}] : bodiesOf(app, route);
    for (const path of fill(route.url)) {
      const ofSurvey = path.includes(':survey');
      for (const url of ofSurvey ? THERE.map((id) => path.replace(':survey', id)) : [path]) {
        for (const query of queries) for (const body of bodies) ask(url + query, body);
        if (method === 'GET') for (const headers of conditions) ask(url, { headers });
      }
      if (!ofSurvey) continue;
      for (const id of NOT_THERE) {
        for (const query of method === 'GET' ? ['', '?wave=w3'] : [''])
          for (const body of bodies) ask(path.replace(':survey', id) + query, body);
      }
    }
  }
  for (const url of ['/v1', '/v1/', '/data/secret/releases.json', '/v1/surveys/', '/v1/surveys/secret/'])
    asked.push({ method: 'GET', url, headers: {} });
  return asked;
}

/** A short attack: every route, more of the addresses that can be read as they stand, and one in so many of all else. */
export function shortened(asked: readonly Asked[], oneIn: number): Asked[] {
  const routes = new Set<Route | undefined>();
  return asked.filter(({ method, url, headers, route }, i) => {
    const isFirst = !routes.has(route);
    routes.add(route);
    const isPlain = method === 'GET' && !url.includes('?') && Object.keys(headers).length === 0;
    return isFirst || (isPlain && i % 4 === 0) || i % oneIn === 0;
  });
}

/** What of the numbers for Prometheus follows from requests and releases; the rest is the process's. */
const COMPARABLE = /^topline_(releases|http_requests_total|http_cache_total)/;

/** An answer as bytes: status, headers but for the date, body. */
export async function answerTo(app: FastifyInstance, { method, url, headers, body }: Asked): Promise<string> {
  const response = await app.inject({
    method,
    url,
    headers: {
      ...headers,
      'x-request-id': 'same',
      ...(body === undefined
        ? {}
        : { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }),
    },
    ...(body === undefined ? {} : { payload: body }),
  });
  const { date: _date, ...rest } = response.headers;
  const head = Object.entries(rest).toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (!url.startsWith('/metrics'))
    return JSON.stringify([response.statusCode, head, response.rawPayload.toString('latin1')]);
  const lines = response.body.split('\n').filter((line) => COMPARABLE.test(line));
  return JSON.stringify([response.statusCode, head.filter(([name]) => name !== 'content-length'), lines]);
}
