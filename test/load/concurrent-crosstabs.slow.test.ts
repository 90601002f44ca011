import { expect, onTestFinished, test } from 'vitest';
import { askAtOnce, differentCrosstabs } from '../../bench/concurrent-crosstabs.ts';
import { startServer } from '../../bench/live-server.ts';
import { MADE, writeMadeRelease } from '../../bench/made-release.ts';
import { eventually } from '../eventually.ts';
import { temporaryFolder } from '../helper.ts';

const RECORDS = 300_000;
const CROSSTABS = 200;
const PEAK_MEGABYTES = 1000;

const status = async (address: string): Promise<number> => {
  const response = await fetch(address);
  await response.arrayBuffer();
  return response.status;
};

/** How long (ms) this machine, as busy as it is, takes for a tenth of the crosstabs. */
async function timeOfATenth(settings: Readonly<Record<string, string>>): Promise<number> {
  const server = await startServer({ ...settings, QUERY_TIMEOUT_MS: '600000' });
  try {
    const began = performance.now();
    const { answered } = await askAtOnce(server.origin, differentCrosstabs(CROSSTABS / 10));
    expect(answered).toBe(CROSSTABS / 10);
    return Math.max(100, Math.round(performance.now() - began));
  } finally {
    await server.stop();
  }
}

test('two hundred different crosstabs at once are answered or refused with 503, and the server lives', async () => {
  const data = await temporaryFolder();
  await writeMadeRelease(data, RECORDS);
  const settings = { DATA_DIR: data, ENGINE_MEMORY: '64' };
  // Too little of everything: they may wait and run for as long as a tenth of them takes, so most have to be refused.
  const tenth = await timeOfATenth(settings);
  const server = await startServer({ ...settings, QUERY_TIMEOUT_MS: String(tenth) });
  onTestFinished(() => void server.stop());
  const one = `${server.origin}/v1/surveys/${MADE}/crosstab?rows=region&columns=audience`;
  await eventually(async () => (await status(one)) === 200, 500);

  const { answered, refused, failures } = await askAtOnce(server.origin, differentCrosstabs(CROSSTABS));

  expect(failures).toEqual([]);
  expect(answered + refused).toBe(CROSSTABS);
  expect(answered).toBeGreaterThan(0);
  expect(refused).toBeGreaterThan(0);
  expect(server.alive()).toBe(true);
  // Where there is a /proc to read it from.
  if (process.platform === 'linux') expect(server.peakMegabytes()).toBeLessThan(PEAK_MEGABYTES);
  expect(await status(`${server.origin}/healthz`)).toBe(200);
  const another = `${server.origin}/v1/surveys/${MADE}/crosstab?rows=q0&columns=region`;
  await eventually(async () => (await status(another)) === 200, 500);
  expect(await server.stop()).toBe(0);
});

test('the crosstabs of the load are different ones', () => {
  expect(new Set(differentCrosstabs(1000)).size).toBe(1000);
});
