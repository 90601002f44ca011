import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { processorSeconds } from './processor-seconds.ts';

const ROOT = new URL('..', import.meta.url).pathname;

/** So that what a process needs can be told from what it has not cleaned up yet. */
const COLLECT_ON_SIGNAL = "data:text/javascript,process.on('SIGUSR2',()=>globalThis.gc())";
const SETTLING_MS = 5000;

/** The real server in a process of its own. */
export interface LiveServer {
  readonly origin: string;
  readonly pid: number;
  /** Whether the process is there still. */
  alive(): boolean;
  /** The most memory that the process has had so far, or since `forgetPeak`, in megabytes (Linux). */
  peakMegabytes(): number;
  /** Memory that the process has now, in megabytes (Linux). */
  residentMegabytes(): number;
  /** Gives back what is no longer used, and forgets how much that was. */
  forgetPeak(): Promise<void>;
  /** Processor seconds of the process so far, user and system (Linux). */
  processorSeconds(): number;
  /** Ends it with SIGTERM. @returns the code that it exits with, null if a signal ended it */
  stop(): Promise<number | null>;
}

/**
 * Starts the server on a free port of this machine and waits for the line that names it.
 *
 * @throws Error with what it printed, if it ends before it listens
 */
export async function startServer(env: Readonly<Record<string, string>>): Promise<LiveServer> {
  const child = spawn(process.execPath, ['--expose-gc', '--import', COLLECT_ON_SIGNAL, 'src/server.ts'], {
    cwd: ROOT,
    env: { ...process.env, HOST: '127.0.0.1', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // Whatever ends this process, the server does not outlive it.
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('close', () => process.removeListener('exit', kill));
  const ended = once(child, 'close') as Promise<[code: number | null]>;
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  // The log is read to the end, so that the server never waits for a reader; only the first lines are looked at.
  const port = await new Promise<number | null>((resolve) => {
    const lines = createInterface(child.stdout);
    lines.on('line', (text) => {
      const line = text.startsWith('{') ? (JSON.parse(text) as { msg: string; port: number }) : null;
      if (line?.msg !== 'listening') return;
      lines.close();
      child.stdout.resume();
      resolve(line.port);
    });
    child.once('close', () => resolve(null));
  });
  if (port === null) throw new Error(`the server did not start: ${errors}`);
  const procFile = (file: string): string => readFileSync(`/proc/${child.pid}/${file}`, 'utf8');
  return {
    origin: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    alive: () => child.exitCode === null && child.signalCode === null,
    peakMegabytes: () => Number(/VmHWM:\s+(\d+) kB/.exec(procFile('status'))?.[1]) / 1024,
    residentMegabytes: () => Number(/VmRSS:\s+(\d+) kB/.exec(procFile('status'))?.[1]) / 1024,
    forgetPeak: async () => {
      child.kill('SIGUSR2');
      await new Promise((resolve) => setTimeout(resolve, SETTLING_MS));
      writeFileSync(`/proc/${child.pid}/clear_refs`, '5');
    },
    processorSeconds: () => processorSeconds(child.pid ?? 0),
    stop: async () => {
      child.kill('SIGTERM');
      const [code] = await ended;
      return code;
    },
  };
}
