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

interface Encoder {
  /**
   * A body of no more bytes is encoded without a pause: to hand it to another thread takes this one as long, some 0.2 ms, and both together
   * more. What is longer is better handed over where many ask.
   */
  readonly atOnceBytes: number;
  readonly atOnce: (body: Buffer) => Buffer;
  readonly inThread: (body: Buffer) => Promise<Buffer>;
  /** For what is too long to be encoded as a whole. */
  readonly stream: () => Transform;
}

const ENCODERS = {
  br: {
    atOnceBytes: 4 * 1024,
    atOnce: (body) => brotliCompressSync(body, BROTLI),
    inThread: (body) => inBrotli(body, BROTLI),
    stream: () => createBrotliCompress(BROTLI),
  },
  zstd: {
    atOnceBytes: 64 * 1024,
    atOnce: (body) => zstdCompressSync(body),
    inThread: (body) => inZstd(body),
    stream: () => createZstdCompress(),
  },
  gzip: {
    atOnceBytes: 16 * 1024,
    atOnce: (body) => gzipSync(body),
    inThread: (body) => inGzip(body),
    stream: () => createGzip(),
  },
} as const satisfies Record<string, Encoder>;

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
  const { atOnceBytes, atOnce, inThread } = ENCODERS[encoding];
  return body.length <= atOnceBytes ? atOnce(body) : inThread(body);
}

export function streamEncoder(encoding: Exclude<Encoding, 'identity'>): Transform {
  return ENCODERS[encoding].stream();
}
