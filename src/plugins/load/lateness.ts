import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FastifyInstance } from 'fastify';

/** How often the loop is to come by, and for how long it is looked at, in milliseconds. */
const RESOLUTION_MS = 10;
const WINDOW_MS = 500;
/**
 * Computations leave the thread after some 8 ms: a loop that is later than this by the mean of two windows, one after the other, has
 * more to do than it can. A burst, or the first computations of a process, are not that yet: who comes then waits.
 */
const LATE_MS = 250;
const NANOSECONDS = 1e6;

/** Whether the event loop is late, by the mean delay of the last two half seconds. It is measured until the application is closed. */
export function measuredLateness(app: FastifyInstance): () => boolean {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  let [before, delay] = [0, 0];
  const timer = setInterval(() => {
    // NaN, which is never late, where nothing was measured.
    [before, delay] = [delay, histogram.mean / NANOSECONDS - RESOLUTION_MS];
    histogram.reset();
  }, WINDOW_MS).unref();
  app.addHook('onClose', async () => {
    clearInterval(timer);
    histogram.disable();
  });
  return () => before > LATE_MS && delay > LATE_MS;
}
