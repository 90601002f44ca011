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
  // The largest that it takes, by several at once: each is answered whole, or told when to come again.
  const several = await Promise.all(
    Array.from({ length: 4 }, async (_, i) => {
      const answer = await ask(`question=q${i}&wave=w1,w2,w3,w4,w5&limit=all&format=json-stat`);
      const text = await answer.text();
      return { status: answer.status, retry: answer.headers.get('retry-after'), text };
    }),
  );
  for (const { status, retry, text } of several) {
    expect([200, 503], text.slice(0, 300)).toContain(status);
    if (status === 503) expect(Number(retry)).toBeGreaterThan(0);
    else expect(JSON.parse(text)).toMatchObject({ class: 'dataset' });
  }
  expect(several.map(({ status }) => status)).toContain(200);
  const csv = await ask('limit=all&format=csv');
  expect((await csv.text()).trimEnd().split('\n')).toHaveLength(50_001);
  expect(await server.end()).toBe(0);
});
