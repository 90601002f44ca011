import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { KEY_ID } from './key-format.ts';
import { secretHash } from './secret-hash.ts';

/** What a key may do: see releases that are under embargo; read /metrics. */
export const SCOPES = ['preview', 'metrics'] as const;
export type Scope = (typeof SCOPES)[number];

const moment = z.iso.datetime({ offset: true });

const accessKey = z.strictObject({
  id: z.string().regex(KEY_ID),
  scopes: z.array(z.enum(SCOPES)).min(1),
  note: z.string().max(200),
  created: moment,
  /** From this moment on the key is refused; null: never. */
  expires: moment.nullable(),
  /** When it was revoked; null: it was not. */
  revoked: moment.nullable(),
  secret: secretHash,
});
export type AccessKey = z.infer<typeof accessKey>;

const keyFile = z.strictObject({
  format: z.literal('topline-keys/1'),
  keys: z
    .array(accessKey)
    .refine((keys) => new Set(keys.map(({ id }) => id)).size === keys.length, 'two keys have the same id'),
});

/** A file of keys that cannot be read; the message names the file and the fault, and shows nothing of its content. */
export class KeyFileError extends Error {
  override readonly name = 'KeyFileError';
  readonly path: string;
  readonly fault: string;

  constructor(path: string, fault: string) {
    super(`${path}: ${fault}`);
    this.path = path;
    this.fault = fault;
  }
}

const READING_FAULTS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file; topline keys add makes it',
  EACCES: 'may not be read by this user',
  EISDIR: 'is a folder, not a file of keys',
};

function faultOf(error: z.ZodError): string {
  const [issue] = error.issues;
  return `${issue?.path.join('.') || 'the document'}: ${issue?.message ?? 'is not valid'}`;
}

/** The text of a file of keys for given keys. */
export function keyFileText(keys: readonly AccessKey[]): string {
  return `${JSON.stringify({ format: 'topline-keys/1', keys }, null, 2)}\n`;
}

/**
 * Reads a file of keys.
 *
 * @throws KeyFileError if it cannot be read or is no file of keys
 */
export async function readKeyFile(path: string): Promise<readonly AccessKey[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const code = error.code ?? '';
    throw new KeyFileError(path, READING_FAULTS[code] ?? `cannot be read (${code})`);
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // The error of JSON.parse quotes the text, which holds hashes.
    throw new KeyFileError(path, 'is not valid JSON');
  }
  const result = keyFile.safeParse(json, { error: () => 'is not as topline keys writes it' });
  if (!result.success) throw new KeyFileError(path, faultOf(result.error));
  return result.data.keys;
}
