import { ProgressBar } from '../../src/cli/progress.ts';
import { runProgram } from '../../src/cli/program.ts';

/** What a command said, and how it ended. */
export interface Output {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a command in this process, which has what takes longest, the start, behind it. */
export async function inProcess(args: readonly string[]): Promise<Output> {
  const said = { out: '', err: '' };
  const code = await runProgram([...args], {
    out: (text) => (said.out += `${text}\n`),
    err: (text) => (said.err += `${text}\n`),
    progress: () => {},
    bar: new ProgressBar(process.stderr),
    signal: new AbortController().signal,
    onTemporary: () => {},
  });
  return { code, ...said };
}
