import { afterEach, expect, test, vi } from 'vitest';
import { ratiosIn, tellRatio } from '../../bench/ratios.ts';

afterEach(() => vi.restoreAllMocks());

test('what is told is read again, and what was not measured is no ratio', () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  tellRatio('one : two', 0.123456, 'less');
  tellRatio('three : four', 1234.5, 'more');
  expect(ratiosIn(log.mock.calls.flat().join('\n'))).toEqual([
    { name: 'one : two', value: 0.123, better: 'less' },
    { name: 'three : four', value: 1230, better: 'more' },
  ]);
  for (const value of [NaN, Infinity, 0, -1])
    expect(() => tellRatio('one : two', value, 'less')).toThrow(`one : two: ${value} is no ratio`);
  expect(log).toHaveBeenCalledTimes(2);
});
