import { once } from 'node:events';
import { get, type IncomingMessage, type ServerResponse } from 'node:http';
import fastify, { type FastifyInstance } from 'fastify';
import { describe, expect, onTestFinished, test } from 'vitest';
import { SlowReaders } from '../../../src/plugins/load/slow-readers.ts';
import { ReadingRate } from '../../../src/plugins/load/reading-rate.ts';
import { eventually } from '../../eventually.ts';

describe('the rate of a reader', () => {
  const look = (
    samples: readonly (readonly [seconds: number, taken: number, waits: boolean])[],
  ): boolean[] => {
    const rate = new ReadingRate();
    return samples.map(([seconds, taken, waits]) => rate.isTooSlow({ seconds, taken, waits }));
  };

  test('64 kB every 11 seconds is too slow after a minute, 16 kB a second is not', () => {
    const steps = Array.from({ length: 13 }, (_, i) => i * 5);
    const slow = look(steps.map((t) => [t, Math.floor(t / 11) * 64 * 1024, true]));
    expect(slow).toEqual([...Array.from({ length: 12 }, () => false), true]);
    expect(look(steps.map((t) => [t, t * 16 * 1024, true]))).not.toContain(true);
    expect(look(steps.map((t) => [t, t * 16 * 1024 - (t < 60 ? 0 : 1), true])).at(-1)).toBe(true);
  });

  test('who waits for us is not slow, and a burst long ago does not count', () => {
    expect(
      look([
        [0, 0, false],
        [100, 0, false],
        [200, 0, false],
      ]),
    ).not.toContain(true);
    expect(
      look([
        [0, 0, true],
        [59, 0, false],
        [61, 0, true],
        [120, 0, true],
        [121, 0, true],
      ]),
    ).toEqual([false, false, false, false, true]);
    expect(
      look([
        [0, 0, true],
        [60, 1e9, true],
        [120, 1e9, true],
      ]),
    ).toEqual([false, false, true]);
  });
});

test('a connection that is too slow is ended, kept answers too, and one that takes all is not', async () => {
  const app = fastify() as unknown as FastifyInstance;
  let now = 0;
  const readers = new SlowReaders(() => now);
  readers.observe(app);
  // More than the buffers of the system hold.
  const sent: ServerResponse[] = [];
  app.get('/', (_request, reply) => {
    sent.push(reply.raw);
    return reply.send(Buffer.alloc(64 * 1024 * 1024));
  });
  const origin = await app.listen({ port: 0 });
  onTestFinished(() => app.close());
  const ask = async (): Promise<IncomingMessage> => {
    const request = get(`${origin}/`);
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    return response;
  };
  const stuck = await ask();
  stuck.pause();
  stuck.once('error', () => undefined);
  const quick = await ask();
  let taken = 0;
  quick.on('data', (chunk: Buffer) => (taken += chunk.length));
  await once(quick, 'end');
  expect(taken).toBe(64 * 1024 * 1024);
  // The first look may find what the system has still to take.
  await eventually(() => {
    readers.look();
    now += 61_000;
    readers.look();
    return sent[0]?.destroyed === true;
  });
  expect([sent[0]?.writableFinished, sent[1]?.writableFinished]).toEqual([false, true]);
});
