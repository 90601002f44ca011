import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { collectNames } from '../../src/cli/names.ts';
import { ProgressBar } from '../../src/cli/progress.ts';
import { runProgram } from '../../src/cli/program.ts';
import { eventually } from '../eventually.ts';
import { temporaryFolder } from '../helper.ts';
import { firstOf } from '../runs.ts';
import { readDraftSurvey } from '../import/support.ts';
import { inProcess, type Output } from './in-process.ts';

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

function start(args: readonly string[]): { child: ChildProcess; finished: Promise<Output> } {
  const child = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  return {
    child,
    finished: once(child, 'close').then(([code]) => ({ code: code as number | null, out, err })),
  };
}

const asProcess = (...args: string[]): Promise<Output> => start(args).finished;

const topline = (...args: string[]): Promise<Output> => inProcess(args);

async function folderWith(files: Record<string, string>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

describe('import and validate', () => {
  test('a draft is made, said in words, and checked', async () => {
    const folder = await folderWith({ 'x.csv': 'id,q,r\n1,1,5\n2,1,6\n3,2,5\n' });
    const into = join(folder, 'draft');
    const done = await asProcess('import', join(folder, 'x.csv'), '--into', into);
    expect(done).toEqual({
      code: 0,
      err: '',
      out: [
        `draft in ${into}: 3 records, 2 columns, 2 questions`,
        'left out id (identifier): its name says that it tells respondents, interviews or forms apart; --keep id keeps it',
        'note: if these are published figures, say --toplines',
        `next: fill in what only you know in ${join(into, 'survey.json')}, then run: topline validate ${into}`,
        '',
      ].join('\n'),
    });
    const checked = await topline('validate', into);
    expect(checked.code).toBe(1);
    expect(checked.out).toContain('survey.json:publisher: is missing: who made the survey\n');
    expect(checked.out).toContain('warning: survey.json:questions[0].text: "q" has no text\n');
    expect(checked.out).toContain(`${into}: 10 faults, 4 warnings\n`);
    const again = await topline('import', join(folder, 'x.csv'), '--into', into);
    expect(again).toMatchObject({ code: 1, out: '' });
    expect(again.err).toContain('replace the draft with --force');
  });

  test('how a file of records is to be read, in flags', async () => {
    const lines = Array.from(
      { length: 20 },
      (_, i) => `${['a+b', 'a', 'b', ''][i % 4]},${['Très', 'très'][i % 2]},${i % 4}`,
    );
    const folder = await folderWith({});
    const file = join(folder, 'x.csv');
    await writeFile(file, Buffer.from(`q,r,s\nWhich?,How?,What?\n${lines.join('\n')}\n`, 'latin1'));
    const into = join(folder, 'draft');
    const flags = [
      '--encoding',
      'latin1',
      '--header-rows',
      '2',
      '--separator',
      '+',
      '--asked',
      'any',
      '--merge-alike',
    ];
    const done = await topline('import', file, '--into', into, ...flags, '--json');
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(done.out)).toMatchObject({ records: 20, columns: 4, questions: 3 });
    const { questions } = await readDraftSurvey(into);
    expect(questions).toMatchObject([
      { id: 'q', text: 'Which?', type: 'multiple', asked: 'any', items: [{ label: 'a' }, { label: 'b' }] },
      { id: 'r', text: 'How?', options: [{}] },
      { id: 's', text: 'What?' },
    ]);
    expect(questions[1]?.options).toHaveLength(1);
    const whole = await topline(
      'import',
      file,
      '--into',
      join(folder, 'whole'),
      '--separator',
      '',
      '--header-rows',
      '2',
    );
    expect(whole.code).toBe(0);
    expect((await readDraftSurvey(join(folder, 'whole'))).questions[0]).toMatchObject({ type: 'single' });
    const nobody = await topline('import', file, '--into', join(folder, 'nobody'), '--asked', 'sss');
    expect(nobody).toMatchObject({ code: 1, out: '' });
    expect(nobody.err).toContain('x.csv:sss: --asked: there is no such column (did you mean "s"?)');
    const rows = await topline('import', file, '--into', join(folder, 'rows'), '--header-rows', 'two');
    expect(rows.code).not.toBe(0);
    expect(rows.err).toContain('a whole number from 1 to 99');
  });

  test('--json is one document, for what went well and what did not', async () => {
    const folder = await folderWith({ 'x.csv': 'w,q\n1,1\n2,1\n1,2\n', 'bad.csv': 'a,b\n1\n' });
    const into = join(folder, 'draft');
    const done = await topline('import', join(folder, 'x.csv'), '--into', into, '--weight', 'w', '--json');
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(done.out)).toEqual({
      ok: true,
      file: 'x.csv',
      into,
      records: 3,
      columns: 2,
      questions: 1,
      leftOut: [],
      notes: [],
    });
    const bad = await asProcess('import', join(folder, 'bad.csv'), '--into', join(folder, 'other'), '--json');
    expect(bad).toMatchObject({ code: 1, err: '' });
    expect(JSON.parse(bad.out)).toMatchObject({
      ok: false,
      faults: [{ file: 'bad.csv', row: 2, column: 'b' }],
    });
    const checked = await topline('validate', into, '--json');
    expect(checked.code).toBe(1);
    expect(JSON.parse(checked.out)).toMatchObject({
      ok: false,
      faults: [{ column: 'title' }, {}, {}, {}, {}, {}, {}, {}, {}, { column: 'disclosure.minimumCell' }],
    });
    expect((await readdir(folder)).toSorted()).toEqual(['bad.csv', 'draft', 'x.csv']);
  });

  test('a small table of figures that was taken for records: the right option is named', async () => {
    const folder = await folderWith({
      'x.csv': 'who,year,percent\ncmo,2012,61\ncio,2012,48\ncmo,2014,55\n',
      'y.csv': 'a,b\n1,61\n2,48\n3,55\n',
    });
    const hint = 'if these are published figures, say --toplines';
    const refused = await topline('import', join(folder, 'y.csv'), '--into', join(folder, 'y'));
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining(hint) });
    const asked = ['import', join(folder, 'x.csv'), '--into', join(folder, 'x'), '--json'];
    const { out } = await topline(...asked);
    expect(JSON.parse(out)).toMatchObject({ notes: [hint] });
    const said = await topline(...asked, '--force', '--records');
    expect((JSON.parse(said.out) as { notes: string[] }).notes).not.toContain(hint);
  });

  test.each([
    ['--separator', ';'],
    ['--asked', 'any'],
    ['--header-rows', '2'],
    ['--merge-alike'],
    ['--keep', 'a'],
  ])('what is said of records and of figures at once is refused: --toplines %s', async (...flags) => {
    const folder = await folderWith({ 'x.csv': 'a,b\n1,61\n2,48\n3,55\n' });
    const args = ['import', join(folder, 'x.csv'), '--into', join(folder, 'd'), ...flags];
    for (const figures of [['--toplines'], ['--question', 'q'], ['--measure', 'rank']]) {
      const { code, err } = await topline(...args, ...figures);
      expect({ code, err }).toMatchObject({
        code: 1,
        err: expect.stringContaining(`for which ${flags[0]} says nothing: leave it out, or say --records`),
      });
    }
  });

  test('bad input is told in one line, without a stack', async () => {
    const folder = await folderWith({ 'x.sav': 'no', 'file.csv': 'a\n1\n' });
    for (const [args, message] of [
      [['import', join(folder, 'x.sav'), '--into', join(folder, 'd')], 'x.sav: this is no SPSS system file'],
      [['import', join(folder, 'none.csv'), '--into', join(folder, 'd')], 'there is no such file'],
      [['import', join(folder, 'file.csv'), '--into', join(folder, 'file.csv')], 'a file is in its way'],
      [['import', join(folder, 'file.csv'), '--into', join(folder, 'file.csv', 'd')], 'a file is in its way'],
      [['validate', join(folder, 'none')], 'there is no such folder'],
    ] as const) {
      const { code, err, out } = await topline(...args);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toContain(message);
      expect(err.trim().split('\n')).toHaveLength(1);
    }
  });
});

test.each([
  [[], 'Usage: topline'],
  [['imprt'], "unknown command 'imprt'"],
  [['import', 'x.csv'], "required option '--into <dir>' not specified"],
  [['import', '--into', 'd'], "missing required argument 'file'"],
  [['import', 'x.csv', 'y.csv', '--into', 'd'], 'too many arguments'],
  [['validate', '.', '--stric'], "unknown option '--stric'"],
])('%j is wrong usage: exit code 2', async (args, message) => {
  const { code, err, out } = await topline(...args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(message);
});

test.each([['--help'], ['import', '--help'], ['validate', '--help']])('%s %s teaches', async (...args) => {
  const { code, out } = await topline(...args.filter(Boolean));
  expect(code).toBe(0);
  expect(out).toContain('Usage: topline');
  if (args.length > 1) expect(out).toContain('Examples:\n  topline');
});

test('as a process, too, wrong usage is exit code 2', async () => {
  expect(await asProcess('imprt')).toEqual({
    code: 2,
    out: '',
    err: expect.stringContaining("unknown command 'imprt'"),
  });
});

test.each(firstOf(1, ['SIGTERM', 'SIGINT'] as const))(
  '%s stops an import and leaves nothing',
  async (signal) => {
    const folder = await temporaryFolder();
    const path = join(folder, 'big.csv');
    const file = createWriteStream(path);
    file.write(`${Array.from({ length: 40 }, (_, i) => `c${i}`).join()}\n`);
    const block = `${Array.from({ length: 200 }, (_, i) => Array.from({ length: 40 }, (__, j) => `${(i * j) % 977}`).join()).join('\n')}\n`;
    for (let i = 0; i < 700; i += 1) file.write(block);
    file.end();
    await once(file, 'finish');
    const { child, finished } = start(['import', path, '--into', join(folder, 'new', 'draft')]);
    // As soon as it has begun to work.
    await eventually(async () => (await readdir(join(folder, 'new'))).length > 0);
    child.kill(signal);
    const { code, err, out } = await finished;
    expect({ code, err, out }).toEqual({
      code: signal === 'SIGINT' ? 130 : 143,
      err: 'stopped: nothing was changed\n',
      out: '',
    });
    expect(await readdir(folder)).toEqual(['big.csv']);
  },
);

describe('in this process', () => {
  const io = () => {
    const said = { out: '', err: '' };
    return {
      said,
      out: (text: string) => (said.out += text),
      err: (text: string) => (said.err += text),
      progress: () => {},
      bar: new ProgressBar(process.stderr),
      signal: new AbortController().signal,
      onTemporary: () => {},
    };
  };

  test('--strict counts warnings', async () => {
    const { smallSurvey, toplines } = await import('../helper.ts');
    const folder = await folderWith({
      'survey.json': JSON.stringify(smallSurvey()),
      'toplines.csv': toplines('q,,yes,w1,a,percent,50'),
    });
    expect(await runProgram(['validate', folder], io())).toBe(0);
    const survey = smallSurvey();
    const [question] = survey['questions'] as object[];
    await writeFile(
      join(folder, 'survey.json'),
      JSON.stringify({
        ...survey,
        questions: [{ ...question, text: null }, ...(survey['questions'] as object[]).slice(1)],
      }),
    );
    expect(await runProgram(['validate', folder], io())).toBe(0);
    expect(await runProgram(['validate', folder, '--strict'], io())).toBe(1);
  });

  test('a fault of the program is no fault of the user', async () => {
    const folder = await folderWith({ 'x.csv': 'a,b\n1,1\n' });
    await mkdir(join(folder, 'd'));
    const broken = {
      ...io(),
      onTemporary: () => {
        throw new TypeError('oops');
      },
    };
    expect(await runProgram(['import', join(folder, 'x.csv'), '--into', join(folder, 'd')], broken)).toBe(70);
    expect(broken.said.err).toMatch(
      /^This is a fault of topline, not of your files\. Please report it.*oops/s,
    );
    expect(await readdir(folder)).toEqual(['d', 'x.csv']);
  });
});

test('names are divided by commas that are not escaped', () => {
  expect(collectNames('a, b', collectNames('Age\\, in years,c'))).toEqual(['Age, in years', 'c', 'a', 'b']);
  expect(collectNames(',')).toEqual([]);
});
