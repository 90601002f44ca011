import { randomBytes, type ScryptOptions } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { AccessKeys } from '../../src/access/access-keys.ts';
import { readKeyFile, type AccessKey } from '../../src/access/key-file.ts';
import { newKey } from '../../src/access/key-format.ts';
import { revokeKey } from '../../src/access/manage-keys.ts';
import { deriveByScrypt } from '../../src/access/secret-hash.ts';
import { key, keysFile, wrong } from './support.ts';

interface Setting {
  readonly keys: AccessKeys;
  readonly derived: ScryptOptions[];
  readonly path: string;
  readonly shown: string;
  readonly id: string;
  readonly stored: readonly AccessKey[];
  time: number;
  /** What a hash waits for before it is told. */
  gate: () => Promise<void>;
  /** Whether hashes are made at all: where every key is wrong, they need not be. */
  real: boolean;
}

/** One key, a clock that stands still, and hashes that are counted. */
async function setting(expires: string | null = null): Promise<Setting> {
  const path = await keysFile();
  const { key: shown, summary } = await key(path, ['preview'], { expires });
  const stored = await readKeyFile(path);
  const derived: ScryptOptions[] = [];
  const keys = new AccessKeys(
    () => made.time,
    async (secret, salt, options) => {
      derived.push(options);
      const hash = made.real ? await deriveByScrypt(secret, salt, options) : randomBytes(32);
      await made.gate();
      return hash;
    },
  );
  keys.replace(stored);
  const made: Setting = {
    keys,
    derived,
    path,
    shown,
    id: summary.id,
    stored,
    time: Date.parse('2026-06-01T00:00:00Z'),
    gate: () => Promise.resolve(),
    real: true,
  };
  return made;
}

const outcome = async (keys: AccessKeys, text: string | null, address = '192.0.2.1'): Promise<string> =>
  (await keys.verify(text, address)).outcome;

test('a right key is hashed once, a wrong one every time', async () => {
  const at = await setting();
  for (let i = 0; i < 5; i += 1) expect(await outcome(at.keys, at.shown)).toBe('valid');
  expect(at.derived).toHaveLength(1);
  at.time += 3_600_000;
  // Other keys come and go: it is the same key still.
  at.keys.replace(at.stored.map((one) => ({ ...one })));
  expect(await outcome(at.keys, at.shown)).toBe('valid');
  expect(at.derived).toHaveLength(1);
  for (let i = 0; i < 3; i += 1) expect(await outcome(at.keys, wrong(at.shown))).toBe('wrong');
  expect(at.derived).toHaveLength(4);
});

test('an id that is not known takes the same hash as one that is: scrypt with the same parameters', async () => {
  const at = await setting();
  expect(await outcome(at.keys, wrong(at.shown))).toBe('wrong');
  expect(await outcome(at.keys, newKey(new Set([at.id])).key)).toBe('wrong');
  at.keys.replace([]);
  expect(await outcome(at.keys, at.shown)).toBe('wrong');
  expect(at.derived).toHaveLength(3);
  expect(new Set(at.derived.map(({ N, r, p }) => `${N} ${r} ${p}`))).toEqual(new Set(['16384 8 1']));
});

test('a key is expired from its moment on, though it was believed just before', async () => {
  const at = await setting('2026-06-01T00:00:10.000Z');
  expect(await outcome(at.keys, at.shown)).toBe('valid');
  at.time += 9999;
  expect(await outcome(at.keys, at.shown)).toBe('valid');
  at.time += 1;
  expect(await outcome(at.keys, at.shown)).toBe('expired');
  // Only who has the secret learns that the key was good once.
  expect(await outcome(at.keys, wrong(at.shown))).toBe('wrong');
});

describe('what was believed is not, once the keys are replaced', () => {
  test('revoked, or gone', async () => {
    const at = await setting();
    expect(await outcome(at.keys, at.shown)).toBe('valid');
    await revokeKey(at.path, at.id, at.time);
    at.keys.replace(await readKeyFile(at.path));
    expect(await outcome(at.keys, at.shown)).toBe('revoked');
    at.keys.replace([]);
    expect(await outcome(at.keys, at.shown)).toBe('wrong');
  });

  test.each([
    ['revoked', 'revoked'],
    ['gone', 'wrong'],
    ['another with the same id', 'wrong'],
  ])('%s while its hash is under way', async (what, expected) => {
    const at = await setting();
    const other = await keysFile();
    await key(other, ['preview', 'metrics']);
    const [record] = at.stored;
    const [stranger] = await readKeyFile(other);
    if (!record || !stranger) throw new Error('no key');
    at.gate = () => {
      const revoked = { ...record, revoked: '2026-05-01T00:00:00Z' };
      const after = what === 'revoked' ? [revoked] : what === 'gone' ? [] : [{ ...stranger, id: record.id }];
      at.keys.replace(after);
      return Promise.resolve();
    };
    expect(await outcome(at.keys, at.shown)).toBe(expected);
    at.gate = () => Promise.resolve();
    expect(await outcome(at.keys, at.shown)).toBe(expected);
  });
});

describe('guessing', () => {
  test('ten wrong keys a minute, from one after the other or all at once, and no hash after that', async () => {
    for (const atOnce of [false, true]) {
      const at = await setting();
      const guesses = Array.from({ length: 60 }, (_, i) => wrong(at.shown, i));
      const outcomes: string[] = [];
      at.real = false;
      if (atOnce) outcomes.push(...(await Promise.all(guesses.map((guess) => outcome(at.keys, guess)))));
      else for (const guess of guesses) outcomes.push(await outcome(at.keys, guess));
      expect(outcomes.filter((each) => each === 'wrong')).toHaveLength(10);
      expect(outcomes.filter((each) => each === 'limited')).toHaveLength(50);
      expect(at.derived).toHaveLength(10);
      at.real = true;
      // Nobody has shown the right key yet: from this address it cannot be told from the next guess.
      expect(await at.keys.verify(at.shown, '192.0.2.1')).toEqual({ outcome: 'limited', seconds: 60 });
      expect(await outcome(at.keys, at.shown, '192.0.2.2')).toBe('valid');
      // One that is believed needs no try.
      expect(await outcome(at.keys, at.shown)).toBe('valid');
      at.time += 60_000;
      expect(await outcome(at.keys, at.shown)).toBe('valid');
    }
  });

  test('what is no key counts without a hash; a right key does not count', async () => {
    const at = await setting();
    for (let i = 0; i < 12; i += 1) {
      at.keys.replace([]);
      at.keys.replace(at.stored);
      expect(await outcome(at.keys, at.shown)).toBe('valid');
    }
    at.derived.length = 0;
    for (let i = 0; i < 10; i += 1) expect(await outcome(at.keys, i % 2 ? null : `tl_${i}`)).toBe('wrong');
    expect(await outcome(at.keys, null)).toBe('limited');
    expect(at.derived).toEqual([]);
  });

  test('who guesses locks out nobody else behind the same address', async () => {
    const at = await setting();
    const other = await keysFile();
    const { key: second } = await key(other, ['preview']);
    at.keys.replace([...at.stored, ...(await readKeyFile(other))]);
    at.real = false;
    const strange = (i: number) => `tl_${String(i).padStart(8, 'z')}_${'x'.repeat(43)}`;
    const outcomes: string[] = [];
    for (let i = 0; i < 15; i += 1) outcomes.push(await outcome(at.keys, strange(i)));
    expect(outcomes.filter((one) => one === 'wrong')).toHaveLength(10);
    expect(at.derived).toHaveLength(10);
    // A wrong secret with an id that there is, is told the same as an id that there is not.
    expect(await outcome(at.keys, wrong(second))).toBe('limited');
    expect(at.derived).toHaveLength(11);
    at.real = true;
    // Nobody has shown it before, and the address is at its limit.
    expect(await outcome(at.keys, at.shown)).toBe('valid');
    at.real = false;
    for (let i = 0; i < 20; i += 1) await outcome(at.keys, wrong(at.shown, i));
    expect(at.derived).toHaveLength(22);
    at.real = true;
    // At the limit of its own id, a key that was right once is looked up first; so is that of others.
    expect(await outcome(at.keys, at.shown)).toBe('valid');
    expect(await outcome(at.keys, second)).toBe('valid');
  });

  test('a key that there is does not wait for those who guess ids', async () => {
    const at = await setting();
    at.real = false;
    const guesses = Array.from({ length: 100 }, (_, i) =>
      outcome(at.keys, `tl_${String(i).padStart(8, 'z')}_${'x'.repeat(43)}`, `192.0.2.${i}`),
    );
    at.real = true;
    expect(await outcome(at.keys, at.shown, '198.51.100.1')).toBe('valid');
    // One was under way, and the line was full.
    expect(at.derived.length).toBeLessThanOrEqual(3);
    at.real = false;
    expect((await Promise.all(guesses)).filter((one) => one === 'busy')).toHaveLength(35);
  });

  test('the same key a hundred times at once is one hash', async () => {
    const at = await setting();
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => outcome(at.keys, at.shown)));
    expect(new Set(outcomes)).toEqual(new Set(['valid']));
    expect(at.derived).toHaveLength(1);
  });

  test('a crowd of clients: one hash at a time, a bounded line, the rest is sent away', async () => {
    const at = await setting();
    at.real = false;
    let [running, most] = [0, 0];
    at.gate = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 1));
      running -= 1;
    };
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, (_, i) => outcome(at.keys, wrong(at.shown, i), `192.0.2.${i}`)),
    );
    expect(outcomes.filter((each) => each === 'busy').length).toBe(100 - 65);
    expect(at.derived).toHaveLength(65);
    expect(most).toBe(1);
  });
});
