import { randomBytes, randomInt } from 'node:crypto';

/** Letters and digits that are not taken for each other when a person reads an id aloud. */
const ID_LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';
const ID_LENGTH = 8;
const SECRET_BYTES = 32;

/** The public id of a key: what `keys list` shows and `keys revoke` takes. */
export const KEY_ID = /^[a-z0-9]{8}$/;
const KEY = /^tl_([a-z0-9]{8})_([\w-]{43})$/;

/** The id and the secret of a key. */
export interface ParsedKey {
  /** Finds the record of the key, so that one hash a request is enough. No secret. */
  readonly id: string;
  /** 32 random bytes in base64url. */
  readonly secret: string;
}

/** A new key, `tl_<id>_<secret>`, with an id that is not among those that are taken. */
export function newKey(taken: ReadonlySet<string>): ParsedKey & { readonly key: string } {
  let id: string;
  do id = Array.from({ length: ID_LENGTH }, () => ID_LETTERS[randomInt(ID_LETTERS.length)]).join('');
  while (taken.has(id));
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  return { id, secret, key: `tl_${id}_${secret}` };
}

/** The id and the secret of a key; null for a text that no key can be. */
export function readKey(text: string): ParsedKey | null {
  const [, id, secret] = KEY.exec(text) ?? [];
  return id === undefined || secret === undefined ? null : { id, secret };
}

/** The text with the secret of every key in it, even one cut short, taken out. */
export function withoutSecrets(text: string): string {
  return text.replaceAll(/tl(?:_|%5f)([a-z0-9]{8})(?:_|%5f)[\w%-]+/gi, 'tl_$1_[secret]');
}
