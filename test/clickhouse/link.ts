import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** How a network is cut: connections are reset, or nothing comes through any more and nobody is told. */
type Cut = 'reset' | 'silent';

/** The network before a port of this machine, which can be cut. */
export interface Link {
  /** Where others connect. */
  readonly port: number;
  cut(how: Cut): void;
  mend(): void;
  close(): Promise<void>;
}

/** Passes connections on to a port of this machine. */
export async function startLink(to: number): Promise<Link> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let state: Cut | null = null;
  const reset = (): void => {
    for (const pair of pairs) for (const socket of pair) socket.resetAndDestroy();
  };
  const server = createServer((near) => {
    if (state === 'reset') {
      near.resetAndDestroy();
      return;
    }
    const far = connect(to, '127.0.0.1');
    const pair = [near, far] as const;
    pairs.add(pair);
    for (const [socket, other] of [pair, [far, near] as const]) {
      socket.on('data', (bytes: Buffer) => {
        // What was sent into a network that is silent is lost.
        if (state !== 'silent') other.write(bytes);
      });
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        pairs.delete(pair);
        if (state !== 'silent') other.destroy();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    cut: (how) => {
      state = how;
      if (how === 'reset') reset();
    },
    mend: () => {
      // Who waited for what was lost learns that it is.
      if (state === 'silent') reset();
      state = null;
    },
    close: async () => {
      reset();
      await once(server.close(), 'close');
    },
  };
}
