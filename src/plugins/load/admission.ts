import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from '../../errors/api-error.ts';
import { clientOf } from './client.ts';
import { isHeavy, type PresentedRequest } from './heavy.ts';
import { Line } from './line.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Gives back the place of a heavy query; null: it has none. */
    leaveLine: (() => void) | null;
  }
}

/** Computations share one thread: more at once only hold more memory. */
const AT_ONCE = 8;
const WAITING = 128;
const RETRY_SECONDS = 2;

const refused = (detail: string): ApiError =>
  new ApiError('unavailable', detail, { headers: { 'retry-after': String(RETRY_SECONDS) } });

/**
 * Lets heavy queries in a few at a time, and no more while the event loop is late of those that are in. Answers that are kept, and all
 * that is cheap, never come here. It comes after `httpCache`.
 *
 * @param isLate whether the event loop is late
 * @param waitMs how long a query may wait, in milliseconds; then 503
 */
export function admission(
  app: FastifyInstance,
  {
    isLate,
    waitMs,
    line = new Line({ atOnce: AT_ONCE, waiting: WAITING }),
  }: { readonly isLate: () => boolean; readonly waitMs: number; readonly line?: Line },
): void {
  app.decorateRequest('leaveLine', null);
  async function waitFor(request: FastifyRequest, reply: FastifyReply): Promise<() => void> {
    const gone = new AbortController();
    const giveUp = (): void => gone.abort();
    reply.raw.once('close', giveUp);
    const timer = setTimeout(giveUp, waitMs);
    const leave = await line.enter(clientOf(request), gone.signal);
    clearTimeout(timer);
    if (leave === null) throw refused('Too many long computations wait for their turn.');
    return leave;
  }

  app.addHook('preHandler', (request: PresentedRequest, reply, done) => {
    if (!isHeavy(request)) {
      done();
      return;
    }
    // Where none is in, it is the machine that is late, and to refuse would not help.
    if (line.isBusy && isLate()) {
      done(refused('The service has more to compute than it can. What is kept already is answered.'));
      return;
    }
    const enter = (leave: () => void): void => {
      request.leaveLine = leave;
      reply.raw.once('close', leave);
      done();
    };
    const leave = line.enterAtOnce(clientOf(request));
    if (leave === null) waitFor(request, reply).then(enter, done);
    else enter(leave);
  });
  // What is still to be sent has been computed, or is made as fast as the client takes it.
  app.addHook('onSend', (request, _reply, payload, done) => {
    request.leaveLine?.();
    done(null, payload);
  });
}
