import fastify from 'fastify';
import { expect, onTestFinished, test, vi } from 'vitest';
import { measuredLateness } from '../../../src/plugins/load/lateness.ts';

/** Half a second, after which lateness is looked at. */
const WINDOW_MS = 500;
/** How often the loop comes by at rest. */
const RESOLUTION_MS = 10;

/** An application whose loop is as late as a test says, by the mean of each window. */
function setting() {
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
  return {
    app,
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

test('a loop is late after a whole second of it, and no longer once half a second was in time', () => {
  const { isLate, window } = setting();
  expect(isLate()).toBe(false);
  expect(window(300)).toBe(false);
  expect(window(300)).toBe(true);
  expect(window(1000)).toBe(true);
  expect(window(20)).toBe(false);
  // The second begins anew.
  expect([window(300), window(300)]).toEqual([false, true]);
});

test('one late half second is a burst, however late', () => {
  const { window } = setting();
  expect([window(5000), window(0), window(5000), window(0)]).toEqual([false, false, false, false]);
});

test('what the loop takes at rest is no lateness: 250 ms on top of it are the bound, which itself is in time', () => {
  const { window } = setting();
  expect([window(250), window(250), window(251), window(251)]).toEqual([false, false, false, true]);
});

test('a window in which nothing was measured is not late, and each is measured by itself', () => {
  const { window, histogram } = setting();
  expect([window(NaN), window(300), window(NaN), window(300)]).toEqual([false, false, false, false]);
  expect(histogram.reset).toHaveBeenCalledTimes(4);
});

test('it is measured from the beginning until the application is closed', async () => {
  const { app, window, histogram } = setting();
  expect(histogram.enable).toHaveBeenCalledTimes(1);
  window(300);
  await app.close();
  expect(histogram.disable).toHaveBeenCalledTimes(1);
  expect(window(300)).toBe(false);
  expect(histogram.reset).toHaveBeenCalledTimes(1);
});

test('the real loop, at rest, is not late', async () => {
  const app = fastify();
  onTestFinished(() => app.close());
  expect(measuredLateness(app)()).toBe(false);
  await app.close();
});
