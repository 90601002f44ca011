import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { onTestFinished } from 'vitest';
import { freePort } from '../free-port.ts';
import { eventually } from '../eventually.ts';

/** An object store on this machine. */
export interface LocalStore {
  readonly endpoint: string;
  /** Data directories in buckets that nobody else has. */
  address(): Promise<string>;
  readonly client: S3Client;
  /** Ends it, and all that it holds. */
  stop(): Promise<void>;
}

const KEY = { id: 'test', secret: 'test-secret' };
/** The command of versitygw, to try with it by hand what is tried with moto. */
const GATEWAY = process.env['VERSITYGW'];

/** What is started, and how it says that it runs. */
interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Where it listens, by what it has said so far; undefined: not yet. */
  readonly endpoint: (log: string) => string | undefined;
  /** What it writes into, and goes with it. */
  readonly folder?: string;
}

/** moto, which answers as Amazon's store does. */
const motoOf = (python: string): Command => ({
  command: python,
  args: ['-m', 'moto.server', '-H', '127.0.0.1', '-p', '0'],
  endpoint: (log) => /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(log)?.[1],
});

/** versitygw over a folder of its own. */
async function gatewayOf(command: string): Promise<Command> {
  const folder = await mkdtemp(join(tmpdir(), 'topline-gateway-'));
  const port = await freePort();
  return {
    command,
    folder,
    args: ['--port', `127.0.0.1:${port}`, 'posix', folder],
    env: { ROOT_ACCESS_KEY: KEY.id, ROOT_SECRET_KEY: KEY.secret },
    endpoint: (log) => (log.includes(String(port)) ? `http://127.0.0.1:${port}` : undefined),
  };
}

/** Starts an object store. @param end told what ends it; left out: it ends with the test that started it */
export async function startLocalStore(
  python: string,
  end: (ends: () => Promise<void>) => void = onTestFinished,
): Promise<LocalStore> {
  const asked = GATEWAY === undefined ? motoOf(python) : await gatewayOf(GATEWAY);
  const child = spawn(asked.command, asked.args, {
    env: { ...process.env, ...asked.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
    if (asked.folder !== undefined) await rm(asked.folder, { recursive: true, force: true });
  };
  end(stop);
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (log += text));
  const endpoint = await eventually(() => {
    const found = asked.endpoint(log);
    if (found === undefined) throw new Error(`the store does not run yet: ${log}`);
    return found;
  });
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: KEY.id,
    AWS_SECRET_ACCESS_KEY: KEY.secret,
    S3_ENDPOINT: endpoint,
  });
  const client = new S3Client({ endpoint, forcePathStyle: true, region: 'us-east-1' });
  let buckets = 0;
  return {
    endpoint,
    client,
    stop,
    address: async () => {
      buckets += 1;
      await client.send(new CreateBucketCommand({ Bucket: `surveys-${buckets}` }));
      return `s3://surveys-${buckets}/topline`;
    },
  };
}

/** What stands between a program and a store. */
export interface FaultyProxy {
  readonly endpoint: string;
  /** Which requests fail, and how: told the method and the path. */
  fail: (method: string, path: string) => 'status' | 'hang' | 'lost' | null;
  readonly asked: string[];
}

/** Passes requests on to a store, but for those that fail: with a status of 500, without an answer, or with an answer that is lost after the work is done. */
export async function startFaultyProxy(endpoint: string): Promise<FaultyProxy> {
  const { hostname, port } = new URL(endpoint);
  const proxy: FaultyProxy = { endpoint: '', fail: () => null, asked: [] };
  const server: Server = createServer((incoming, outgoing) => {
    const { method = 'GET', url = '/' } = incoming;
    proxy.asked.push(`${method} ${url}`);
    const fault = proxy.fail(method, url);
    if (fault === 'status') {
      incoming.resume();
      outgoing.writeHead(500).end();
      return;
    }
    if (fault === 'hang') return;
    const passed = request({ hostname, port, method, path: url, headers: incoming.headers }, (answer) => {
      if (fault === 'lost') {
        answer.resume().once('end', () => outgoing.destroy());
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    incoming.pipe(passed);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return Object.assign(proxy, { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}
