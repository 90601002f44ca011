import { expect, test, vi } from 'vitest';
import { ByteSourceError } from '../../../src/import/byte-source.ts';
import { checkVariableNames, withCaseFile } from '../../../src/import/records/case-file.ts';

const named = (...names: string[]) => names.map((name) => ({ name }));

test.each([
  [named(), 'x.sav: has no variables'],
  [named('a', ''), 'x.sav: variable 2 has no name'],
  [
    named('Q1', 'b', 'q1'),
    'x.sav: variable 3 has no name, or that of another but for upper and lower case: "q1"',
  ],
  [named('a', 'b\0'), 'x.sav: variable 2 has no name'],
])('variables that cannot be columns of one table are refused: %j', (variables, message) => {
  expect(() => checkVariableNames('x.sav', variables)).toThrow(message);
});

test('names that differ are columns', () => {
  expect(() => checkVariableNames('x.sav', named('a', 'b', 'ä'))).not.toThrow();
});

test('a file is closed whatever happens, and what is wrong with its bytes is a fault of it', async () => {
  const close = vi.fn<() => Promise<void>>(() => Promise.resolve());
  const open = () => Promise.resolve({ close });
  expect(await withCaseFile('x.sav', open, () => Promise.resolve(1))).toBe(1);
  const broken = () => Promise.reject(new ByteSourceError('it is cut off', 7));
  await expect(withCaseFile('x.sav', open, broken)).rejects.toThrow('x.sav: it is cut off (at byte 7)');
  await expect(withCaseFile('x.sav', broken, () => Promise.resolve(1))).rejects.toThrow(
    'x.sav: it is cut off',
  );
  expect(close).toHaveBeenCalledTimes(2);
});
