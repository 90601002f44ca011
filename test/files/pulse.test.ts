import { mkdir, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { firstPulse, PULSE_TIMES, PulseWatch } from '../../src/files/pulse.ts';
import { temporaryFolder } from '../helper.ts';

const START = Date.parse('2026-03-01T12:00:00Z');
const MINUTE = 60_000;

/** A folder whose signs of life are given by hand, and a watcher with two clocks of its own. */
async function scene() {
  const folder = join(await temporaryFolder(), 'claim');
  await mkdir(folder);
  await firstPulse(folder);
  let [wall, steady] = [START, 0];
  const watch = new PulseWatch(
    PULSE_TIMES,
    () => wall,
    () => steady,
  );
  return {
    folder,
    state: async () => (await watch.look(folder)).state,
    look: () => watch.look(folder),
    /** A sign of life by the clock of the files. */
    pulseAt: (moment: number) => utimes(join(folder, 'alive'), moment / 1000, moment / 1000),
    pass: (ms: number) => {
      wall += ms;
      steady += ms;
    },
    setClock: (to: number) => {
      wall = to;
    },
  };
}

test('a sign of a minute ago is one of life, an older one a doubt, and dead when it is watched and stays', async () => {
  const { state, look, pulseAt, pass } = await scene();
  await pulseAt(START);
  expect(await look()).toEqual({ state: 'alive', age: 0 });
  pass(MINUTE);
  expect(await state()).toBe('alive');
  pass(1);
  // It was watched for a minute already.
  expect(await look()).toEqual({ state: 'dead', age: MINUTE + 1 });
});

test('who comes late watches first', async () => {
  const { state, pulseAt, pass } = await scene();
  await pulseAt(START - 10 * MINUTE);
  expect(await state()).toBe('doubtful');
  pass(PULSE_TIMES.watch - 1);
  expect(await state()).toBe('doubtful');
  pass(1);
  expect(await state()).toBe('dead');
});

test('the watch is longer than three signs of life are apart', () => {
  expect(PULSE_TIMES.watch).toBeGreaterThan(3 * PULSE_TIMES.every);
  expect(PULSE_TIMES.silence).toBeGreaterThan(PULSE_TIMES.watch);
});

test.each([
  ['forward', 60 * MINUTE],
  ['back', -60 * MINUTE],
])('a clock that is set %s makes nobody dead who gives signs of life', async (_way, jump) => {
  const { state, pulseAt, pass, setClock } = await scene();
  await pulseAt(START);
  expect(await state()).toBe('alive');
  setClock(START + jump);
  expect(await state()).toBe('doubtful');
  pass(PULSE_TIMES.every);
  await pulseAt(START + jump + PULSE_TIMES.every);
  expect(await state()).toBe('alive');
});

test('a clock that is wrong for good makes nobody dead either', async () => {
  const { state, pulseAt, pass } = await scene();
  const wrong = START + 10 * MINUTE;
  await pulseAt(wrong);
  expect(await state()).toBe('doubtful');
  for (let i = 1; i < 60; i += 1) {
    pass(PULSE_TIMES.every);
    await pulseAt(wrong + i * PULSE_TIMES.every);
    expect(await state()).toBe('alive');
  }
  // And is dead when the signs end, though the last lies in the future for long.
  pass(PULSE_TIMES.watch - 1);
  expect(await state()).toBe('alive');
  pass(1);
  expect(await state()).toBe('dead');
});

test('before the first sign the folder itself is one, and a folder that is gone is nobody’s', async () => {
  const { folder, state } = await scene();
  await rm(join(folder, 'alive'));
  await utimes(folder, START / 1000, START / 1000);
  expect(await state()).toBe('alive');
  await rm(folder, { recursive: true });
  expect(await state()).toBe('gone');
});
