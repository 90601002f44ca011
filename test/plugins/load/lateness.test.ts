import fastify from 'fastify';
import { expect, onTestFinished, test, vi } from 'vitest';
import { measuredLateness } from '../../../src/plugins/load/lateness.ts';

/** Half a second, after which lateness is looked at. */
const WINDOW_MS = 500;
/** How often the loop comes by at rest. */
const RESOLUTION_MS = 10;

/** So many windows after the last request nothing is measured any more. */
const QUIET_WINDOWS = 10;

/** An application that was asked once, and whose loop is as late as a test says, by the mean of each window. */
async function setting() {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const app = fastify();
  onTestFinished(() => app.close());
  const histogram = {
    mean: NaN,
    enable: vi.fn<() => boolean>(),
    disable: vi.fn<() => boolean>(),
    reset: vi.fn<() => void>(),
  };
  const isLate = measuredLateness(app, histogram);
  app.get('/', (_request, reply) => reply.send());
  const ask = () => app.inject('/');
  await ask();
  return {
    app,
    ask,
    histogram,
    isLate,
    /** A window passes in which the loop was late by so many milliseconds; NaN: it never came by. */
    window: (lateMs: number): boolean => {
      histogram.mean = (RESOLUTION_MS + lateMs) * 1e6;
      vi.advanceTimersByTime(WINDOW_MS);
      return isLate();
    },
  };
}

test('a loop is late after a whole second of it, and no longer once half a second was in time', async () => {
  const { isLate, window } = await setting();
  expect(isLate()).toBe(false);
  expect(window(300)).toBe(false);
  expect(window(300)).toBe(true);
  expect(window(1000)).toBe(true);
  expect(window(20)).toBe(false);
  // The second begins anew.
  expect([window(300), window(300)]).toEqual([false, true]);
});

test('one late half second is a burst, however late', async () => {
  const { window } = await setting();
  expect([window(5000), window(0), window(5000), window(0)]).toEqual([false, false, false, false]);
});

test('what the loop takes at rest is no lateness: 250 ms on top of it are the bound, which itself is in time', async () => {
  const { window } = await setting();
  expect([window(250), window(250), window(251), window(251)]).toEqual([false, false, false, true]);
});

test('a window in which nothing was measured is not late, and each is measured by itself', async () => {
  const { window, histogram } = await setting();
  expect([window(NaN), window(300), window(NaN), window(300)]).toEqual([false, false, false, false]);
  // And once at the beginning.
  expect(histogram.reset).toHaveBeenCalledTimes(5);
});

test('it is measured from the first request until none has come for a while, and anew from the next', async () => {
  const { ask, window, histogram } = await setting();
  for (let i = 1; i < QUIET_WINDOWS; i += 1) window(300);
  await ask();
  for (let i = 1; i < QUIET_WINDOWS; i += 1) expect(window(300)).toBe(true);
  expect([histogram.enable.mock.calls.length, histogram.disable.mock.calls.length]).toEqual([1, 0]);
  expect(window(300)).toBe(false);
  expect(histogram.disable).toHaveBeenCalledTimes(1);
  const { length: resets } = histogram.reset.mock.calls;
  window(300);
  expect(histogram.reset).toHaveBeenCalledTimes(resets);
  await ask();
  expect(histogram.enable).toHaveBeenCalledTimes(2);
  // What was seen before says nothing of now.
  expect([window(300), window(300)]).toEqual([false, true]);
});

test('an application that was never asked measures nothing', () => {
  const histogram = {
    mean: NaN,
    enable: vi.fn<() => boolean>(),
    disable: vi.fn<() => boolean>(),
    reset: vi.fn<() => void>(),
  };
  const app = fastify();
  onTestFinished(() => app.close());
  expect(measuredLateness(app, histogram)()).toBe(false);
  expect(histogram.enable).not.toHaveBeenCalled();
});

test('it is measured until the application is closed', async () => {
  const { app, window, histogram } = await setting();
  window(300);
  await app.close();
  expect(histogram.disable).toHaveBeenCalledTimes(1);
  expect(window(300)).toBe(false);
});

test('the real loop, at rest, is not late', async () => {
  const app = fastify();
  onTestFinished(() => app.close());
  expect(measuredLateness(app)()).toBe(false);
  await app.close();
});
