import { constants } from 'node:os';
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

const code = await runProgram(process.argv.slice(2), {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
  progress: bar.report,
  bar,
  signal: controller.signal,
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
