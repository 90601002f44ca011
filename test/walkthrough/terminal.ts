import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = new URL('../..', import.meta.url).pathname;
const MARK = `walkthrough-${process.pid}`;

/** Makes a folder in which `npm run` and `npm start` do what they do in the project. */
export async function likeTheProject(folder: string): Promise<void> {
  const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const moved = Object.entries(scripts).map(([name, script]) => [
    name,
    script.replace('node src/', `node ${join(ROOT, 'src')}/`),
  ]);
  const description = { name: 'reader', private: true, type: 'module', scripts: Object.fromEntries(moved) };
  await writeFile(join(folder, 'package.json'), JSON.stringify(description));
}

/** What a reader's shell has: nothing of the settings of the program that runs this. */
const environment = (folder: string): Record<string, string> => ({
  PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
  HOME: folder,
  LC_ALL: 'C.UTF-8',
  npm_config_update_notifier: 'false',
  npm_config_logs_max: '0',
});

export interface Done {
  readonly output: string;
  /** What the commands that failed ended with. */
  readonly failed: readonly number[];
}

export interface Terminal {
  run(commands: string): Promise<Done>;
  close(): Promise<void>;
}

/** Opens a shell that keeps its variables and functions from block to block. */
export function openTerminal(folder: string): Terminal {
  const shell = spawn('bash', ['--noprofile', '--norc'], { cwd: folder, env: environment(folder) });
  const ended = once(shell, 'close');
  const lines = createInterface(shell.stdout)[Symbol.asyncIterator]();
  // The trap tells each command that fails, also where another one follows.
  shell.stdin.write(`exec 2>&1; set -o pipefail; trap 'echo "${MARK} $?"' ERR\n`);
  return {
    run: async (commands) => {
      await writeFile(join(folder, '.step'), `${commands}\n`);
      // The mark begins a line of its own, also after output that does not end with one.
      shell.stdin.write(`source ./.step </dev/null; echo; echo "${MARK} done"\n`);
      const output: string[] = [];
      const failed = new Set<number>();
      for (;;) {
        const { value, done } = await lines.next();
        if (done) throw new Error(`the shell ended: ${output.join('\n')}`);
        const told = value.startsWith(MARK) ? value.slice(MARK.length + 1) : null;
        if (told === 'done') return { output: output.join('\n').trimEnd(), failed: [...failed] };
        if (told === null) output.push(value);
        else failed.add(Number(told));
      }
    },
    close: async () => {
      shell.stdin.end();
      await ended;
    },
  };
}

export interface Server {
  readonly port: number;
  stop(): Promise<void>;
}

/** Runs commands that start a server, on a free port. @throws Error with what they print if it does not listen */
export async function startServer(folder: string, commands: string): Promise<Server> {
  const child = spawn('bash', ['-c', `exec 2>&1; ${commands}`], {
    cwd: folder,
    env: { ...environment(folder), PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const ended = once(child, 'close');
  const said: string[] = [];
  const listening = new Promise<number>((resolve) => {
    createInterface(child.stdout).on('line', (line) => {
      said.push(line);
      const entry = line.startsWith('{') ? (JSON.parse(line) as { msg: string; port: number }) : null;
      if (entry?.msg === 'listening') resolve(entry.port);
    });
  });
  const port = await Promise.race([listening, ended.then(() => null)]);
  if (port === null) throw new Error(`the server did not start:\n${said.join('\n')}`);
  return {
    port,
    stop: async () => {
      // The whole group: the shell, npm and the server.
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
      await ended;
    },
  };
}
