import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { buildApp } from '../../src/app.ts';
import { surveyMetadataOf } from '../../src/cli/metadata-flags.ts';
import { tryFile } from '../../src/cli/try-data.ts';
import { readConfig } from '../../src/config.ts';
import { NO_METADATA } from '../../src/import/metadata.ts';
import { temporaryFolder } from '../helper.ts';
import { inProcess } from './in-process.ts';

const RECORDS = `email,Do you drink tea?,w\n${Array.from({ length: 40 }, (_, i) => `p${i}@x.org,${i % 4 ? 'Yes' : 'No'},${1 + (i % 2)}`).join('\n')}\n`;
const FIGURES = 'Answer,CMO,CIO\nBase,200,100\nYes,60%,48%\nNo,40%,52%\n';
const WORK = { signal: new AbortController().signal, progress: () => {} };

test.each([
  ['records', RECORDS, {}, 'do-you-drink-tea', [75, 25]],
  ['published figures', FIGURES, { wave: '2020', question: 'q' }, 'q', [60, 40, 48, 52]],
])(
  'a file is made ready to be served, with what can be known: %s',
  async (_, text, given, question, values) => {
    const folder = await temporaryFolder();
    const file = join(folder, 'My form.csv');
    await writeFile(file, text);
    const { data, survey, notes } = await tryFile(
      file,
      given,
      { ...NO_METADATA, publisher: 'Us' },
      folder,
      WORK,
    );
    const app = await buildApp({ config: readConfig({ DATA_DIR: data }), isLate: () => false });
    onTestFinished(() => app.close());
    const of = async (path: string) =>
      (await app.inject(`/v1/surveys/${survey}${path}`)).json<Record<string, unknown>>();
    expect(await of('')).toMatchObject({ data: { title: 'My form.csv', publisher: 'Us' } });
    const { data: rows } = (await of(`/estimates?question=${question}`)) as unknown as {
      data: { value: number }[];
    };
    expect(rows.map(({ value }) => value).toSorted((a, b) => a - b)).toEqual(
      values.toSorted((a, b) => a - b),
    );
    expect((await app.inject(`/surveys/${survey}`)).statusCode).toBe(200);
    if (text === RECORDS) expect(notes.join('\n')).toContain('left out email');
  },
);

test('import takes what only a person knows, and validate asks for the rest alone', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'x.csv'), RECORDS);
  const into = join(folder, 'draft');
  const flags = [
    '--title',
    'Tea',
    '--publisher',
    'Us',
    '--licence',
    'CC0',
    '--citation',
    'Us, Tea',
    '--year',
    '2024',
    '--source',
    'Form',
  ];
  const args = ['import', join(folder, 'x.csv'), '--into', into, ...flags];
  expect(await inProcess(args)).toMatchObject({ code: 0 });
  const survey = JSON.parse(await readFile(join(into, 'survey.json'), 'utf8')) as object;
  expect(survey).toMatchObject({
    title: 'Tea',
    publisher: 'Us',
    licence: { name: 'CC0', url: null },
    citation: 'Us, Tea',
    waves: [{ label: '2024', year: 2024 }],
    sources: [{ title: 'Form' }],
  });
  const { out } = await inProcess(['validate', into]);
  const open = out.split('\n').flatMap((line) => /^survey\.json:(\S+): is missing/.exec(line)?.[1] ?? []);
  expect(open.toSorted()).toEqual([
    'description',
    'disclosure.minimumBase',
    'disclosure.minimumCell',
    'language',
  ]);
  // What a person filled in is not said otherwise by a second import.
  const again = await inProcess([
    'import',
    join(folder, 'x.csv'),
    '--into',
    into,
    '--force',
    '--title',
    'Coffee',
  ]);
  expect(again.err).toContain('title: is "Tea" already');
});

test('what no flag says is asked for in a terminal, and an empty answer leaves it open', async () => {
  const asked: string[] = [];
  const answers = ['About tea', '', 'en', 'CC0 https://x.org/', '', 'soon', '2023'];
  const ask = async (question: string): Promise<string> => {
    asked.push(question);
    return answers[asked.length - 1] ?? '';
  };
  const said = await surveyMetadataOf({ title: 'Tea', ask: true }, true, { ask });
  expect(said).toEqual({
    ...NO_METADATA,
    title: 'Tea',
    description: 'About tea',
    language: 'en',
    licence: 'CC0 https://x.org/',
    year: 2023,
  });
  expect(asked).toHaveLength(7);
  await expect(surveyMetadataOf({ title: 'Tea', ask: true }, true, {})).rejects.toThrow(
    '--ask: asks at a terminal, and here is none: say it by --title',
  );
});

test.each([
  ['--title', 'Tea'],
  ['--minimum-base', '30'],
  ['--year', '2024'],
  ['--source', 'poll'],
  ['--ask'],
])('a wave that is added to a draft says nothing of the survey: %s', async (...flag) => {
  const { code, err } = await inProcess(['import', 'x.csv', '--into', 'draft', '--add-wave', 'w2', ...flag]);
  expect(code).toBe(2);
  expect(err).toMatch(new RegExp(`option '--add-wave <id>' cannot be used with option '${flag[0]}\\b`));
});
