import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';
import { FORMATS, formatsOf, type Format } from './index.ts';

// Clients send few different values; the bound is for those that do not.
const known = new LRUCache<string, { readonly format: Format | null }>({ max: 500 });

/**
 * The representation that an Accept header prefers, the first of the list where it is open; null if none fits.
 *
 * @param isCharted whether there is a picture of the answer, which has one representation more
 */
export function negotiateFormat(accept: string | undefined, isCharted = false): Format | null {
  if (accept === undefined || accept === '*/*') return FORMATS[0];
  const key = `${isCharted} ${accept}`;
  const cached = known.get(key);
  if (cached) return cached.format;
  const mediaType = new Negotiator({ headers: { accept } }).mediaType(
    formatsOf(isCharted).map((one) => one.mediaType),
  );
  const format = formatsOf(isCharted).find((candidate) => candidate.mediaType === mediaType) ?? null;
  known.set(key, { format });
  return format;
}
