import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { specificationOf } from '../../src/charts/vega-lite/specification.ts';
import { surveyFile } from '../../src/schemas/dataset.ts';
import { bundledApp, getJson, smallApp, smallSurvey, toplines } from '../helper.ts';
import { oneIn } from '../runs.ts';

const CMO = '/v1/surveys/cmo-cio-alignment@1.2.0';
const NONVOTERS = '/v1/surveys/nonvoters@1.0.0';
const WHOLE = { citation: 'C', permalink: '/p', notes: [], licence: null };

type Row = Readonly<Record<string, unknown>>;
interface Spec {
  readonly data: { readonly values: readonly Row[] };
  readonly title: { readonly text: readonly string[] };
  readonly usermeta: Row;
}

let isValid: (spec: unknown) => unknown;
let faults: () => string;
beforeAll(() => {
  const path = new URL('../../node_modules/vega-lite/build/vega-lite-schema.json', import.meta.url);
  const schema = JSON.parse(readFileSync(path, 'utf8')) as object;
  const ajv = new Ajv({ strict: false, logger: false, validateFormats: false });
  const validate = ajv.compile(schema);
  isValid = validate;
  faults = () => ajv.errorsText(validate.errors).slice(0, 500);
});

/** What Vega draws: how many marks of each kind, and all texts. */
async function rendered(spec: object): Promise<{
  readonly count: (role: string) => number;
  readonly texts: readonly string[];
  readonly svg: string;
}> {
  const warnings: string[] = [];
  const logger = {
    level: () => logger,
    error: (...said: readonly unknown[]) => (warnings.push(said.join(' ')), logger),
    warn: (...said: readonly unknown[]) => (warnings.push(said.join(' ')), logger),
    info: () => logger,
    debug: () => logger,
  };
  const compiled = compile(spec as TopLevelSpec, { logger });
  const svg = await new View(parse(compiled.spec), { renderer: 'none', logger }).toSVG();
  expect(warnings).toEqual([]);
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  return {
    svg,
    count: (role) => [...svg.matchAll(new RegExp(`aria-roledescription="${role}"`, 'g'))].length,
    texts: [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/g)].map(([, text = '']) =>
      text.replaceAll(/<[^>]*>/g, ''),
    ),
  };
}

const known = (rows: readonly Row[], ...fields: readonly string[]): number =>
  rows.filter((row) => fields.every((field) => row[field] !== null)).length;

/** Resources, and how many marks of a kind their rows are. */
const CHARTS: readonly (readonly [address: string, role: string, count: (rows: readonly Row[]) => number])[] =
  [
    [`${CMO}/estimates?question=need-to-align`, 'point', (rows) => known(rows, 'value')],
    [`${NONVOTERS}/estimates?question=q8&option=a-lot`, 'point', (rows) => known(rows, 'value')],
    [`${CMO}/gaps?question=reasons`, 'point', (rows) => known(rows, 'valueA') + known(rows, 'valueB')],
    [`${NONVOTERS}/gaps?question=q8&option=a-lot`, 'rule mark', (rows) => known(rows, 'valueA', 'valueB')],
    [`${CMO}/trends?`, 'rule mark', (rows) => known(rows, 'change')],
    [
      `${CMO}/gap-trends?question=need-to-align`,
      'point',
      (rows) => known(rows, 'gapFrom') + known(rows, 'gapTo'),
    ],
    [`${CMO}/ranks?question=driver-ranks`, 'point', (rows) => rows.length],
    [`${NONVOTERS}/ranks?question=q28`, 'point', (rows) => rows.length],
    [`${NONVOTERS}/crosstab?rows=q16&columns=voter-category`, 'rect mark', (rows) => known(rows, 'value')],
    [
      `${NONVOTERS}/crosstab?rows=q16,q5&columns=voter-category,race`,
      'rect mark',
      (rows) => known(rows, 'value'),
    ],
  ];

describe.each(oneIn(3, CHARTS))('%s&format=vega-lite', (address, role, count) => {
  test('is valid, holds its rows with their words, and is drawn with a mark for each', async () => {
    const app = await bundledApp();
    const response = await app.inject(`${address}&format=vega-lite`);
    expect(response.statusCode, response.body.slice(0, 300)).toBe(200);
    expect(response.headers['content-type']).toBe('application/vnd.vegalite.v6+json');
    expect(response.headers['access-control-allow-origin']).toBe('*');
    const spec = response.json<Spec>();
    expect(isValid(spec), faults()).toBe(true);
    const { data, meta } = await getJson(app, address);
    const { values } = spec.data;
    expect(values).toHaveLength(data.length);
    expect(data.length).toBeGreaterThan(0);
    values.forEach((value, i) => expect(value).toMatchObject(data[i] ?? {}));
    expect(spec.usermeta).toMatchObject({
      permalink: expect.stringContaining(address.split('?')[0] ?? '') as string,
    });
    expect(JSON.stringify(spec)).toContain(String(meta['citation']));
    const { count: drawn, texts } = await rendered(spec);
    expect(drawn(role)).toBe(count(values));
    // Letters may be drawn in another order, and lines broken.
    expect(texts.join(' ').replaceAll(/\s/g, '')).toContain(spec.title.text.join('').replaceAll(/\s/g, ''));
  });
});

test('what is hidden or not known is said where it would be', async () => {
  const app = await smallApp(
    toplines(
      'q,,yes,w1,a,percent,40',
      'battery,i1,,w1,a,percent,30',
      'battery,i1,,w1,b,percent,20',
      'battery,i2,,w1,a,percent,10',
    ),
  );
  const at = (query: string) => `/v1/surveys/small@1.0.0/${query}&format=vega-lite`;
  const gaps = await app.inject(at('gaps?question=battery'));
  const { texts, count } = await rendered(gaps.json<Spec>());
  expect(texts.filter((text) => text === 'not published')).toHaveLength(1);
  expect(count('point')).toBe(3);
  const trends = await app.inject(at('trends?question=battery&audience=a'));
  const missing = trends.json<Spec>().data.values.filter((row) => row['change'] === null);
  expect(missing.length).toBeGreaterThan(0);
  const drawn = await rendered(trends.json<Spec>());
  expect(drawn.count('rule mark')).toBe(0);
  expect(drawn.texts.filter((text) => text.includes('not published'))).toHaveLength(missing.length);
});

test('of no rows is valid, and says so', async () => {
  const survey = surveyFile.parse(smallSurvey());
  const spec = specificationOf('gaps', { rows: [], survey }, WHOLE);
  expect(isValid(spec), faults()).toBe(true);
  expect((await rendered(spec)).texts.join(' ')).toContain('picks no figure');
});

test('labels are data: markup and expressions in them stay text, and two that read alike stay apart', async () => {
  const attack = `');alert(1)//<script>"\\u0027+datum.x`;
  const [first, ...others] = smallSurvey()['questions'] as Record<string, unknown>[];
  const battery = {
    ...others[1],
    text: attack,
    items: [
      { id: 'i1', label: attack },
      { id: 'i2', label: attack },
    ],
  };
  const app = await smallApp(toplines('battery,i1,,w1,a,percent,30', 'battery,i2,,w1,a,percent,10'), {
    questions: [first, others[0], battery],
  });
  const response = await app.inject('/v1/surveys/small@1.0.0/estimates?question=battery&format=vega-lite');
  const spec = response.json<Spec>();
  expect(isValid(spec), faults()).toBe(true);
  const { svg, count } = await rendered(spec);
  expect(svg).not.toContain('<script');
  expect(count('point')).toBe(2);
  const heights = [
    ...svg.matchAll(
      /transform="translate\([\d.]+,([\d.]+)\)"[^>]*aria-roledescription="point"|aria-roledescription="point"[^>]*transform="translate\([\d.]+,([\d.]+)\)"/g,
    ),
  ].map(([, a, b]) => a ?? b);
  expect(new Set(heights).size).toBe(2);
});

test('the header Accept asks for it as well, and no cache takes it for another', async () => {
  const app = await bundledApp();
  const get = async (accept: string): Promise<string> =>
    String(
      (await app.inject({ url: `${CMO}/gaps?question=driver-ranks`, headers: { accept } })).headers[
        'content-type'
      ],
    );
  for (let again = 0; again < 2; again += 1) {
    expect(await get('application/vnd.vegalite.v6+json, text/csv;q=0.5')).toContain('vegalite');
    expect(await get('text/csv')).toContain('text/csv');
    expect(await get('*/*')).toContain('application/json');
  }
  const refused = await app.inject({
    url: `${CMO}/questions`,
    headers: { accept: 'application/vnd.vegalite.v6+json' },
  });
  expect(refused.statusCode).toBe(406);
  const wide = await app.inject({
    url: `${NONVOTERS}/crosstab?rows=gender&layout=wide`,
    headers: { accept: 'application/vnd.vegalite.v6+json' },
  });
  expect(wide.statusCode).toBe(400);
});

test.each([
  [`${CMO}/questions?format=vega-lite`, 'format'],
  [`${NONVOTERS}/crosstab?rows=q16&layout=wide&format=vega-lite`, 'layout'],
])('%s is refused', async (address, name) => {
  const response = await (await bundledApp()).inject(address);
  expect(response.statusCode).toBe(400);
  expect(response.json<{ errors: { name: string }[] }>().errors.map((one) => one.name)).toContain(name);
});
