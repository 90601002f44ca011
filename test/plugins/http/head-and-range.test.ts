import { expect, test } from 'vitest';
import { smallApp, toplines } from '../../helper.ts';

const URL = '/v1/surveys/small@1.0.0/estimates?format=csv';
const lines = ['q,,yes,w1,a,percent,77', 'q,,yes,w2,a,percent,83'];

test('a range is of the body that GET sends: HEAD tells of the whole', async () => {
  const app = await smallApp(toplines(...lines));
  const headers = { 'accept-encoding': 'identity' };
  const whole = await app.inject({ url: URL, headers });
  const part = await app.inject({ url: URL, headers: { ...headers, range: 'bytes=3-9' } });
  expect([part.statusCode, part.body]).toEqual([206, whole.body.slice(3, 10)]);
  expect(part.headers['content-range']).toBe(`bytes 3-9/${whole.rawPayload.length}`);
  for (const range of ['bytes=3-9', 'bytes=-5', `bytes=${whole.rawPayload.length}-`]) {
    const head = await app.inject({ url: URL, method: 'HEAD', headers: { ...headers, range } });
    expect([head.statusCode, head.body]).toEqual([200, '']);
    expect(head.headers['content-length']).toBe(String(whole.rawPayload.length));
    expect(head.headers['content-range']).toBeUndefined();
  }
  const beyond = await app.inject({
    url: URL,
    headers: { ...headers, range: `bytes=${whole.rawPayload.length}-` },
  });
  expect(beyond.statusCode).toBe(416);
  expect(beyond.headers['content-range']).toBe(`bytes */${whole.rawPayload.length}`);
});

test('a part is sent only of the bytes that If-Range knows', async () => {
  const app = await smallApp(toplines(...lines));
  const get = async (condition: string) =>
    (
      await app.inject({
        url: URL,
        headers: { 'accept-encoding': 'identity', range: 'bytes=0-1', 'if-range': condition },
      })
    ).statusCode;
  const { headers } = await app.inject({ url: URL, headers: { 'accept-encoding': 'identity' } });
  expect(await get(String(headers.etag))).toBe(206);
  // A date says nothing of the software, another version of which may have made other bytes.
  expect(await get(String(headers['last-modified']))).toBe(200);
  expect(await get('"other"')).toBe(200);
  expect(await get('Thu, 01 Jan 1970 00:00:00 GMT')).toBe(200);
});
