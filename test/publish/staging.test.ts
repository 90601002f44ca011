import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { BusyError } from '../../src/publish/errors.ts';
import { isRunning, thisPublisher } from '../../src/publish/publisher.ts';
import { linux, needs } from '../components.ts';
import { eventually } from '../eventually.ts';
import { temporaryFolder } from '../helper.ts';
import { dataWithTwo, expectClean, figures, publish, writeDraft } from './support.ts';

const here = thisPublisher();

async function leftBy(data: string, who: Partial<typeof here>, version = '1.2.0'): Promise<string> {
  const { pid, started, space, host } = { ...here, ...who };
  const folder = join(data, 'small', `.staging-small~${version}~${pid}~${started}~${space}~abc~${host}`);
  await mkdir(folder);
  await writeFile(join(folder, 'alive'), '');
  return folder;
}

test('a process is known by its number and its beginning', () => {
  expect(isRunning(here, here)).toBe(true);
  expect(isRunning({ ...here, started: '1' }, here)).toBe(false);
  expect(isRunning({ ...here, pid: 2 ** 30 }, here)).toBe(false);
  expect(isRunning({ ...here, host: 'elsewhere' }, here)).toBeNull();
  expect(isRunning({ ...here, space: '1' }, here)).toBeNull();
});

test('a process that has ended but was not yet waited for is dead', needs(linux()), async () => {
  const child = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 600'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  const pid = Number(String(said));
  const stateOf = async (): Promise<string[]> =>
    (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
  await eventually(async () => (await stateOf())[0] === 'Z');
  expect(isRunning({ ...here, pid, started: (await stateOf())[19] ?? '' }, here)).toBe(false);
});

test('what a dead publisher left is no hindrance, and removed', async () => {
  const folder = await temporaryFolder();
  const data = await dataWithTwo(folder);
  await leftBy(data, { started: '1' }, '1.5.0');
  // It had come so far as to place its release.
  await writeDraft(join(data, 'small', '1.5.0'), '1.5.0');
  const draft = await writeDraft(join(folder, 'draft'), '1.2.0', figures(3));
  expect(await publish(draft, data, {}, { patience: 0 })).toMatchObject({ state: 'published' });
  await expectClean(data, ['1.0.0', '1.1.0', '1.2.0']);
});

test('a publisher on another machine counts as dead when it was silent for a minute', async () => {
  const folder = await temporaryFolder();
  const data = await dataWithTwo(folder);
  const draft = await writeDraft(join(folder, 'draft'), '1.2.0', figures(3));
  const other = await leftBy(data, { host: 'elsewhere' });
  await expect(publish(draft, data, {}, { patience: 50 })).rejects.toThrow(BusyError);
  expect(await readdir(join(data, 'small'))).toHaveLength(4);
  const silent = new Date(Date.now() - 70_000);
  await utimes(join(other, 'alive'), silent, silent);
  expect(await publish(draft, data, {}, { patience: 0 })).toMatchObject({ state: 'published' });
  await expectClean(data, ['1.0.0', '1.1.0', '1.2.0']);
});

test('another survey of the same data directory does not wait', async () => {
  const folder = await temporaryFolder();
  const data = await dataWithTwo(folder);
  await leftBy(data, {});
  const draft = await writeDraft(join(folder, 'draft'), '1.0.0', figures(1), { id: 'small-b' });
  expect(await publish(draft, data, {}, { patience: 0 })).toMatchObject({
    survey: 'small-b',
    state: 'published',
  });
});
