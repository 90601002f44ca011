import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { z } from 'zod';

const HASH_BYTES = 32;
const SALT_BYTES = 16;
/** 16 MB and some 40 ms a hash. A secret of 32 random bytes cannot be guessed; this makes even trying dear. */
const COST = { N: 2 ** 14, r: 8, p: 1 };
/** More than this a file cannot ask of the server that reads it. */
const MAXIMUM_BYTES = 256 * 2 ** 20;

const bytes = (least: number, most: number) =>
  z.base64().refine(
    (text) => {
      const { length } = Buffer.from(text, 'base64');
      return length >= least && length <= most;
    },
    `must be ${least === most ? least : `${least} to ${most}`} bytes in base64`,
  );

/** A hash as it is stored: scrypt (RFC 7914), its parameters, its own salt. */
export const secretHash = z
  .strictObject({
    algorithm: z.literal('scrypt'),
    N: z.int().refine((n) => n >= 2 ** 14 && n <= 2 ** 20 && Number.isInteger(Math.log2(n)), {
      error: 'must be a power of two from 2^14 to 2^20',
    }),
    r: z.int().min(1).max(32),
    p: z.int().min(1).max(16),
    salt: bytes(SALT_BYTES, 64),
    hash: bytes(HASH_BYTES, HASH_BYTES),
  })
  .refine(({ N, r }) => 128 * N * r <= MAXIMUM_BYTES, {
    error: 'N and r together must not need more than 256 MB',
  });
export type SecretHash = z.infer<typeof secretHash>;

/** scrypt, or what counts its calls in a test. */
export type Derive = (secret: string, salt: Buffer, options: ScryptOptions) => Promise<Buffer>;

/** scrypt on a thread of its own: the process goes on answering. */
export const deriveByScrypt: Derive = (secret, salt, options) =>
  new Promise((resolve, reject) => {
    scrypt(secret, salt, HASH_BYTES, options, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });

const optionsOf = ({ N, r, p }: Pick<SecretHash, 'N' | 'r' | 'p'>): ScryptOptions => ({
  N,
  r,
  p,
  // What scrypt needs, and room for its own bookkeeping; Node's limit is for N = 2^14 alone.
  maxmem: 128 * N * r + 128 * r * p + 2 ** 20,
});

/** Hashes the secret of a new key with a new salt. */
export async function hashSecret(secret: string): Promise<SecretHash> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await deriveByScrypt(secret, salt, optionsOf(COST));
  return { algorithm: 'scrypt', ...COST, salt: salt.toString('base64'), hash: hash.toString('base64') };
}

/** A hash that no secret has: it is compared with where there is no key, so that this takes as long. */
export function unmatchedHash(like: Pick<SecretHash, 'N' | 'r' | 'p'> = COST): SecretHash {
  const { N, r, p } = like;
  return {
    algorithm: 'scrypt',
    N,
    r,
    p,
    salt: randomBytes(SALT_BYTES).toString('base64'),
    hash: randomBytes(HASH_BYTES).toString('base64'),
  };
}

/** Whether a secret is the one that was hashed. It takes as long for a wrong one as for the right one. */
export async function isSecretOf(
  secret: string,
  stored: SecretHash,
  derive: Derive = deriveByScrypt,
): Promise<boolean> {
  const found = await derive(secret, Buffer.from(stored.salt, 'base64'), optionsOf(stored));
  return timingSafeEqual(found, Buffer.from(stored.hash, 'base64'));
}
