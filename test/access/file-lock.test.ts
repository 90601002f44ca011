import { spawnSync } from 'node:child_process';
import { readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LockedError, removeDead, withLock } from '../../src/access/file-lock.ts';
import { temporaryFolder } from '../helper.ts';

/** The id of a process that is gone. */
const gone = (): number => spawnSync(process.execPath, ['-e', '']).pid;

test('one at a time, and the lock is gone after success and failure', async () => {
  const folder = await temporaryFolder();
  const lock = join(folder, 'lock');
  let inside = 0;
  const work = async (): Promise<number> => {
    inside += 1;
    expect(inside).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 2));
    inside -= 1;
    return inside;
  };
  expect(await Promise.all(Array.from({ length: 20 }, () => withLock(lock, work)))).toEqual(
    Array.from({ length: 20 }, () => 0),
  );
  await expect(withLock(lock, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await readdir(folder)).toEqual([]);
});

test('a lock of a process that lives, or of another machine, is waited for, and its holder is named', async () => {
  const folder = await temporaryFolder();
  const lock = join(folder, 'lock');
  for (const holder of [
    { pid: process.pid, host: hostname() },
    { pid: gone(), host: 'elsewhere' },
  ]) {
    await writeFile(lock, JSON.stringify(holder));
    const waiting = withLock(lock, () => Promise.resolve(), { patienceMs: 50 });
    await expect(waiting).rejects.toThrow(LockedError);
    await expect(waiting).rejects.toThrow(`process ${holder.pid} on ${holder.host} is changing the file`);
    expect(JSON.parse(await readFile(lock, 'utf8'))).toEqual(holder);
  }
});

test('a lock that a killed process left is removed, by one of many, and never the lock of another', async () => {
  const folder = await temporaryFolder();
  const lock = join(folder, 'lock');
  for (let round = 0; round < 10; round += 1) {
    await writeFile(lock, JSON.stringify({ pid: gone(), host: hostname() }));
    let inside = 0;
    const work = async (): Promise<void> => {
      inside += 1;
      expect(inside).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 1));
      inside -= 1;
    };
    await Promise.all(Array.from({ length: 8 }, () => withLock(lock, work)));
    expect(await readdir(folder)).toEqual([]);
  }
});

test('a lock that was cut short is one that is being written, until it is old', async () => {
  const lock = join(await temporaryFolder(), 'lock');
  await writeFile(lock, '{"pid"');
  const run = () => withLock(lock, () => Promise.resolve('done'), { patienceMs: 100 });
  await expect(run()).rejects.toThrow('a process is changing the file');
  await utimes(lock, 1, 1);
  expect(await run()).toBe('done');
});

test('a dead lock that another is removing, or has replaced, is left alone', async () => {
  const folder = await temporaryFolder();
  const lock = join(folder, 'lock');
  const dead = JSON.stringify({ pid: gone(), host: hostname() });
  await writeFile(lock, dead);
  await writeFile(`${lock}.break`, '');
  await expect(withLock(lock, () => Promise.resolve(), { patienceMs: 50 })).rejects.toThrow(LockedError);
  expect(await readFile(lock, 'utf8')).toBe(dead);
  await rm(`${lock}.break`);
  const living = JSON.stringify({ pid: process.pid, host: hostname() });
  await writeFile(lock, living);
  await removeDead(lock, dead);
  expect(await readFile(lock, 'utf8')).toBe(living);
  await removeDead(lock, living);
  expect(await readdir(folder)).toEqual([]);
});
