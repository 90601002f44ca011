import { describe, expect, test } from 'vitest';
import type { OpenAPIV3_1 } from 'openapi-types';
import { shortened } from '../src/routes/docs-document.ts';
import { bundledApp, smallApp, toplines } from './helper.ts';
import { pageAt } from './pages/page-of.ts';

test('/docs is a page whose scripts, styles and document are all here', async () => {
  const app = await bundledApp();
  const page = await app.inject('/docs');
  expect(page.statusCode).toBe(200);
  const named = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = '']) => address);
  expect(named.length).toBeGreaterThan(3);
  for (const address of [...named, 'openapi.json']) {
    const url = new URL(address, 'http://here/docs');
    expect(url.host, address).toBe('here');
    const { statusCode, rawPayload } = await app.inject(url.pathname);
    expect([address, statusCode]).toEqual([address, 200]);
    expect(rawPayload.length, address).toBeGreaterThan(0);
  }
});

test('/docs runs and styles nothing from within, and follows the theme of the reader', async () => {
  const app = await bundledApp();
  const { headers, body } = await app.inject('/docs');
  expect(headers['content-security-policy']).not.toMatch(/unsafe|nonce|sha256|https?:|\*/);
  expect(body).not.toMatch(/<style|\sstyle="|<script>/);
  expect((await app.inject('/docs/start.js')).body).toContain("classList.toggle('dark-mode', dark.matches)");
  expect((await app.inject('/docs/swagger-ui.css')).body).toMatch(/\bhtml\.dark-mode\b/);
});

test('/docs/method is the document on the method, as a page as all others are', async () => {
  const app = await bundledApp();
  for (let time = 0; time < 2; time += 1) {
    const body = await pageAt(app, '/docs/method');
    expect(body).toContain('<h1>What the statistics mean</h1>');
    expect(body).toContain('aria-label="Table 1"><table>');
    expect(body).not.toContain('<th></th>');
  }
});

type Parameter = OpenAPIV3_1.ParameterObject;

async function formOf(app: Awaited<ReturnType<typeof bundledApp>>) {
  const { body, statusCode } = await app.inject('/docs/openapi.json');
  expect(statusCode).toBe(200);
  const document = JSON.parse(body) as OpenAPIV3_1.Document;
  const parameters = (path: string): Map<string, Parameter> =>
    new Map(((document.paths?.[path]?.get?.parameters ?? []) as Parameter[]).map((one) => [one.name, one]));
  return { document, parameters };
}

describe('the document that forms are made of', () => {
  test('has every operation, and a lock only where a key may be needed', async () => {
    const app = await bundledApp();
    const { document } = await formOf(app);
    expect(Object.keys(document.paths ?? {})).toEqual(Object.keys(app.swagger().paths ?? {}));
    expect(document.security).toBeUndefined();
    const locked = Object.entries(document.paths ?? {}).filter(([, item]) => item?.get?.security);
    expect(locked.map(([path]) => path)).toEqual(['/metrics']);
  });

  test('names the newest survey that can be asked, and what in it makes a first answer', async () => {
    const app = await bundledApp();
    const { parameters } = await formOf(app);
    expect(parameters('/v1/surveys/{survey}/gaps').get('survey')?.example).toBe('cmo-cio-alignment');
    const crosstab = parameters('/v1/surveys/{survey}/crosstab');
    const query = new URLSearchParams();
    for (const [name, { in: place, example }] of crosstab)
      if (place === 'query' && example !== undefined) query.set(name, String(example));
    expect([...query.keys()].toSorted()).toEqual(['columns', 'layout', 'rows']);
    const answer = await app.inject(
      `/v1/surveys/${String(crosstab.get('survey')?.example)}/crosstab?${query.toString()}`,
    );
    expect(answer.statusCode).toBe(200);
    const { data } = answer.json<{ data: Record<string, unknown>[] }>();
    expect(Object.keys(data[0] ?? {}).filter((name) => /\([A-Z]\)$/.test(name)).length).toBeGreaterThan(2);
  });

  test('of a service with other surveys names those, and what is in them', async () => {
    const app = await smallApp(toplines());
    const { parameters } = await formOf(app);
    expect(parameters('/v1/surveys/{survey}/gaps').get('survey')?.example).toBe('small');
    const question = parameters('/v1/surveys/{survey}/questions/{question}').get('question');
    expect(question?.example).toBe('q');
  });

  test('has a line of text for codes with commas; conditions, which hold commas, stay a list', async () => {
    const app = await bundledApp();
    const { parameters } = await formOf(app);
    const gaps = parameters('/v1/surveys/{survey}/gaps');
    for (const name of ['question', 'between', 'sort']) {
      expect(gaps.get(name)?.schema, name).toMatchObject({ type: 'string' });
      expect(gaps.get(name)?.example, name).toBeUndefined();
    }
    expect(gaps.get('measure')?.schema).toMatchObject({ type: 'array' });
    expect(gaps.get('filter')).toMatchObject({ explode: true, schema: { type: 'array' } });
    const published = app.swagger().paths?.['/v1/surveys/{survey}/gaps']?.get?.parameters as Parameter[];
    expect(published.find(({ name }) => name === 'question')).toMatchObject({
      style: 'form',
      explode: false,
      schema: { type: 'array' },
    });
  });

  test('shortens examples: one element of each list, a few lines of each text', () => {
    expect(shortened({ data: [{ a: 'x'.repeat(900), b: [1, 2] }, { a: 'y' }], n: null })).toEqual({
      data: [{ a: `${'x'.repeat(199)}…`, b: [1] }],
      n: null,
    });
    expect(shortened(Array.from({ length: 9 }, (_, i) => `line ${i}`).join('\n'))).toBe(
      'line 0\nline 1\nline 2\nline 3\nline 4\nline 5\n…',
    );
    expect(shortened('one\ntwo')).toBe('one\ntwo');
  });
});

test('an address that is not there names the nearest that the document has', async () => {
  const app = await bundledApp();
  const nearest = async (url: string): Promise<unknown> => {
    const response = await app.inject(url);
    expect(response.statusCode).toBe(404);
    return response.json<{ errors: { allowed: string[] }[] }>().errors[0]?.allowed;
  };
  const all = ['/docs', ...Object.keys(app.swagger().paths ?? {})];
  expect(all).toContain('/v1/surveys/{survey}/gaps');
  expect([...new Set([...app.operations.values()].map(({ address }) => address))]).toEqual(all.slice(1));
  expect(await nearest('/dosc')).toEqual(expect.arrayContaining(['/docs']));
  expect(await nearest('/v1/survey')).toEqual(expect.arrayContaining(['/v1/surveys']));
});
