import { randomBytes } from 'node:crypto';
import { open, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { refuse } from '../errors/input-fault.ts';
import { sync } from '../files/durable.ts';

/** Bytes of a secret, as many as SHA-256 gives. */
const BYTES = 32;
const FORM = /^[0-9a-f]{64}\n?$/;
/** Rights of others than the owner. */
const OTHERS = 0o077;

/** The secret that keys of respondents are made from. */
export interface RecordSecret {
  readonly path: string;
  readonly bytes: Buffer;
  /** Whether there was none, and this one was made. */
  readonly isNew: boolean;
}

/** Where the secret is if nothing else is said: beside the data directory, never in it, as that is what is served and copied. */
export function defaultSecretPath(data: string): string {
  const folder = resolve(data);
  return join(dirname(folder), `${basename(folder)}.record-secret`);
}

/** The secret in a file; null if there is none. @throws InputFault if others may read it, or it is none */
async function readSecret(path: string): Promise<Buffer | null> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (found === null) return null;
  if (!found.isFile()) refuse(path, 'is no file: it is to hold the secret of the keys of respondents');
  if (process.platform !== 'win32' && (found.mode & OTHERS) !== 0)
    refuse(path, `may be read by others: it is a secret; run chmod 600 ${path}`);
  const text = await readFile(path, 'utf8');
  if (!FORM.test(text)) refuse(path, 'holds no secret of keys: 64 digits of 0 to 9 and a to f are expected');
  return Buffer.from(text.trim(), 'hex');
}

/** Makes a secret, which nobody but the owner may read. */
async function makeSecret(path: string): Promise<RecordSecret> {
  const bytes = randomBytes(BYTES);
  const handle = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return null;
    throw error;
  });
  if (handle === null) {
    // Somebody else made it in between.
    const theirs = (await readSecret(path)) ?? refuse(path, 'was removed while it was read: try again');
    return { path, bytes: theirs, isNew: false };
  }
  try {
    await handle.writeFile(`${bytes.toString('hex')}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await sync(dirname(resolve(path)));
  return { path, bytes, isNew: true };
}

interface SecretOptions {
  /** The newest release whose keys were made from a secret; null: none were. */
  readonly earlier: string | null;
  /** Nothing is written: a secret that is not there is made for this time only. */
  readonly dryRun: boolean;
}

/**
 * The secret of a file, made at first need.
 *
 * @throws InputFault if it is missing although keys were made from it before: with another one every figure would get new noise, and two
 * draws of noise for one figure tell more of it than one
 */
export async function recordSecret(path: string, { earlier, dryRun }: SecretOptions): Promise<RecordSecret> {
  const bytes = await readSecret(path);
  if (bytes !== null) return { path, bytes, isNew: false };
  if (earlier !== null)
    refuse(
      path,
      `is not there, and the keys of ${earlier} were made from it: put it back, or name its place with --record-secret or RECORD_SECRET_FILE; with another secret every figure would get new noise`,
    );
  return dryRun ? { path, bytes: randomBytes(BYTES), isNew: false } : makeSecret(path);
}
