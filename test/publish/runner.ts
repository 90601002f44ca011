import { readFileSync } from 'node:fs';
import { BusyError } from '../../src/files/folder-claim.ts';
import { publishRelease } from '../../src/publish/publish.ts';
import { ReleaseFault } from '../../src/errors/faults.ts';

/**
 * A publisher as a process of its own, for tests that end it: it publishes the draft that it is told on standard input to
 * each data directory and, if it is told a step to die at, dies there.
 */
export interface Task {
  readonly directory: string;
  readonly data: readonly string[];
  readonly dieAt: string | null;
  readonly patience: number;
}

const { directory, data, dieAt, patience } = JSON.parse(readFileSync(0, 'utf8')) as Task;
const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function publishTo(one: string): Promise<void> {
  const { state } = await publishRelease(
    {
      directory,
      data: one,
      released: '2026-01-01T00:00:00Z',
      embargoedUntil: null,
      changes: [],
      key: null,
      dryRun: false,
    },
    {
      patience,
      signal: new AbortController().signal,
      progress: () => {},
      onStep: (name) => {
        if (name === 'staging opened') say('begun');
        if (name === dieAt) process.kill(process.pid, 'SIGKILL');
      },
    },
  );
  say(state);
}

try {
  await Promise.all(data.map(publishTo));
} catch (error) {
  if (error instanceof BusyError) say(`busy: ${error.message}`);
  else if (error instanceof ReleaseFault) say(`refused: ${error.message}`);
  else throw error;
}
