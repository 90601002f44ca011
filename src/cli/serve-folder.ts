import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { extname } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { refuse } from '../errors/input-fault.ts';
import type { TellServer } from './try-folder.ts';

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

/** Settings of a server that runs for the world, such as keys, limits and engines, are not for this one. */
const PASSED_ON = /^(PATH|HOME|USER|TZ|LANG|LC_\w+|NODE_\w+|SYSTEMROOT)$/i;

/** @returns the environment of a server of a data directory, which puts all that is temporary into a folder */
const environmentOf = (data: string, temporary: string, port: number): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => PASSED_ON.test(name))),
  DATA_DIR: data,
  TMPDIR: temporary,
  PORT: String(port),
  HOST: '127.0.0.1',
});

const LAST_WORDS = 3;

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
 * @param temporary folder for what the server writes on the way
 * @param port 0: any that is free
 * @param tell is told which process serves, and that none does any more
 * @throws InputFault for a port that is taken; Error with the last lines of the server where it does not come up otherwise
 */
export async function serveFolder(
  data: string,
  temporary: string,
  port: number,
  tell: TellServer,
): Promise<FolderServer> {
  const child = spawn(process.execPath, [SERVER], {
    env: environmentOf(data, temporary, port),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  tell(child.pid ?? null);
  const ended = once(child, 'close').then(() => tell(null));
  // The last words tell why it did not start; it goes on to log, and that is not kept.
  const said: string[] = [];
  const hear = (text: string): void => {
    said.push(text);
    if (said.length > LAST_WORDS) said.shift();
  };
  child.stderr.setEncoding('utf8').on('data', hear);
  const lines = createInterface({ input: child.stdout });
  const listening = new Promise<number>((resolve, reject) => {
    lines.on('line', (text) => {
      hear(text);
      const line = parsed(text);
      if (line.msg === 'listening' && line.port !== undefined) resolve(line.port);
    });
    void ended.then(() => reject(new Error(`the server did not start: ${said.join(' ').trim()}`)));
  });
  const own = await listening.catch((error: unknown) => {
    if (error instanceof Error && error.message.includes('EADDRINUSE'))
      refuse('--port', `${port} is taken by another program: name another one, or none for any that is free`);
    throw error;
  });
  return {
    address: `http://127.0.0.1:${own}`,
    ended,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
