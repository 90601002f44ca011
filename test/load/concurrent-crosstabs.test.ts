import { expect, onTestFinished, test } from 'vitest';
import { askAtOnce, differentCrosstabs } from '../../bench/concurrent-crosstabs.ts';
import { startServer } from '../../bench/live-server.ts';
import { MADE, writeMadeRelease } from '../../bench/made-release.ts';
import { temporaryFolder } from '../helper.ts';

const RECORDS = 300_000;
const PEAK_MEGABYTES = 1000;

const status = async (address: string): Promise<number> => {
  const response = await fetch(address);
  await response.arrayBuffer();
  return response.status;
};

test('two hundred different crosstabs at once are answered or refused with 503, and the server lives', async () => {
  const data = await temporaryFolder();
  await writeMadeRelease(data, RECORDS);
  // Too little of everything: most have to be refused.
  const server = await startServer({ DATA_DIR: data, ENGINE_MEMORY: '64', QUERY_TIMEOUT_MS: '1000' });
  onTestFinished(() => void server.stop());
  const one = `${server.origin}/v1/surveys/${MADE}/crosstab?rows=region&columns=audience`;
  await expect.poll(() => status(one), { timeout: 10_000 }).toBe(200);

  const { answered, refused, failures } = await askAtOnce(server.origin, differentCrosstabs(200));

  expect(failures).toEqual([]);
  expect(answered + refused).toBe(200);
  expect(answered).toBeGreaterThan(0);
  expect(refused).toBeGreaterThan(0);
  expect(server.alive()).toBe(true);
  // Where there is a /proc to read it from.
  if (process.platform === 'linux') expect(server.peakMegabytes()).toBeLessThan(PEAK_MEGABYTES);
  expect(await status(`${server.origin}/healthz`)).toBe(200);
  const another = `${server.origin}/v1/surveys/${MADE}/crosstab?rows=q0&columns=region`;
  await expect.poll(() => status(another), { timeout: 10_000 }).toBe(200);
  expect(await server.stop()).toBe(0);
});

test('the crosstabs of the load are different ones', () => {
  expect(new Set(differentCrosstabs(1000)).size).toBe(1000);
});
