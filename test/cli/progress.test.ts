import { afterEach, expect, test, vi } from 'vitest';
import { ProgressBar } from '../../src/cli/progress.ts';

afterEach(() => void vi.useRealTimers());

/** A stream that keeps what is written to it. */
const stream = (isTTY: boolean): { stream: NodeJS.WriteStream; said: () => string } => {
  let said = '';
  const fake = {
    isTTY,
    columns: 100,
    write: (text: string) => ((said += text), true),
    cursorTo: () => true,
    clearLine: () => true,
    moveCursor: () => true,
    on: () => fake,
    once: () => fake,
    removeListener: () => fake,
  };
  return { stream: fake as unknown as NodeJS.WriteStream, said: () => said };
};

test('a bar is shown on a terminal, for work that takes longer than a moment, and nowhere else', () => {
  vi.useFakeTimers({ now: 0 });
  const [terminal, pipe] = [stream(true), stream(false)];
  const [bar, none] = [new ProgressBar(terminal.stream), new ProgressBar(pipe.stream)];
  for (const one of [bar, none]) one.report('reading', 0.1);
  expect(terminal.said()).toBe('');
  vi.advanceTimersByTime(1500);
  for (const one of [bar, none]) one.report('reading', 0.42);
  vi.advanceTimersByTime(500);
  expect(terminal.said()).toMatch(/reading .*42 %/);
  for (const one of [bar, none]) one.stop();
  expect(pipe.said()).toBe('');
});
