import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { releaseSha256 } from '../../src/repository/sha256.ts';
import { temporaryFolder } from '../helper.ts';

test('equals what the shell prints', async () => {
  const folder = await temporaryFolder();
  const names = ['survey.json', 'toplines.csv', 'Zebra.txt', 'ärger.txt', 'a b.csv', '.hidden'];
  await Promise.all(names.map((name, i) => writeFile(join(folder, name), `content ${i}`.repeat(1000 * i))));
  const shell = execFileSync('bash', ['-c', 'LC_ALL=C sha256sum * | sha256sum'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(await releaseSha256(folder)).toBe(shell.split(' ')[0]);
});

test('refuses names that the shell would escape, and folders', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'a\nb'), '');
  await expect(releaseSha256(folder)).rejects.toThrow('line break');
  const nested = await temporaryFolder();
  await mkdir(join(nested, 'inner'));
  await expect(releaseSha256(nested)).rejects.toThrow('inner is no file');
});
