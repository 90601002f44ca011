import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import {
  identityText,
  isRunning,
  parseProcessIdentity,
  thisProcess,
} from '../../src/files/process-identity.ts';
import { linux, needs } from '../components.ts';
import { eventually } from '../eventually.ts';
import { gone } from './support.ts';

const here = thisProcess();

test('this process runs, one that is gone does not', () => {
  expect(isRunning(here, here)).toBe(true);
  expect(isRunning({ ...here, pid: gone() }, here)).toBe(false);
  expect(isRunning({ ...here, pid: 2 ** 30 }, here)).toBe(false);
});

test('what it says of itself is what the system says', needs(linux()), async () => {
  const text = await readFile('/proc/self/stat', 'utf8');
  // proc(5): field 22, counted from 1; the name of this program holds no blank.
  expect(here.started).toBe(text.split(' ')[21]);
  expect(Number(here.started)).toBeGreaterThan(0);
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
  expect(boot.replaceAll('-', '').startsWith(here.boot)).toBe(true);
  expect(here.boot).toHaveLength(16);
});

test('a number that was given anew is told by the beginning', needs(linux()), () => {
  expect(isRunning({ ...here, started: '1' }, here)).toBe(false);
  expect(isRunning({ ...here, started: String(Number(here.started) + 1) }, here)).toBe(false);
});

test.each([
  ['another machine', { host: 'elsewhere' }],
  ['another container', { space: '1' }],
  ['the machine before it was started anew, or one of the same name', { boot: 'f'.repeat(16) }],
])('of %s nothing is known, whether the number is free or not', (_what, who) => {
  expect(isRunning({ ...here, ...who }, here)).toBeNull();
  expect(isRunning({ ...here, ...who, pid: 2 ** 30 }, here)).toBeNull();
});

test('without times of beginning a free number is dead, one that is taken may be anybody', () => {
  const poor = { ...here, started: '0' };
  expect(isRunning({ ...poor, pid: 2 ** 30 }, poor)).toBe(false);
  expect(isRunning(poor, poor)).toBeNull();
  expect(isRunning(here, poor)).toBeNull();
  expect(isRunning(poor, here)).toBeNull();
});

test('another process is told by its own beginning', needs(linux()), async () => {
  const text = await readFile('/proc/1/stat', 'utf8');
  const started = text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  expect(isRunning({ ...here, pid: 1, started }, here)).toBe(true);
});

test('a process that may not be sent a signal is there', () => {
  const refused = vi.spyOn(process, 'kill').mockImplementation(() => {
    throw Object.assign(new Error('not permitted'), { code: 'EPERM' });
  });
  onTestFinished(() => refused.mockRestore());
  expect(isRunning(here, here)).toBe(here.started === '0' ? null : true);
  // Hidden from /proc, as systems can be told to: then only its signs of life tell.
  expect(isRunning({ ...here, pid: 2 ** 30 }, here)).toBeNull();
});

test('a process that has ended but was not yet waited for is dead', needs(linux()), async () => {
  const child = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 1000'], {
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

test('an identity can be a part of a name, and be read again', () => {
  expect(parseProcessIdentity(identityText(here))).toEqual(here);
  expect(identityText(here)).toMatch(/^[\w.~-]+$/);
  const full = '7~8~9~10~h';
  expect(parseProcessIdentity(full)).toEqual({ pid: 7, started: '8', boot: '9', space: '10', host: 'h' });
  for (const text of [
    '',
    '7',
    '7~8~9~10',
    '7~8~9~10~',
    `${full}~x`,
    `x${full}`,
    `0${full}`,
    `-${full}`,
    '~8~9~10~h',
  ])
    expect([text, parseProcessIdentity(text)]).toEqual([text, null]);
});
