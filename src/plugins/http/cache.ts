import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { negotiateFormat } from '../../formats/negotiate.ts';
import { isCostly, type PresentedRequest } from '../load/heavy.ts';
import { AskedBefore } from './asked-before.ts';
import { sendInRange } from './byte-range.ts';
import { encode, negotiateEncoding, type Encoding } from './encodings.ts';
import {
  answerConditions,
  entityTag,
  etagOf,
  lastModifiedOf,
  type TagSettings,
  type Validators,
} from './conditions.ts';

/** The bytes of an answer, with the headers that follow from its content. */
interface Representation {
  readonly body: string | Uint8Array;
  readonly contentType: string;
  /** Whether the body is compressed by its own format, so that encoding it would gain nothing. */
  readonly compressed?: boolean;
  /** Further headers that belong to the representation. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly lastModified: Date;
  /** Whether the address is pinned to a release, so that the answer never changes. */
  readonly pinned: boolean;
  readonly link?: string;
  /** Request headers that chose this representation. */
  readonly vary?: readonly string[];
  /** When the answer stops being right (ms since 1970), if that is known. */
  readonly until?: number;
  /** Whether it holds what only this request said, so that no cache may keep it. */
  readonly unshared?: boolean;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the header Accept chooses at an address that has other representations than most; null: nothing. */
    variant?: (accept: string | undefined) => string | null;
  }
  interface FastifyRequest {
    cacheKey: string | null;
  }
  interface FastifyReply {
    represent(representation: Representation): FastifyReply;
  }
}

interface Stored extends Omit<Validators, 'encoding'> {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  readonly compressed: boolean;
  readonly encoded: Map<Encoding, Buffer>;
}

const CACHE_BYTES = 64 * 1024 * 1024;
const defaultVariant = (accept: string | undefined): string | null => negotiateFormat(accept)?.id ?? null;

/** Whether an answer is made about as fast as it is kept: a page of a table. It is kept when it is asked for again, others at once. */
const isQuick = (request: FastifyRequest): boolean =>
  request.routeOptions.config.sends === 'table' && !isCostly(request as PresentedRequest);

function store(representation: Representation, software: string): Stored {
  const { contentType, headers, lastModified, link, pinned, vary } = representation;
  const { compressed = false, until = Infinity, unshared = false } = representation;
  const { body: made } = representation;
  // What is bytes already is not copied: nobody else has it.
  const body = Buffer.isBuffer(made) ? made : Buffer.from(made);
  return {
    body,
    headers: {
      'content-type': contentType,
      'accept-ranges': 'bytes',
      ...headers,
      ...(link ? { link } : {}),
    },
    vary: ['Accept-Encoding', ...(vary ?? [])],
    pinned,
    ...lastModifiedOf(lastModified),
    until,
    unshared,
    compressed,
    tag: entityTag(software, contentType, made),
    encoded: new Map<Encoding, Buffer>([['identity', body]]),
  };
}

/**
 * Conditional requests, caching and compression for everything that is read with GET. The bytes of an answer
 * are made once for each state of the repository and kept, in each encoding that was asked for, up to a bound;
 * a request for them is answered before its query is even parsed. It comes after `requestView`.
 */
export function httpCache(app: FastifyInstance, { now, software }: TagSettings): void {
  let generation = 0;
  const cache = new LRUCache<string, Stored>({
    maxSize: CACHE_BYTES,
    // Up to four encodings of the body may be kept with it.
    sizeCalculation: (stored, key) => stored.body.length * 2 + key.length + 1024,
  });
  const askedBefore = new AskedBefore();

  function finish(reply: FastifyReply, stored: Stored, encoding: Encoding, body: Buffer): void {
    reply.headers(stored.headers);
    const etag = answerConditions(reply, { ...stored, encoding }, now());
    if (etag === null) return;
    sendInRange(reply, {
      bytes: body.length,
      etag,
      whole: () => void reply.send(body),
      part: ({ first, last }) => void reply.send(body.subarray(first, last + 1)),
    });
  }

  function send(reply: FastifyReply, stored: Stored, isAskedAgain: boolean): void {
    const accepted = stored.compressed ? undefined : reply.request.headers['accept-encoding'];
    const encoding = negotiateEncoding(accepted, stored.body.length);
    const ready = stored.encoded.get(encoding);
    const finishWith = (body: Buffer): void => {
      if (isAskedAgain && stored.until === Infinity)
        reply.request.readyBytes = { body, etag: etagOf({ ...stored, encoding }) };
      finish(reply, stored, encoding, body);
    };
    if (ready || encoding === 'identity') {
      finishWith(ready ?? stored.body);
      return;
    }
    encode(stored.body, encoding).then(
      (body) => {
        stored.encoded.set(encoding, body);
        finishWith(body);
      },
      (error: unknown) => {
        reply.send(error);
      },
    );
  }

  app.decorateRequest('cacheKey', null);

  app.decorateReply('represent', function represent(this: FastifyReply, representation: Representation) {
    const stored = store(representation, software);
    const { request } = this;
    const key = stored.unshared ? null : request.cacheKey;
    const isAskedAgain = key !== null && askedBefore.has(key);
    if (key !== null && (isAskedAgain || !isQuick(request))) cache.set(key, stored);
    send(this, stored, isAskedAgain);
    return this;
  });

  app.addHook('onRequest', (request, reply, done) => {
    const { method, headers, preview, view, routeOptions } = request;
    const { variant = defaultVariant } = routeOptions.config;
    // A request with a key is answered anew, so that nothing that a key opened can be kept.
    const cacheable =
      (method === 'GET' || method === 'HEAD') && !preview && headers.authorization === undefined;
    const chosen = cacheable ? variant(headers.accept) : null;
    if (chosen !== null) {
      if (view.generation !== generation) cache.clear();
      ({ generation } = view);
      const key = `${generation} ${chosen} ${request.raw.url}`;
      const stored = cache.get(key);
      if (stored && now() < stored.until) {
        send(reply, stored, true);
        return;
      }
      request.cacheKey = key;
    }
    done();
  });
}
