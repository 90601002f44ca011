import { hash, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hashFile } from '../../src/repository/hash-file.ts';
import { temporaryFolder } from '../helper.ts';

test.each([0, 1, 256 * 1024, 256 * 1024 + 1, 700_001])(
  'a file of %i bytes has their hash',
  async (length) => {
    const path = join(await temporaryFolder(), 'file');
    const bytes = randomBytes(length);
    await writeFile(path, bytes);
    expect(await hashFile(path)).toMatchObject({ bytes: length, sha256: hash('sha256', bytes) });
    await expect(hashFile(path, length + 1)).rejects.toThrow(`has ${length} bytes`);
  },
);

test('a hash that nobody waits for any longer ends', async () => {
  const path = join(await temporaryFolder(), 'file');
  await writeFile(path, randomBytes(700_001));
  const leaving = new AbortController();
  const hashed = hashFile(path, undefined, leaving.signal);
  leaving.abort(new Error('has left'));
  await expect(hashed).rejects.toThrow('has left');
});
