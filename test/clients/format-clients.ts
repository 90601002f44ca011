import type { Reading } from './comparison.ts';
import { findPython, findR, type Component, type Interpreter } from '../components.ts';
import { runProgram } from './programs.ts';

/** A program that runs the clients of one language. */
export interface ClientProgram {
  readonly language: string;
  readonly interpreter: Interpreter;
  readonly script: string;
  /** Whether some of them read parts of a file by ranges. */
  readonly byRanges: boolean;
}

export const PROGRAMS: readonly ClientProgram[] = [
  {
    language: 'Python',
    interpreter: findPython(),
    script: new URL('./read_formats.py', import.meta.url).pathname,
    byRanges: true,
  },
  {
    language: 'R',
    interpreter: findR('jsonlite', 'readxl'),
    script: new URL('./read_formats.R', import.meta.url).pathname,
    byRanges: false,
  },
  {
    language: 'JavaScript',
    interpreter: { name: 'Node', have: 'it is here', command: process.execPath, missing: null },
    script: new URL('./read-formats.ts', import.meta.url).pathname,
    byRanges: true,
  },
];

/** What the clients of a language read, and which of them are not installed. */
export interface Readings {
  readonly read: readonly Reading[];
  readonly missing: readonly Component[];
}

/**
 * Has the clients of a language read addresses.
 *
 * @throws Error with what the program printed, if it did not end well
 */
export async function readingsOf(program: ClientProgram, args: readonly string[]): Promise<Readings> {
  const { interpreter, script } = program;
  const { code, stdout, stderr } = await runProgram(interpreter.command, [script, ...args]);
  if (code !== 0) throw new Error(`${script} ended with ${code}: ${stderr}`);
  const lines = stdout
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Reading & { readonly missing?: string });
  return {
    read: lines.filter(({ missing }) => missing === undefined),
    missing: lines.flatMap(({ client, missing }) =>
      missing === undefined ? [] : [{ name: `the client ${client}`, missing, have: interpreter.have }],
    ),
  };
}
