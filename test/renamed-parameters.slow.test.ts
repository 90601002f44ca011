import { cp, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runProgram } from './clients/programs.ts';
import { temporaryFolder } from './helper.ts';
import { VERY_SLOW } from './slow.ts';

const ROOT = new URL('..', import.meta.url).pathname;

/** Where a parameter is said to be, by the text before its name; and which file uses it, which is at fault once it is renamed. */
const RENAMED: readonly [file: string, before: string, name: string, user: string, fault: RegExp][] = [
  ['schemas/query.ts', '\n  ', 'audience: codes', 'services/figures/trends.ts', /'audience'/],
  ['schemas/query.ts', '\n  ', 'between: z', 'services/figures/check-codes.ts', /'between'/],
  ['schemas/query.ts', 'diffParameters = {\n  ', 'from: z', 'routes/releases.ts', /'from'/],
  ['schemas/query.ts', '\n    ', 'survey: z', 'routes/download.ts', /./],
  ['schemas/query.ts', '\n  ', 'question: z', 'routes/question.ts', /'question'/],
  [
    'schemas/crosstab-query.ts',
    '\n    ',
    'columns: codes',
    'services/crosstab/crosstab-plan.ts',
    /'columns'/,
  ],
  ['schemas/search-query.ts', '\n  ', 'kind: z', 'services/releases/search/search.ts', /'kind'/],
  ['routes/calculator-query.ts', '\n  ', 'x: decimal', 'routes/calculator-query.ts', /'x'/],
  [
    'routes/calculator-query.ts',
    'gapParameters = {\n  ',
    'percentA: share',
    'routes/calculated.ts',
    /'percentA'/,
  ],
  ['routes/calculator-query.ts', '\n  ', 'power: decimal', 'routes/calculator-query.ts', /'power'/],
  ['routes/citation.ts', '\n  ', 'of: z', 'routes/citation.ts', /'of'/],
  ['routes/claims.ts', '\n          ', 'claim: z', 'routes/claims.ts', /'claim'/],
  // One that a route takes from others and hands on as a whole: nobody would heed it.
  ['routes/gaps.ts', '\n  ', 'adjust: adjustParameter', 'routes/gaps.ts', /'never'/],
];

/** Renames what stands once, after `before`. @throws Error where it does not */
async function rename(path: string, before: string, name: string): Promise<void> {
  const text = await readFile(path, 'utf8');
  const parts = text.split(before + name);
  if (parts.length !== 2) throw new Error(`${path} holds ${name} ${parts.length - 1} times`);
  await writeFile(path, parts.join(`${before}renamed${name[0]?.toUpperCase()}${name.slice(1)}`));
}

/** A copy of the source that the compiler can check. */
async function copyOfSource(): Promise<string> {
  const folder = await temporaryFolder();
  for (const name of ['src', 'package.json'])
    await cp(join(ROOT, name), join(folder, name), { recursive: true });
  const config = JSON.parse(await readFile(join(ROOT, 'tsconfig.json'), 'utf8')) as object;
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ ...config, include: ['src'] }));
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** What the compiler finds: file and fault. */
async function faultsIn(folder: string): Promise<{ file: string; fault: string }[]> {
  const compiler = join(ROOT, 'node_modules/.bin/tsc');
  const { stdout, stderr } = await runProgram(compiler, ['--project', folder, '--pretty', 'false'], {
    cwd: folder,
  });
  expect(stderr).toBe('');
  return stdout.split('\n').flatMap((line) => {
    const [, file, fault] = /^src\/(\S+)\(\d+,\d+\): error (.*)$/.exec(line) ?? [];
    return file === undefined || fault === undefined ? [] : [{ file, fault }];
  });
}

describe('a parameter that is renamed in its schema is a fault of types where it is used', VERY_SLOW, () => {
  test('the source as it is has none', async () => {
    expect(await faultsIn(await copyOfSource())).toEqual([]);
  });

  test('each of those that are renamed', async () => {
    const folder = await copyOfSource();
    for (const [file, before, name] of RENAMED) await rename(join(folder, 'src', file), before, name);
    const faults = await faultsIn(folder);
    const unnoticed = RENAMED.filter(
      ([, , , user, pattern]) => !faults.some(({ file, fault }) => file === user && pattern.test(fault)),
    );
    expect(unnoticed.map(([file, , name]) => `${file}: ${name}`)).toEqual([]);
    process.stdout.write(`${RENAMED.length} parameters renamed: ${faults.length} faults of types\n`);
  });
});
