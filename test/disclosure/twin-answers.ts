import type { FastifyInstance } from 'fastify';
import type { Sent } from './twin-queries.ts';
import { membersOf } from '../../src/formats/zip-members.ts';
import { nameUrn } from '../../src/services/releases/feed/feed.ts';

/** Sums of the same weights over other cells may differ in their last bits. */
const rounded = (text: string): string =>
  text.replaceAll(/-?\d+\.\d+(?:e[-+]?\d+)?/g, (number) => {
    const value = Number(number);
    return Math.abs(value) < 1e-9 ? '0' : String(Number(value.toPrecision(9)));
  });

/** What is made of the hash of the release, of the bytes of an answer, or of the request itself. */
const OF_THE_HASH = new Set([
  'etag',
  'repr-digest',
  'content-digest',
  'content-length',
  'date',
  'x-request-id',
]);

/** What a reader has of an answer. */
export interface Served {
  readonly status: number;
  /** Name and value of each, by line. */
  readonly headers: string;
  readonly text: string;
}

/** What a reader has of an answer to a path below the survey, to one of PxWebApi 2, or to what is sent: all of it, but for the hash of the release and what is made of it. */
export async function ask(app: FastifyInstance, asked: string | Sent, hash: string): Promise<Served> {
  const path = typeof asked === 'string' ? asked : asked.url;
  const response = await app.inject(
    typeof asked === 'string'
      ? { url: path.startsWith('/px/') ? path : `/v1/surveys/small${path}` }
      : {
          method: 'POST',
          url: path,
          payload: asked.body,
          headers: { host: 'localhost', accept: 'application/json, text/event-stream' },
        },
  );
  const type = String(response.headers['content-type']);
  const isText = /json|text|\+xml|csv|octet-stream/.test(type);
  const bytes = /spreadsheet|zip/.test(type)
    ? Buffer.concat(membersOf(response.rawPayload).map(({ data }) => data))
    : response.rawPayload;
  // Parquet holds the schema of Arrow in letters, and with it the hash.
  const readable = bytes
    .toString(isText ? 'utf8' : 'latin1')
    .replaceAll(/[A-Za-z0-9+/]{200,}={0,2}/g, (letters) => Buffer.from(letters, 'base64').toString('latin1'));
  const points = path.includes('csv-excel') ? readable.replaceAll(/(\d),(\d)/g, '$1.$2') : readable;
  const withoutHash = (some: string): string =>
    some
      .replaceAll(hash, '*')
      .replaceAll(nameUrn(`small@1.0.0 ${hash}`), '*')
      // A cursor is made of the hash as well.
      .replaceAll(/(cursor |"next":")[\w-]+/g, '$1*');
  const plain = withoutHash(points);
  const headers = Object.entries(response.headers)
    .filter(([name]) => !OF_THE_HASH.has(name))
    .map(([name, value]) => `${name}: ${withoutHash(String(value))}\n`)
    .join('');
  const text = isText ? rounded(plain.replaceAll(/"requestId": ?"[^"]*"/g, '')) : plain;
  return { status: response.statusCode, headers, text };
}

/** Where two answers are not the same, with what stands around it; null: they are. */
export function firstDifference(one: Served, other: Served): string | null {
  if (one.status !== other.status || one.headers !== other.headers)
    return `${one.status} ${one.headers} and ${other.status} ${other.headers}`;
  if (one.text === other.text) return null;
  const length = Math.max(one.text.length, other.text.length);
  const at = Array.from({ length }, (_, i) => i).find((i) => one.text[i] !== other.text[i]) ?? 0;
  return [one, other].map(({ text }) => text.slice(Math.max(0, at - 150), at + 150)).join('\nand ');
}
