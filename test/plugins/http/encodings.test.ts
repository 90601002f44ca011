import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { encode, negotiateEncoding } from '../../../src/plugins/http/encodings.ts';

test('a short body is sent as it is, and one of 512 bytes is encoded', () => {
  expect(negotiateEncoding('gzip', 511)).toBe('identity');
  expect(negotiateEncoding('gzip', 512)).toBe('gzip');
  expect(negotiateEncoding(undefined, 100_000)).toBe('identity');
});

test.each([
  ['br, gzip', 'br'],
  ['gzip, br', 'br'],
  ['gzip;q=1, br;q=0.5', 'gzip'],
  ['gzip, zstd', 'zstd'],
  ['deflate', 'identity'],
  ['identity', 'identity'],
  ['br;q=0, *', 'zstd'],
  ['', 'identity'],
])('Accept-Encoding: %s is answered with %s', (header, encoding) => {
  expect(negotiateEncoding(header, 10_000)).toBe(encoding);
  // The second time from what is remembered.
  expect(negotiateEncoding(header, 10_000)).toBe(encoding);
});

test.each([
  ['br', brotliDecompressSync],
  ['zstd', zstdDecompressSync],
  ['gzip', gunzipSync],
] as const)('a body in %s is the body, short or long', async (encoding, decode) => {
  for (const bytes of [512, 4096, 4097, 16 * 1024, 16 * 1024 + 1, 64 * 1024, 64 * 1024 + 1, 300_000]) {
    const body = Buffer.from(Array.from({ length: bytes }, (_, i) => (i * i) % 251));
    const encoded = await encode(body, encoding);
    expect(encoded.length).toBeLessThan(bytes);
    expect(decode(encoded).equals(body)).toBe(true);
  }
});
