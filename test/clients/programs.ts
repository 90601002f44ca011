import { execFile } from 'node:child_process';

/** How a program ended, and what it printed. */
export interface Ended {
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

/** One that hangs is ended. */
const PATIENCE_MS = 240_000;

/** Runs a program to its end; one that hangs is ended. */
export function runProgram(
  command: string,
  args: readonly string[],
  { timeout = PATIENCE_MS, cwd = process.cwd() }: { readonly timeout?: number; readonly cwd?: string } = {},
): Promise<Ended> {
  const options = { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, timeout, cwd } as const;
  return new Promise((resolve) => {
    execFile(command, args, options, (error, stdout, stderr) =>
      resolve({ code: error ? (error.code ?? error.message) : 0, stdout, stderr }),
    );
  });
}
