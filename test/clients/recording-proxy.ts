import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it went by, with what came back. */
interface Recorded {
  readonly method: string;
  readonly range: string | null;
  readonly status: number;
  /** Bytes of the body. */
  readonly bytes: number;
}

export interface RecordingProxy {
  readonly url: string;
  /** What went by since it was last asked. */
  take(): Recorded[];
  stop(): Promise<void>;
}

/** Stands before a server and writes down what is asked of it. */
export async function startRecordingProxy(target: string): Promise<RecordingProxy> {
  let recorded: Recorded[] = [];
  const proxy = createServer((incoming, outgoing) => {
    const { method = 'GET', headers, url = '/' } = incoming;
    const onward = request(`${target}${url}`, { method, headers }, (answer) => {
      const status = answer.statusCode ?? 0;
      outgoing.writeHead(status, answer.headers);
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        outgoing.write(chunk);
      });
      answer.on('end', () => {
        recorded.push({ method, range: headers.range ?? null, status, bytes });
        outgoing.end();
      });
    });
    onward.on('error', (error) => outgoing.destroy(error));
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    take: () => {
      const some = recorded;
      recorded = [];
      return some;
    },
    stop: () =>
      new Promise((resolve) => {
        proxy.close(() => resolve());
        proxy.closeAllConnections();
      }),
  };
}
