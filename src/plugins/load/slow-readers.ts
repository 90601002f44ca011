import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { FastifyInstance } from 'fastify';
import { ReadingRate, type ConnectionSample } from './reading-rate.ts';

const LOOK_MS = 1000;

/**
 * What was handed to the system, and how much of that waits for the client. Node's own timeouts go by these; they are not in its types.
 * Without them an answer that is written at once would seem not to be taken at all until its last byte.
 */
function handed(socket: Socket): { readonly bytes: number; readonly waiting: number } {
  const handle: unknown = Reflect.get(socket, '_handle');
  const of = (name: string): number => {
    const value: unknown =
      typeof handle === 'object' && handle !== null ? Reflect.get(handle, name) : undefined;
    return typeof value === 'number' ? value : 0;
  };
  return { bytes: of('bytesWritten'), waiting: of('writeQueueSize') };
}

/** A look at a connection, at a time in milliseconds. */
function sampleOf(socket: Socket, now: number): ConnectionSample {
  const { bytes, waiting } = handed(socket);
  return { seconds: now / 1000, taken: bytes - waiting, waits: waiting > 0 || socket.writableLength > 0 };
}

/**
 * Ends connections whose clients take their answers too slowly, kept ones and streams alike: each holds memory, and a long one a place
 * that others wait for.
 *
 * Its hook comes before those that answer.
 */
export class SlowReaders {
  readonly #now: () => number;
  readonly #open = new Map<ServerResponse, ReadingRate>();

  /** @param now the time in milliseconds */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Watches how an answer is taken. */
  readonly watch = (response: ServerResponse): void => {
    this.#open.set(response, new ReadingRate());
    response.once('close', () => this.#open.delete(response));
  };

  /** Looks at all connections once. */
  look(): void {
    const time = this.#now();
    for (const [response, rate] of this.#open) {
      const { socket } = response;
      if (socket && rate.isTooSlow(sampleOf(socket, time))) response.destroy();
    }
  }

  /** Watches whatever is answered, and looks each second. */
  observe(app: FastifyInstance): void {
    app.addHook('onRequest', (_request, { raw }, done) => {
      this.watch(raw);
      done();
    });
    const timer = setInterval(() => this.look(), LOOK_MS).unref();
    app.addHook('onClose', async () => clearInterval(timer));
  }
}
