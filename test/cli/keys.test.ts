import { spawnSync } from 'node:child_process';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { readKey } from '../../src/access/key-format.ts';
import { thisProcess } from '../../src/files/process-identity.ts';
import { leftClaim, quickenClock } from '../files/support.ts';
import { temporaryFolder } from '../helper.ts';
import { inProcess, type Output } from './in-process.ts';
import { testInFull } from '../runs.ts';

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

/** Runs the command in this process. */
async function topline(args: readonly string[], { KEYS_FILE }: { KEYS_FILE?: string } = {}): Promise<Output> {
  vi.stubEnv('KEYS_FILE', KEYS_FILE);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  return inProcess(['keys', ...args]);
}

const keysFile = async (): Promise<string> => join(await temporaryFolder(), 'keys.json');

describe('add, list, revoke', () => {
  test('as people use them', async () => {
    const file = await keysFile();
    const env = { KEYS_FILE: file };
    const added = await topline(['add', '--scope', 'preview', '--note', ' the newsroom '], env);
    const key = added.out.trim();
    const { id = '', secret = '' } = readKey(key) ?? {};
    expect(added).toEqual({
      code: 0,
      out: `tl_${id}_${secret}\n`,
      err: `key ${id} is in ${file}; it is shown this once, so keep it now\n`,
    });
    expect(((await stat(file)).mode & 0o777).toString(8)).toBe('600');
    const list = await topline(['list'], env);
    const [head, row] = list.out.split('\n');
    expect(head).toMatch(/^id +state +scopes +created +expires +note$/);
    expect(row).toMatch(new RegExp(`^${id}  active  preview  \\d{4}-\\S+Z  never    the newsroom$`));
    // The whole key does as well as its id.
    expect(await topline(['revoke', key, '--file', file])).toEqual({
      code: 0,
      out: `key ${id} is revoked (the newsroom)\n`,
      err: '',
    });
    const again = await topline(['revoke', id], env);
    expect(again).toMatchObject({ code: 0, err: '' });
    expect(again.out).toMatch(/^key \S+ was revoked already, at \d{4}-/);
    const after = await topline(['list'], env);
    expect(after.out).toContain(`${id}  revoked  preview`);
    const hash = /"hash": "([^"]+)"/.exec(await readFile(file, 'utf8'))?.[1] ?? 'none';
    for (const { out, err } of [list, again, after]) {
      expect(out + err).not.toContain(secret);
      expect(out + err).not.toContain(hash);
    }
  });

  test('--json is one document', async () => {
    const file = await keysFile();
    const add = [
      'add',
      '--scope',
      'preview,metrics',
      '--note',
      'x',
      '--expires',
      '2090-01-01T02:00:00+02:00',
    ];
    const { out, err, code } = await topline([...add, '--file', file, '--json']);
    const added = JSON.parse(out) as { key: string; id: string };
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const summary = {
      id: readKey(added.key)?.id,
      scopes: ['preview', 'metrics'],
      note: 'x',
      created: expect.any(String),
      expires: '2090-01-01T00:00:00.000Z',
      revoked: null,
      state: 'active',
    };
    expect(added).toEqual({ ok: true, key: added.key, ...summary });
    const list = await topline(['list', '--file', file, '--json']);
    expect(JSON.parse(list.out)).toEqual({ ok: true, keys: [summary] });
    const revoked = await topline(['revoke', added.id, '--file', file, '--json']);
    expect(JSON.parse(revoked.out)).toEqual({
      ok: true,
      ...summary,
      state: 'revoked',
      revoked: expect.any(String),
    });
    const unknown = await topline(['revoke', 'nobody', '--file', file, '--json']);
    expect(unknown.code).toBe(1);
    expect(JSON.parse(unknown.out)).toMatchObject({
      ok: false,
      faults: [{ message: 'there is no key nobody' }],
    });
  });
});

test.each([
  [['add', '--note', 'x'], "required option '--scope <scope>' not specified"],
  [['add', '--scope', 'preview'], "required option '--note <text>' not specified"],
  [['add', '--scope', 'previw', '--note', 'x'], 'did you mean "preview"?'],
  [['add', '--scope', ',', '--note', 'x'], 'Allowed are preview and metrics'],
  [['add', '--scope', 'preview', '--note', 'two\nlines'], 'It must be one line of 1 to 200 characters'],
  [['add', '--scope', 'preview', '--note', 'x', '--expires', '2090-01-01'], 'a moment with its time zone'],
  [
    ['add', '--scope', 'preview', '--note', 'x', '--expires', '2090-13-01T00:00:00Z'],
    'a moment with its time zone',
  ],
  [['add', '--scope', 'preview', '--note', 'x', '--expires', '2020-01-01T00:00:00Z'], 'It is over already'],
  [['revoke'], "missing required argument 'id'"],
  [['lst'], "unknown command 'lst'"],
])('%j is wrong usage: exit code 2, and no file', async (args, message) => {
  const file = await keysFile();
  const { code, out, err } = await topline(args, { KEYS_FILE: file });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(message);
  await expect(stat(file)).rejects.toThrow('ENOENT');
});

test.each([['add', '--scope', 'preview', '--note', 'x'], ['list'], ['revoke', 'aaaaaaaa']])(
  'without a file: %s',
  async (...args) => {
    for (const [env, message] of [
      [{}, 'Say --file <path>, or set KEYS_FILE'],
      [{ KEYS_FILE: '' }, "value '' from env 'KEYS_FILE' is invalid"],
    ] as const) {
      const { code, err } = await topline(args.filter(Boolean), env);
      expect(code).toBe(2);
      expect(err).toContain(message);
    }
  },
);

test('faults of the file and of others are one line, and nothing is changed', async () => {
  const file = await keysFile();
  const add = ['add', '--scope', 'preview', '--note', 'x', '--file', file];
  const key = (await topline(add)).out.trim();
  const secret = readKey(key)?.secret ?? '';
  const text = await readFile(file, 'utf8');
  const fault = async (args: string[], message: string, expected = 1): Promise<void> => {
    const { code, out, err } = await topline(args);
    expect({ code, out }).toEqual({ code: expected, out: '' });
    expect(err).toContain(message);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).not.toContain(secret);
  };
  const id = readKey(key)?.id ?? '';
  await fault(['revoke', `${id}x`, '--file', file], `there is no key ${id}x (did you mean "${id}"?)`);
  await fault(['revoke', `${key}x`, '--file', file], `there is no key tl_${id}_[secret]`);
  await fault(['list', '--file', join(dirname(file), 'none.json')], 'there is no such file');
  await fault(['list', '--file', dirname(file)], 'is a folder');
  expect(await readFile(file, 'utf8')).toBe(text);
  const lock = await leftClaim(dirname(file), `.${basename(file)}.lock`, 'keys', {});
  quickenClock();
  await fault(
    add,
    `${file} is being changed by process ${process.pid} on ${thisProcess().host}: try again`,
    3,
  );
  await rm(lock, { recursive: true });
  expect(await readFile(file, 'utf8')).toBe(text);
  await writeFile(file, text.slice(0, -20));
  await fault(['list', '--file', file], 'is not valid JSON');
  await mkdir(join(dirname(file), 'sub'));
  await fault([...add.slice(0, -1), join(dirname(file), 'sub', 'missing', 'keys.json')], 'ENOENT', 4);
});

test.each([['add'], ['list'], ['revoke'], []])('keys %s --help teaches', async (...args) => {
  const { code, out } = await topline([...args.filter(Boolean), '--help']);
  expect(code).toBe(0);
  expect(out).toContain('Examples:\n  export KEYS_FILE=');
});

testInFull('as a process: the key alone on the output, so that a script can take it', async () => {
  const file = await keysFile();
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [CLI, 'keys', ...args], {
      encoding: 'utf8',
      env: { ...process.env, KEYS_FILE: file },
    });
  const added = run('add', '--scope', 'metrics', '--note', 'x');
  expect(added.status).toBe(0);
  expect(readKey(added.stdout.trimEnd())).not.toBeNull();
  expect(run('add', '--scope', 'metrics').status).toBe(2);
});
