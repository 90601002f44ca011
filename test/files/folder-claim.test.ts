import { eventually } from '../eventually.ts';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { BusyError, openClaim, type FolderClaim, type ClaimOptions } from '../../src/files/folder-claim.ts';
import type { ProcessIdentity } from '../../src/files/process-identity.ts';
import { temporaryFolder } from '../helper.ts';
import { gone, leftClaim, setAge } from './support.ts';

const isLinux = process.platform === 'linux';
const CRASHER = fileURLToPath(new URL('crasher.ts', import.meta.url));
/** Signs of life and doubts that a test can wait for. */
const TIMES = { every: 20, silence: 60_000, watch: 200 };

const open = (parent: string, options: Partial<ClaimOptions> = {}): Promise<FolderClaim> =>
  openClaim({
    prefix: '.thing',
    label: 'work',
    parents: [parent],
    chooseParent: () => Promise.resolve(parent),
    describe: (label) => `${label} is done`,
    patience: 0,
    times: TIMES,
    ...options,
  });

/** Takes the claim and lets it go; what was interrupted before. */
async function take(parent: string, options: Partial<ClaimOptions> = {}): Promise<readonly string[]> {
  const { interrupted, close } = await open(parent, options);
  await close();
  return interrupted;
}

test('one at a time, by any of many at once, and nothing is left', async () => {
  const parent = await temporaryFolder();
  let [inside, done] = [0, 0];
  await Promise.all(
    Array.from({ length: 12 }, async () => {
      const { close } = await open(parent, { patience: 250_000 });
      inside += 1;
      expect(inside).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 2));
      inside -= 1;
      done += 1;
      await close();
    }),
  );
  expect(done).toBe(12);
  expect(await readdir(parent)).toEqual([]);
});

test('of two that make their folders at the same moment at most one goes on', async () => {
  for (let round = 0; round < 20; round += 1) {
    const parent = await temporaryFolder();
    let waiting: (() => void)[] = [];
    // Holds each until both are about to make theirs.
    const together = async (): Promise<string> => {
      if (waiting.length < 2)
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
          if (waiting.length === 2) for (const go of waiting) go();
        });
      return parent;
    };
    const outcomes = await Promise.allSettled([
      open(parent, { chooseParent: together }),
      open(parent, { chooseParent: together }),
    ]);
    waiting = [];
    const held = outcomes.filter(({ status }) => status === 'fulfilled');
    expect(held.length).toBeLessThanOrEqual(1);
    expect(await readdir(parent)).toHaveLength(held.length);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(BusyError);
  }
});

test('a holder that lives is named, and its folder stays', async () => {
  const parent = await temporaryFolder();
  const { folder, close } = await open(parent, { label: 'their~100% work' });
  await expect(open(parent)).rejects.toThrow(BusyError);
  await expect(open(parent)).rejects.toThrow(
    `their~100% work is done by process ${process.pid} on ${hostname()}: try again when that is done (${folder})`,
  );
  // However silent it is: of this machine more is known.
  await setAge(folder, 3_600_000);
  await expect(open(parent, { patience: 400 })).rejects.toThrow(BusyError);
  await close();
  expect(await take(parent)).toEqual([]);
});

test.each<[string, () => Partial<ProcessIdentity>]>([
  ['a process that is gone', () => ({ pid: gone() })],
  // Where no beginning is to be had, only the sign of life tells, as below.
  ['another process that has got its number', () => (isLinux ? { started: '1' } : { pid: gone() })],
])('the claim of %s is no hindrance, and removed', async (_what, who) => {
  const parent = await temporaryFolder();
  await leftClaim(parent, '.thing', 'first', who());
  await leftClaim(parent, '.thing', 'second', who(), null);
  await leftClaim(parent, '.other', 'third', {});
  expect((await take(parent)).toSorted()).toEqual(['first', 'second']);
  expect(await readdir(parent)).toHaveLength(1);
});

test.each([
  ['another machine', { host: 'elsewhere' }],
  ['another machine, with a number that is free here', { host: 'elsewhere', pid: 2 ** 30 }],
  ['another container', { space: '1' }],
  ['another start of the machine', { boot: 'f'.repeat(16) }],
])('the claim of %s holds while it gives signs of life, and a minute longer', async (_what, who) => {
  const parent = await temporaryFolder();
  const folder = await leftClaim(parent, '.thing', 'first', who, 30_000);
  await expect(take(parent, { patience: 300 })).rejects.toThrow(
    /it was last heard of [3-5]\d s ago and counts as dead after 60 s: if it is gone, remove the folder/,
  );
  expect(await readdir(parent)).toHaveLength(1);
  await setAge(folder, 61_000);
  const before = performance.now();
  expect(await take(parent)).toEqual(['first']);
  expect(performance.now() - before).toBeGreaterThanOrEqual(TIMES.watch);
  expect(await readdir(parent)).toEqual([]);
});

test.each([3_600_000, -3_600_000])(
  'a holder on another machine whose clock is off by %i ms is not taken for dead',
  async (off) => {
    const parent = await temporaryFolder();
    const folder = await leftClaim(parent, '.thing', 'first', { host: 'elsewhere' }, off);
    const beat = setInterval(() => void setAge(folder, off), TIMES.every);
    onTestFinished(() => clearInterval(beat));
    await expect(take(parent, { patience: 3 * TIMES.watch })).rejects.toThrow(BusyError);
    expect(await readdir(parent)).toHaveLength(1);
  },
);

test('who was taken for dead wrongly can no longer put anything in its place', async () => {
  const parent = await temporaryFolder();
  const { folder, close } = await open(parent);
  await writeFile(join(folder, 'new'), '');
  await rm(folder, { recursive: true });
  await expect(rename(join(folder, 'new'), join(parent, 'result'))).rejects.toThrow('ENOENT');
  await close();
  expect(await readdir(parent)).toEqual([]);
});

test('a parent folder that changes meanwhile is chosen anew', async () => {
  const parent = await temporaryFolder();
  const inner = join(parent, 'inner');
  let asked = 0;
  const claim = await open(parent, {
    parents: [parent, inner],
    chooseParent: async () => {
      asked += 1;
      if (asked === 2) await mkdir(inner);
      return asked < 2 ? parent : inner;
    },
  });
  expect(claim).toMatchObject({ parent: inner, interrupted: [] });
  expect(await readdir(parent)).toEqual(['inner']);
  await expect(open(parent, { parents: [inner] })).rejects.toThrow(BusyError);
  await claim.close();
});

test('the work is called off while it waits', async () => {
  const parent = await temporaryFolder();
  const { close } = await open(parent);
  const waiting = open(parent, { patience: 20_000, signal: AbortSignal.timeout(100) });
  await expect(waiting).rejects.toThrow(/abort|timeout/i);
  await close();
});

test('a folder that may not be written is the fault that is told', async () => {
  const parent = join(await temporaryFolder(), 'none');
  await expect(open(parent)).rejects.toThrow('ENOENT');
});

test('signs of life go on while the claim stands', async () => {
  const parent = await temporaryFolder();
  const { folder, close } = await open(parent);
  await setAge(folder, 3_600_000);
  const before = Date.now();
  await eventually(async () => (await stat(join(folder, 'alive'))).mtimeMs > before - 1000);
  await close();
});

test.each(['before', 'made', 'open', 'written', 'placed', 'closed'])(
  'a process that is killed when it has come to "%s" hinders nobody',
  async (step) => {
    const parent = await temporaryFolder();
    const { signal, stderr } = spawnSync(process.execPath, [CRASHER, parent, step], { encoding: 'utf8' });
    expect({ signal, stderr }).toEqual({ signal: 'SIGKILL', stderr: '' });
    const left = (await readdir(parent)).filter((name) => name.startsWith('.thing~'));
    const isHeld = step !== 'before' && step !== 'closed';
    expect(left).toHaveLength(isHeld ? 1 : 0);
    expect(await take(parent)).toEqual(isHeld ? ['crash'] : []);
    expect(await readdir(parent)).toEqual(['placed', 'closed'].includes(step) ? ['result'] : []);
  },
);

test('another process holds it until it is killed', async () => {
  const parent = await temporaryFolder();
  const child = spawn(process.execPath, [CRASHER, parent, 'hold'], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  await expect(open(parent)).rejects.toThrow(`crash is done by process ${child.pid} on `);
  child.kill('SIGKILL');
  await once(child, 'close');
  expect(await take(parent)).toEqual(['crash']);
});
