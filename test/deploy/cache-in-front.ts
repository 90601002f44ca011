import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { eventually } from '../eventually.ts';
import { freePort } from '../free-port.ts';
import { temporaryFolder } from '../helper.ts';

const CONFIGURATION = new URL('../../deploy/nginx.conf', import.meta.url);

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

/** Where a configuration of nginx stands, and what is changed in it. */
interface Fronted {
  readonly configuration: URL;
  /** What is replaced, each once. */
  readonly places: readonly (readonly [from: string, to: string])[];
  /** Changes the configuration further, for tests of the tests. */
  readonly spoil?: (configuration: string) => string;
  /** Where it may write. */
  readonly folder: string;
  /** Told what ends it. */
  readonly end: (ends: () => Promise<void>) => void;
}

/**
 * Starts nginx as a configuration says, with other places only: where servers are, where to listen, and where to write.
 *
 * @returns its address
 */
export async function startNginx(
  command: string,
  { configuration: file, places, spoil = (text) => text, folder, end }: Fronted,
): Promise<string> {
  await mkdir(join(folder, 'tmp'));
  const port = await freePort();
  let text = (await readFile(file, 'utf8')).replaceAll(/(?<= )\/tmp\//g, `${folder}/tmp/`);
  for (const [from, to] of [
    ...places,
    ['listen 8080;', `listen 127.0.0.1:${port};`],
    ['/var/cache/topline', join(folder, 'cache')],
  ] as const) {
    if (text.split(from).length !== 2) throw new Error(`${file.pathname} has not one "${from}"`);
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
  end(async () => {
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

/**
 * Starts nginx as `deploy/nginx.conf` says.
 *
 * @param origin port of the server behind it
 * @param spoil changes the configuration, for tests of the tests
 * @returns its address
 */
export const cacheInFront = async (
  command: string,
  origin: number,
  spoil: (configuration: string) => string = (text) => text,
): Promise<string> =>
  startNginx(command, {
    configuration: CONFIGURATION,
    places: [['server topline:8080;', `server 127.0.0.1:${origin};`]],
    spoil,
    folder: await temporaryFolder(),
    end: onTestFinished,
  });
