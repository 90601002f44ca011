import { expect, test } from 'vitest';
import { fileSchema } from '../../src/schemas/json-schemas.ts';
import { smallApp, toplines } from '../helper.ts';

test.each(['survey', 'releases'] as const)(
  '/schemas/%s.json is the schema, cached and answered like other documents',
  async (name) => {
    const app = await smallApp(toplines('q,,yes,w1,a,percent,69'));
    const url = `/schemas/${name}.json`;
    const answer = await app.inject(url);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('application/schema+json; charset=utf-8');
    expect(answer.json()).toEqual(fileSchema(name));
    const document = await app.inject('/openapi.json');
    expect(answer.headers['cache-control']).toBe(document.headers['cache-control']);

    const head = await app.inject({ method: 'HEAD', url });
    expect([head.statusCode, head.body, head.headers.etag]).toEqual([200, '', answer.headers.etag]);
    const again = await app.inject({ url, headers: { 'if-none-match': String(answer.headers.etag) } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    const wrong = await app.inject(`${url}?format=csv`);
    expect([wrong.statusCode, wrong.headers['content-type']]).toEqual([
      400,
      'application/problem+json; charset=utf-8',
    ]);
  },
);

test('a schema that there is not is 404', async () => {
  const app = await smallApp(toplines('q,,yes,w1,a,percent,69'));
  expect((await app.inject('/schemas/toplines.json')).statusCode).toBe(404);
});
