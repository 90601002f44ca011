import { expect, test } from 'vitest';
import { FIGURES, writeMadeFigures } from '../../bench/made-figures.ts';
import { temporaryFolder } from '../helper.ts';
import { npmStart } from '../faults/live.ts';

const AT = `/v1/surveys/${FIGURES}@1.0.0/estimates`;

test('a heap of 128 MB refuses a cube that it has no room for, and goes on serving', async () => {
  const data = await temporaryFolder();
  await writeMadeFigures(data, 50_000);
  const server = await npmStart(data, { NODE_OPTIONS: '--max-old-space-size=128' });
  const ask = (query: string): Promise<Response> => fetch(`${server.origin}${AT}?${query}`);
  const refused = await ask('limit=all&format=json-stat');
  expect(refused.status).toBe(400);
  expect(await refused.text()).toMatch(
    /gives 50000 rows, and json-stat holds \d+ at most; take pages, or one of json/,
  );
  expect((await fetch(`${server.origin}/healthz`)).status).toBe(200);
  expect(await server.end()).toBe(0);
});
