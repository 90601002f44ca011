import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { describe, expect, test } from 'vitest';
import { LONGEST_ID } from '../../src/px/saved-query.ts';
import { OUTPUT_FORMATS } from '../../src/schemas/px-query.ts';
import {
  appOver,
  BUNDLED,
  bundledApp,
  getJson,
  smallApp,
  temporaryFolder,
  toplines,
  writeSurvey,
} from '../helper.ts';
import { cellOf, dataUrl, metadataOf, PX, type Dataset } from '../px/ask-px.ts';

const TABLE = 'cmo-cio-alignment.need-to-align@1.0.0';
const ALL = { option: '*', audience: '*', wave: '*', ContentsCode: '*' };

interface Listed {
  readonly id: string;
  readonly label: string;
  readonly paths: { id: string }[][];
  readonly updated: string;
}
interface List {
  readonly tables: Listed[];
  readonly page: {
    totalElements: number;
    totalPages: number;
    pageNumber: number;
    pageSize: number;
    links: { rel: string; href: string }[];
  };
}
interface Told {
  readonly type: string;
  readonly status: number;
  readonly errors: { in: string; name: string; value: string | null; message: string; allowed?: string[] }[];
}

const listOf = (app: FastifyInstance, query = ''): Promise<List> =>
  getJson<List>(app, `${PX}/tables${query}`);

async function post(app: FastifyInstance, url: string, payload: unknown) {
  const response = await app.inject({ method: 'POST', url, payload: payload as object });
  return {
    response,
    body: response.headers['content-type']?.includes('json') ? response.json<never>() : null,
  };
}

/** What is refused: status, kind, and the first fault. */
async function refusalOf(
  app: FastifyInstance,
  url: string,
): Promise<[number, string, string | undefined, string | undefined]> {
  const response = await app.inject(url);
  const { type, errors } = response.json<Told>();
  return [response.statusCode, type.replace('/v1/problems/', ''), errors[0]?.name, errors[0]?.allowed?.[0]];
}

describe('what a client must know', () => {
  test('is as the settings say', async () => {
    const app = await smallApp(
      toplines('q,,yes,w1,a,percent,69'),
      {},
      { env: { MAX_CELLS: '123', RATE_LIMIT_PER_MINUTE: '45' } },
    );
    const config = await getJson<Record<string, unknown>>(app, `${PX}/config`);
    expect(config).toMatchObject({
      apiVersion: '2.0.0',
      maxDataCells: 123,
      maxCallsPerTimeWindow: 45,
      timeWindow: 60,
      defaultLanguage: 'en',
      languages: [{ id: 'en', label: 'English' }],
      license: 'https://creativecommons.org/publicdomain/zero/1.0/',
      defaultDataFormat: 'json-stat2',
      dataFormats: [...OUTPUT_FORMATS],
    });
    const { maxCallsPerTimeWindow } = await getJson<{ maxCallsPerTimeWindow: number }>(
      await bundledApp(),
      `${PX}/config`,
    );
    expect(maxCallsPerTimeWindow).toBe(1_000_000);
  });

  test('beyond the limit it is 429 with when to come again', async () => {
    const app = await smallApp(
      toplines('q,,yes,w1,a,percent,69'),
      {},
      { env: { RATE_LIMIT_PER_MINUTE: '2' } },
    );
    const answers = [];
    for (let i = 0; i < 3; i += 1) answers.push(await app.inject(`${PX}/config?lang=en&_=${i}`));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 429]);
    expect(Number(answers[2]?.headers['retry-after'])).toBeGreaterThan(0);
    expect(answers[2]?.headers['content-type']).toContain('application/problem+json');
  });
});

describe('tables', () => {
  test('are the questions of the newest releases, in the order of surveys and codebook, page by page', async () => {
    const app = await bundledApp();
    const { tables, page } = await listOf(app, '?pageSize=10000');
    const surveys = ['cmo-cio-alignment', 'nonvoters'];
    const questions = await Promise.all(
      surveys.map(async (survey) =>
        (
          await getJson<{ data: { id: string }[] }>(app, `/v1/surveys/${survey}/questions?limit=all`)
        ).data.map(({ id }) => `${survey}.${id}`),
      ),
    );
    expect(tables.map(({ id }) => id)).toEqual(questions.flat());
    expect(page).toMatchObject({ totalElements: tables.length, totalPages: 1, pageNumber: 1 });
    const paged: Listed[] = [];
    for (let number = 1; number <= Math.ceil(tables.length / 7); number += 1) {
      const part = await listOf(app, `?pageSize=7&pageNumber=${number}`);
      paged.push(...part.tables);
      const next = part.page.links.find(({ rel }) => rel === 'next')?.href;
      if (next !== undefined) expect((await getJson<List>(app, next)).page.pageNumber).toBe(number + 1);
    }
    expect(paged).toEqual(tables);
  });

  test('each says of itself what its metadata says', async () => {
    const app = await bundledApp();
    const { tables } = await listOf(app, '?pageSize=5&PAGENUMBER=3');
    for (const table of tables) {
      const one = await getJson<Listed & Record<string, unknown>>(app, `${PX}/tables/${table.id}`);
      expect(one).toMatchObject({ ...table });
      const metadata = await metadataOf(app, table.id);
      expect(metadata.label).toBe(table.label);
      expect(metadata.id.toSorted()).toEqual((one['variableNames'] as string[]).toSorted());
      const waves = Object.keys(metadata.dimension['wave']?.category.index ?? {});
      expect([waves[0], waves.at(-1)]).toEqual([one['firstPeriod'], one['lastPeriod']]);
    }
  });

  test('are searched as texts are', async () => {
    const app = await bundledApp();
    const { tables } = await listOf(app, '?query=Trust');
    const hits = await getJson<{ data: { survey: string; question: string | null }[] }>(
      app,
      '/v1/search?q=Trust&limit=all',
    );
    const expected = new Set(
      hits.data.flatMap(({ survey, question }) => (question === null ? [] : [`${survey}.${question}`])),
    );
    expect(expected.size).toBeGreaterThan(0);
    const found = new Set(tables.map(({ id }) => id));
    expect([...expected].filter((id) => !found.has(id))).toEqual([]);
    expect(await refusalOf(app, `${PX}/tables?query=...`)).toEqual([
      400,
      'invalid-query',
      'query',
      undefined,
    ]);
  });

  test('released within some days are listed, for as long as they are', async () => {
    const folder = await temporaryFolder();
    const csv = toplines('q,,yes,w1,a,percent,69');
    await writeSurvey(folder, 'old', [
      { toplines: csv, survey: { id: 'old' }, entry: { released: '2026-01-01T00:00:00Z' } },
    ]);
    await writeSurvey(folder, 'new', [
      { toplines: csv, survey: { id: 'new' }, entry: { released: '2026-02-01T00:00:00Z' } },
    ]);
    let now = Date.parse('2026-02-03T00:00:00Z');
    const app = await appOver(folder, { now: () => now });
    const surveys = async (query: string): Promise<string[]> => [
      ...new Set((await listOf(app, query)).tables.map(({ paths }) => paths[0]?.[0]?.id ?? '')),
    ];
    expect(await surveys('?pastDays=3')).toEqual(['new']);
    expect(await surveys('?pastDays=60')).toEqual(['new', 'old']);
    now = Date.parse('2026-02-05T00:00:00Z');
    expect(await surveys('?pastDays=3')).toEqual([]);
  });

  test.each([
    ['tables?pageNumber=99', 'pageNumber', '1'],
    ['tables?pageSize=0', 'pageSize', '1'],
    ['tables?pageSize=x', 'pageSize', undefined],
    ['tables?pastDays=-1', 'pastDays', undefined],
    ['tables?lang=sv', 'lang', 'en'],
    ['tables?includeDiscontinued=perhaps', 'includeDiscontinued', expect.anything()],
    ['tables?pagesize=1&pageSize=2', 'pageSize', undefined],
    ['tables?find=x', 'find', expect.anything()],
    [`tables/${TABLE}?lang=sv`, 'lang', 'en'],
    [`tables/${TABLE}/metadata?outputFormat=json-px`, 'outputFormat', 'json-stat2'],
    [`tables/${TABLE}/metadata?codelist[option]=x`, 'codelist[option]', undefined],
    [`tables/${TABLE}/metadata?codelist[opinion]=x`, 'codelist', 'option'],
  ])('%s is refused, and the nearest is named', async (url, name, allowed) => {
    expect(await refusalOf(await bundledApp(), `${PX}/${url}`)).toEqual([
      400,
      'invalid-query',
      name,
      allowed,
    ]);
  });

  test.each([
    ['tables/cmo-cio-alignment.need-to-aline', 404, 'unknown-table', 'cmo-cio-alignment.need-to-align'],
    ['tables/cmo-cio-alignement.need-to-align/data', 404, 'unknown-table', 'cmo-cio-alignment.need-to-align'],
    ['tables/nonvoters/metadata', 404, 'unknown-table', expect.stringContaining('nonvoters.')],
    ['tables/__proto__', 404, 'unknown-table', expect.anything()],
    ['tables/cmo-cio-alignment.need-to-align@9.9.9', 404, 'unknown-release', 'cmo-cio-alignment@1.2.0'],
    ['codelists/nonvoters.q8.net', 404, 'unknown-code-list', 'nonvoters.q8.nets'],
    ['codelists/nets', 404, 'unknown-code-list', undefined],
    ['savedqueries/nothing', 404, 'unknown-saved-query', undefined],
  ])('%s is not there, and the nearest is named', async (url, status, type, allowed) => {
    const [code, kind, , nearest] = await refusalOf(await bundledApp(), `${PX}/${url}`);
    expect([code, kind, nearest]).toEqual([status, type, allowed]);
  });
});

describe('metadata', () => {
  test('has what clients need: roles, indexes as objects, words, units, notes', async () => {
    const app = await bundledApp();
    const metadata = await metadataOf(app, TABLE);
    expect(metadata).toMatchObject({
      version: '2.0',
      class: 'dataset',
      role: { time: ['wave'], metric: ['ContentsCode'] },
      value: null,
      id: ['option', 'audience', 'ContentsCode', 'wave'],
    });
    const contents = metadata.dimension['ContentsCode'];
    expect(Object.keys(contents?.category.unit ?? {})).toEqual(Object.keys(contents?.category.index ?? {}));
    expect(contents?.category.unit?.['percent']).toEqual({ base: 'percent', decimals: 0 });
    for (const [name, { label, category }] of Object.entries(metadata.dimension)) {
      expect(label).toMatch(/^\w+$/);
      const codes = Object.keys(category.index);
      expect(
        codes.some((code) => code === 'value' || code === 'cube'),
        name,
      ).toBe(false);
      expect(Object.values(category.index)).toEqual(codes.map((_, i) => i));
      expect(new Set(Object.values(category.label)).size).toBe(codes.length);
    }
    const { heading, stub } = metadata.extension.px;
    expect([stub, heading].flat()).toEqual(metadata.id);
    // The same in a moving address.
    const moving = await metadataOf(app, 'cmo-cio-alignment.need-to-align');
    expect(moving.extension.topline).toMatchObject({ release: '1.2.0' });
    expect(metadata.extension.topline).toMatchObject({ release: '1.0.0' });
  });

  test('of data: contested figures are notes that must be shown, and breaks of a wording', async () => {
    const csv = toplines(
      'q,,yes,w1,a,percent,69,exact,,report,,preferred,',
      'q,,yes,w1,a,percent,68,exact,,article,,alternative,',
    );
    const survey = {
      questions: [
        {
          id: 'q',
          text: 'Q?',
          wording: 'verbatim',
          type: 'single',
          audiences: ['a', 'b'],
          options: [{ id: 'yes', label: 'Yes', note: 'Or so.' }],
          breaks: [{ between: ['w1', 'w2'], reason: 'An answer is new.' }],
        },
      ],
    };
    const app = await smallApp(csv, survey);
    const { note = [], extension, dimension } = await getJson<Dataset>(app, `${PX}/tables/small.q/data`);
    expect(note[0]).toMatch(
      /^Contested: q, yes, w1, a\. 69 \(report\) is served; also published: 68 \(article\)/,
    );
    expect(extension.noteMandatory).toEqual({ '0': true });
    expect(note).toContain('Small survey, 1.0.0');
    expect(dimension['wave']).toMatchObject({
      note: ['w1 and w2 must not be compared: An answer is new.'],
      extension: { noteMandatory: { '0': true } },
    });
    expect(dimension['option']?.category.note).toEqual({ yes: ['Or so.'] });
  });

  test('is of all values, or of those of the code lists of a query, whatever is selected', async () => {
    const app = await bundledApp();
    const at = `${PX}/tables/nonvoters.q8`;
    const byDefault = await getJson<Dataset>(app, `${at}/metadata?defaultSelection=True&savedQuery=`);
    const data = await getJson<Dataset>(app, `${at}/data`);
    expect(byDefault).toEqual(await getJson<Dataset>(app, `${at}/metadata`));
    const { selection, placement } = await getJson<{
      selection: { variableCode: string; valueCodes: string[] }[];
      placement: { heading: string[]; stub: string[] };
    }>(app, `${at}/defaultselection`);
    expect(
      Object.fromEntries(selection.map(({ variableCode, valueCodes }) => [variableCode, valueCodes])),
    ).toEqual(
      Object.fromEntries(
        data.id.map((name) => [name, Object.keys(data.dimension[name]?.category.index ?? {})]),
      ),
    );
    expect([...placement.stub, ...placement.heading]).toEqual(data.id);
    const nets = await getJson<Dataset>(app, `${at}/metadata?CODELIST[option]=nonvoters.q8.nets`);
    expect(Object.keys(nets.dimension['option']?.category.index ?? {})).toEqual(['trust', 'little-trust']);
    const { body } = await post(app, `${PX}/savedqueries`, {
      tableId: 'nonvoters.q8',
      language: 'en',
      selection: {
        selection: selection.map((one) => ({
          ...one,
          valueCodes: ['top(1)'],
          codelist: one.variableCode === 'option' ? 'nonvoters.q8.nets' : null,
        })),
      },
    });
    const { id } = body as unknown as { id: string };
    expect(await getJson<Dataset>(app, `${at}/metadata?savedQuery=${id}`)).toEqual(nets);
    expect(await refusalOf(app, `${PX}/tables/nonvoters.q7/metadata?savedQuery=${id}`)).toEqual([
      400,
      'invalid-query',
      'savedQuery',
      undefined,
    ]);
  });
});

describe('selections', () => {
  test('nothing selected is the default selection, by GET and by POST', async () => {
    const app = await bundledApp();
    const url = `${PX}/tables/${TABLE}/data`;
    const got = await getJson<Dataset>(app, `${url}?lang=en`);
    for (const payload of [{ selection: [] }, {}, { selection: null }]) {
      const { response, body } = await post(app, `${url}?lang=en&outputFormat=json-stat2`, payload);
      expect(response.statusCode).toBe(200);
      expect(body).toEqual(got);
      expect(response.headers).toMatchObject({ 'cache-control': 'private, no-store' });
      expect(response.headers['etag']).toBeUndefined();
    }
    expect((await app.inject({ method: 'POST', url })).json()).toEqual(got);
  });

  test('are the same however names are written, and by POST', async () => {
    const app = await bundledApp();
    const base = `${PX}/tables/${TABLE}/data`;
    const asked = await getJson<Dataset>(
      app,
      `${base}?valueCodes[option]=agree&valueCodes[audience]=cmo,cio&valueCodes[wave]=top(1)&valueCodes[ContentsCode]=percent`,
    );
    expect(asked.size).toEqual([1, 2, 1, 1]);
    const others = [
      'valuecodes[option]=agree&valuecodes[audience]=cio,cmo&valuecodes[wave]=TOP(1)&valuecodes[contentscode]=percent',
      'VALUECODES[OPTION]=a*&ValueCodes[Audience]=cio&ValueCodes[Audience]=cmo&valueCodes[wave]=2014&valueCodes[ContentsCode]=percent&OUTPUTFORMAT=JSON-STAT2&outputformatparams=',
      'valueCodes%5Boption%5D=agree&valueCodes%5Baudience%5D=range(cmo,cio)&valueCodes%5Bwave%5D=from(2014)&valueCodes%5BContentsCode%5D=percent',
    ];
    for (const query of others) expect(await getJson<Dataset>(app, `${base}?${query}`), query).toEqual(asked);
    const { body } = await post(app, base, {
      Selection: [
        { variablecode: 'Option', valuecodes: ['agree'], codeList: '' },
        { variableCode: 'audience', valueCodes: ['cmo', 'cio'], codelist: null },
        { variableCode: 'wave', valueCodes: ['bottom(1,0)', 'top(1)', '2014'] },
        { variableCode: 'ContentsCode', valueCodes: ['percent'] },
      ],
    });
    expect((body as unknown as Dataset).size).toEqual([1, 2, 1, 2]);
  });

  test('stand where they are placed, and every cell moves with them', async () => {
    const app = await bundledApp();
    const plain = await getJson<Dataset>(app, dataUrl(TABLE, ALL));
    const placed = await getJson<Dataset>(app, dataUrl(TABLE, ALL, '&heading=audience,option&stub=WAVE'));
    expect(placed.id).toEqual(['wave', 'ContentsCode', 'audience', 'option']);
    expect(placed.extension.px).toMatchObject({
      stub: ['wave', 'ContentsCode'],
      heading: ['audience', 'option'],
    });
    for (const option of ['agree'])
      for (const audience of Object.keys(plain.dimension['audience']?.category.index ?? {}))
        for (const wave of ['2012', '2014'])
          for (const ContentsCode of Object.keys(plain.dimension['ContentsCode']?.category.index ?? {})) {
            const codes = { option, audience, wave, ContentsCode };
            expect(cellOf(placed, codes)).toEqual(cellOf(plain, codes));
          }
    const above = await getJson<Dataset>(app, dataUrl(TABLE, ALL, '&stub=audience'));
    expect(above.extension.px).toMatchObject({
      stub: ['audience'],
      heading: ['option', 'ContentsCode', 'wave'],
    });
  });

  test('may leave out a variable of which one value stands for all', async () => {
    const app = await bundledApp();
    const codes = { item: '*', option: '*', wave: '*', ContentsCode: 'percent' };
    const without = await getJson<Dataset>(app, dataUrl('nonvoters.q8', codes));
    const all = await getJson<Dataset>(app, dataUrl('nonvoters.q8', { ...codes, audience: 'all' }));
    expect(without.id).not.toContain('audience');
    expect(without.value).toEqual(all.value);
  });

  test('nets and audiences of a division are code lists, whose figures are those of /v1', async () => {
    const app = await bundledApp();
    const list = await getJson<{ id: string; values: { code: string; valueMap: string[] }[] }>(
      app,
      `${PX}/codelists/nonvoters.q8.nets`,
    );
    expect(list.values).toMatchObject([
      { code: 'trust', valueMap: ['a-lot', 'some'] },
      { code: 'little-trust' },
    ]);
    const url = dataUrl(
      'nonvoters.q8',
      { item: 'congress', option: 'trust', audience: 'always', wave: '*', ContentsCode: 'percent' },
      '&codelist[option]=nonvoters.q8.nets',
    );
    const { value } = await getJson<Dataset>(app, url);
    const { data } = await getJson<{ data: { value: number }[] }>(
      app,
      '/v1/surveys/nonvoters/estimates?question=q8&item=congress&option=trust&audience=always',
    );
    expect(value).toEqual([data[0]?.value]);
  });

  test.each([
    ['valueCodes[option]=agre', 'valueCodes[option]', 'agree'],
    ['valueCodes[opinion]=agree', 'variableCode', 'option'],
    ['valueCodes[audience]=*&valueCodes[contentsCode]=*&valueCodes[wave]=2013', 'valueCodes[wave]', '2012'],
    [
      'valueCodes[audience]=*&valueCodes[contentsCode]=*&valueCodes[wave]=top(x)',
      'valueCodes[wave]',
      'top(3)',
    ],
    ['valueCodes[option]=*', 'valueCodes[audience]', '*'],
    ['codelist[option]=nets', 'codelist[option]', undefined],
    ['heading=weather', 'heading', 'wave'],
    ['heading=wave&stub=wave', 'heading', undefined],
    ['outputFormat=xls', 'outputFormat', 'xlsx'],
    ['outputFormat=json-stat2&outputFormatParams=UseCodes', 'outputFormatParams', undefined],
    ['outputFormat=csv&outputFormatParams=UseCodes,UseTexts', 'outputFormatParams', 'UseCodes'],
    ['outputFormat=xlsx&outputFormatParams=SeparatorTab', 'outputFormatParams', 'UseTexts'],
    ['outputFormat=csv&outputFormatParams=UseCode', 'outputFormatParams', 'UseCodes'],
    ['valueCodes[__proto__]=x', 'valueCodes[__proto__]', expect.anything()],
    ['valueCodes=x', 'valueCodes', undefined],
  ])('%s is refused, and the nearest is named', async (query, name, allowed) => {
    const [status, kind, found, nearest] = await refusalOf(
      await bundledApp(),
      `${PX}/tables/${TABLE}/data?${query}`,
    );
    expect([status, kind, found]).toEqual([400, 'invalid-query', name]);
    expect(nearest).toEqual(allowed);
  });

  test.each([
    [{ selection: [{ variableCode: 'option', valueCodes: ['agre'] }] }, 'valueCodes[option]'],
    [{ selection: [{ variableCode: 'option', values: ['agree'] }] }, 'selection.0'],
    [{ selection: [{ valueCodes: ['agree'] }] }, 'selection.0.variableCode'],
    [{ selection: 'all' }, 'selection'],
    [{ choice: [] }, 'body'],
    [[], 'body'],
  ])('the body %j is refused by the place of its fault', async (payload, name) => {
    const { response } = await post(await bundledApp(), `${PX}/tables/${TABLE}/data`, payload);
    expect(response.statusCode).toBe(400);
    const { errors } = response.json<Told>();
    expect(errors[0]).toMatchObject({ in: 'body', name });
  });

  test('bodies that cannot be read, or are too long, are refused', async () => {
    const app = await bundledApp();
    const url = `${PX}/tables/${TABLE}/data`;
    const headers = { 'content-type': 'application/json' };
    for (const [payload, status] of [
      ['{"selection":', 400],
      [`{"selection":[{"variableCode":"${'x'.repeat(300_000)}"}]}`, 413],
    ] as const) {
      const { statusCode, headers: told } = await app.inject({ method: 'POST', url, headers, payload });
      expect(statusCode).toBe(status);
      expect(told['content-type']).toContain('application/problem+json');
    }
  });

  test('of more cells than one answer may have are 403, and say what would do', async () => {
    const app = await smallApp(toplines('q,,yes,w1,a,percent,69'), {}, { env: { MAX_CELLS: '30' } });
    const few = await getJson<Dataset>(
      app,
      dataUrl('small.q', { ...ALL, ContentsCode: 'percent,percent.n' }),
    );
    expect(few.value?.length).toBe(4);
    const response = await app.inject(dataUrl('small.q', { ...ALL, audience: '*', wave: '*' }));
    expect(response.statusCode).toBe(200);
    const tight = await smallApp(toplines('q,,yes,w1,a,percent,69'), {}, { env: { MAX_CELLS: '5' } });
    const refused = await tight.inject(dataUrl('small.q', ALL));
    expect([refused.statusCode, refused.json<{ detail: string }>().detail]).toEqual([
      403,
      expect.stringMatching(/^The selection has \d+ cells, and an answer 5 at most\..*ContentsCode/),
    ]);
    // By default no more is selected than fits.
    const byDefault = await getJson<Dataset>(tight, `${PX}/tables/small.battery/data`);
    expect(byDefault.value?.length).toBeLessThanOrEqual(5);
  });
});

describe('formats', () => {
  test.each([
    [
      '',
      'option,audience,Percent 2012,Percent 2014',
      'Agrees that there is a need,Marketing executives (CMOs),56,',
    ],
    ['&outputFormatParams=UseCodes', 'option,audience,percent 2012,percent 2014', 'agree,cmo,56,'],
    [
      '&outputFormatParams=UseCodesAndTexts,SeparatorSemicolon',
      'option;audience;percent Percent 2012;percent Percent 2014',
      'agree Agrees that there is a need;cmo Marketing executives (CMOs);56;',
    ],
    [
      '&outputFormatParams=usetexts,separatortab',
      'option\taudience\tPercent 2012\tPercent 2014',
      'Agrees that there is a need\tMarketing executives (CMOs)\t56\t',
    ],
    [
      '&outputFormatParams=SeparatorSpace,UseCodes',
      'option audience "percent 2012" "percent 2014"',
      'agree cmo 56 ',
    ],
  ])('csv%s', async (params, head, first) => {
    const { body, headers } = await (
      await bundledApp()
    ).inject(`${PX}/tables/cmo-cio-alignment.need-to-align/data?outputFormat=csv${params}`);
    const lines = body.split('\r\n');
    expect(lines[0]).toBe(head);
    expect(lines[1]?.startsWith(first)).toBe(true);
    expect(headers['content-type']).toContain('text/csv');
  });

  test('csv with its title', async () => {
    const { body } = await (
      await bundledApp()
    ).inject(`${PX}/tables/${TABLE}/data?outputFormat=csv&outputFormatParams=IncludeTitle`);
    expect(body).toMatch(
      /^"Is there a need for marketing and IT to align and work together\?"\r\n\r\noption,/,
    );
  });

  test('a px file: keywords once, cells in full, signs for reasons that it explains', async () => {
    const app = await bundledApp();
    const { body, headers } = await app.inject(dataUrl(TABLE, ALL, '&outputFormat=px'));
    const dataset = await getJson<Dataset>(app, dataUrl(TABLE, ALL));
    expect(headers).toMatchObject({ 'content-disposition': `attachment; filename="${TABLE}.px"` });
    expect(body).toMatch(/^CHARSET="ANSI";\r\nAXIS-VERSION="2013";\r\nCODEPAGE="utf-8";/);
    const [before = '', after = ''] = body.split(/^DATA=$/m);
    const signs = new Map(
      [...before.matchAll(/^DATASYMBOL(\d)="([\w-]+):/gm)].map(([, digit, reason]) => [
        '.'.repeat(Number(digit)),
        reason,
      ]),
    );
    const cells = after.replace(';', '').trim().split(/\s+/);
    expect(cells.length).toBe(dataset.value?.length);
    // The usual reason has the sign that readers take for a missing cell.
    const count = (sign: string): number => cells.filter((cell) => cell === `"${sign}"`).length;
    expect(Math.max(...[...signs.keys()].map(count))).toBe(count('..'));
    for (const [i, cell] of cells.entries()) {
      const value = dataset.value?.[i] ?? null;
      if (value === null) expect(signs.get(cell.replaceAll('"', ''))).toBe(dataset.status?.[String(i)]);
      else expect(Number(cell)).toBe(value);
    }
  });

  test('a px file holds no quotes, no line breaks and no second keyword of the cells within its texts', async () => {
    const survey = {
      title: 'Says "DATA=1;"\nand more',
      notes: ['data=2', '"', ' '],
      questions: [
        {
          id: 'q',
          text: 'A "Q"; DATA=?',
          wording: 'verbatim',
          type: 'single',
          audiences: ['a', 'b'],
          options: [{ id: 'yes', label: '"Yes"' }],
        },
      ],
    };
    const notes = survey.notes.filter((note) => note.trim() !== '');
    const app = await smallApp(toplines('q,,yes,w1,a,percent,69'), { ...survey, notes });
    const { body } = await app.inject(`${PX}/tables/small.q/data?outputFormat=px`);
    expect(body.match(/DATA=/gi)).toHaveLength(1);
    for (const line of body.split('\r\n').filter((one) => one.includes('='))) {
      expect((line.match(/"/g) ?? []).length % 2, line).toBe(0);
      if (!line.startsWith('DATA='))
        expect(line.replaceAll(/"[^"]*"/g, 'x'), line).toMatch(/^[A-Z-]+\d?(\((x|x,x)\))?=[\w(),]+;$/);
    }
  });

  test('json-px: a row for each combination of values, its figures as texts', async () => {
    const app = await bundledApp();
    const dataset = await getJson<Dataset>(app, dataUrl(TABLE, ALL));
    const { columns, data } = await getJson<{
      columns: { code: string; type: string }[];
      data: { key: string[]; values: string[] }[];
    }>(app, dataUrl(TABLE, ALL, '&outputFormat=json-px'));
    const keys = columns.filter(({ type }) => type !== 'c');
    const quantities = columns.filter(({ type }) => type === 'c');
    expect(data.length * quantities.length).toBe(dataset.value?.length);
    for (const { key, values } of data)
      for (const [i, text] of values.entries()) {
        const codes = Object.fromEntries(keys.map(({ code }, k) => [code, key[k] ?? '']));
        const cell = cellOf(dataset, { ...codes, ContentsCode: quantities[i]?.code ?? '' });
        expect(text === '..' ? null : Number(text)).toBe(cell?.value);
        expect(text).toMatch(/^(\.\.|-?\d+(\.\d+)?)$/);
      }
  });

  test('xlsx, html and parquet are files of their kind', async () => {
    const app = await bundledApp();
    const starts = { xlsx: 'PK', html: '<!DOCTYPE html>', parquet: 'PAR1' };
    for (const [format, start] of Object.entries(starts)) {
      const { rawPayload, headers, statusCode } = await app.inject(
        `${PX}/tables/${TABLE}/data?outputFormat=${format}`,
      );
      expect(statusCode).toBe(200);
      expect(rawPayload.subarray(0, start.length).toString()).toBe(start);
      expect(headers['content-disposition']).toContain(`.${format}"`);
    }
    const page = await app.inject(`${PX}/tables/${TABLE}/data?outputFormat=html`);
    expect(page.body).toContain(
      '<h1 dir="auto">Is there a need for marketing and IT to align and work together?</h1>',
    );
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  });

  test('heavy writers are loaded when they are used', () => {
    const source = readFileSync(join(import.meta.dirname, '../../src/px/outputs.ts'), 'utf8');
    expect(source).toContain("await import('./px-file.ts')");
    expect(source).not.toMatch(/from '\.\/px-file\.ts'/);
  });
});

describe('saved queries', () => {
  const query = {
    tableId: TABLE,
    language: 'en',
    selection: {
      selection: [
        { variableCode: 'option', valueCodes: ['*'] },
        { variableCode: 'audience', valueCodes: ['cmo'] },
        { variableCode: 'wave', valueCodes: ['top(1)'] },
        { variableCode: 'ContentsCode', valueCodes: ['percent'] },
      ],
      placement: { heading: ['wave'], stub: ['audience', 'option', 'ContentsCode'] },
    },
    outputFormat: 'CSV',
    outputFormatParams: ['usecodes'],
  };

  test('are their ids: the same query has the same id, on every server, and gives the same data', async () => {
    const app = await bundledApp();
    const { response, body } = await post(app, `${PX}/savedqueries`, query);
    expect(response.statusCode).toBe(201);
    const { id } = body as unknown as { id: string };
    expect(response.headers['location']).toBe(`${PX}/savedqueries/${id}`);
    expect(response.headers['cache-control']).toBe('private, no-store');
    const again = await post(app, `${PX}/savedqueries?lang=en`, { ...query, id: 'other' });
    expect(again.body).toEqual(body);
    const other = await appOver(BUNDLED);
    expect(await getJson(other, `${PX}/savedqueries/${id}`)).toEqual(body);
    const { body: text } = await other.inject(`${PX}/savedqueries/${id}/data`);
    expect(text).toBe('audience,option,ContentsCode,2014\r\ncmo,agree,percent,69\r\n');
    const { selection, placement } = await getJson<{
      selection: { variableCode: string; valueCodes: string[] }[];
      placement: unknown;
    }>(other, `${PX}/savedqueries/${id}/selection`);
    expect(selection.find(({ variableCode }) => variableCode === 'wave')?.valueCodes).toEqual(['2014']);
    expect(placement).toEqual({ heading: ['wave'], stub: ['audience', 'option', 'ContentsCode'] });
    const asJson = await getJson<Dataset>(other, `${PX}/savedqueries/${id}/data?outputFormat=json-stat2`);
    expect(asJson.value).toEqual([69]);
  });

  test('too long for an address are refused, with what would do', async () => {
    const items = Array.from({ length: 400 }, (_, i) => ({
      id: `${(i * 7919) % 100_003}-${(i * 104_729) % 99_991}`,
      label: `Item ${i}`,
    }));
    const survey = {
      questions: [{ id: 'q', text: 'Q?', wording: 'verbatim', type: 'multiple', audiences: ['a'], items }],
    };
    const app = await smallApp(toplines(`q,${items[0]?.id},,w1,a,percent,5`), survey);
    const wanted = (valueCodes: string[]) => ({
      tableId: 'small.q',
      language: 'en',
      selection: {
        selection: [
          { variableCode: 'item', valueCodes },
          { variableCode: 'wave', valueCodes: ['*'] },
          { variableCode: 'ContentsCode', valueCodes: ['percent'] },
        ],
      },
    });
    const { response } = await post(app, `${PX}/savedqueries`, wanted(items.map(({ id }) => id)));
    expect(response.statusCode).toBe(400);
    expect(response.json<Told>().errors[0]?.message).toContain(
      `room for ${LONGEST_ID}: name values by expressions, such as * for all`,
    );
    expect((await post(app, `${PX}/savedqueries`, wanted(['*']))).response.statusCode).toBe(201);
  });

  test.each([
    [{ ...query, tableId: 'cmo-cio-alignment.need-to-aline' }, 404, 'id'],
    [{ ...query, language: 'sv' }, 400, 'language'],
    [{ ...query, outputFormat: 'xls' }, 400, 'outputFormat'],
    [{ ...query, outputFormat: 'px' }, 400, 'outputFormatParams'],
    [
      { ...query, selection: { selection: [{ variableCode: 'option', valueCodes: ['agre'] }] } },
      400,
      'valueCodes[option]',
    ],
    [{ ...query, colour: 'red' }, 400, 'body'],
    [{}, 400, 'tableId'],
  ])('that would be no good are not saved: %#', async (payload, status, name) => {
    const { response } = await post(await bundledApp(), `${PX}/savedqueries`, payload);
    expect([response.statusCode, response.json<Told>().errors[0]?.name]).toEqual([status, name]);
  });
});

describe('over HTTP it is as /v1', () => {
  test('tags, 304, HEAD, immutable for pinned tables, and the address of the same figures in /v1', async () => {
    const app = await bundledApp();
    const url = dataUrl(TABLE, { option: 'agree', audience: 'cmo', wave: '2012', ContentsCode: 'percent' });
    const { headers, body } = await app.inject(url);
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const held = await app.inject({ url, headers: { 'if-none-match': String(headers['etag']) } });
    expect(held.statusCode).toBe(304);
    const head = await app.inject({ method: 'HEAD', url });
    expect([head.statusCode, head.body, head.headers['etag']]).toEqual([200, '', headers['etag']]);
    const moving = await app.inject(url.replace('@1.0.0', ''));
    expect(moving.headers['cache-control']).toContain('max-age=60');
    const [, canonical = ''] = /<([^>]*)>; rel="canonical"/.exec(String(headers['link'])) ?? [];
    expect(canonical).toContain('/v1/surveys/cmo-cio-alignment@1.0.0/estimates?');
    const { data } = await getJson<{ data: { value: number }[] }>(app, canonical);
    expect(data.map(({ value }) => value)).toEqual((JSON.parse(body) as Dataset).value);
    const licensed = await smallApp(toplines('q,,yes,w1,a,percent,69'));
    const { headers: told } = await licensed.inject(`${PX}/tables/small.q/data`);
    expect(told['link']).toContain('<https://creativecommons.org/publicdomain/zero/1.0/>; rel="license"');
  });

  test('pages of other hosts may ask and send', async () => {
    const app = await bundledApp();
    const { headers, statusCode } = await app.inject({
      method: 'OPTIONS',
      url: `${PX}/tables/${TABLE}/data`,
      headers: {
        origin: 'https://px.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    expect(statusCode).toBe(204);
    expect(headers['access-control-allow-methods']).toContain('POST');
    expect(headers['access-control-allow-headers']).toContain('content-type');
  });

  test('other methods are refused, with those that there are', async () => {
    const app = await bundledApp();
    const allowed = async (method: 'GET' | 'DELETE' | 'POST', path: string): Promise<unknown> => {
      const { statusCode, headers } = await app.inject({ method, url: `${PX}/${path}` });
      return [statusCode, headers['allow']];
    };
    expect(await allowed('GET', 'savedqueries')).toEqual([405, 'POST, OPTIONS']);
    expect(await allowed('DELETE', `tables/${TABLE}/data`)).toEqual([405, 'GET, HEAD, POST, OPTIONS']);
    expect(await allowed('POST', 'tables')).toEqual([405, 'GET, HEAD, OPTIONS']);
  });

  test('an address of its own stands before links', async () => {
    const app = await smallApp(
      toplines('q,,yes,w1,a,percent,69'),
      {},
      { env: { PUBLIC_URL: 'https://example.org/topline' } },
    );
    const { tables } = await listOf(app);
    expect(JSON.stringify(tables[0])).toContain('https://example.org/topline/px/v2/tables/small.q/data');
    const dataset = await getJson<Dataset & { href: string }>(app, `${PX}/tables/small.q/data`);
    expect(dataset.href).toMatch(/^https:\/\/example\.org\/topline\/v1\/surveys\/small@1\.0\.0\/estimates/);
  });

  test('a survey in another language speaks it', async () => {
    const folder = await temporaryFolder();
    const csv = toplines('q,,yes,w1,a,percent,69');
    await writeSurvey(folder, 'english', [{ toplines: csv, survey: { id: 'english', language: 'en-GB' } }]);
    await writeSurvey(folder, 'svensk', [{ toplines: csv, survey: { id: 'svensk', language: 'sv' } }]);
    const app = await appOver(folder);
    const config = await getJson<{ languages: unknown[] }>(app, `${PX}/config`);
    expect(config.languages).toEqual([
      { id: 'en-GB', label: 'British English' },
      { id: 'sv', label: 'svenska' },
    ]);
    const { tables } = await listOf(app, '?lang=SV');
    expect([...new Set(tables.map(({ id }) => id.split('.')[0]))]).toEqual(['svensk']);
    expect((await listOf(app, '?lang=en')).tables[0]?.id).toBe('english.q');
    expect(await getJson(app, `${PX}/tables/svensk.q?lang=sv`)).toMatchObject({ language: 'sv' });
    expect(await refusalOf(app, `${PX}/tables/svensk.q/data?lang=en`)).toEqual([
      400,
      'invalid-query',
      'lang',
      'sv',
    ]);
  });
});
