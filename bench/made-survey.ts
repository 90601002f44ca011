import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { releaseSha256 } from '../src/repository/sha256.ts';

const VERSION = '1.0.0';

/**
 * Publishes a survey that was made to measure with into a data directory, which may hold others.
 *
 * @param about what survey.json says beside its name
 * @param write writes the figures or the records into the folder of the release
 * @param finish adds what is made of all of them, before the release is hashed
 * @returns that folder
 */
export async function writeMadeSurvey(
  data: string,
  { id, title }: { readonly id: string; readonly title: string },
  about: Readonly<Record<string, unknown>>,
  write: (directory: string) => Promise<void>,
  finish: (directory: string) => Promise<unknown> = () => Promise.resolve(),
): Promise<string> {
  const directory = join(data, id, VERSION);
  await mkdir(directory, { recursive: true });
  await write(directory);
  const survey = {
    format: 'topline/1',
    id,
    version: VERSION,
    title,
    description: `${title}, to measure with.`,
    publisher: 'Nobody',
    language: 'en',
    licence: { name: 'CC0', url: 'https://creativecommons.org/publicdomain/zero/1.0/' },
    citation: title,
    sources: [{ id: 'made', title }],
    ...about,
  };
  await writeFile(join(directory, 'survey.json'), JSON.stringify(survey));
  await finish(directory);
  const released = '2026-01-01T00:00:00Z';
  const entry = { version: VERSION, released, sha256: await releaseSha256(directory) };
  await writeFile(join(data, id, 'releases.json'), JSON.stringify([entry]));
  return directory;
}
