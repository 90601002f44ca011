import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { negotiateFormat } from '../formats/negotiate.ts';
import type { Repository } from '../repository/repository.ts';
import { encode, negotiateEncoding, type Encoding } from './encodings.ts';

/** The bytes of an answer, with the headers that follow from its content. */
interface Representation {
  readonly body: string | Buffer;
  readonly contentType: string;
  readonly lastModified: Date;
  /** Whether the address is pinned to a release, so that the answer never changes. */
  readonly pinned: boolean;
  readonly link?: string;
  /** Request headers that chose this representation. */
  readonly vary?: readonly string[];
}

declare module 'fastify' {
  interface FastifyRequest {
    cacheKey: string | null;
  }
  interface FastifyReply {
    represent(representation: Representation): FastifyReply;
  }
}

interface Stored {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  readonly vary: string;
  readonly pinned: boolean;
  readonly modified: number;
  readonly tag: string;
  readonly encoded: Map<Encoding, Buffer>;
}

const CACHE_BYTES = 64 * 1024 * 1024;
const MOVING_SECONDS = 60;
const STALE_SECONDS = 600;

/** How long a moving answer may be kept: never beyond the moment at which an embargo lifts. */
function cacheControl(pinned: boolean, until: number | null, now: number): string {
  if (pinned) return 'public, max-age=31536000, immutable';
  const left = until === null ? Infinity : Math.max(0, Math.floor((until - now) / 1000));
  const maxAge = Math.min(MOVING_SECONDS, left);
  const stale = Math.min(STALE_SECONDS, left - maxAge);
  return `public, max-age=${maxAge}${stale > 0 ? `, stale-while-revalidate=${stale}` : ''}`;
}

/** Whether the client already holds the representation: If-None-Match counts, else If-Modified-Since. */
function isFresh(headers: FastifyRequest['headers'], etag: string, modified: number): boolean {
  const match = headers['if-none-match'];
  if (match !== undefined) {
    if (match.trim() === '*') return true;
    return match.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
  }
  const since = headers['if-modified-since'];
  return since !== undefined && Date.parse(since) >= modified;
}

function store(representation: Representation): Stored {
  const { contentType, lastModified, link, pinned, vary } = representation;
  const body = Buffer.from(representation.body);
  return {
    body,
    headers: {
      'content-type': contentType,
      'last-modified': lastModified.toUTCString(),
      ...(link ? { link } : {}),
    },
    vary: ['Accept-Encoding', ...(vary ?? [])].join(', '),
    pinned,
    modified: Math.floor(lastModified.getTime() / 1000) * 1000,
    tag: createHash('sha256').update(contentType).update(body).digest('base64url').slice(0, 27),
    encoded: new Map<Encoding, Buffer>([['identity', body]]),
  };
}

/**
 * Conditional requests, caching and compression for everything that is read with GET. The bytes of an answer
 * are made once for each state of the repository and kept, in each encoding that was asked for, up to a bound;
 * a request for them is answered before its query is even parsed.
 */
export function httpCache(
  app: FastifyInstance,
  { repository, now }: { repository: Repository; now: () => number },
): void {
  const cache = new LRUCache<string, Stored>({
    maxSize: CACHE_BYTES,
    // Up to four encodings of the body may be kept with it.
    sizeCalculation: (stored, key) => stored.body.length * 2 + key.length + 1024,
  });

  function finish(reply: FastifyReply, stored: Stored, encoding: Encoding, body: Buffer): void {
    const request = reply.request;
    // Encodings are different bytes, so that a strong tag must tell them apart.
    const etag = `"${stored.tag}${encoding === 'identity' ? '' : `-${encoding}`}"`;
    const already = reply.getHeader('vary');
    reply
      .headers(stored.headers)
      .header('etag', etag)
      .header('cache-control', cacheControl(stored.pinned, repository.view().until, now()))
      .header('vary', typeof already === 'string' ? `${stored.vary}, ${already}` : stored.vary);
    if (isFresh(request.headers, etag, stored.modified)) {
      reply.code(304).send();
      return;
    }
    if (encoding !== 'identity') reply.header('content-encoding', encoding);
    reply.send(body);
  }

  function send(reply: FastifyReply, stored: Stored): void {
    const encoding = negotiateEncoding(reply.request.headers['accept-encoding'], stored.body.length);
    const ready = stored.encoded.get(encoding);
    if (ready || encoding === 'identity') {
      finish(reply, stored, encoding, ready ?? stored.body);
      return;
    }
    encode(stored.body, encoding).then(
      (body) => {
        stored.encoded.set(encoding, body);
        finish(reply, stored, encoding, body);
      },
      (error: unknown) => {
        reply.send(error);
      },
    );
  }

  app.decorateRequest('cacheKey', null);

  app.decorateReply('represent', function represent(this: FastifyReply, representation: Representation) {
    const stored = store(representation);
    if (this.request.cacheKey !== null) cache.set(this.request.cacheKey, stored);
    send(this, stored);
    return this;
  });

  app.addHook('onRequest', (request, reply, done) => {
    const format =
      request.method === 'GET' || request.method === 'HEAD' ? negotiateFormat(request.headers.accept) : null;
    if (format) {
      const key = `${repository.view().generation} ${format.id} ${request.raw.url}`;
      const stored = cache.get(key);
      if (stored) {
        send(reply, stored);
        return;
      }
      request.cacheKey = key;
    }
    done();
  });
}
