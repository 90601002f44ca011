import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inTrialFolder } from '../../src/cli/trial.ts';
import type { ColumnOverview, Overview } from '../../src/import/overview.ts';
import { temporaryFolder } from '../helper.ts';
import { inProcess } from './in-process.ts';

const ROWS = Array.from({ length: 40 }, (_, i) => ({
  email: `p${i}@x.org`,
  role: (i % 2) + 1,
  q: i % 5 === 4 ? 9 : (i % 3) + 1,
  t_1: i % 3 ? 'x' : '',
  t_2: i % 4 ? '' : 'x',
  age: 20 + (i % 30),
  '<b>odd</b>': ['Tea', 'Milk & <i>more</i>'][i % 2] ?? '',
  w: 1 + (i % 2) / 2,
  empty: '',
}));
const CSV = [Object.keys(ROWS[0] ?? {}).join(','), ...ROWS.map((row) => Object.values(row).join(','))].join(
  '\n',
);
const BOOK = `variable,label,code,value,missing
q,Do you like it?,1,Yes,
q,,2,No,
q,,3,Perhaps,
q,,9,Refused,true
`;

interface Told extends Overview {
  readonly ok: true;
  readonly open: readonly string[];
  readonly faults: readonly unknown[];
}

async function files(): Promise<{ folder: string; csv: string }> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'x.csv'), `${CSV}\n`);
  await writeFile(join(folder, 'x.codebook.csv'), BOOK);
  return { folder, csv: join(folder, 'x.csv') };
}

async function told(...args: string[]): Promise<Told> {
  const { code, out, err } = await inProcess([...args, '--json']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out) as Told;
}

const byName = ({ columns }: Overview): Record<string, ColumnOverview> =>
  Object.fromEntries(columns.map((one) => [one.column, one]));

describe('topline inspect', () => {
  test('tells of each column what it is, and how often each answer was given', async () => {
    const { folder, csv } = await files();
    const overview = await told('inspect', csv, '--weight', 'w', '--audience', 'role');
    expect(overview.records).toBe(40);
    const columns = byName(overview);
    const countOf = (name: keyof (typeof ROWS)[number], value: unknown): number =>
      ROWS.filter((row) => row[name] === value).length;
    expect(columns['q']).toMatchObject({
      kind: 'single',
      question: 'q',
      text: 'Do you like it?',
      n: 40 - countOf('q', 9),
      missing: countOf('q', 9),
      options: [
        { label: 'Yes', n: countOf('q', 1) },
        { label: 'No', n: countOf('q', 2) },
        { label: 'Perhaps', n: countOf('q', 3) },
      ],
    });
    expect(columns['t_1']).toMatchObject({
      kind: 'multiple',
      question: 't',
      n: 40,
      options: [{ label: 'chosen', n: countOf('t_1', 'x') }],
    });
    expect(columns['age']).toMatchObject({ kind: 'numeric', n: 40, missing: 0, options: [] });
    expect(columns['w']).toMatchObject({ kind: 'weights', question: null, n: 40 });
    expect(columns['role']).toMatchObject({
      kind: 'audience',
      options: [
        { label: '1', n: 20 },
        { label: '2', n: 20 },
      ],
    });
    expect(columns['email']).toMatchObject({ kind: 'left out: personal', n: null, options: [] });
    expect(columns['empty']).toMatchObject({ kind: 'left out: empty', warnings: ['no record has a value'] });
    expect(overview.faults).toEqual([]);
    expect(overview.open).toContain('title');
    // No value of what is left out is told.
    expect(JSON.stringify(overview)).not.toContain('@x.org');
    expect((await readdir(folder)).toSorted()).toEqual(['x.codebook.csv', 'x.csv']);
  });

  test('tells the same of the draft that an import made', async () => {
    const { folder, csv } = await files();
    const before = await told('inspect', csv, '--weight', 'w', '--audience', 'role');
    const into = join(folder, 'draft');
    await inProcess(['import', csv, '--into', into, '--weight', 'w', '--audience', 'role']);
    const after = await told('inspect', into);
    const plain = ({ columns }: Overview): object[] =>
      columns.filter(({ n }) => n !== null).map(({ warnings: _warnings, ...one }) => one);
    expect(plain(after)).toEqual(plain(before));
    expect(after.open).toEqual(before.open);
  });

  test('tells it in lines and on a page, in which no name is markup', async () => {
    const { folder, csv } = await files();
    const page = join(folder, 'x.html');
    const { out } = await inProcess(['inspect', csv, '--page', page]);
    expect(out).toContain('x.csv: 40 records, 9 columns');
    expect(out).toMatch(/^q +single +Do you like it\? +32 +8 +Yes \d+, No \d+, Perhaps \d+$/m);
    expect(out).toMatch(/^email +left out: personal/m);
    expect(out).toContain('nothing was written');
    const html = await readFile(page, 'utf8');
    expect(html).toContain('&lt;b&gt;odd&lt;/b&gt;');
    expect(html).toContain('Milk &amp; &lt;i&gt;more&lt;/i&gt;: 20');
    expect(html).not.toMatch(/<b>|<i>|<script/);
    expect(html.match(/<tr/g)).toHaveLength(10);
  });

  test('warnings stand at their columns', async () => {
    const folder = await temporaryFolder();
    const csv = join(folder, 'x.csv');
    await writeFile(
      csv,
      `a,b,wt\n${Array.from({ length: 20 }, (_, i) => `1,${i === 3 ? '.' : i % 7},${1 + (i % 2)}`).join('\n')}\n`,
    );
    const columns = byName(await told('inspect', csv));
    expect(columns['a']?.warnings.join()).toContain('one and the same');
    expect(columns['b']?.warnings.join()).toContain('"." in 1 records stands for no value');
    expect(columns['wt']?.warnings.join()).toContain('looks like a weight');
  });

  test('what an import refuses is refused', async () => {
    const { folder, csv } = await files();
    expect(await inProcess(['inspect', csv, '--weight', 'ww'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('there is no such column (did you mean "w"?)'),
    });
    await writeFile(join(folder, 'f.csv'), 'Answer,CMO\nBase,100\nYes,60%\nNo,40%\n');
    expect((await inProcess(['inspect', join(folder, 'f.csv')])).err).toContain('holds published figures');
  });
});

describe('topline import --dry-run', () => {
  test('tells what inspect does, and writes nothing', async () => {
    const { folder, csv } = await files();
    const into = join(folder, 'draft');
    const dry = await inProcess(['import', csv, '--into', into, '--dry-run']);
    const inspected = await inProcess(['inspect', csv]);
    expect(dry).toEqual(inspected);
    expect(await readdir(folder)).not.toContain('draft');
    expect((await inProcess(['import', csv])).err).toContain("required option '--into <dir>'");
    expect((await inProcess(['import', csv, '--into', into, '--page', 'x.html'])).code).toBe(2);
  });

  test('of published figures tells how many there are', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'f.csv'), 'Answer,CMO\nBase,100\nYes,60%\nNo,40%\n');
    const args = ['import', join(folder, 'f.csv'), '--dry-run', '--wave', '2020', '--question', 'q'];
    expect((await inProcess(args)).out).toMatch(
      /^the draft would hold: 2 figures, 1 question;[^]*nothing was written\n$/,
    );
    expect(await readdir(folder)).toEqual(['f.csv']);
  });

  test('of a draft that is there leaves it as it was', async () => {
    const { folder, csv } = await files();
    const into = join(folder, 'draft');
    await inProcess(['import', csv, '--into', into]);
    const before = await readFile(join(into, 'survey.json'), 'utf8');
    const survey = JSON.parse(before) as { waves: { id: string }[] };
    const overview = await told('import', csv, '--into', into, '--add-wave', 'wave-2', '--dry-run');
    expect(overview.records).toBe(80);
    expect(byName(overview)['wave']).toMatchObject({
      kind: 'wave',
      options: [survey.waves[0]?.id, 'wave-2'].map((label) => ({ label, n: 40 })),
    });
    expect(await readFile(join(into, 'survey.json'), 'utf8')).toBe(before);
    expect((await told('import', csv, '--into', into, '--force', '--dry-run')).records).toBe(40);
  });
});

describe('what is made to be looked at', () => {
  test('is gone afterwards, and also where the process ends in the midst of it', async () => {
    let removeSync = (): void => {};
    const io = {
      onTemporary: (remove: () => void) => {
        removeSync = remove;
      },
    };
    const isThere = async (folder: string): Promise<boolean> =>
      (await stat(folder).catch(() => null)) !== null;
    const seen = await inTrialFolder(io, async (folder) => {
      expect(await isThere(folder)).toBe(true);
      return folder;
    });
    expect(await isThere(seen)).toBe(false);
    await inTrialFolder(io, async (folder) => {
      removeSync();
      expect(await isThere(folder)).toBe(false);
    });
  });
});
