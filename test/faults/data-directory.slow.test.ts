import { chmod, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eventually } from '../eventually.ts';
import { BUNDLED, copyWritable, temporaryFolder } from '../helper.ts';
import { publish, writeDraft } from '../publish/support.ts';
import { npmStart } from './live.ts';
import { ask, expectRecovered, underLoad } from './load.ts';
import { tell } from '../security/tell.ts';

/** What happens to the folder, and how it is undone. */
const FAULTS: readonly (readonly [
  string,
  (data: string) => Promise<unknown>,
  (data: string) => Promise<unknown>,
])[] = [
  ['gone', (data) => rename(data, `${data}-away`), (data) => rename(`${data}-away`, data)],
  [
    'empty, as one that is not mounted',
    async (data) => {
      await rename(data, `${data}-away`);
      await mkdir(data);
    },
    async (data) => {
      await rm(data, { recursive: true });
      await rename(`${data}-away`, data);
    },
  ],
  [
    'without a survey',
    (data) => rename(join(data, 'nonvoters'), `${data}-survey`),
    (data) => rename(`${data}-survey`, join(data, 'nonvoters')),
  ],
];

test('the data directory goes and comes back under load: no wrong answer, no 500, all as before at its end', async () => {
  const folder = await temporaryFolder();
  const data = join(folder, 'data');
  await copyWritable(BUNDLED, data);
  const server = await npmStart(data);
  const load = await underLoad(server.origin);
  await load.more(100);
  for (const [what, spoil, mend] of FAULTS) {
    const turnedAway = load.met.turnedAway;
    await spoil(data);
    // What is not kept is read from a file, and there is none; or, when a survey is gone, there is no such survey.
    if (what !== 'without a survey') await eventually(() => load.met.turnedAway > turnedAway);
    else
      await eventually(async () => (await ask(`${server.origin}/v1/surveys/nonvoters`))?.status !== 200, 50);
    await load.more(50);
    expect((await ask(`${server.origin}/healthz`))?.status).toBe(200);
    // Of what is gone nothing is given, kept or not; the list of releases says why.
    if (what !== 'without a survey')
      await eventually(async () => {
        const ready = await ask(`${server.origin}/readyz`);
        return String(ready?.body).includes('"degraded"') && String(ready?.body).includes('is not there');
      }, 50);
    await mend(data);
    await eventually(async () => {
      const ready = await ask(`${server.origin}/readyz`);
      return String(ready?.body).includes('"ready"') && String(ready?.body).includes('nonvoters');
    }, 50);
  }
  await load.more(50);
  const { right, wrong, broken } = await load.stop();
  // While the survey was gone, 404 was the right answer of what it had.
  expect(wrong.filter((one) => !/nonvoters.*: 404 .*unknown-survey/.test(one))).toEqual([]);
  // A download whose file goes on its way breaks off, which its client sees.
  expect(broken).toBeLessThan(right / 10);
  expect(right).toBeGreaterThan(200);
  await expectRecovered(server.origin);

  // And it sees what is published from now on.
  await publish(await writeDraft(join(folder, 'draft'), '1.0.0'), data);
  await eventually(async () => (await ask(`${server.origin}/v1/surveys/small`))?.status === 200, 50);
  await chmod(data, 0o755);
  tell(
    'a data directory that goes and comes back, under load',
    FAULTS.length,
    'all as before within seconds; no wrong answer, no 500',
  );
  expect(await server.end()).toBe(0);
});
