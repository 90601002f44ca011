import { expect, test } from 'vitest';
import { smallApp, toplines } from '../../helper.ts';

const csv = toplines('q,,yes,w1,a,percent,69', 'q,,yes,w1,b,percent,56');
const GAPS = '/v1/surveys/small/gaps';

test('while the loop is late no heavy query is let in beside another; what is kept and what is cheap is answered', async () => {
  let isLate = false;
  const app = await smallApp(csv, {}, { isLate: () => isLate });
  // A table is kept when it is asked for again.
  for (let i = 0; i < 2; i += 1) expect((await app.inject(GAPS)).statusCode).toBe(200);
  isLate = true;
  const [first, second] = await Promise.all([
    app.inject(`${GAPS}?confidence=0.8`),
    app.inject(`${GAPS}?confidence=0.9`),
  ]);
  // The first found nobody before it: then it is not its like that are late.
  expect(first?.statusCode).toBe(200);
  expect(second?.statusCode).toBe(503);
  expect(second?.headers).toMatchObject({
    'retry-after': '2',
    'content-type': expect.stringContaining('problem+json'),
  });
  expect(second?.json()).toMatchObject({ type: '/v1/problems/unavailable', status: 503 });
  // It has left its place.
  expect((await app.inject(`${GAPS}?confidence=0.9`)).statusCode).toBe(200);
  const [, kept, state, cheap] = await Promise.all([
    app.inject(`${GAPS}?confidence=0.85`),
    app.inject(GAPS),
    app.inject('/healthz'),
    app.inject('/v1/surveys'),
  ]);
  expect([kept?.statusCode, state?.statusCode, cheap?.statusCode]).toEqual([200, 200, 200]);
});

test('a query that is refused leaves its place too', async () => {
  const app = await smallApp(csv, {}, { isLate: () => true });
  for (let i = 0; i < 20; i += 1)
    expect((await app.inject(`${GAPS}?question=nobody-${i}`)).statusCode).toBe(400);
  expect((await app.inject(GAPS)).statusCode).toBe(200);
});
