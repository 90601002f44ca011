import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

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

/** Starts bash in a group of processes that is gone when the test is over, also if the test fails or hangs. */
function startBash(folder: string, args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn('bash', args, {
    cwd: folder,
    env: { ...environment(folder), ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  const ended = once(child, 'close');
  onTestFinished(async () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
    // A shell that waits for commands does not end at SIGTERM.
    child.stdin.end();
    await ended;
  });
  return { child, ended, lines: createInterface(child.stdout) };
}

export interface Terminal {
  /** Runs commands; `failed` is what those that failed ended with. */
  run(commands: string): Promise<{ readonly output: string; readonly failed: readonly number[] }>;
}

/** Opens a shell that keeps its variables and functions from block to block. */
export function openTerminal(folder: string): Terminal {
  const { child, lines } = startBash(folder, ['--noprofile', '--norc']);
  const next = lines[Symbol.asyncIterator]();
  // The trap tells each command that fails, also where another one follows.
  child.stdin.write(`exec 2>&1; set -o pipefail; trap 'echo "${MARK} $?"' ERR\n`);
  return {
    run: async (commands) => {
      await writeFile(join(folder, '.step'), `${commands}\n`);
      // The mark begins a line of its own, also after output that does not end with one.
      child.stdin.write(`source ./.step </dev/null; echo; echo "${MARK} done"\n`);
      const output: string[] = [];
      const failed = new Set<number>();
      for (;;) {
        const { value, done } = await next.next();
        if (done) throw new Error(`the shell ended: ${output.join('\n')}`);
        const told = value.startsWith(MARK) ? value.slice(MARK.length + 1) : null;
        if (told === 'done') return { output: output.join('\n').trimEnd(), failed: [...failed] };
        if (told === null) output.push(value);
        else failed.add(Number(told));
      }
    },
  };
}

/** Runs commands that start a server, on a free port. @throws Error with what they print if it does not listen */
export async function startServer(folder: string, commands: string): Promise<number> {
  const { ended, lines } = startBash(folder, ['-c', `exec 2>&1; ${commands}`], { PORT: '0' });
  const said: string[] = [];
  const listening = new Promise<number>((resolve) => {
    lines.on('line', (line) => {
      said.push(line);
      const entry = line.startsWith('{') ? (JSON.parse(line) as { msg: string; port: number }) : null;
      if (entry?.msg === 'listening') resolve(entry.port);
    });
  });
  const port = await Promise.race([listening, ended.then(() => null)]);
  if (port === null) throw new Error(`the server did not start:\n${said.join('\n')}`);
  return port;
}
