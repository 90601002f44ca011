import { describe, expect, test } from 'vitest';
import { passOver, withoutTrailingSlash } from '../../src/plugins/addresses.ts';
import { bundledApp } from '../helper.ts';

const GAPS = '/v1/surveys/cmo-cio-alignment@1.0.0/gaps';

describe('what the world adds to an address', () => {
  test.each([
    ['/a?_=1699&b=2', '/a?b=2'],
    ['/a?utm_source=mail&utm_medium=x', '/a'],
    ['/a?b=2&fbclid=IwAR&gclid=&ref=home&c=%26ref=1', '/a?b=2&c=%26ref=1'],
    ['/a?_&b=1', '/a?b=1'],
    // Names that only begin alike are somebody's mistakes, and are told so.
    ['/a?_b=1&refer=2&utm=3&gclids=4', '/a?_b=1&refer=2&utm=3&gclids=4'],
    ['/a?b=ref&c=_', '/a?b=ref&c=_'],
    ['/ref?', '/ref?'],
  ])('%s', (url, kept) => {
    expect(passOver(url)).toBe(kept);
  });

  test('is in no permalink, and one kept answer serves all', async () => {
    const app = await bundledApp();
    const plain = await app.inject(`${GAPS}?question=need-to-align`);
    const shared = await app.inject(`${GAPS}?utm_source=a%20b&question=need-to-align&_=17`);
    expect(shared.statusCode).toBe(200);
    expect(shared.body).toBe(plain.body);
    expect(shared.headers.etag).toBe(plain.headers.etag);
    expect((await app.inject(`${GAPS}?utm=1`)).statusCode).toBe(400);
  });
});

describe('a slash at the end', () => {
  test.each([
    [`${GAPS}/`, GAPS],
    [`${GAPS}///?wave=2012&x=%2F`, `${GAPS}?wave=2012&x=%2F`],
    ['/v1/surveys/?_=1', '/v1/surveys'],
    // Never another host.
    ['//evil.example/', '/evil.example'],
    ['/%5Cevil.example/', '/%5Cevil.example'],
  ])('%s is taken off', async (url, meant) => {
    const response = await (await bundledApp()).inject(url);
    expect(response.statusCode).toBe(308);
    expect(response.headers.location).toBe(meant);
  });

  test('is taken off for pages of other hosts too, and only for keys that are good', async () => {
    const app = await bundledApp();
    const from = await app.inject({ url: `${GAPS}/`, headers: { origin: 'https://paper.example' } });
    expect([from.statusCode, from.headers['access-control-allow-origin']]).toEqual([308, '*']);
    const wrong = await app.inject({ url: `${GAPS}/`, headers: { authorization: 'Bearer tl_wrong' } });
    expect(wrong.statusCode).toBe(401);
  });

  test('never names another host', () => {
    expect(withoutTrailingSlash('/\\evil.example/')).toBe('/evil.example');
    expect(withoutTrailingSlash('/\\/\\evil.example/?a=1')).toBe('/evil.example?a=1');
    expect(withoutTrailingSlash('//')).toBeNull();
  });

  test('of an address that there is stays', async () => {
    const app = await bundledApp();
    expect((await app.inject('/docs/')).statusCode).toBeLessThan(400);
    expect((await app.inject('/')).headers.location).not.toBe('');
    expect((await app.inject({ method: 'POST', url: `${GAPS}/` })).statusCode).toBeGreaterThanOrEqual(404);
  });
});
