import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, lstat, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { KeyFileError, readKeyFile } from '../../src/access/key-file.ts';
import { revokeKey } from '../../src/access/manage-keys.ts';
import { isSecretOf } from '../../src/access/secret-hash.ts';
import { readKey } from '../../src/access/key-format.ts';
import { temporaryFolder } from '../helper.ts';
import { addPatiently } from './add-patiently.ts';
import { key, keysFile } from './support.ts';
import { runs, testInFull } from '../runs.ts';

const mode = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8);

test('a key is stored as a hash with its own salt, for nobody else to read', async () => {
  const path = await keysFile();
  const first = await key(path, ['preview', 'metrics', 'preview'], { expires: '2030-01-01T00:00:00.000Z' });
  const second = await key(path, ['metrics']);
  const text = await readFile(path, 'utf8');
  for (const { key: shown } of [first, second]) expect(text).not.toContain(readKey(shown)?.secret);
  const stored = await readKeyFile(path);
  expect(stored).toMatchObject([
    {
      id: first.summary.id,
      scopes: ['preview', 'metrics'],
      expires: '2030-01-01T00:00:00.000Z',
      revoked: null,
    },
    { id: second.summary.id, scopes: ['metrics'], expires: null },
  ]);
  expect(stored[0]?.secret.salt).not.toBe(stored[1]?.secret.salt);
  expect(stored[0]?.secret.N).toBeGreaterThanOrEqual(2 ** 14);
  const secretOf = (shown: string): string => readKey(shown)?.secret ?? '';
  for (const [i, { key: shown }] of [first, second].entries()) {
    const hash = stored[i]?.secret;
    if (!hash) throw new Error('not stored');
    expect(await isSecretOf(secretOf(shown), hash)).toBe(true);
    expect(await isSecretOf(secretOf(i === 0 ? second.key : first.key), hash)).toBe(false);
  }
  expect(await mode(path)).toBe('600');
  expect(await readdir(dirname(path))).toEqual(['keys.json']);
});

test('a file that others could read is closed to them, but for a group that a server may be in', async () => {
  const path = await keysFile();
  const { summary } = await key(path, ['preview']);
  await chmod(path, 0o666);
  await revokeKey(path, summary.id, Date.now());
  expect(await mode(path)).toBe('640');
  await chmod(path, 0o604);
  await key(path, ['preview']);
  expect(await mode(path)).toBe('600');
});

test('a link stays a link', async () => {
  const path = await keysFile();
  await key(path, ['preview']);
  const link = join(await temporaryFolder(), 'link.json');
  await symlink(path, link);
  await key(link, ['metrics']);
  expect((await lstat(link)).isSymbolicLink()).toBe(true);
  expect(await readKeyFile(path)).toHaveLength(2);
});

test('revoking keeps the record, says when it was done before, and names the keys that there are', async () => {
  const path = await keysFile();
  const { summary } = await key(path, ['preview']);
  const revoked = { ...summary, state: 'revoked', revoked: '2026-01-01T00:00:00.000Z' };
  const at = Date.parse('2026-01-01T00:00:00Z');
  expect(await revokeKey(path, summary.id, at)).toEqual({ outcome: 'revoked', summary: revoked });
  const text = await readFile(path, 'utf8');
  expect(await revokeKey(path, summary.id, at + 1)).toEqual({ outcome: 'already', summary: revoked });
  expect(await revokeKey(path, 'aaaaaaaa', at)).toEqual({ outcome: 'unknown', known: [summary.id] });
  expect(await readFile(path, 'utf8')).toBe(text);
  await expect(revokeKey(join(dirname(path), 'none.json'), summary.id, at)).rejects.toThrow(
    'there is no such file',
  );
});

describe('a file that is no file of keys is refused, and nothing of it is told', () => {
  const change = async (edit: (text: string) => string): Promise<{ path: string; hash: string }> => {
    const path = await keysFile();
    await key(path, ['preview']);
    const text = await readFile(path, 'utf8');
    await writeFile(path, edit(text));
    return { path, hash: /"hash": "([^"]+)"/.exec(text)?.[1] ?? '' };
  };
  test.each([
    ['empty', () => '', 'is not valid JSON'],
    [
      'cut off in the hash',
      (text: string) => text.slice(0, text.indexOf('"hash"') + 40),
      'is not valid JSON',
    ],
    ['a comma too many', (text: string) => text.replace(/"hash": "[^"]+"/, '$&,,'), 'is not valid JSON'],
    ['another format', (text: string) => text.replace('keys/1', 'keys/2'), 'format: '],
    ['an unknown scope', (text: string) => text.replace('"preview"', '"root"'), 'keys.0.scopes.0: '],
    ['no scope', (text: string) => text.replace(/\[\s*"preview"\s*\]/, '[]'), 'keys.0.scopes: '],
    [
      'a weak hash',
      (text: string) => text.replace('"N": 16384', '"N": 1024'),
      'keys.0.secret.N: must be a power',
    ],
    ['no power of two', (text: string) => text.replace('"N": 16384', '"N": 16385'), 'must be a power of two'],
    ['a hash that needs all memory', (text: string) => text.replace('"N": 16384', '"N": 1048576'), '256 MB'],
    ['a short hash', (text: string) => text.replace(/("hash": ")[^"]+/, '$1AAAA'), 'must be 32 bytes'],
    ['a field that nobody knows', (text: string) => text.replace('"note"', '"nota": 1, "note"'), 'keys.0: '],
    [
      'a time without a zone',
      (text: string) => text.replace(/("created": "[^"]+)Z"/, '$1"'),
      'keys.0.created: ',
    ],
    [
      'an id twice',
      (text: string) => {
        const file = JSON.parse(text) as { keys: object[] };
        return JSON.stringify({ ...file, keys: [...file.keys, ...file.keys] });
      },
      'keys: two keys have the same id',
    ],
  ])('%s', async (_what, edit, fault) => {
    const { path, hash } = await change(edit);
    const error = await readKeyFile(path).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(KeyFileError);
    expect(String(error)).toContain(`${path}: `);
    expect(String(error)).toContain(fault);
    for (let i = 0; i + 5 <= hash.length; i += 1) expect(String(error)).not.toContain(hash.slice(i, i + 5));
    // A file that somebody spoilt is not replaced by one with less in it.
    const text = await readFile(path, 'utf8');
    await expect(key(path, ['preview'])).rejects.toThrow(KeyFileError);
    expect(await readFile(path, 'utf8')).toBe(text);
  });
});

describe('writers at once', () => {
  testInFull('20 in one process: every key is there', async () => {
    const path = await keysFile();
    const added = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        addPatiently(path, { scopes: ['preview'], note: `${i}`, expires: null }, i),
      ),
    );
    const stored = (await readKeyFile(path)).map(({ id }) => id);
    expect(stored.toSorted()).toEqual(added.map(({ summary }) => summary.id).toSorted());
  });

  const [processes, keysEach] = [runs(2, 4), runs(2, 8)];

  test('several processes with some keys each: every key is there, and whoever reads meanwhile finds a whole file', async () => {
    const path = await keysFile();
    await key(path, ['metrics']);
    const writers = Array.from({ length: processes }, () =>
      fork(new URL('writer.ts', import.meta.url), [path, String(keysEach)]),
    );
    const ended = writers.map((writer) => once(writer, 'exit'));
    const reading = { on: true, times: 0 };
    const reader = (async () => {
      for (; reading.on; reading.times += 1) await readKeyFile(path);
    })();
    const codes = await Promise.all(ended);
    reading.on = false;
    await reader;
    expect(codes).toEqual(writers.map(() => [0, null]));
    expect(reading.times).toBeGreaterThan(10);
    expect(await readKeyFile(path)).toHaveLength(1 + processes * keysEach);
    expect(await readdir(dirname(path))).toEqual(['keys.json']);
  });
});
