import { createHash, hash as hashOf } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Encoding } from './encodings.ts';

const MOVING_SECONDS = 60;
const STALE_SECONDS = 600;
/** What only the holder of a key, or who asks, may see: no cache keeps it, and so it needs no tag. */
const PRIVATE = 'private, no-store';

/** How long an answer may be kept: a moving one never beyond the moment at which an embargo lifts, or it stops being right. */
function cacheControl(pinned: boolean, until: number, now: number): string {
  if (pinned) return 'public, max-age=31536000, immutable';
  const left = Math.max(0, Math.floor((until - now) / 1000));
  const maxAge = Math.min(MOVING_SECONDS, left);
  const stale = Math.min(STALE_SECONDS, left - maxAge);
  return `public, max-age=${maxAge}${stale > 0 ? `, stale-while-revalidate=${stale}` : ''}`;
}

/** Whether If-None-Match names a tag. */
export function holdsTag(match: string, etag: string): boolean {
  // Most clients name the one that they have.
  if (match === etag || match.trim() === '*') return true;
  return match.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}

/** Whether the client already holds the representation: If-None-Match counts, else If-Modified-Since. */
function isFresh(headers: FastifyRequest['headers'], etag: string, modified: number, now: number): boolean {
  const match = headers['if-none-match'];
  if (match !== undefined) return holdsTag(match, etag);
  const since = Date.parse(headers['if-modified-since'] ?? '');
  // A date to come (RFC 9110, 13.1.3) is of a clock that went wrong, ours perhaps: what was seen then need not be there now.
  return since >= modified && since <= now;
}

/** What every entity tag is made with. */
export interface TagSettings {
  readonly now: () => number;
  /** Name and version of this software: another version may compute other figures, and must not answer 304 for them. */
  readonly software: string;
}

/**
 * The tag of some bytes: of what they follow from and of the software that made them, whether or not the software can be
 * seen in the bytes.
 */
export function entityTag(software: string, ...parts: readonly (string | Uint8Array)[]): string {
  const texts = parts.filter((part) => typeof part === 'string');
  // The same, in a third of the time.
  if (texts.length === parts.length)
    return hashOf('sha256', [software, ...texts].join('\0'), 'base64url').slice(0, 27);
  const hash = createHash('sha256').update(software);
  for (const part of parts) hash.update('\0').update(part);
  return hash.digest('base64url').slice(0, 27);
}

/** What can be said of bytes without their being there. */
export interface Validators {
  /** Two answers with the same tag have the same bytes, before they are encoded. */
  readonly tag: string;
  readonly encoding: Encoding;
  /** As a header, and in milliseconds without the part of a second that a header cannot say. */
  readonly lastModified: string;
  readonly modified: number;
  /** Whether the address is pinned to a release, so that the answer never changes. */
  readonly pinned: boolean;
  /** When the answer stops being right (ms since 1970). */
  readonly until: number;
  /** Whether no cache may give it to others. */
  readonly unshared: boolean;
  /** Request headers that chose the representation. */
  readonly vary: readonly string[];
}

/** The header ETag: encodings are different bytes, so that a strong tag must tell them apart. */
export const etagOf = ({ tag, encoding }: Pick<Validators, 'tag' | 'encoding'>): string =>
  `"${tag}${encoding === 'identity' ? '' : `-${encoding}`}"`;

/** The time of a change as a header has it. */
export const lastModifiedOf = (time: Date): Pick<Validators, 'lastModified' | 'modified'> => ({
  lastModified: time.toUTCString(),
  modified: Math.floor(time.getTime() / 1000) * 1000,
});

/**
 * Says how long and by whom a representation may be kept; to a client that holds it already, no more than that (304).
 *
 * @returns its tag, or null if it has been answered
 */
export function answerConditions(reply: FastifyReply, validators: Validators, now: number): string | null {
  const { request } = reply;
  const { encoding, lastModified, modified, pinned, unshared } = validators;
  const etag = etagOf(validators);
  const already = reply.getHeader('vary');
  const vary = typeof already === 'string' ? [...validators.vary, already] : validators.vary;
  if (vary.length > 0) reply.header('vary', vary.join(', '));
  if (request.preview || unshared) {
    reply.header('cache-control', PRIVATE);
  } else {
    // Until what this request saw changes, which may have happened while the answer was computed.
    const until = Math.min(validators.until, request.view.until ?? Infinity);
    reply.headers({ etag, 'last-modified': lastModified, 'cache-control': cacheControl(pinned, until, now) });
    if (isFresh(request.headers, etag, modified, now)) {
      reply.code(304).send();
      return null;
    }
  }
  if (encoding !== 'identity') reply.header('content-encoding', encoding);
  return etag;
}
