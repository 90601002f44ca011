import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkDraft } from '../../src/publish/draft-files.ts';
import { hashFolder } from '../../src/repository/sha256.ts';
import { temporaryFolder } from '../helper.ts';
import { recordsSurvey, single, writeRecords } from '../records-helper.ts';
import { dataWithTwo, expectClean, figures, publish, WORK, writeDraft } from './support.ts';

/** Writes a file anew with other bytes, as many, and dates it as it was: no look at its size or date tells. */
async function changeInSecret(path: string, change: (text: string) => string): Promise<void> {
  const before = await stat(path);
  const text = await readFile(path, 'latin1');
  const changed = change(text);
  expect(changed).not.toBe(text);
  expect(changed).toHaveLength(text.length);
  await writeFile(path, changed, 'latin1');
  await utimes(path, before.atime, before.mtime);
}

async function draftOfRecords(folder: string): Promise<string> {
  const survey = recordsSurvey({
    version: '1.0.0',
    waves: [{ id: 'w1', label: 'First', year: 2020, code: 1 }],
    audiences: [{ id: 'all', label: 'All', code: 1 }],
    questions: [single('q', [1, 2])],
  });
  await writeFile(join(folder, 'survey.json'), JSON.stringify(survey));
  const records = Array.from({ length: 40 }, (_, i) => ({ w1: 1, all: 1, q: 1 + (i % 2) }));
  await writeRecords(join(folder, 'responses.parquet'), records);
  return folder;
}

const CHANGES = [
  ['survey.json', (text: string) => text.replace('"Small', '"Smoll')],
  ['toplines.csv', (text: string) => text.replace(',50,', ',51,')],
  ['toplines.csv', () => figures(3).replace(',10,', ',x0,')],
] as const;

describe('what is released is what was checked', () => {
  test.each(CHANGES)('%s is another one when it is copied (%#): refused', async (name, change) => {
    const folder = await temporaryFolder();
    const data = await dataWithTwo(folder);
    const draft = await writeDraft(join(folder, 'draft'), '1.2.0', figures(3), { title: 'Small survey' });
    const onStep = async (step: string): Promise<void> => {
      if (step === 'staging opened') await changeInSecret(join(draft, name), change);
    };
    await expect(publish(draft, data, {}, { onStep })).rejects.toThrow(
      `${join(draft, name)}: was changed while it was being published: run the command again`,
    );
    await expectClean(data, ['1.0.0', '1.1.0']);
  });

  test('a file that is gone, and records that come', async () => {
    const folder = await temporaryFolder();
    const data = await dataWithTwo(folder);
    for (const change of [
      (draft: string) => rm(join(draft, 'toplines.csv')),
      (draft: string) => rename(join(draft, 'survey.json'), join(draft, 'codebook.json')),
      (draft: string) => writeFile(join(draft, 'responses.parquet'), 'PAR1'),
    ]) {
      const draft = await writeDraft(await temporaryFolder(), '1.2.0', figures(3));
      const onStep = (step: string): void | Promise<void> =>
        step === 'staging opened' ? change(draft) : undefined;
      await expect(publish(draft, data, {}, { onStep })).rejects.toThrow('was changed while it was being');
      await expectClean(data, ['1.0.0', '1.1.0']);
    }
  });

  test('records that are not what was hashed before they were looked into, even if they are again what they were', async () => {
    const draft = await draftOfRecords(await temporaryFolder());
    const path = join(draft, 'responses.parquet');
    const checked = await checkDraft(draft, WORK);
    await expect(checked.assertAreCopies((await hashFolder(draft)).files)).resolves.toBeUndefined();
    const flip = (text: string): string =>
      `${text.slice(0, -5)}${text.at(-5) === 'x' ? 'y' : 'x'}${text.slice(-4)}`;
    await changeInSecret(path, flip);
    await expect(checked.assertAreCopies((await hashFolder(draft)).files)).rejects.toThrow(
      `${path}: was changed`,
    );
    const { names, survey, version } = checked;
    expect({ names, survey, version }).toEqual({
      names: ['responses.parquet', 'survey.json'],
      survey: 'small',
      version: '1.0.0',
    });
    // There and back: the hash is that of before, but what was looked into meanwhile may have been another file.
    const text = await readFile(path, 'latin1');
    const again = await checkDraft(await draftOfRecords(await temporaryFolder()), WORK);
    const other = join(again.directory, 'responses.parquet');
    const files = (await hashFolder(again.directory)).files;
    const original = await readFile(other);
    await writeFile(other, text, 'latin1');
    await writeFile(other, original);
    const hashes = (all: typeof files): string[] => all.map(({ name, sha256 }) => `${name} ${sha256}`);
    expect(hashes((await hashFolder(again.directory)).files)).toEqual(hashes(files));
    await expect(again.assertAreCopies(files)).rejects.toThrow(`${other}: was changed`);
  });

  test('a dry run judges what was checked, too', async () => {
    const folder = await temporaryFolder();
    const draft = await writeDraft(join(folder, 'draft'), '1.0.0', figures(3));
    const data = join(folder, 'data');
    expect(await publish(draft, data, { dryRun: true })).toMatchObject({ state: 'checked' });
    const checked = await checkDraft(draft, WORK);
    await changeInSecret(join(draft, 'toplines.csv'), (text) => text.replace(',50,', ',51,'));
    await expect(checked.assertAreCopies((await hashFolder(draft)).files)).rejects.toThrow(
      'toplines.csv: was changed',
    );
  });
});
