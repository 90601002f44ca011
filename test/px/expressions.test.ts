import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expand, type ExpressionFault } from '../../src/px/expressions.ts';
import { runs } from '../runs.ts';

const CODES = ['2010', '2012', '2013', '2014', 'late-2014'];

// As the user guide of PxWebApi says them, and its own expressions do (PxTools/PxWebApi, DataSelection/SelectionExpressions).
test.each([
  ['2012', false, ['2012']],
  ['*', false, CODES],
  ['201*', false, ['2010', '2012', '2013', '2014']],
  ['*14', false, ['2014', 'late-2014']],
  ['*01*', false, CODES],
  ['201?', false, ['2010', '2012', '2013', '2014']],
  ['????', false, ['2010', '2012', '2013', '2014']],
  ['top(2)', false, ['2010', '2012']],
  ['TOP(2)', true, ['2014', 'late-2014']],
  ['top(2,1)', false, ['2012', '2013']],
  ['top(2, 1)', true, ['2013', '2014']],
  ['bottom(2)', false, ['2014', 'late-2014']],
  ['Bottom(2)', true, ['2010', '2012']],
  ['bottom(1,4)', false, ['2010']],
  ['top(99)', false, CODES],
  ['from(2013)', false, ['2013', '2014', 'late-2014']],
  ['TO(2012)', false, ['2010', '2012']],
  ['range(2012,2014)', false, ['2012', '2013', '2014']],
  ['RANGE( 2012 , 2012 )', false, ['2012']],
] as const)('%s of time %s selects %j', (expression, isTime, expected) => {
  expect(expand(expression, CODES, isTime)).toEqual(expected);
});

test.each([
  ['2011', 'is not a value of the variable', '2010'],
  ['x*', 'fits no value of the variable', expect.any(String)],
  ['from(2001)', 'is not a value of the variable', '2010'],
  ['range(2012)', 'is not of the form range(first,last)', 'range(first,last)'],
  ['range(2014,2012)', 'ends before it begins', 'range(2012,2014)'],
  ['from(2012,2014)', 'is not of the form from(code)', 'from(code)'],
  ['top(0)', 'takes how many values, and after a comma how many to pass over', 'top(3)'],
  ['top(-1)', 'takes how many values, and after a comma how many to pass over', 'top(3)'],
  ['top(x)', 'takes how many values, and after a comma how many to pass over', 'top(3)'],
  ['top(1,9)', 'passes over all 5 values', 'top(1)'],
  ['newest(1)', 'is not a value of the variable', expect.any(String)],
  ['', 'is not a value of the variable', expect.any(String)],
] as const)('%s is refused: %s', (expression, message, first) => {
  const found = expand(expression, CODES, false);
  expect(found).toMatchObject({ message });
  expect((found as ExpressionFault).allowed[0]).toEqual(first);
});

test('a pattern selects what a regular expression of the same meaning does', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '-'), minLength: 1, maxLength: 12 });
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '-', '*', '?'), minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(fc.uniqueArray(letters, { minLength: 1, maxLength: 6 }), pattern, (codes, text) => {
      const same = new RegExp(`^${text.replaceAll('*', '.*').replaceAll('?', '.')}$`);
      const expected = codes.includes(text) ? [text] : codes.filter((code) => same.test(code));
      const found = expand(text, codes, false);
      expect('message' in found ? [] : found).toEqual(expected);
    }),
    { numRuns: runs(300, 20_000) },
  );
});

test('a pattern of many stars takes no longer than others', () => {
  const code = 'a'.repeat(64);
  const found = expand(`${'*a'.repeat(60)}*b`, [code], false);
  expect(found).toMatchObject({ message: 'fits no value of the variable' });
});

test('top and bottom of time are bottom and top of all else', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 4 }), (count, offset) => {
      const [top, bottom] = [`top(${count},${offset})`, `bottom(${count},${offset})`];
      expect(expand(top, CODES, true)).toEqual(expand(bottom, CODES, false));
      expect(expand(bottom, CODES, true)).toEqual(expand(top, CODES, false));
    }),
    { numRuns: runs(50, 500) },
  );
});

test('from and to meet in one value, and make a range', () => {
  for (const [i, first] of CODES.entries())
    for (const last of CODES.slice(i)) {
      const from = expand(`from(${first})`, CODES, false) as readonly string[];
      const to = expand(`to(${last})`, CODES, false) as readonly string[];
      expect(expand(`range(${first},${last})`, CODES, false)).toEqual(
        CODES.filter((code) => from.includes(code) && to.includes(code)),
      );
    }
});
