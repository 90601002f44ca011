import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';
import { FORMATS, type Format } from './index.ts';

const MEDIA_TYPES = FORMATS.map(({ mediaType }) => mediaType);

// Clients send few different values; the bound is for those that do not.
const known = new LRUCache<string, { readonly format: Format | null }>({ max: 500 });

/** The representation that an Accept header prefers, the first of the list where it is open; null if none fits. */
export function negotiateFormat(accept: string | undefined): Format | null {
  if (accept === undefined || accept === '*/*') return FORMATS[0];
  const cached = known.get(accept);
  if (cached) return cached.format;
  const mediaType = new Negotiator({ headers: { accept } }).mediaType(MEDIA_TYPES);
  const format = FORMATS.find((candidate) => candidate.mediaType === mediaType) ?? null;
  known.set(accept, { format });
  return format;
}
