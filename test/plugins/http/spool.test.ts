import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiError } from '../../../src/errors/api-error.ts';
import { Spool } from '../../../src/plugins/http/spool.ts';
import { eventually } from '../../eventually.ts';
import { temporaryFolder } from '../../helper.ts';

let temporary: string;
beforeEach(async () => {
  temporary = await temporaryFolder();
  vi.stubEnv('TMPDIR', temporary);
});
afterEach(() => vi.unstubAllEnvs());

async function* parts(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield await Promise.resolve(Buffer.from(text));
}

/** Everything below the folder for temporary files that is no folder. */
const files = async (): Promise<string[]> =>
  (await readdir(temporary, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));

test('the same key is the same file, made once, whoever asks meanwhile', async () => {
  const spool = new Spool(1000);
  const make = vi.fn<() => AsyncGenerator<Uint8Array>>(() => parts('one', 'two'));
  const opened = await Promise.all([spool.open('a', make), spool.open('a', make)]);
  opened.push(await spool.open('a', make));
  for (const { handle, bytes } of opened) {
    expect(bytes).toBe(6);
    expect(await handle.readFile('utf8')).toBe('onetwo');
    await handle.close();
  }
  expect(new Set(opened.map(({ tag }) => tag)).size).toBe(1);
  expect(make).toHaveBeenCalledTimes(1);
  await spool.close();
  expect(await readdir(temporary)).toEqual([]);
});

test('beyond the bound the file goes that was asked for longest ago, and is read to its end by who has it open', async () => {
  const spool = new Spool(10);
  const first = await spool.open('a', () => parts('aaaa'));
  const second = await spool.open('b', () => parts('bbbb'));
  const third = await spool.open('c', () => parts('cccc'));
  await eventually(async () => (await files()).length === 2);
  expect(await first.handle.readFile('utf8')).toBe('aaaa');
  const again = await spool.open('a', () => parts('AAAA'));
  expect(await again.handle.readFile('utf8')).toBe('AAAA');
  await Promise.all([first, second, third, again].map(({ handle }) => handle.close()));
  await spool.close();
});

test('an answer that is longer than the bound, or breaks off, leaves nothing', async () => {
  const spool = new Spool(10);
  await expect(spool.open('a', () => parts('123456', '789012'))).rejects.toThrow('longer than 10 bytes');
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(Buffer.from('1'));
    throw new Error('broken');
  }
  await expect(spool.open('b', broken)).rejects.toThrow('broken');
  expect(await files()).toEqual([]);
  const { handle } = await spool.open('b', () => parts('whole'));
  expect(await handle.readFile('utf8')).toBe('whole');
  await handle.close();
  await spool.close();
});

test('an answer that is just as long as the bound has room', async () => {
  const spool = new Spool(10);
  const { handle, bytes } = await spool.open('a', () => parts('12345', '67890'));
  expect([bytes, await handle.readFile('utf8')]).toEqual([10, '1234567890']);
  expect(await files()).toHaveLength(1);
  await handle.close();
  await spool.close();
});

test('a file that somebody took away is made again', async () => {
  const spool = new Spool(10);
  const first = await spool.open('a', () => parts('aaaa'));
  await first.handle.close();
  await Promise.all((await files()).map((file) => rm(file)));
  const again = await spool.open('a', () => parts('aaaa'));
  expect(await readFile(again.path, 'utf8')).toBe('aaaa');
  await again.handle.close();
  await spool.close();
});

test('only so many are made at once', async () => {
  const spool = new Spool(1000);
  const gate = Promise.withResolvers<undefined>();
  async function* waiting(): AsyncGenerator<Uint8Array> {
    await gate.promise;
    yield Buffer.from('x');
  }
  const made = Array.from({ length: 16 }, (_, i) => spool.open(String(i), waiting, `client ${i % 4}`));
  // A client has its share, others have theirs; who asks for what is made already needs no place.
  await expect(spool.open('16', waiting, 'client 0')).rejects.toMatchObject({
    code: 'rate-limited',
    headers: { 'retry-after': '5' },
  } satisfies Partial<ApiError>);
  await expect(spool.open('16', waiting, 'another')).rejects.toMatchObject({
    code: 'unavailable',
    headers: { 'retry-after': '5' },
  } satisfies Partial<ApiError>);
  const same = spool.open('3', waiting);
  gate.resolve(undefined);
  for (const { handle } of await Promise.all([...made, same])) await handle.close();
  await spool.close();
});
