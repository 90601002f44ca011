import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eventually } from '../eventually.ts';
import { temporaryFolder } from '../helper.ts';
import { figures, publish, writeDraft } from '../publish/support.ts';
import { npmStart } from './live.ts';
import { ask } from './load.ts';
import { tell } from '../security/tell.ts';

const HOUR = 3_600_000;
/** SIGUSR2 sets the clock of a process an hour ahead, and the next one back. */
const CLOCK = `const real = Date.now, Real = Date; let ahead = 0;
process.on('SIGUSR2', () => { ahead = ahead === 0 ? ${2 * HOUR} : 0; });
globalThis.Date = class extends Real { constructor(...given) { given.length === 0 ? super(real() + ahead) : super(...given); } static now() { return real() + ahead; } };`;

test('the clock of the server jumps ahead and back under load: an embargoed release is shown, and hidden again', async () => {
  const folder = await temporaryFolder();
  const data = join(folder, 'data');
  await publish(await writeDraft(join(folder, '1'), '1.0.0', figures(1)), data);
  const lift = new Date(Date.now() + HOUR).toISOString().replace(/\.\d+/, '');
  await publish(await writeDraft(join(folder, '2'), '1.1.0', figures(2)), data, { embargoedUntil: lift });
  const server = await npmStart(data, {
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(CLOCK)}`,
  });
  const paths = ['small/estimates', 'small/releases', 'small@1.1.0', 'small/gaps', 'small'];
  const counts = { asked: 0, shown: 0 };
  const state = { isOver: false, mayShow: false };
  const faults: string[] = [];
  const clients = Array.from({ length: 6 }, async (_, client) => {
    for (let i = client; !state.isOver; i += 1) {
      const path = paths[i % paths.length] ?? '';
      const before = state.mayShow;
      const got = await ask(`${server.origin}/v1/surveys/${path}`);
      counts.asked += 1;
      const isPinned = path.includes('@');
      // 503: too much at once, which says nothing of the release.
      const isExpected = got?.status === 200 || got?.status === 503 || (isPinned && got?.status === 404);
      if (!isExpected) faults.push(`${path}: ${got?.status}`);
      const shows = String(got?.body).includes('1.1.0') && got?.status === 200;
      if (shows) counts.shown += 1;
      // Where the clock was not touched meanwhile.
      if (shows && !before && !state.mayShow) faults.push(`${path} shows what is to come`);
    }
  });
  const more = (requests: number) => {
    const until = counts.asked + requests;
    return eventually(() => counts.asked >= until);
  };
  const isShown = async (): Promise<boolean> =>
    (await ask(`${server.origin}/v1/surveys/small@1.1.0`))?.status === 200;
  await more(100);
  for (let i = 0; i < 3; i += 1) {
    expect(await isShown()).toBe(false);
    state.mayShow = true;
    process.kill(server.pid, 'SIGUSR2');
    await eventually(isShown);
    const { shown } = counts;
    await eventually(() => counts.shown > shown + 20);
    process.kill(server.pid, 'SIGUSR2');
    await eventually(async () => !(await isShown()));
    // Those that were on their way may have been answered before.
    await more(20);
    state.mayShow = false;
    await more(50);
  }
  state.isOver = true;
  await Promise.all(clients);
  expect(faults).toEqual([]);
  expect(counts.shown).toBeGreaterThan(60);
  tell(
    'the clock of the server set ahead and back, under load',
    6,
    'shown while it is ahead, hidden again before and after',
  );
  expect(await server.end()).toBe(0);
});
