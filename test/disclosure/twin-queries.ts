import { formatsOf } from '../../src/formats/index.ts';
import { packQuery } from '../../src/px/saved-query.ts';
import { OUTPUT_FORMATS } from '../../src/schemas/px-query.ts';

const RESOURCES = ['estimates', 'gaps', 'trends', 'gap-trends', 'ranks'] as const;
/** Formats whose bytes are no text: of these only whole numbers are asked for, which are the same to the last bit. */
const BINARY = new Set(['xlsx', 'parquet', 'arrow']);

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

/** The same as tables of PxWebApi 2, in each of its formats. */
function pxQueries(): string[] {
  const tables = ['q', 's', 'k', 'm', 'region', 'age'].flatMap((question) => {
    const at = `px/v2/tables/small.${question}`;
    return ['', '/metadata', '/metadata?defaultSelection=true', '/defaultselection', '/data'].map(
      (below) => `${at}${below}`,
    );
  });
  const all = { option: ['*'], audience: ['*'], wave: ['*'], ContentsCode: ['*'] };
  const whole = Object.entries(all)
    .map(([name, [code]]) => `valueCodes[${name}]=${code}`)
    .join('&');
  const lists = ['nets', 'differences'].map((list) => `small.q.${list}`);
  const selection = Object.entries(all).map(([variableCode, valueCodes]) => ({ variableCode, valueCodes }));
  const saved = packQuery({ tableId: 'small.q', language: 'en', selection: { selection } });
  const texts = OUTPUT_FORMATS.filter((format) => !BINARY.has(format));
  // Of files whose bytes are no text, whole numbers alone: as everywhere.
  const exact = whole.replace('[ContentsCode]=*', '[ContentsCode]=percent.n');
  return [
    'px/v2/config',
    'px/v2/tables',
    'px/v2/tables?query=question',
    ...tables,
    ...texts.map((format) => `px/v2/tables/small.q/data?${whole}&outputFormat=${format}`),
    ...[...BINARY].flatMap((format) =>
      OUTPUT_FORMATS.some((one) => one === format)
        ? [`px/v2/tables/small.q/data?${exact}&outputFormat=${format}`]
        : [],
    ),
    ...lists.flatMap((list) => [
      `px/v2/codelists/${list}`,
      `px/v2/tables/small.q/metadata?codelist[option]=${list}`,
      `px/v2/tables/small.q/data?${whole}&codelist[option]=${list}`,
    ]),
    ...['', '/data', '/selection'].map((below) => `px/v2/savedqueries/${saved}${below}`),
  ];
}

/** What is sent in a body: to an address, as JSON. */
export interface Sent {
  readonly url: string;
  readonly body: object;
}

const QUESTIONS = ['q', 's', 'k', 'm', 'region', 'age'];
const toAssistants = (method: string, params: object): Sent => ({
  url: '/mcp',
  body: { jsonrpc: '2.0', id: 1, method, params },
});
const tool = (name: string, args: object): Sent =>
  toAssistants('tools/call', { name, arguments: { survey: 'small', ...args } });

/** What clients of PxWebApi 2 send: selections of whole tables, and queries to be saved. */
function pxMessages(): Sent[] {
  const selection = ['option', 'audience', 'wave', 'ContentsCode'].map((variableCode) => ({
    variableCode,
    valueCodes: ['*'],
  }));
  return QUESTIONS.flatMap((question) => [
    { url: `/px/v2/tables/small.${question}/data`, body: { selection } },
    { url: `/px/v2/tables/small.${question}/data?outputFormat=csv`, body: { selection: [] } },
    {
      url: '/px/v2/savedqueries',
      body: { tableId: `small.${question}`, language: 'en', selection: { selection } },
    },
  ]);
}

/** What assistants ask, of each tool something in turn, and claims about what is hidden. @param audiences of the survey */
export function messages(audiences: readonly string[]): Sent[] {
  const figures = RESOURCES.flatMap((resource) => {
    const name = `get_${resource.replace('-', '_')}`;
    return [
      ...QUESTIONS.map((question) => tool(name, { question: [question], limit: 100 })),
      ...FILTERS.slice(0, 4).map((filter) => tool(name, { filter: [filter], limit: 100 })),
      // On one page: a cursor is made of the hash of the release.
      tool(name, { weight: 'none', question: ['q', 's'], limit: 100 }),
    ];
  });
  const tables = ['q', 's', 'k', 'm', 'region'].flatMap((rows) => [
    tool('get_crosstab', { rows: [rows], columns: ['wave'], limit: 100 }),
    tool('get_crosstab', {
      rows: [rows],
      columns: ['region'],
      measure: 'count',
      wave: ['w1', 'w2'],
      limit: 100,
    }),
    tool('get_chart', { chart: 'crosstab', rows: [rows], columns: ['wave'], width: 400 }),
    tool('get_chart', { chart: 'estimates', question: [rows], width: 400 }),
    toAssistants('prompts/get', { name: 'write_sentence', arguments: { survey: 'small', question: rows } }),
  ]);
  // Each answer of each wave and audience, guessed from below.
  const claims = ['q', 's', 'region'].flatMap((question) =>
    [1, 2, 3, 4, 5].flatMap((i) =>
      ['w1', 'w2'].flatMap((wave) =>
        audiences.flatMap((audience) =>
          [0, 1].map((value) => ({
            quantity: 'figure',
            question,
            option: `${question}-${i}`,
            audience,
            waves: [wave],
            relation: 'larger-than',
            value,
            significant: value === 1,
          })),
        ),
      ),
    ),
  );
  return [
    ...pxMessages(),
    ...figures,
    ...tables,
    ...claims.map((asserts): Sent => ({ url: '/v1/check', body: { survey: 'small', asserts } })),
    ...claims.slice(0, 20).map((asserts) => tool('check_claim', { asserts })),
    tool('describe_survey', {}),
    ...QUESTIONS.map((question) => tool('describe_survey', { question })),
    tool('cite', {}),
    toAssistants('tools/call', { name: 'search', arguments: { q: 'region' } }),
    toAssistants('resources/read', { uri: 'topline://surveys/small/codebook' }),
  ];
}

/** What is asked below a survey, of each resource something in turn. */
export function queries(): string[] {
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
    'download?format=sav',
    'ddi',
    'dcat',
    'diff?from=1.0.0&to=1.0.0',
    ...RESOURCES.map((resource) => `charts/${resource}.png?question=q`),
    'charts/crosstab.png?rows=q&columns=audience&wave=w1,w2',
  ];
  return [...others, ...formats, ...figures, ...pictures, ...tables, ...pxQueries()];
}
