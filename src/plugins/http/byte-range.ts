import type { FastifyReply } from 'fastify';
import { ApiError } from '../../errors/api-error.ts';

/** The part of a body that a request asks for: first and last byte, both included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The one range of bytes that a header `Range` names (RFC 9110, section 14): `bytes=0-9`, `bytes=10-` or `bytes=-8` for the
 * last eight. Null where there is none, where it is not of this form, and where it names several ranges: the whole body
 * answers these. `unsatisfiable` where it begins behind the end.
 */
export function byteRange(header: string | undefined, length: number): ByteRange | 'unsatisfiable' | null {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return null;
  if (from === '') {
    const bytes = Math.min(Number(to), length);
    return bytes === 0 ? 'unsatisfiable' : { first: length - bytes, last: length - 1 };
  }
  const first = Number(from);
  const last = to === '' ? length - 1 : Math.min(Number(to), length - 1);
  if (to !== '' && Number(to) < first) return null;
  return first >= length ? 'unsatisfiable' : { first, last };
}

/** What sends a body of which parts can be asked for. */
interface Body {
  readonly bytes: number;
  /** Tag of these bytes: a part of other bytes is not what was asked for (If-Range). A date says nothing of the software that made them. */
  readonly etag: string;
  readonly whole: () => void;
  readonly part: (range: ByteRange) => void;
}

/** Sends the body, or the part of it that a GET asks for; a problem if the part begins behind the end. */
export function sendInRange(reply: FastifyReply, { bytes, etag, whole, part }: Body): void {
  const { method, headers } = reply.request;
  const condition = headers['if-range'];
  const holds = condition === undefined || condition === etag;
  const range = method === 'GET' && holds ? byteRange(headers.range, bytes) : null;
  if (range === null) {
    whole();
  } else if (range === 'unsatisfiable') {
    const detail = `Range: ${headers.range} begins behind the end: there are ${bytes} bytes.`;
    reply.send(
      new ApiError('range-not-satisfiable', detail, { headers: { 'content-range': `bytes */${bytes}` } }),
    );
  } else {
    reply.code(206).header('content-range', `bytes ${range.first}-${range.last}/${bytes}`);
    part(range);
  }
}
