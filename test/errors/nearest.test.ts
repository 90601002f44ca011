import { expect, test } from 'vitest';
import { didYouMean } from '../../src/errors/faults.ts';
import { nearest, nearestFirst } from '../../src/errors/nearest.ts';
import { parameterError } from '../../src/errors/parameter-error.ts';
import { computedMs } from '../eventually.ts';

test.each<[given: string, known: string[], order: string[]]>([
  ['voter', ['age', 'voter-category'], ['voter-category', 'age']],
  ['party', ['age', 'part-time', 'party-identification', 'parts'], ['parts', 'party-identification', 'age']],
  ['gender', ['agenda', 'gendre', 'gender-identity'], ['gender-identity', 'gendre', 'agenda']],
  ['q9', ['q1', 'q90', 'q9-other'], ['q1', 'q90', 'q9-other']],
  ['Voter', ['VOTER-CATEGORY', 'age'], ['VOTER-CATEGORY', 'age']],
  ['b', ['battery', 'a'], ['a', 'battery']],
])('what is like "%s" most comes first', (given, known, order) => {
  expect(nearestFirst(given, known).filter((word) => order.includes(word))).toEqual(order);
  expect(nearestFirst(given, known).toSorted()).toEqual(known.toSorted());
});

test.each<[given: string, known: string[], meant: string | null]>([
  ['voter', ['age', 'voter-category'], 'voter-category'],
  ['inc', ['age', 'income-after-taxes'], 'income-after-taxes'],
  ['q9', ['quarters', 'q9-most-important'], 'q9-most-important'],
  ['in', ['quarters', 'income-after-taxes'], null],
  ['EMPLOYMENT', ['employment', 'EMPLOYEES'], 'employment'],
  ['Q1x', ['q1', 'Q1'], 'Q1'],
  ['category', ['age', 'voter-category'], null],
  ['employmnet-statuss', ['employment-status', 'age'], 'employment-status'],
  ['weather', ['age', 'voter-category'], null],
  ['', ['income', 'age'], null],
  ['voter', [], null],
])('"%s" among %j means %j', (given, known, meant) => {
  expect(nearest(given, known)).toBe(meant);
  expect(didYouMean(given, known)).toBe(meant === null ? '' : ` (did you mean "${meant}"?)`);
});

test('a parameter names the word that was begun', () => {
  const error = parameterError('query', 'question', 'voter', 'is not there', ['age', 'voter-category']);
  expect(error.message).toBe('is not there; the nearest that is allowed is "voter-category"');
  expect(error.allowed).toEqual(['voter-category', 'age']);
});

test('a text of a megabyte is compared in no time, and means nothing', async () => {
  const compare = () => Promise.resolve(nearest('x'.repeat(1_000_000), Array(1000).fill('voter-category')));
  expect(await compare()).toBeNull();
  expect(await computedMs(compare)).toBeLessThan(5000);
});
