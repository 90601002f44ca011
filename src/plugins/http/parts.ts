import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { ApiError } from '../../errors/api-error.ts';
import { clientOf } from '../load/client.ts';
import type { Streamed } from './stream.ts';
import { Spool, type OpenedFile } from './spool.ts';
import { turns } from '../../turns/turns.ts';

/** An answer that is made in parts while it is sent. */
interface InParts extends Omit<Streamed, 'bytes' | 'inRanges' | 'tag' | 'read'> {
  /** What the bytes follow from. */
  readonly source: string;
  readonly parts: () => Iterable<string> | AsyncIterable<Uint8Array>;
  /** Whether readers ask for ranges: the answer is then made before it is sent, if there is room for it. */
  readonly readByRanges: boolean;
}

declare module 'fastify' {
  interface FastifyReply {
    representParts(answer: InParts): FastifyReply;
  }
}

const NO_ROOM =
  'a long answer has no room in the folder for temporary files (TMPDIR), and is streamed without ranges';

/** The parts, with a turn for other requests after each. */
async function* withTurns(parts: ReturnType<InParts['parts']>): AsyncGenerator<Buffer> {
  for await (const part of parts) {
    if (part.length > 0) yield Buffer.from(part);
    await turns.pause();
  }
}

/**
 * Answers that are too long to be in memory: streamed while they are made or, where readers ask for ranges, made on disk first. It
 * comes after `httpStream`.
 */
export function httpParts(app: FastifyInstance, spoolBytes: number): void {
  const spool = new Spool(spoolBytes);
  /** The fault of the disk that was told last; null: there is none. */
  let said: string | null = null;
  app.addHook('onClose', () => spool.close());

  function sendFile(reply: FastifyReply, answer: InParts, { handle, bytes, tag }: OpenedFile): void {
    reply.raw.once('close', () => void handle.close());
    reply.representStream({
      ...answer,
      bytes,
      tag,
      inRanges: true,
      read: ({ first, last } = { first: 0, last: bytes - 1 }) =>
        handle.createReadStream({ start: first, end: last, autoClose: false }),
    });
  }

  app.decorateReply('representParts', function representParts(this: FastifyReply, answer: InParts) {
    const { request } = this;
    const { source, parts } = answer;
    const stream = (): void => {
      this.representStream({
        ...answer,
        bytes: null,
        inRanges: false,
        tag: createHash('sha256').update(source).digest('base64url').slice(0, 27),
        read: () => Readable.from(withTurns(parts()), { objectMode: false }),
      });
    };
    // What only a key opens is not kept, on disk neither.
    const key = answer.readByRanges && spoolBytes > 0 ? request.cacheKey : null;
    if (key === null) {
      stream();
      return this;
    }
    spool
      .open(key, () => withTurns(parts()), clientOf(request))
      .then(
        (file) => {
          said = null;
          sendFile(this, answer, file);
        },
        (error: unknown) => {
          if (error instanceof ApiError) throw error;
          // It is the same for all who come after, until one has room again.
          const code = String((error as NodeJS.ErrnoException).code ?? error);
          if (code !== said) request.log.error({ err: error }, NO_ROOM);
          said = code;
          stream();
        },
      )
      .catch((error: unknown) => this.send(error));
    return this;
  });
}
