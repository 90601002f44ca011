import { appendFile, cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { smallSurvey, temporaryFolder, toplines } from '../helper.ts';
import { publish, publishRecords, readIndex, replaceIndex } from '../repository/publisher.ts';
import { single } from '../records-helper.ts';

export const LIFT = Date.parse('2026-06-01T12:00:00Z');
const entry = { embargoedUntil: '2026-06-01T12:00:00Z' };
const list = (name: string): Record<string, unknown>[] => smallSurvey()[name] as Record<string, unknown>[];

const csv = toplines(
  'q,,yes,w1,a,percent,69',
  'q,,yes,w1,b,percent,56',
  'q,,yes,w2,a,percent,61',
  'battery,i1,,w1,a,percent,3',
  'battery,i2,,w1,a,percent,4',
);
const claims = [
  {
    id: 'more',
    source: 'report',
    locator: null,
    text: 'Two thirds of A say yes.',
    asserts: {
      quantity: 'figure',
      question: 'q',
      option: 'yes',
      audience: 'a',
      waves: ['w1'],
      relation: 'larger-than',
      value: 60,
    },
  },
];
const records = (n: number) => Array.from({ length: n }, (_, i) => ({ q: 1 + (i % 2), r: 1 + (i % 3) }));
const recordsOf = (...ids: string[]) => ({
  questions: ids.map((id) => single(id, [1, 2, 3])),
  disclosure: { publicRecords: true },
});

/** Withdraws a release as a publisher does. */
async function withdraw(
  folder: string,
  id: string,
  version: string,
  successor: string | null = null,
): Promise<void> {
  const index = await readIndex(folder, id);
  const withdrawn = { at: '2026-05-01T00:00:00Z', reason: 'Kept from everybody.', successor };
  await replaceIndex(
    folder,
    id,
    index.map((one) => (one.version === version ? { ...one, withdrawn } : one)),
  );
  await rm(join(folder, id, version), { recursive: true });
}

/** What everyone may see: two surveys of figures, one of them with a refused release, and one of records. */
export async function publicData(): Promise<string> {
  const folder = await temporaryFolder();
  await publish(folder, 'small', { toplines: csv }, { version: '1.1.0', toplines: csv, survey: { claims } });
  await publish(folder, 'broken', { toplines: csv }, { version: '1.1.0', toplines: csv });
  await appendFile(join(folder, 'broken', '1.1.0', 'toplines.csv'), ' ');
  await publishRecords(folder, 'recs', '1.0.0', records(100), recordsOf('q'));
  // Withdrawn in favour of one that nobody may know of yet.
  const [before] = await publish(folder, 'small', { version: '0.9.0', toplines: csv });
  if (!before) throw new Error('nothing published');
  await withdraw(folder, 'small', '0.9.0', '1.2.0');
  return folder;
}

/** A copy of a data directory. */
export async function copyOf(folder: string): Promise<string> {
  const copy = await temporaryFolder();
  await cp(folder, copy, { recursive: true, preserveTimestamps: true });
  return copy;
}

/** What of a secret release could be seen anywhere: words that stand in nothing public. */
export const SECRETS = [
  'w3',
  'audience-c',
  'fresh',
  'leak',
  'Unheard',
  '71.5',
  'hidden',
  'coming',
  'withheld',
];

/** Adds what nobody may see before its time: releases between, after, broken, of records, and whole surveys. */
export async function addEmbargoed(folder: string): Promise<void> {
  const survey = {
    title: 'Unheard of',
    sources: [...list('sources'), { id: 'leak', title: 'Unheard source' }],
    waves: [...list('waves'), { id: 'w3', label: 'Unheard wave', year: 2026 }],
    audiences: [...list('audiences'), { id: 'audience-c', label: 'Unheard audience' }],
    questions: [
      ...list('questions').map((question) =>
        question['id'] === 'q' ? { ...question, audiences: ['a', 'b', 'audience-c'] } : question,
      ),
      { id: 'fresh', text: 'Unheard?', wording: 'verbatim', type: 'single', audiences: ['a', 'b'] },
    ],
  };
  const fresh = `${csv}${toplines('fresh,,,w3,a,percent,71.5', 'q,,yes,w3,audience-c,percent,71.5').split('\n').slice(1).join('\n')}`;
  await publish(
    folder,
    'small',
    { version: '1.0.5', toplines: fresh, survey, entry },
    { version: '1.2.0', toplines: fresh, survey, entry },
    { version: '1.3.0', toplines: fresh, survey, entry },
  );
  await appendFile(join(folder, 'small', '1.3.0', 'toplines.csv'), ' ');
  await publish(folder, 'secret', { toplines: fresh, survey, entry });
  await publishRecords(folder, 'recs', '2.0.0', records(120), recordsOf('q', 'r'), entry);
  // An index that cannot be used, and a folder that is not a survey yet.
  const [named] = await publish(folder, '.tmp-hidden', { toplines: fresh, survey: { id: 'hidden' }, entry });
  if (!named) throw new Error('nothing published');
  await mkdir(join(folder, 'hidden'));
  await replaceIndex(folder, 'hidden', [named, named]);
  await rm(join(folder, '.tmp-hidden'), { recursive: true });
  await mkdir(join(folder, '.coming', '1.0.0'), { recursive: true });
  await writeFile(join(folder, '.coming', '1.0.0', 'survey.json'), '{}');
  await rename(join(folder, '.coming'), join(folder, 'coming'));
  // Withdrawn before anybody knew of it, and a whole survey likewise.
  await publish(folder, 'small', { version: '1.4.0', toplines: fresh, survey, entry });
  await publish(folder, 'withheld', { toplines: fresh, survey, entry });
  for (const [id, version] of [
    ['small', '1.4.0'],
    ['withheld', '1.0.0'],
  ] as const)
    await withdraw(folder, id, version);
  if ((await readIndex(folder, 'small')).length !== 7) throw new Error('seven releases were to be there');
}
