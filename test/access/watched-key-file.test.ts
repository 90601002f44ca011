import { rm, writeFile } from 'node:fs/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { AccessKey, KeyFileError } from '../../src/access/key-file.ts';
import { WatchedKeyFile } from '../../src/access/watched-key-file.ts';
import { openKeys } from '../../src/plugins/access.ts';
import { eventually } from '../eventually.ts';
import { key, keysFile } from './support.ts';

/** As seldom as never: each look is one that the test takes. */
const NEVER_MS = 2 ** 30;

test('what happens to the file is told once, however often it is looked at', async () => {
  const path = await keysFile();
  await key(path, ['metrics']);
  const changes: (readonly AccessKey[])[] = [];
  const faults: KeyFileError[] = [];
  const events = {
    onChange: (keys: readonly AccessKey[]) => void changes.push(keys),
    onFault: (error: KeyFileError) => void faults.push(error),
  };
  const { file } = await WatchedKeyFile.open(path, events, NEVER_MS);
  onTestFinished(() => file.close());
  const look = async (): Promise<number[]> => {
    for (let i = 0; i < 3; i += 1) await file.look();
    return [changes.length, faults.length];
  };
  expect(await look()).toEqual([0, 0]);
  await key(path, ['metrics']);
  expect(await look()).toEqual([1, 0]);
  expect(changes[0]).toHaveLength(2);
  await writeFile(path, 'no');
  expect(await look()).toEqual([1, 1]);
  await rm(path);
  expect(await look()).toEqual([1, 2]);
  await key(path, ['preview']);
  expect(await look()).toEqual([2, 2]);
});

test('a running service looks at its file within every second', async () => {
  const path = await keysFile();
  const { key: first } = await key(path, ['metrics']);
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const keys = await openKeys(path, { now: Date.now });
  onTestFinished(() => keys?.close());
  const { key: second } = await key(path, ['metrics']);
  const outcomeOf = async (shown: string) => (await keys?.verifier.verify(shown, '192.0.2.1'))?.outcome;
  expect([await outcomeOf(first), await outcomeOf(second)]).toEqual(['valid', 'wrong']);
  vi.advanceTimersByTime(1000);
  // The looks of one second have begun, and no other will: reading takes as long as it takes.
  vi.useRealTimers();
  let from = 0;
  await eventually(
    async () => (await keys?.verifier.verify(second, `192.0.2.${(from += 1) % 256}`))?.outcome === 'valid',
    50,
  );
});
