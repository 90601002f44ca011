import { promisify } from 'node:util';
import type { Transform } from 'node:stream';
import {
  brotliCompress,
  brotliCompressSync,
  constants,
  createBrotliCompress,
  createGzip,
  createZstdCompress,
  gzip,
  gzipSync,
  zstdCompress,
  zstdCompressSync,
} from 'node:zlib';
import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';

const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

const inBrotli = promisify(brotliCompress);
const inZstd = promisify(zstdCompress);
const inGzip = promisify(gzip);

const ENCODERS = {
  br: (body: Buffer) => inBrotli(body, BROTLI),
  zstd: (body: Buffer) => inZstd(body),
  gzip: (body: Buffer) => inGzip(body),
} as const;

/**
 * Bodies of no more bytes are encoded without a pause: to hand one to another thread takes this one as long, some 0.2 ms, and both
 * together more. What is longer is better handed over where many ask.
 */
const ENCODED_AT_ONCE = {
  br: { bytes: 4 * 1024, encode: (body: Buffer) => brotliCompressSync(body, BROTLI) },
  zstd: { bytes: 64 * 1024, encode: (body: Buffer) => zstdCompressSync(body) },
  gzip: { bytes: 16 * 1024, encode: (body: Buffer) => gzipSync(body) },
} as const;

/** For what is too long to be encoded at once. */
const STREAM_ENCODERS: Readonly<Record<keyof typeof ENCODERS, () => Transform>> = {
  br: () => createBrotliCompress(BROTLI),
  zstd: () => createZstdCompress(),
  gzip: () => createGzip(),
};

export type Encoding = keyof typeof ENCODERS | 'identity';

/** Below this, compression saves less than its header costs. */
const MINIMUM_BYTES = 512;
const ENCODINGS: readonly Encoding[] = ['br', 'zstd', 'gzip', 'identity'];

/** The published types of negotiator do not know its second argument yet. */
interface PreferringNegotiator {
  encoding(
    available: readonly string[],
    options: { readonly preferred: readonly string[] },
  ): string | undefined;
}

const known = new LRUCache<string, Encoding>({ max: 500 });

/** The encoding that an Accept-Encoding header prefers; ours where it is open; identity where none fits. */
export function negotiateEncoding(acceptEncoding: string | undefined, bytes: number): Encoding {
  if (acceptEncoding === undefined || bytes < MINIMUM_BYTES) return 'identity';
  const cached = known.get(acceptEncoding);
  if (cached) return cached;
  const negotiator: PreferringNegotiator = new Negotiator({ headers: { 'accept-encoding': acceptEncoding } });
  const best =
    ENCODINGS.find((encoding) => encoding === negotiator.encoding(ENCODINGS, { preferred: ENCODINGS })) ??
    'identity';
  known.set(acceptEncoding, best);
  return best;
}

export async function encode(body: Buffer, encoding: Exclude<Encoding, 'identity'>): Promise<Buffer> {
  const atOnce = ENCODED_AT_ONCE[encoding];
  return body.length <= atOnce.bytes ? atOnce.encode(body) : ENCODERS[encoding](body);
}

export function streamEncoder(encoding: Exclude<Encoding, 'identity'>): Transform {
  return STREAM_ENCODERS[encoding]();
}
