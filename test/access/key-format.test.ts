import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KEY_ID, newKey, readKey, withoutSecrets } from '../../src/access/key-format.ts';

test('a new key is read back into its parts, and holds 32 random bytes', () => {
  const keys = Array.from({ length: 200 }, () => newKey(new Set()));
  for (const { id, secret, key } of keys) {
    expect(key).toBe(`tl_${id}_${secret}`);
    expect(id).toMatch(KEY_ID);
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect(readKey(key)).toEqual({ id, secret });
  }
  expect(new Set(keys.map(({ secret }) => secret)).size).toBe(200);
});

describe('what no key can be', () => {
  const { key } = newKey(new Set());
  test.each(['', 'tl_', key.slice(1), key.slice(0, -1), `${key}a`, ` ${key}`, key.toUpperCase(), `${key}\n`])(
    '%j',
    (text) => {
      expect(readKey(text)).toBeNull();
    },
  );
});

test('no text keeps the secret of a key that is in it', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.integer({ min: 8, max: 43 }), (before, after, length) => {
      const { id, secret } = newKey(new Set());
      const shown = withoutSecrets(`${before} tl_${id}_${secret.slice(0, length)} ${after}`);
      expect(shown).not.toContain(secret.slice(0, 8));
      expect(shown).toContain(`tl_${id}_[secret]`);
    }),
  );
  const { id, secret } = newKey(new Set());
  expect(withoutSecrets(`/v1?key=tl%5F${id}%5f${secret}&x=1`)).toBe(`/v1?key=tl_${id}_[secret]&x=1`);
  expect(withoutSecrets('{"url":"/v1/surveys","total_count":1}')).toBe(
    '{"url":"/v1/surveys","total_count":1}',
  );
});
