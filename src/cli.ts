import { constants } from 'node:os';
import { createInterface } from 'node:readline/promises';
import { EXIT } from './cli/io.ts';
import { ProgressBar } from './cli/progress.ts';
import { runProgram } from './cli/program.ts';

const controller = new AbortController();
const bar = new ProgressBar(process.stderr);
let removeSync = (): void => {};
let stoppedBy: NodeJS.Signals | null = null;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // A second one does not wait for the work to end.
    if (stoppedBy !== null) {
      removeSync();
      process.exit(128 + constants.signals[signal]);
    }
    stoppedBy = signal;
    controller.abort();
  });
}
// Whoever reads the output may stop reading, as head does.
process.stdout.on('error', () => process.exit());

const isTerminal = process.stdin.isTTY && process.stderr.isTTY;

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(`${question} `, { signal: controller.signal });
  } finally {
    terminal.close();
  }
}

const code = await runProgram(process.argv.slice(2), {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
  progress: bar.report,
  bar,
  signal: controller.signal,
  ...(isTerminal ? { ask } : {}),
  onTemporary: (remove) => {
    removeSync = remove;
  },
});
// Work that came to its end before it could be stopped is done.
if (stoppedBy === null || code === EXIT.ok) process.exitCode = code;
else {
  process.stderr.write('stopped: nothing was changed\n');
  process.exitCode = 128 + constants.signals[stoppedBy];
}
