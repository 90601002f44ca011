import { describe, expect, test } from 'vitest';
import type { Problem } from '../../src/schemas/problem.ts';
import type { CheckedClaim } from '../../src/schemas/results/claim.ts';
import { addKey } from '../../src/access/manage-keys.ts';
import {
  appOver,
  bundledApp,
  getJson,
  smallApp,
  smallSurvey,
  temporaryFolder,
  toplines,
  writeSurvey,
} from '../helper.ts';

type App = Awaited<ReturnType<typeof bundledApp>>;

async function check(app: App, payload: unknown, headers: Record<string, string> = {}) {
  const response = await app.inject({
    method: 'POST',
    url: '/v1/check',
    payload: JSON.stringify(payload),
    headers: { 'content-type': 'application/json', ...headers },
  });
  return {
    status: response.statusCode,
    headers: response.headers,
    body: response.json<Problem & { data: CheckedClaim; meta: Record<string, unknown> }>(),
  };
}

const CLAIM = {
  quantity: 'gap-change',
  question: 'need-to-align',
  option: 'agree',
  between: ['cio', 'cmo'],
  from: '2012',
  to: '2014',
  relation: 'closing',
  significant: true,
};
const OF = { survey: 'cmo-cio-alignment@1.2.0' };

describe('a claim that is about no figure', () => {
  const CSV = toplines(
    'q,,yes,w1,a,percent,69',
    'q,,yes,w1,b,percent,56',
    'battery,i1,,w1,a,percent,12',
    'battery,i1,,w1,b,percent,15',
    'battery,i2,,w1,a,percent,30',
    'only-a,,,w1,a,percent,5',
    'grid,r1,good,w1,a,percent,5',
    'grid,r2,bad,w1,a,percent,7',
  );
  const grid = {
    id: 'grid',
    text: 'Grid?',
    wording: 'verbatim',
    type: 'single',
    audiences: ['a'],
    items: [
      { id: 'r1', label: 'Row one' },
      { id: 'r2', label: 'Row two' },
    ],
    options: [
      { id: 'good', label: 'Good' },
      { id: 'bad', label: 'Bad' },
    ],
  };
  const gap = { quantity: 'gap', between: ['a', 'b'], waves: ['w1'], relation: 'larger-than' };
  const figure = { quantity: 'figure', audience: 'a', waves: ['w1'], relation: 'larger-than', value: 1 };

  test.each([
    ['an option', { ...gap, question: 'q' }, { 'asserts.option': ['yes'] }],
    ['an item', { ...gap, question: 'battery' }, { 'asserts.items': ['i1', 'i2'] }],
    [
      'both',
      { ...figure, question: 'grid' },
      { 'asserts.items': ['r1', 'r2'], 'asserts.option': ['bad', 'good'] },
    ],
    ['the other', { ...figure, question: 'grid', items: ['r2'] }, { 'asserts.option': ['bad'] }],
    [
      'it, of all items',
      { ...figure, question: 'grid', items: 'all' },
      { 'asserts.option': ['bad', 'good'] },
    ],
    [
      'it, of a change',
      { quantity: 'change', question: 'q', audience: 'a', from: 'w1', to: 'w2', relation: 'larger-than' },
      { 'asserts.option': ['yes'] },
    ],
    [
      'in one of several',
      {
        all: [
          { ...figure, question: 'only-a' },
          { ...gap, question: 'q' },
        ],
      },
      { 'asserts.all[1].option': ['yes'] },
    ],
  ])('since it leaves out %s, is told what to name', async (_, asserts, needed) => {
    const { questions } = smallSurvey() as { questions: unknown[] };
    const app = await smallApp(CSV, { questions: [...questions, grid] });
    const { status, body } = await check(app, { survey: 'small', asserts });
    expect(status).toBe(400);
    expect(
      Object.fromEntries(body.errors?.map(({ name, allowed }) => [name, allowed?.toSorted()]) ?? []),
    ).toEqual(needed);
    for (const { message } of body.errors ?? []) expect(message).toMatch(/^is needed: each figure of/);
  });

  test.each([
    ['there is one', { ...figure, question: 'only-a' }, 'supported'],
    ['none is of that wave', { ...figure, question: 'q', waves: ['w2'] }, 'undecidable'],
    ['none is of that item', { ...gap, question: 'battery', items: ['i3'] }, 'undecidable'],
    ['the measure is another', { ...figure, question: 'q', measure: 'mean' }, 'undecidable'],
  ])('is judged where %s', async (_, asserts, verdict) => {
    const { questions } = smallSurvey() as { questions: unknown[] };
    const app = await smallApp(CSV, { questions: [...questions, grid] });
    const { body } = await check(app, { survey: 'small', asserts });
    expect(body.data.verdict).toBe(verdict);
  });
});

describe('a claim that is sent', () => {
  test('is judged as the claims of the survey are: verdict, reason, working, p, figures and versions', async () => {
    const app = await bundledApp();
    const survey = await getJson<{ data: { id: string }[] }>(
      app,
      '/v1/surveys/cmo-cio-alignment@1.2.0/claims?limit=all',
    );
    const { readFile } = await import('node:fs/promises');
    const file = JSON.parse(
      await readFile(new URL('../../data/cmo-cio-alignment/1.2.0/survey.json', import.meta.url), 'utf8'),
    ) as { claims: { id: string; asserts: unknown }[] };
    expect(file.claims.length).toBeGreaterThan(5);
    for (const { id, asserts } of file.claims) {
      const { status, body } = await check(app, { ...OF, asserts });
      expect(status).toBe(200);
      const {
        claim,
        text: _text,
        source: _source,
        locator: _locator,
        note: _note,
        ...known
      } = survey.data.find((one) => (one as unknown as { claim: string }).claim === id) as unknown as Record<
        string,
        unknown
      >;
      expect(claim).toBe(id);
      expect(body.data).toEqual(known);
    }
  });

  test('that needs bases which are not known has the best p that it could have', async () => {
    const { body } = await check(await bundledApp(), { ...OF, asserts: CLAIM });
    expect(body.data).toMatchObject({
      verdict: 'not-supported',
      pValue: null,
      reasons: { pValue: 'base-unknown' },
    });
    // z = −7/√(252 and 405 respondents, the later ones without end): worked out by hand.
    const se = Math.sqrt((0.77 * 0.23) / 252 + (0.56 * 0.44) / 405) * 100;
    expect(body.data.bestPValue).toBeCloseTo(erfc(7 / se / Math.SQRT2), 4);
    expect(body.data.figures).toHaveLength(4);
    expect(body.meta).toMatchObject({ survey: 'cmo-cio-alignment', release: '1.2.0' });
  });

  test('is not kept by anybody', async () => {
    const { headers } = await check(await bundledApp(), { ...OF, asserts: CLAIM });
    expect(headers).toMatchObject({ 'cache-control': 'no-store' });
    expect(headers).not.toHaveProperty('etag');
  });

  test('takes a level', async () => {
    const { body } = await check(await bundledApp(), { ...OF, asserts: CLAIM, confidence: 0.9 });
    expect(body.data.verdict).toBe('undecidable');
  });
});

/** The complementary error function (Abramowitz & Stegun 7.1.26), good to seven digits. */
function erfc(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const y = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  const one = y * Math.exp(-x * x);
  return x >= 0 ? one : 2 - one;
}

describe('what is wrong with a claim is named with its place, and the nearest that is right', () => {
  const cases: readonly (readonly [string, unknown, number, string, RegExp, string?])[] = [
    [
      'survey',
      { survey: 'cmo-cio-alignement', asserts: CLAIM },
      404,
      'survey',
      /nearest that is allowed is "cmo-cio-alignment"/,
      'cmo-cio-alignment',
    ],
    [
      'release',
      { survey: 'nonvoters@9.0.0', asserts: CLAIM },
      404,
      'survey',
      /is not a release/,
      'nonvoters@1.0.0',
    ],
    [
      'question',
      { ...OF, asserts: { ...CLAIM, question: 'need-to-allign' } },
      400,
      'asserts.question',
      /"need-to-align"/,
      'need-to-align',
    ],
    ['option', { ...OF, asserts: { ...CLAIM, option: 'agre' } }, 400, 'asserts.option', /"agree"/, 'agree'],
    [
      'item',
      { ...OF, asserts: { ...CLAIM, question: 'reasons', option: undefined, items: ['reason-1'] } },
      400,
      'asserts.items',
      /"reason-/,
    ],
    [
      'audience',
      { ...OF, asserts: { ...CLAIM, between: ['cio', 'cmoo'] } },
      400,
      'asserts.between',
      /"cmo"/,
      'cmo',
    ],
    ['wave', { ...OF, asserts: { ...CLAIM, to: '2013' } }, 400, 'asserts.to', /"201\d"/],
    [
      'of several',
      { ...OF, asserts: { all: [CLAIM, { ...CLAIM, to: 'x' }] } },
      400,
      'asserts.all[1].to',
      /is not a known wave/,
    ],
    [
      'an audience with itself',
      { ...OF, asserts: { ...CLAIM, between: ['cio', 'cio'] } },
      400,
      'asserts.between',
      /not compared with itself/,
    ],
    [
      'a wave with itself',
      { ...OF, asserts: { ...CLAIM, to: '2012' } },
      400,
      'asserts.to',
      /not compared with itself/,
    ],
    [
      'relation',
      { ...OF, asserts: { ...CLAIM, relation: 'closng' } },
      400,
      'asserts.relation',
      /did you mean "closing"/,
    ],
    ['key', { ...OF, asserts: { ...CLAIM, form: 1 } }, 400, 'asserts', /unknown key "form"/],
    ['level', { ...OF, asserts: CLAIM, confidence: 2 }, 400, 'confidence', /a number from 0.5/],
    ['nothing', {}, 400, 'survey', /is missing/],
    ['a list', [], 400, 'body', /must be an object/],
    ['null', null, 400, 'body', /must be an object/],
  ];
  test.each(cases.map((given) => ({ what: given[0], given })))('$what', async ({ given }) => {
    const [, payload, status, name, message, allowed] = given;
    const found = await check(await bundledApp(), payload);
    expect(found.status).toBe(status);
    const fault = found.body.errors.find((one) => one.name === name);
    expect(fault).toMatchObject({ in: 'body', name });
    expect(fault?.message).toMatch(message);
    if (allowed !== undefined) expect(fault?.allowed?.[0]).toBe(allowed);
  });

  test('more items and waves than are checked at once', async () => {
    const items = Array.from({ length: 12 }, (_, i) => `reason-${String(i + 1).padStart(2, '0')}`);
    const one = {
      quantity: 'gap',
      question: 'reasons',
      items,
      between: ['cio', 'cmo'],
      waves: ['2014'],
      relation: 'larger-than',
    };
    const { status, body } = await check(await bundledApp(), {
      ...OF,
      asserts: { all: Array.from({ length: 42 }, () => one) },
    });
    expect([status, body.errors[0]?.message]).toEqual([
      400,
      expect.stringContaining('504 items and waves: 500'),
    ]);
  });
});

describe.each(['/v1/check', '/px/v2/tables/nonvoters.q5/data', '/px/v2/savedqueries'])('%s', (url) => {
  test.each([
    ['not JSON', '{"a":', 'application/json', 400, 'malformed-request'],
    ['too long', `"${'x'.repeat(300_000)}"`, 'application/json', 413, 'body-too-large'],
    ['of another kind', 'a=b', 'application/x-www-form-urlencoded', 415, 'unsupported-media-type'],
  ])('a body that is %s is refused', async (_what, payload, type, status, code) => {
    const app = await bundledApp();
    const headers = { 'content-type': type };
    const response = await app.inject({ method: 'POST', url, payload, headers });
    expect([response.statusCode, response.json<Problem>().type]).toEqual([status, `/v1/problems/${code}`]);
    const { paths } = app.swagger() as { paths: Record<string, { post?: { responses: object } }> };
    const path = url.replace('nonvoters.q5', '{id}');
    expect(Object.keys(paths[path]?.post?.responses ?? {})).toContain(String(status));
  });
});

test.each(['GET', 'HEAD', 'PUT', 'DELETE'] as const)(
  '%s is 405, and says what is allowed',
  async (method) => {
    const response = await (await bundledApp()).inject({ method, url: '/v1/check' });
    expect([response.statusCode, response.headers['allow']]).toEqual([405, 'POST, OPTIONS']);
  },
);

test('a release under embargo is judged for who has a key, and for others it is not there', async () => {
  const folder = await temporaryFolder();
  const csv = toplines('q,,yes,w1,a,percent,69');
  await writeSurvey(folder, 'small', [
    { version: '1.0.0', toplines: csv },
    {
      version: '1.1.0',
      toplines: toplines('q,,yes,w1,a,percent,70'),
      entry: { embargoedUntil: '2099-01-01T00:00:00Z' },
    },
  ]);
  const KEYS_FILE = `${folder}/keys.json`;
  const { key } = await addKey(KEYS_FILE, { scopes: ['preview'], note: 'test', expires: null }, Date.now());
  const app = await appOver(folder, { env: { KEYS_FILE } });
  const asserts = {
    quantity: 'figure',
    question: 'q',
    option: 'yes',
    audience: 'a',
    waves: ['w1'],
    relation: 'equals',
    value: 70,
  };
  const ask = async (survey: string, headers = {}) => {
    const { status, body } = await check(app, { survey, asserts }, headers);
    return [status, body.data?.verdict];
  };
  expect(await ask('small')).toEqual([200, 'contradicted']);
  expect(await ask('small@1.1.0')).toEqual([404, undefined]);
  const headers = { authorization: `Bearer ${key}` };
  expect(await ask('small', headers)).toEqual([200, 'supported']);
  expect(await ask('small@1.1.0', headers)).toEqual([200, 'supported']);
});

test('the order that rounding leaves certain is supported: printed 31 and 30', async () => {
  const app = await smallApp(toplines('q,,yes,w1,a,percent,31', 'q,,yes,w1,b,percent,30'));
  const gap = {
    quantity: 'gap',
    question: 'q',
    option: 'yes',
    between: ['a', 'b'],
    waves: ['w1'],
    relation: 'larger-than',
  };
  const { body } = await check(app, { survey: 'small', asserts: gap });
  expect(body.data.verdict).toBe('supported');
  const { body: other } = await check(app, { survey: 'small', asserts: { ...gap, value: 1 } });
  expect(other.data.verdict).toBe('undecidable');
});
