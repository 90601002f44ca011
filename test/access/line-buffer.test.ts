import { expect, onTestFinished, test, vi } from 'vitest';
import { LineBuffer } from '../../src/access/line-buffer.ts';

test('lines are handed on together: when there are many, within a tenth of a second, and at the end; none is lost or torn', () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const handedOn: string[] = [];
  const lines = new LineBuffer((text) => handedOn.push(text));
  lines.write('one\n');
  lines.write('two\n');
  vi.advanceTimersByTime(99);
  expect(handedOn).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(handedOn).toEqual(['one\ntwo\n']);
  const long = `${'x'.repeat(999)}\n`;
  for (let i = 0; i < 66; i += 1) lines.write(long);
  expect(handedOn.slice(1)).toEqual([long.repeat(65)]);
  lines.flush();
  lines.flush();
  expect(handedOn.slice(2)).toEqual([long]);
  vi.advanceTimersByTime(1000);
  expect(handedOn).toHaveLength(3);
});
