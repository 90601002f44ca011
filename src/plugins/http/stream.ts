import { Readable, pipeline } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { clientOf } from '../load/client.ts';
import { noPlace, Places } from '../load/places.ts';
import { sendInRange, type ByteRange } from './byte-range.ts';
import { negotiateEncoding, streamEncoder } from './encodings.ts';
import { answerConditions, entityTag, lastModifiedOf, type TagSettings } from './conditions.ts';

/** An answer that is too large to be kept in memory, with the headers that follow from its content. */
export interface Streamed {
  readonly contentType: string;
  /** Whether the bytes are compressed by their own format, so that they go out as they are. */
  readonly compressed: boolean;
  /** Further headers that belong to the representation. */
  readonly headers: Readonly<Record<string, string>>;
  readonly lastModified: Date;
  /** Whether the address is pinned to a release, so that the answer never changes. */
  readonly pinned: boolean;
  readonly link: string;
  /** Request headers that chose this representation. */
  readonly vary?: readonly string[];
  /** How many bytes there are; null: only the end tells. */
  readonly bytes: number | null;
  /** Whether `read` can begin and end anywhere. */
  readonly inRanges: boolean;
  /** Two answers of the same software with the same tag have the same bytes. */
  readonly tag: string;
  /** The bytes, or some of them. Called only if they are wanted. */
  readonly read: (range?: ByteRange) => Readable;
}

declare module 'fastify' {
  interface FastifyReply {
    representStream(streamed: Streamed): FastifyReply;
  }
}

/** Answers that are made while they are sent, at once, and how many of them one client may have. */
const STREAMS = { places: 32, share: 8 };
/** A client that takes nothing for so long keeps others from their answers. */
const STALLED_MS = 60_000;

/** Conditional requests, ranges, caching and compression for what is not kept, as `httpCache` does them for what is. */
export function httpStream(
  app: FastifyInstance,
  {
    now,
    software,
    stalledMs = STALLED_MS,
    limits = STREAMS,
  }: TagSettings & { readonly stalledMs?: number; readonly limits?: typeof STREAMS },
): void {
  const places = new Places(limits);

  function sendBytes(reply: FastifyReply, open: () => Readable): void {
    // For HEAD the framework would read the whole stream and throw it away.
    if (reply.request.method === 'HEAD') {
      reply.send(Readable.from([]));
      return;
    }
    const place = places.take(clientOf(reply.request));
    if (typeof place === 'string') {
      reply.send(noPlace(place, limits, 'are under way'));
      return;
    }
    const stream = open().once('close', place);
    reply.raw.setTimeout(stalledMs, () => reply.raw.destroy());
    reply.send(stream);
  }

  app.decorateReply('representStream', function representStream(this: FastifyReply, streamed: Streamed) {
    const { request } = this;
    const { bytes, read } = streamed;
    const tag = entityTag(software, streamed.tag);
    const accepted = streamed.compressed ? undefined : request.headers['accept-encoding'];
    const encoding = negotiateEncoding(accepted, bytes ?? Infinity);
    const time = lastModifiedOf(streamed.lastModified);
    this.headers({ ...streamed.headers, 'content-type': streamed.contentType, link: streamed.link });
    const vary = [...(streamed.compressed ? [] : ['Accept-Encoding']), ...(streamed.vary ?? [])];
    const { pinned } = streamed;
    const etag = answerConditions(
      this,
      { ...time, tag, encoding, pinned, until: Infinity, unshared: false, vary },
      now(),
    );
    if (etag === null) return this;
    if (encoding !== 'identity') {
      // An error of either end ends the other; the connection then breaks off, which a client cannot take for the end.
      sendBytes(this, () => pipeline(read(), streamEncoder(encoding), () => undefined));
      return this;
    }
    const whole = (): void => {
      if (bytes !== null) this.header('content-length', String(bytes));
      sendBytes(this, () => read());
    };
    if (bytes === null || !streamed.inRanges) {
      whole();
      return this;
    }
    this.header('accept-ranges', 'bytes');
    sendInRange(this, {
      bytes,
      etag,
      whole,
      part: (range) => {
        this.header('content-length', String(range.last - range.first + 1));
        sendBytes(this, () => read(range));
      },
    });
    return this;
  });
}
