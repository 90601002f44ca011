import { Writable } from 'node:stream';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { smallApp, toplines } from '../helper.ts';

test('one line a request; a client’s error is no error of ours, and ours carries the request id and the cause', async () => {
  const lines: Record<string, unknown>[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      done();
    },
  });
  let clock = Date.now;
  const app = await smallApp(
    toplines('q,,yes,w1,a,percent,69'),
    {},
    { logger: pino(stream), now: () => clock() },
  );
  const headers = { 'x-request-id': 'mine', authorization: 'Bearer secret' };
  await app.inject({ url: '/v1/surveys', headers });
  await app.inject({ url: '/v1/surveys/none', headers });
  expect(lines).toMatchObject([
    {
      level: 30,
      msg: 'request',
      reqId: 'mine',
      method: 'GET',
      url: '/v1/surveys',
      status: 200,
      ms: expect.any(Number),
    },
    { level: 30, msg: 'request', status: 404 },
  ]);
  clock = () => {
    throw new Error('the cause');
  };
  await app.inject({ url: '/v1/surveys/small', headers });
  expect(lines.slice(2)).toMatchObject([
    { level: 50, msg: 'request failed', reqId: 'mine', err: { message: 'the cause' } },
    { level: 30, status: 500 },
  ]);
  expect(JSON.stringify(lines)).not.toContain('secret');
});
