import type { FastifyInstance } from 'fastify';
import { expect, test } from 'vitest';
import { formatsOf } from '../../src/formats/index.ts';
import { membersOf } from '../../src/formats/zip-members.ts';
import { routesOf } from '../embargo/routes.ts';
import { single, type TestRecord } from '../records-helper.ts';
import { firstOf } from '../runs.ts';
import { tell } from '../security/tell.ts';
import { generator } from './random.ts';
import { twins } from './twins.ts';

const RESOURCES = ['estimates', 'gaps', 'trends', 'gap-trends', 'ranks'] as const;
const MINIMUM = 5;
const TIMEOUT_MS = 1_800_000;
/** Formats whose bytes are no text: of these only whole numbers are asked for, which are the same to the last bit. */
const BINARY = new Set(['xlsx', 'parquet', 'arrow']);

/** Of each question some answers are rare, in one wave or audience rarer; a few did not answer. */
function respondents(): TestRecord[] {
  const random = generator(20_261);
  const pick = (options: number, skew: number): number => 1 + Math.floor(random() ** skew * options);
  return Array.from({ length: 1200 }, (_, i): TestRecord => ({
    wave: i % 2 === 0 ? 'w1' : 'w2',
    role: random() < 0.55 ? 'a' : 'b',
    w: 0.5 + pick(4, 1) / 4,
    q: i % 20 === 0 ? 9 : random() < 0.004 ? 5 : pick(4, 1.3),
    s: random() < 0.004 ? 1 : random() < 0.03 ? 2 : 2 + pick(3, 1),
    kx: random() < 0.003 ? 4 : pick(3, 1.2),
    ky: random() < 0.06 ? null : random() < 0.003 ? 4 : pick(3, 1),
    mx: random() < 0.5 ? 1 : 0,
    my: random() < 0.3 ? 1 : 0,
    region: random() < 0.003 ? 4 : pick(3, 1.2),
    age: 18 + pick(60, 1),
  }));
}

/** With two audiences figures are by waves and audiences, so that a filter would be a fourth variable; with one they take filters. */
const AUDIENCES = [['a', 'b'], ['all']];

const asked = (audiences: readonly string[]) => ({ audiences });
const items = (id: string) => ['x', 'y'].map((name) => ({ id: name, label: name, variable: `${id}${name}` }));
const surveyOf = (audiences: readonly string[]) => ({
  waves: [1, 2].map((i) => ({ id: `w${i}`, label: `Wave ${i}`, year: 2019 + i })),
  audiences: audiences.map((id) => ({ id, label: id })),
  comparisons: audiences.length > 1 ? [{ between: ['a', 'b'] }] : [],
  design: {
    wave: 'wave',
    audience: audiences.length > 1 ? 'role' : 'all',
    weights: [{ id: 'final', column: 'w', label: 'Weight' }],
  },
  disclosure: { minimumBase: 10, minimumCell: MINIMUM },
  questions: [
    single('q', [1, 2, 3, 4, 5], {
      ...asked(audiences),
      missing: [{ code: 9, label: 'refused' }],
      nets: [
        { id: 'low', label: 'low', options: ['q-1', 'q-2'] },
        { id: 'high', label: 'high', options: ['q-4', 'q-5'] },
      ],
      differences: [{ id: 'lead', label: 'lead', plus: ['q-1'], minus: ['q-4', 'q-5'] }],
    }),
    { ...single('s', [1, 2, 3, 4, 5]), ...asked(audiences), type: 'scale' },
    {
      ...single('k', [1, 2, 3, 4]),
      ...asked(audiences),
      type: 'scale',
      variable: undefined,
      items: items('k'),
    },
    {
      ...single('m', []),
      ...asked(audiences),
      type: 'multiple',
      variable: undefined,
      chosen: [1],
      notChosen: [0],
      items: items('m'),
    },
    single('region', [1, 2, 3, 4], asked(audiences)),
    { ...single('age', []), ...asked(audiences), type: 'numeric', options: [], bands: [30, 50] },
  ],
});

const VARIABLES = ['q', 's', 'k', 'k.x', 'm', 'region', 'age', 'wave', 'audience'];
const FILTERS = [
  'q:q-4',
  'q:q-1,q-5',
  'q:high',
  's:s-1',
  's:s-4,s-5',
  'region:region-1',
  'region:region-4',
  'age:<30',
];

/** What is asked below a survey, of each resource something in turn. */
function queries(): string[] {
  const figures = RESOURCES.flatMap((resource) =>
    [
      '',
      'weight=none',
      'sort=-n,question',
      'measure=mean',
      'measure=net',
      'measure=median,quantile&quantile=0.1,0.9',
      'measure=count&weight=none',
      'adjust=holm&confidence=0.9',
      ...FILTERS.map((filter) => `filter=${filter}`),
      ...['q', 's', 'k', 'm', 'region', 'age'].map((question) => `question=${question}`),
    ].map((query) => `${resource}?${query}&limit=1000`),
  );
  const sides = VARIABLES.flatMap((rows) =>
    [null, ...VARIABLES].flatMap((columns) =>
      columns === rows ? [] : [`rows=${rows}${columns === null ? '' : `&columns=${columns}`}`],
    ),
  );
  const tables = ['count', 'column-percent', 'row-percent', 'total-percent', 'mean'].flatMap((measure, i) =>
    sides.flatMap((side, j) => {
      // Half of each measure, the other half of the next one.
      if ((i + j) % 2 === 0 || (measure === 'mean' && !/^rows=(?:s|k|k\.x|age)\b/.test(side))) return [];
      const filter = (i + j) % 3 === 0 ? `&filter=${FILTERS[(i * 5 + j) % FILTERS.length] ?? ''}` : '';
      const waves = (i + j) % 4 === 0 ? '&wave=w1' : '&wave=w1,w2';
      const net =
        side.startsWith('rows=q') && !side.startsWith('rows=q&columns=q') ? '&net=q:mix:q-3,q-5' : '';
      const query = `${side}&measure=${measure}${filter}${waves}${net}&limit=1000`;
      const layout = j % 3 === 0 ? `&layout=${side === 'rows=k' ? 'grid' : 'wide'}` : '';
      return [
        `crosstab?${query}${layout}`,
        ...(side.includes('columns') && measure === 'column-percent'
          ? [`crosstab/comparisons?${query}`]
          : []),
        ...(measure === 'count' ? [`crosstab/size?${query.replace('&limit=1000', '')}`] : []),
        ...(j % 4 === 0 ? [`charts/crosstab.svg?${query}`] : []),
      ];
    }),
  );
  const pictures = RESOURCES.flatMap((resource) =>
    ['q', 's', 'k', 'm', 'region'].flatMap((question) => [
      `charts/${resource}.svg?question=${question}`,
      `charts/${resource}.svg?question=${question}&filter=region:region-1`,
    ]),
  );
  const formats = formatsOf(true).flatMap(({ id: format }) => {
    const exact = BINARY.has(format);
    return [
      `crosstab?rows=q&columns=audience&measure=count&weight=none&format=${format}&wave=w1,w2${exact ? '&fields=row,column,n,base,baseFlag,reasons' : ''}`,
      `estimates?question=q&format=${format}${exact ? '&fields=option,wave,audience,n,baseFlag,reasons' : ''}`,
    ];
  });
  const others = [
    '',
    'questions',
    'questions/q',
    'questions/q?format=html',
    'questions/s',
    'variables',
    'waves',
    'audiences',
    'sources',
    'releases',
    'releases.atom',
    'claims',
    'claims/none',
    'citation',
    'download',
    'diff?from=1.0.0&to=1.0.0',
    ...RESOURCES.map((resource) => `charts/${resource}.png?question=q`),
    'charts/crosstab.png?rows=q&columns=audience&wave=w1,w2',
  ];
  return [...others, ...formats, ...figures, ...pictures, ...tables];
}

/** Sums of the same weights over other cells may differ in their last bits. */
const rounded = (text: string): string =>
  text.replaceAll(/-?\d+\.\d+(?:e[-+]?\d+)?/g, (number) => {
    const value = Number(number);
    return Math.abs(value) < 1e-9 ? '0' : String(Number(value.toPrecision(9)));
  });

interface Served {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** What a reader has of an answer: all of it, but for the hash of the release. */
async function ask(app: FastifyInstance, path: string, hash: string): Promise<Served> {
  const response = await app.inject({ url: `/v1/surveys/small${path}` });
  const type = String(response.headers['content-type']);
  const isText = /json|text|\+xml|csv/.test(type);
  const bytes = /spreadsheet|zip/.test(type)
    ? Buffer.concat(membersOf(response.rawPayload).map(({ data }) => data))
    : response.rawPayload;
  // Parquet holds the schema of Arrow in letters, and with it the hash.
  const readable = bytes
    .toString(isText ? 'utf8' : 'latin1')
    .replaceAll(/[A-Za-z0-9+/]{200,}={0,2}/g, (letters) => Buffer.from(letters, 'base64').toString('latin1'));
  const points = path.includes('csv-excel') ? readable.replaceAll(/(\d),(\d)/g, '$1.$2') : readable;
  const plain = points.replaceAll(hash, '*');
  const text = isText ? rounded(plain.replaceAll(/"requestId": ?"[^"]*"/g, '')) : plain;
  return { status: response.statusCode, type, text };
}

/** Where two answers are not the same, with what stands around it; null: they are. */
function firstDifference(one: Served, other: Served): string | null {
  if (one.status !== other.status || one.type !== other.type)
    return `${one.status} ${one.type} and ${other.status} ${other.type}`;
  if (one.text === other.text) return null;
  const length = Math.max(one.text.length, other.text.length);
  const at = Array.from({ length }, (_, i) => i).find((i) => one.text[i] !== other.text[i]) ?? 0;
  return [one, other].map(({ text }) => text.slice(Math.max(0, at - 150), at + 150)).join('\nand ');
}

/** One in eleven, twice: a few are of all kinds, and each is asked of two services. */
const asking = [0, 1].flatMap((first) => queries().filter((_one, i) => i % 11 === first)).slice(0, 66);

test.each(firstOf(1, AUDIENCES).map((audiences) => ({ audiences })))(
  'no answer depends on anything that is hidden: respondents who differ in nothing else are served the same ($audiences)',
  async ({ audiences }) => {
    const { app, twin, blocks, changed, hashes } = await twins(respondents(), surveyOf(audiences), 7);
    // There is something hidden of several kinds of questions, and the two differ in it.
    const withBlocks = [...blocks].filter(([, sets]) => sets.length > 0).map(([column]) => column);
    expect(withBlocks).toEqual(expect.arrayContaining(['q', 's', 'kx', 'ky', 'region']));
    expect(changed).toBeGreaterThan(100);
    const statuses = new Map<number, number>();
    for (const query of asking) {
      const path = query === '' ? '' : `/${query}`;
      const [one, other] = [await ask(app, path, hashes[0]), await ask(twin, path, hashes[1])];
      expect(firstDifference(one, other), path).toBeNull();
      statuses.set(one.status, (statuses.get(one.status) ?? 0) + 1);
    }
    expect([...statuses.keys()].filter((status) => ![200, 400, 404].includes(status))).toEqual([]);
    expect(statuses.get(200)).toBeGreaterThan(asking.length / 3);
    // Whatever is served below a survey was asked, so that what comes later is, too.
    const reached = queries().map((query) => query.split('?')[0] ?? '');
    const patterns = routesOf(app)
      .filter(({ method, url }) => method === 'GET' && url.startsWith('/v1/surveys/:survey'))
      .map(({ url }) => url.slice('/v1/surveys/:survey'.length).replace(/^\//, ''));
    expect(patterns.length).toBeGreaterThan(20);
    const missing = patterns.filter(
      (pattern) =>
        !reached.some((path) => new RegExp(`^${pattern.replaceAll(/:\w+/g, '[^/]+')}$`).test(path)),
    );
    expect(missing).toEqual([]);
    tell(
      `answers on respondents of ${audiences.length === 1 ? 'one audience' : 'two audiences'} who differ only in what is hidden`,
      asking.length,
      'the same answer for both, in every format and picture',
    );
  },
  TIMEOUT_MS,
);
