import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { eventually } from '../eventually.ts';
import { temporaryFolder } from '../helper.ts';

const CONFIGURATION = new URL('../../deploy/nginx.conf', import.meta.url);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

/**
 * Starts nginx as `deploy/nginx.conf` says, with other places only: where the server is, where to listen, and where to write.
 *
 * @param origin port of the server behind it
 * @param spoil changes the configuration, for tests of the tests
 * @returns its address
 */
export async function cacheInFront(
  command: string,
  origin: number,
  spoil: (configuration: string) => string = (text) => text,
): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'tmp'));
  const port = await freePort();
  let text = (await readFile(CONFIGURATION, 'utf8')).replaceAll(/(?<= )\/tmp\//g, `${folder}/tmp/`);
  for (const [from, to] of [
    ['server topline:8080;', `server 127.0.0.1:${origin};`],
    ['listen 8080;', `listen 127.0.0.1:${port};`],
    ['/var/cache/topline', join(folder, 'cache')],
  ] as const) {
    if (text.split(from).length !== 2) throw new Error(`deploy/nginx.conf has not one "${from}"`);
    text = text.replace(from, to);
  }
  const configuration = join(folder, 'nginx.conf');
  // Started as root, its workers are of a user that may not write there.
  const own = process.getuid?.() === 0 ? 'user root;\n' : '';
  await writeFile(configuration, own + spoil(text));
  const child = spawn(command, ['-c', configuration, '-p', folder, '-g', 'daemon off;'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = once(child, 'close');
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  const failed = ended.then((): never => {
    throw new Error(`nginx ended: ${said}`);
  });
  await Promise.race([eventually(() => answers(port)), failed]);
  failed.catch(() => undefined);
  return `http://127.0.0.1:${port}`;
}
