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
 * @param now the time in milliseconds
 * @returns what looks at all connections once; it does so by itself each second
 */
export function slowReaders(app: FastifyInstance, now: () => number = () => performance.now()): () => void {
  const open = new Map<ServerResponse, ReadingRate>();
  const look = (): void => {
    const time = now();
    for (const [response, rate] of open) {
      const { socket } = response;
      if (socket && rate.isTooSlow(sampleOf(socket, time))) response.destroy();
    }
  };
  app.addHook('onRequest', (_request, { raw }, done) => {
    open.set(raw, new ReadingRate());
    raw.once('close', () => open.delete(raw));
    done();
  });
  const timer = setInterval(look, LOOK_MS).unref();
  app.addHook('onClose', async () => clearInterval(timer));
  return look;
}
