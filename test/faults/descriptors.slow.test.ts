import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { linux, needs } from '../components.ts';
import { eventually } from '../eventually.ts';
import { BUNDLED, copyWritable, temporaryFolder } from '../helper.ts';
import { publish, writeDraft } from '../publish/support.ts';
import { npmStart } from './live.ts';
import { ask, expectRecovered, underLoad } from './load.ts';
import { tell } from '../security/tell.ts';

/** More than the server needs of its own, and fewer than the clients that come. */
const LIMIT = 96;
const IDLE = 150;

const connected = async (port: number): Promise<Socket> => {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  await Promise.race([once(socket, 'connect'), once(socket, 'close')]);
  return socket;
};

test(
  'no descriptors are left under load: no wrong answer, no 500; all is as before when they are free again',
  needs(linux()),
  async () => {
    const folder = await temporaryFolder();
    const data = join(folder, 'data');
    await copyWritable(BUNDLED, data);
    const server = await npmStart(data, {}, `ulimit -n ${LIMIT}`);
    const load = await underLoad(server.origin);
    await load.more(20);
    const sockets: Socket[] = [];
    for (let i = 0; i < IDLE; i += 1) sockets.push(await connected(Number(new URL(server.origin).port)));
    await eventually(() => server.descriptors() >= LIMIT - 2);
    const before = load.met.right + load.met.turnedAway + load.met.broken;
    // Those who have a connection are answered as well as can be: what is in memory, or 503.
    await load.more(100);
    // What is published now is seen as soon as there are descriptors to read it with.
    await publish(await writeDraft(join(folder, 'draft'), '1.0.0'), data);
    await load.more(50);
    expect(server.alive()).toBe(true);
    for (const socket of sockets) socket.destroy();
    await eventually(() => server.descriptors() < LIMIT / 2 + 20);
    await eventually(
      async () => String((await ask(`${server.origin}/readyz`))?.body).includes('"ready"'),
      50,
    );
    await load.more(50);
    const { wrong, right } = await load.stop();
    expect(wrong).toEqual([]);
    expect(right).toBeGreaterThan(before / 2);
    await eventually(async () => (await ask(`${server.origin}/v1/surveys/small`))?.status === 200, 50);
    await expectRecovered(server.origin);
    tell(
      'idle connections that take every file descriptor, under load',
      IDLE,
      '503 meanwhile, then all as before; no wrong answer, no 500',
    );
    expect(await server.end()).toBe(0);
  },
);
