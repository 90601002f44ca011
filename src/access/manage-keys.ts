import { changeKeyFile } from './change-key-file.ts';
import type { AccessKey, Scope } from './key-file.ts';
import { newKey } from './key-format.ts';
import { hashSecret } from './secret-hash.ts';

/** A key as it may be shown: no secret, no hash. */
export interface KeySummary extends Omit<AccessKey, 'secret'> {
  readonly state: KeyState;
}
export type KeyState = 'active' | 'expired' | 'revoked';

/** Whether a key is good at a moment (ms since 1970). A key that expires then is expired. */
export function stateOf({ expires, revoked }: Pick<AccessKey, 'expires' | 'revoked'>, now: number): KeyState {
  if (revoked !== null) return 'revoked';
  return expires !== null && Date.parse(expires) <= now ? 'expired' : 'active';
}

/** What may be shown of a key. */
export function summaryOf(key: AccessKey, now: number): KeySummary {
  const { secret: _secret, ...shown } = key;
  return { ...shown, state: stateOf(key, now) };
}

/** What a new key is to be. */
export interface NewKey {
  readonly scopes: readonly Scope[];
  readonly note: string;
  /** ISO 8601 with a time zone; null: it does not expire. */
  readonly expires: string | null;
}

/**
 * Adds a key to a file, and makes the file if there is none.
 *
 * @returns the key itself, which is stored nowhere, and what is known of it
 * @throws KeyFileError, BusyError as `changeKeyFile`
 */
export async function addKey(
  path: string,
  { scopes, note, expires }: NewKey,
  now: number,
): Promise<{ readonly key: string; readonly summary: KeySummary }> {
  let added: { key: string; summary: KeySummary } | undefined;
  await changeKeyFile(
    path,
    async (keys) => {
      const { id, key, secret } = newKey(new Set(keys.map((known) => known.id)));
      const record: AccessKey = {
        id,
        scopes: [...new Set(scopes)],
        note,
        created: new Date(now).toISOString(),
        expires,
        revoked: null,
        secret: await hashSecret(secret),
      };
      added = { key, summary: summaryOf(record, now) };
      return [...keys, record];
    },
    { create: true },
  );
  if (!added) throw new Error('the file of keys was changed without a new key');
  return added;
}

/** What came of revoking: `already` where the key was revoked before. */
export type Revocation =
  | { readonly outcome: 'revoked' | 'already'; readonly summary: KeySummary }
  | { readonly outcome: 'unknown'; readonly known: readonly string[] };

/**
 * Revokes a key. Its record stays, so that the list says what there was.
 *
 * @throws KeyFileError, BusyError as `changeKeyFile`
 */
export async function revokeKey(path: string, id: string, now: number): Promise<Revocation> {
  let result: Revocation = { outcome: 'unknown', known: [] };
  await changeKeyFile(path, async (keys) => {
    const key = keys.find((each) => each.id === id);
    if (!key) {
      result = { outcome: 'unknown', known: keys.map((each) => each.id) };
      return keys;
    }
    if (key.revoked !== null) {
      result = { outcome: 'already', summary: summaryOf(key, now) };
      return keys;
    }
    const revoked = { ...key, revoked: new Date(now).toISOString() };
    result = { outcome: 'revoked', summary: summaryOf(revoked, now) };
    return keys.map((each) => (each === key ? revoked : each));
  });
  return result;
}
