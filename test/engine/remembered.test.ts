import { expect, test } from 'vitest';
import { Remembered } from '../../src/engine/remembered.ts';

test('finds out once', async () => {
  const remembered = new Remembered<number>();
  let times = 0;
  const find = async (): Promise<number> => {
    times += 1;
    await Promise.resolve();
    return times;
  };
  expect(await Promise.all([remembered.get('a', find), remembered.get('a', find)])).toEqual([1, 1]);
  expect(await remembered.get('a', find)).toBe(1);
  expect(await remembered.get('b', find)).toBe(2);
});

test('forgets a failure, and who waited for it tries for himself', async () => {
  const remembered = new Remembered<string>();
  const failing = remembered.get('a', () => Promise.reject(new Error('interrupted')));
  const waiting = remembered.get('a', () => Promise.resolve('found'));
  await expect(failing).rejects.toThrow('interrupted');
  expect(await waiting).toBe('found');
  const other = new Remembered<string>();
  await expect(other.get('a', () => Promise.reject(new Error('interrupted')))).rejects.toThrow('interrupted');
  expect(await other.get('a', () => Promise.resolve('found'))).toBe('found');
});
