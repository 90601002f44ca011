import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { loadRelease, readReleaseIndex } from '../../src/repository/load.ts';
import type * as Sha256 from '../../src/repository/sha256.ts';
import { temporaryFolder, toplines, writeSurvey } from '../helper.ts';

let onHashed: () => Promise<unknown> = async () => {};

vi.mock('../../src/repository/sha256.ts', async (original) => {
  const real = await original<typeof Sha256>();
  return {
    ...real,
    hashFolder: async (...given: Parameters<typeof real.hashFolder>) => {
      const files = await real.hashFolder(...given);
      await onHashed();
      return files;
    },
  };
});

test.each<[string, string, (path: string) => Promise<unknown>]>([
  ['other figures', 'toplines.csv', (path) => writeFile(path, toplines('q,,yes,w1,a,percent,70'))],
  [
    'another byte in a text',
    'survey.json',
    async (path) => writeFile(path, (await readFile(path, 'utf8')).replace('"label":"', '"label":"A')),
  ],
  ['figures that are gone', 'toplines.csv', (path) => rm(path)],
])('%s between the hash and the reading: refused', async (_, name, change) => {
  const folder = await temporaryFolder();
  await writeSurvey(folder, 'small', [{ toplines: toplines('q,,yes,w1,a,percent,69') }]);
  const [entry] = await readReleaseIndex(join(folder, 'small'));
  if (!entry) throw new Error('there is no release');
  const directory = join(folder, 'small', '1.0.0');
  onHashed = () => change(join(directory, name));
  await expect(loadRelease(directory, 'small', entry)).rejects.toThrow(
    new RegExp(`${name}: (was changed while it was being read|is missing)`),
  );
});
