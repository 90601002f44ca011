import {
  createHash,
  createPrivateKey,
  createPublicKey,
  sign as signBytes,
  verify as verifyBytes,
  type KeyObject,
} from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { refuse } from '../errors/input-fault.ts';
import type { ReleaseEntry } from '../schemas/dataset.ts';

export type Signature = NonNullable<ReleaseEntry['signature']>;

/** A release as it is signed: what it is, and the hash of its files. */
interface Signed {
  readonly survey: string;
  readonly version: string;
  readonly sha256: string;
}

/**
 * The text that is signed. The first line keeps a signature from being taken for one of anything else; survey and version keep it
 * from being moved to another release of the same files. None of the fields can hold a line break.
 */
function signedText({ survey, version, sha256 }: Signed): string {
  return `topline-release/1\n${survey}\n${version}\n${sha256}\n`;
}

/** The sha256 of a public key (DER, SubjectPublicKeyInfo), in hexadecimal digits. */
function fingerprint(key: KeyObject): string {
  const shared = key.type === 'public' ? key : createPublicKey(key);
  return createHash('sha256')
    .update(shared.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

async function readKey(
  path: string,
  make: (pem: string) => KeyObject,
  what: string,
  how: string,
): Promise<KeyObject> {
  const pem = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) =>
    refuse(path, error.code === 'ENOENT' ? 'there is no such file' : `cannot be read: ${error.message}`),
  );
  let key: KeyObject;
  try {
    key = make(pem);
  } catch {
    return refuse(path, `is no ${what} in PEM; make one with: ${how}`);
  }
  if (key.asymmetricKeyType !== 'ed25519')
    return refuse(
      path,
      `is a key of type ${key.asymmetricKeyType ?? 'unknown'}, not ed25519; make one with: ${how}`,
    );
  return key;
}

/** Reads an Ed25519 private key (PEM, PKCS #8). @throws InputFault if the file holds none */
export function readPrivateKey(path: string): Promise<KeyObject> {
  return readKey(path, createPrivateKey, 'private key', 'openssl genpkey -algorithm ed25519 -out key.pem');
}

/** Reads an Ed25519 public key (PEM). @throws InputFault if the file holds none */
export function readPublicKey(path: string): Promise<KeyObject> {
  return readKey(path, createPublicKey, 'public key', 'openssl pkey -in key.pem -pubout -out public.pem');
}

/** Signs a release with Ed25519 (RFC 8032), which gives the same signature each time. */
export function signRelease(release: Signed, key: KeyObject): Signature {
  const value = signBytes(null, Buffer.from(signedText(release)), key).toString('base64');
  return { algorithm: 'ed25519', key: fingerprint(key), value };
}

/** What is wrong with the signature of a release, by a public key; null: nothing. */
export function signatureFault(release: Signed, signature: Signature | null, key: KeyObject): string | null {
  if (signature === null) return 'is not signed';
  const expected = fingerprint(key);
  if (signature.key !== expected) return `is signed with another key: ${signature.key}, not ${expected}`;
  const isGood = verifyBytes(
    null,
    Buffer.from(signedText(release)),
    key,
    Buffer.from(signature.value, 'base64'),
  );
  return isGood ? null : 'has a signature that is not good: the release is not what was signed';
}
