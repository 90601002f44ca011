import { expect, test } from 'vitest';
import { bundledApp } from './helper.ts';

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

test('/docs/method is the document on the method, as a page', async () => {
  const app = await bundledApp();
  for (let time = 0; time < 2; time += 1) {
    const { body, headers } = await app.inject('/docs/method');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body).toContain('<h1>');
    expect(body).toContain('<table>');
  }
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
  expect([...app.operations.values()].map(({ address }) => address)).toEqual(all.slice(1));
  expect(await nearest('/dosc')).toEqual(expect.arrayContaining(['/docs']));
  expect(await nearest('/v1/survey')).toEqual(expect.arrayContaining(['/v1/surveys']));
});
