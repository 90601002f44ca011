import { expect, test } from 'vitest';
import { shortage } from '../../src/errors/shortage.ts';

const system = (code: string) => Object.assign(new Error(`${code}: no more, open '/secret/path'`), { code });

test.each([
  ['a code of the system', system('EMFILE'), 'file descriptors'],
  ['one of the whole machine', system('ENFILE'), 'file descriptors'],
  ['memory', system('ENOMEM'), 'memory'],
  [
    'the words of an engine',
    new Error('IO Error: Cannot open file "/x": Too many open files'),
    'file descriptors',
  ],
  [
    'a cause of a cause',
    new Error('x', { cause: new Error('y', { cause: system('EMFILE') }) }),
    'file descriptors',
  ],
])('%s: 503 with when to come again, and no path', (_, error, lack) => {
  const told = shortage(error);
  expect(told).toMatchObject({ status: 503, code: 'unavailable', headers: { 'retry-after': '5' } });
  expect(told?.message).toBe(`The service has no ${lack} left. Try again in a few seconds.`);
});

test.each([
  ['a fault of the software', new TypeError('x is not a function')],
  ['a file that is not there', system('ENOENT')],
  ['a full disk', system('ENOSPC')],
  ['no error at all', 'EMFILE'],
])('%s is none', (_, error) => {
  expect(shortage(error)).toBeNull();
});
