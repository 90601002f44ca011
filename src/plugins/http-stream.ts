import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { cacheControl, isFresh, PREVIEW } from './http-cache.ts';

/** An answer that is too large to be kept, with the headers that follow from its content. */
interface Streamed {
  readonly contentType: string;
  readonly lastModified: Date;
  /** Whether the address is pinned to a release, so that the answer never changes. */
  readonly pinned: boolean;
  readonly link: string;
  /** Name of the file that it becomes. */
  readonly fileName: string;
  readonly bytes: number;
  /** Two answers with the same tag have the same bytes. */
  readonly tag: string;
  /** Called only if the bytes are wanted. */
  read(): Readable;
}

declare module 'fastify' {
  interface FastifyReply {
    representStream(streamed: Streamed): FastifyReply;
  }
}

/**
 * Conditional requests and caching for what is streamed from disk, as `httpCache` does them for what is kept: its bytes
 * go out as they are, without compression on top.
 */
export function httpStream(app: FastifyInstance, now: () => number): void {
  app.decorateReply('representStream', function representStream(this: FastifyReply, streamed: Streamed) {
    const { request } = this;
    const { lastModified, tag } = streamed;
    this.headers({
      'content-type': streamed.contentType,
      'content-disposition': `attachment; filename="${streamed.fileName}"`,
      link: streamed.link,
      'cache-control': request.preview
        ? PREVIEW
        : cacheControl(streamed.pinned, request.view.until ?? Infinity, now()),
    });
    if (!request.preview) {
      const etag = `"${tag}"`;
      const modified = Math.floor(lastModified.getTime() / 1000) * 1000;
      this.headers({ etag, 'last-modified': lastModified.toUTCString() });
      if (isFresh(request.headers, etag, modified)) return this.code(304).send();
    }
    this.header('content-length', String(streamed.bytes));
    // For HEAD the framework would read the whole stream and throw it away.
    return this.send(request.method === 'HEAD' ? Readable.from([]) : streamed.read());
  });
}
