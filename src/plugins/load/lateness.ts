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

/** So many windows after the last request it is measured no more: to wake a process a hundred times a second is not for nothing. */
const QUIET_WINDOWS = 10;

/**
 * Whether the event loop is late, by the mean delay of the last two half seconds. It is measured while requests come, and at the
 * latest until the application is closed.
 *
 * @param histogram what measures, in nanoseconds from one coming by of the loop to the next; a test puts its own in the place
 */
export function measuredLateness(
  app: FastifyInstance,
  histogram: Pick<
    ReturnType<typeof monitorEventLoopDelay>,
    'enable' | 'disable' | 'reset' | 'mean'
  > = monitorEventLoopDelay({
    resolution: RESOLUTION_MS,
  }),
): () => boolean {
  let [before, delay] = [0, 0];
  let quiet = 0;
  let timer: NodeJS.Timeout | undefined;
  const end = (): void => {
    clearInterval(timer);
    timer = undefined;
    histogram.disable();
    [before, delay] = [0, 0];
  };
  const look = (): void => {
    // NaN, which is never late, where nothing was measured.
    [before, delay] = [delay, histogram.mean / NANOSECONDS - RESOLUTION_MS];
    histogram.reset();
    quiet += 1;
    if (quiet >= QUIET_WINDOWS) end();
  };
  app.addHook('onRequest', (_request, _reply, done) => {
    quiet = 0;
    if (timer === undefined) {
      histogram.reset();
      histogram.enable();
      timer = setInterval(look, WINDOW_MS).unref();
    }
    done();
  });
  app.addHook('onClose', async () => end());
  return () => before > LATE_MS && delay > LATE_MS;
}
