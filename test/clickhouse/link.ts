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
  const open = new Set<Socket>();
  let state: Cut | null = null;
  const reset = (): void => {
    for (const socket of open) socket.resetAndDestroy();
  };
  const server = createServer((near) => {
    if (state === 'reset') {
      near.resetAndDestroy();
      return;
    }
    const far = connect(to, '127.0.0.1');
    for (const [socket, other] of [[near, far] as const, [far, near] as const]) {
      open.add(socket);
      socket.on('data', (bytes: Buffer) => {
        // What was sent into a network that is silent is lost.
        if (state !== 'silent') other.write(bytes);
      });
      // What becomes of it is told when it is closed.
      socket.on('error', () => {});
      socket.on('close', () => {
        open.delete(socket);
        // In a network that is silent nobody learns of it, until it is mended.
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
      if (state === 'silent') for (const socket of open) socket.destroy();
      state = null;
    },
    close: async () => {
      reset();
      await once(server.close(), 'close');
    },
  };
}
