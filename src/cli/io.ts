import type { Progress } from '../engine/work-database.ts';
import type { ProgressBar } from './progress.ts';

/**
 * 0: done; 1: faults in the input; 2: the command line itself is wrong; 3: somebody else is at it; 4: the machine is in the
 * way; 70: a fault of this program.
 */
export const EXIT = { ok: 0, faults: 1, usage: 2, busy: 3, machine: 4, internal: 70 } as const;

/** What a command has of the world around it. */
export interface CommandIo {
  /** Results: one JSON document, or lines for people. */
  out(text: string): void;
  /** Faults, warnings and remarks. */
  err(text: string): void;
  /** Shows how far long work is, on a terminal. */
  readonly progress: Progress;
  readonly bar: ProgressBar;
  /** Says that the work is to end. */
  readonly signal: AbortSignal;
  /** What removes all that is temporary, for a process that has to end at once. */
  readonly onTemporary: (removeSync: () => void) => void;
  /** Asks the person at the terminal; left out where there is none. */
  readonly ask?: (question: string) => Promise<string>;
  exit(code: number): void;
}
