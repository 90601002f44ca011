import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { releaseSha256 } from '../src/repository/sha256.ts';
import { AUDIENCES, ITEMS, makeRecords, OPTIONS, REGIONS, WAVES } from './made-records.ts';

/** The id of the survey of made records. */
export const MADE = 'made';
const VERSION = '1.0.0';

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);
const coded = (prefix: string, count: number) =>
  upTo(count).map((code) => ({ id: `${prefix}${code}`, label: `${prefix} ${code}`, code }));

/** What survey.json says of made records: a question for each item, and two to filter by. */
function survey(): Record<string, unknown> {
  const audiences = coded('a', AUDIENCES);
  const question = (id: string, type: string, options: readonly unknown[]) => ({
    id,
    text: id,
    wording: 'verbatim',
    type,
    audiences: audiences.map((audience) => audience.id),
    variable: id,
    options,
  });
  return {
    format: 'topline/1',
    id: MADE,
    version: VERSION,
    title: 'Made',
    description: 'Made records, to measure with.',
    publisher: 'Nobody',
    language: 'en',
    licence: { name: 'CC0', url: 'https://creativecommons.org/publicdomain/zero/1.0/' },
    citation: 'Made records',
    sources: [{ id: 'made', title: 'Made records' }],
    waves: coded('w', WAVES).map((wave) => ({ ...wave, year: 2020 + wave.code })),
    audiences,
    questions: [
      ...upTo(ITEMS).map((i) => question(`q${i - 1}`, 'single', coded('o', OPTIONS))),
      question('region', 'single', coded('r', REGIONS)),
      question('age', 'numeric', []),
    ],
    design: {
      wave: 'wave',
      audience: 'audience',
      weights: [
        { id: 'w', column: 'w', label: 'four decimals' },
        { id: 'raked', column: 'raked', label: 'all digits' },
      ],
    },
    // Disclosure control is not what is measured: it turns filters into axes, and its work depends on the table alone.
    disclosure: { publicRecords: true },
  };
}

/**
 * Publishes made records into a data directory, which may hold other surveys.
 *
 * @returns the path of the file of records
 */
export async function writeMadeRelease(data: string, rows: number): Promise<string> {
  const directory = join(data, MADE, VERSION);
  await mkdir(directory, { recursive: true });
  const records = join(directory, 'responses.parquet');
  await makeRecords(records, rows);
  await writeFile(join(directory, 'survey.json'), JSON.stringify(survey()));
  const released = '2026-01-01T00:00:00Z';
  const entry = { version: VERSION, released, sha256: await releaseSha256(directory) };
  await writeFile(join(data, MADE, 'releases.json'), JSON.stringify([entry]));
  return records;
}
