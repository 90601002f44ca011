import { execFile, spawnSync } from 'node:child_process';

/** An interpreter with the libraries that a program of an outside client needs. */
export interface Interpreter {
  readonly command: string;
  /** Why it cannot be used; null: it can. */
  readonly missing: string | null;
}

/** Where everything must hold, a missing program is a failure and not a reason to skip. */
export const mustRun = (process.env['CI'] ?? '') !== '';

/** Whether to skip what needs an interpreter, which is then said aloud. */
export function skips(name: string, { missing }: Interpreter): boolean {
  if (missing === null || mustRun) return false;
  process.stderr.write(`SKIPPED: ${name}, which cannot be run here: ${missing}\n`);
  return true;
}

function interpreter(command: string, args: readonly string[]): Interpreter {
  const { status, error, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  const [last = ''] = (error?.message ?? stderr ?? '').trim().split('\n').slice(-1);
  return { command, missing: status === 0 ? null : last || `${command} ended with ${status}` };
}

/** Python with modules; the environment may name another one than `python3`. */
export const findPython = (modules = 'pandas, pyarrow'): Interpreter =>
  interpreter(process.env['TOPLINE_PYTHON'] ?? 'python3', ['-c', `import ${modules}`]);

/** A program that says its version. */
export const findProgram = (command: string): Interpreter => interpreter(command, ['--version']);

/** R with packages. */
export const findR = (...packages: readonly string[]): Interpreter =>
  interpreter('Rscript', [
    '-e',
    `stopifnot(${packages.map((name) => `requireNamespace("${name}")`).join(', ')})`,
  ]);

/** How a program ended, and what it printed. */
export interface Ended {
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end; one that hangs is ended, after a minute if not said otherwise. */
export function runProgram(
  command: string,
  args: readonly string[],
  { timeout = 60_000, cwd = process.cwd() }: { readonly timeout?: number; readonly cwd?: string } = {},
): Promise<Ended> {
  const options = { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, timeout, cwd } as const;
  return new Promise((resolve) => {
    execFile(command, args, options, (error, stdout, stderr) =>
      resolve({ code: error ? (error.code ?? error.message) : 0, stdout, stderr }),
    );
  });
}
