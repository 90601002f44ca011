import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { extname } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A server of a data directory, in a process of its own. */
export interface FolderServer {
  /** Such as `http://127.0.0.1:40123`. */
  readonly address: string;
  /** Comes when it has ended, by itself or not. */
  readonly ended: Promise<void>;
  /** Ends it. */
  stop(): Promise<void>;
}

const SELF = fileURLToPath(import.meta.url);
const SERVER = fileURLToPath(new URL(`../server${extname(SELF)}`, import.meta.url));

interface Line {
  readonly msg?: string;
  readonly port?: number;
}

const parsed = (text: string): Line => {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return { msg: text };
  }
};

/**
 * Serves a data directory on this machine alone.
 *
 * @param port 0: any that is free
 * @throws Error with the last lines of the server where it does not come up
 */
export async function serveFolder(data: string, port: number): Promise<FolderServer> {
  const child = spawn(process.execPath, [SERVER], {
    env: {
      ...process.env,
      DATA_DIR: data,
      PORT: String(port),
      HOST: '127.0.0.1',
      LOG_LEVEL: 'info',
      WORKERS: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close').then(() => {});
  const said: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const lines = createInterface({ input: child.stdout });
  const listening = new Promise<number>((resolve, reject) => {
    lines.on('line', (text) => {
      said.push(text);
      const line = parsed(text);
      if (line.msg === 'listening' && line.port !== undefined) resolve(line.port);
    });
    void ended.then(() => reject(new Error(`the server did not start: ${said.slice(-3).join(' ').trim()}`)));
  });
  const own = await listening;
  return {
    address: `http://127.0.0.1:${own}`,
    ended,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
