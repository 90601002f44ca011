import { join } from 'node:path';
import type { Scope } from '../../src/access/key-file.ts';
import { addKey } from '../../src/access/manage-keys.ts';
import { temporaryFolder } from '../helper.ts';

/** A file of keys in a folder of its own, gone when the test is over. */
export async function keysFile(): Promise<string> {
  return join(await temporaryFolder(), 'keys.json');
}

/** Adds a key. */
export function key(
  path: string,
  scopes: readonly Scope[],
  { expires = null, now = Date.now() }: { expires?: string | null; now?: number } = {},
): Promise<{ key: string; summary: { id: string } }> {
  return addKey(path, { scopes, note: 'for a test', expires }, now);
}

/** The same key with another secret. */
export function wrong(text: string, seed = 0): string {
  const last =
    String.fromCodePoint(97 + (seed % 26)) + String.fromCodePoint(97 + (Math.floor(seed / 26) % 26));
  return `${text.slice(0, -3)}${last}${text.at(-1) === 'A' ? 'E' : 'A'}`;
}
