import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { eventually } from '../eventually.ts';

const ROOT = new URL('../..', import.meta.url).pathname;

interface Line {
  readonly msg: string;
  readonly pid: number;
  readonly port: number;
}

/** The server as its operator starts it. */
export interface Live {
  readonly origin: string;
  /** The process that serves, which npm has started. */
  readonly pid: number;
  /** How often its log has said something so far. */
  readonly said: (text: string) => number;
  /** Waits until its log has said something once more. */
  readonly saysAgain: (text: string, before: number) => Promise<unknown>;
  readonly descriptors: () => number;
  readonly alive: () => boolean;
  /** Sends npm a signal. @returns the code with which it ends */
  readonly end: (signal?: NodeJS.Signals) => Promise<number | null>;
}

/**
 * Runs `npm start` on a free port, and ends it with the test.
 *
 * @param limits what bash says before, such as `ulimit -n 100`
 * @throws Error with what it printed, if it ends before it listens
 */
export async function npmStart(
  data: string,
  settings: Readonly<Record<string, string>> = {},
  limits = ':',
): Promise<Live> {
  const child = spawn('bash', ['-c', `${limits}; exec npm start --silent`], {
    cwd: ROOT,
    env: { ...process.env, QUERY_TIMEOUT_MS: '120000', ...settings, DATA_DIR: data, PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close') as Promise<[number | null]>;
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const log: string[] = [];
  const listening = new Promise<Line>((resolve) => {
    createInterface(child.stdout).on('line', (text) => {
      log.push(text);
      const line = text.startsWith('{') ? (JSON.parse(text) as Line) : null;
      if (line?.msg === 'listening') resolve(line);
    });
  });
  const line = await Promise.race([listening, ended.then(() => null)]);
  if (line === null) throw new Error(`the server did not start: ${errors}`);
  const { pid, port } = line;
  const alive = (): boolean => child.exitCode === null && child.signalCode === null;
  onTestFinished(async () => {
    if (alive()) process.kill(pid, 'SIGKILL');
    await ended;
  });
  const said = (text: string): number => log.filter((one) => one.includes(text)).length;
  return {
    origin: `http://127.0.0.1:${port}`,
    pid,
    said,
    saysAgain: (text, before) => eventually(() => said(text) > before),
    descriptors: () => readdirSync(`/proc/${pid}/fd`).length,
    alive,
    end: async (signal = 'SIGTERM') => {
      child.kill(signal);
      const [code] = await ended;
      return code;
    },
  };
}
