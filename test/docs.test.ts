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
