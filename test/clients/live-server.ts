import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const ROOT = new URL('../..', import.meta.url).pathname;

/** A server in a process of its own. */
export interface LiveServer {
  readonly url: string;
  stop(): Promise<void>;
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>;
}

/**
 * Starts the real server, on a free port unless one is set, over the bundled surveys or another directory of data.
 *
 * @param settings further ones of its environment
 *
 * @throws Error with what it printed, if it ends before it listens
 */
export async function startServer(
  directory = 'data',
  settings: Readonly<Record<string, string>> = {},
): Promise<LiveServer> {
  const child = spawn(process.execPath, ['src/server.ts'], {
    cwd: ROOT,
    env: {
      ...process.env,
      // A computation may take long on a machine that is busy with other things.
      QUERY_TIMEOUT_MS: '120000',
      PORT: '0',
      ...settings,
      DATA_DIR: directory,
      HOST: '127.0.0.1',
      LOG_LEVEL: 'info',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  // Lines are read to the end, so that the server never waits for a reader.
  const listening = new Promise<number>((resolve) => {
    createInterface(child.stdout).on('line', (text) => {
      const line = text.startsWith('{') ? (JSON.parse(text) as { msg: string; port: number }) : null;
      if (line?.msg === 'listening') resolve(line.port);
    });
  });
  const port = await Promise.race([listening, ended.then(() => null)]);
  if (port === null) throw new Error(`the server did not start: ${errors}`);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await ended;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}
