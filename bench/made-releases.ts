import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const RELEASES_OF_A_SURVEY = 100;
const QUESTIONS = 8;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function survey(id: string, version: string): string {
  return JSON.stringify({
    format: 'topline/1',
    id,
    version,
    title: `Made survey ${id}`,
    description: `Release ${version} of a survey to measure with.`,
    publisher: 'Nobody',
    language: 'en',
    licence: { name: 'CC0', url: 'https://creativecommons.org/publicdomain/zero/1.0/' },
    citation: id,
    sources: [{ id: 'made', title: 'Made' }],
    waves: [{ id: 'w0', label: '2020', year: 2020 }],
    audiences: ['a', 'b'].map((one) => ({ id: one, label: `Audience ${one}` })),
    questions: Array.from({ length: QUESTIONS }, (_, q) => ({
      id: `q${q}`,
      text: `How much do you agree with sentence ${q} of ${id}?`,
      wording: 'verbatim',
      type: 'single',
      audiences: ['a', 'b'],
      options: ['agree', 'disagree'].map((one) => ({ id: one, label: one })),
    })),
  });
}

function toplines(seed: number): string {
  const rows = Array.from({ length: QUESTIONS * 4 }, (_, i) => {
    const [q, option, audience] = [
      Math.floor(i / 4),
      i % 4 < 2 ? 'agree' : 'disagree',
      i % 2 === 0 ? 'a' : 'b',
    ];
    return `q${q},,${option},w0,${audience},percent,${(i * 37 + seed) % 50},,400,made,,,`;
  });
  return [
    'question,item,option,wave,audience,measure,value,qualifier,n,source,locator,status,note',
    ...rows,
    '',
  ].join('\n');
}

/** Publishes one release of a made survey. @returns its entry in the index */
export async function writeMadeRelease(
  data: string,
  id: string,
  version: string,
): Promise<Record<string, unknown>> {
  const directory = join(data, id, version);
  await mkdir(directory, { recursive: true });
  const files = { 'survey.json': survey(id, version), 'toplines.csv': toplines(id.length + version.length) };
  for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text);
  const list = Object.entries(files).map(([name, text]) => `${sha256(text)}  ${name}\n`);
  return { version, released: '2026-01-01T00:00:00Z', sha256: sha256(list.join('')), changes: [] };
}

/** Publishes so many releases of two files each, a hundred a survey. */
export async function writeMadeReleases(data: string, count: number): Promise<void> {
  for (let first = 0; first < count; first += RELEASES_OF_A_SURVEY) {
    const id = `made-${first / RELEASES_OF_A_SURVEY}`;
    const entries = [];
    for (let i = first; i < Math.min(count, first + RELEASES_OF_A_SURVEY); i += 1)
      entries.push(await writeMadeRelease(data, id, `1.${i - first}.0`));
    await writeFile(join(data, id, 'releases.json'), JSON.stringify(entries));
  }
}
