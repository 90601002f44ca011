import { execFileSync } from 'node:child_process';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../helper.ts';

const ROOT = new URL('../../', import.meta.url).pathname;

interface Example {
  readonly file: string;
  /** An expression over the exports of the file. */
  readonly call: string;
  readonly result: string;
}

/** The lines below each `@example`, up to the next tag or the end of the comment. */
function linesOfExamples(text: string): string[] {
  return [...text.matchAll(/\/\*\*.*?\*\//gs)].flatMap(([comment]) => {
    const lines = comment
      .replace(/\*\/$/, '')
      .split('\n')
      .map((line) => line.replace(/^\s*(\/\*\*|\*)\s?/, '').trim());
    let within = false;
    return lines.flatMap((line) => {
      if (line.startsWith('@')) within = line.startsWith('@example');
      const code = line.replace(/^@example\s*/, '');
      return within && code !== '' ? [code] : [];
    });
  });
}

const FILES = globSync('src/**/*.ts', { cwd: ROOT }).toSorted();
const lines = FILES.flatMap((file) =>
  linesOfExamples(readFileSync(join(ROOT, file), 'utf8')).map((line) => ({ file, line })),
);
const examples = lines.flatMap(({ file, line }): Example[] => {
  const [, call, result] = /^(.+?) \/\/ => (.+)$/.exec(line) ?? [];
  return call !== undefined && result !== undefined ? [{ file, call, result }] : [];
});

describe('examples of the documentation in the source', () => {
  test('there are some, in folders within folders too, and each says what it gives', () => {
    expect(examples.length).toBeGreaterThan(20);
    expect(new Set(examples.map(({ file }) => file.split('/').slice(0, -1).join('/')))).toEqual(
      new Set([
        'src/import',
        'src/import/toplines',
        'src/services/tables',
        'src/stats',
        'src/stats/design',
        'src/stats/disclosure',
        'src/workers',
      ]),
    );
    const isRead = (file: string, line: string): boolean =>
      examples.some((one) => one.file === file && `${one.call} // => ${one.result}` === line);
    expect(lines.filter(({ file, line }) => !isRead(file, line))).toEqual([]);
    const written = FILES.flatMap((file) =>
      [...readFileSync(join(ROOT, file), 'utf8').matchAll(/@example/g)].map(() => file),
    );
    // None is lost because it stands in another form.
    expect(written.filter((file) => !examples.some((one) => one.file === file))).toEqual([]);
    expect(examples.length).toBeGreaterThanOrEqual(written.length);
  });

  test.each(examples)('$file: $call', async ({ file, call, result }) => {
    const module = (await import(join(ROOT, file))) as Record<string, unknown>;
    const evaluate = (text: string): unknown =>
      // oxlint-disable-next-line no-new-func, typescript/no-implied-eval
      new Function(...Object.keys(module), `return (${text})`)(...Object.values(module));
    const [actual, expected] = [evaluate(call), evaluate(result)];
    if (typeof expected === 'number') expect(actual).toBeCloseTo(expected, 12);
    else
      expect(JSON.parse(JSON.stringify(actual), round)).toEqual(JSON.parse(JSON.stringify(expected), round));
  });

  test('are what the types of the functions allow', async () => {
    const folder = await temporaryFolder();
    const sources = [...Map.groupBy(examples, ({ file }) => file)].map(([file, own], i) => {
      const path = join(folder, `example-${i}.mts`);
      const calls = own.map(({ call }, j) => `export const value${j} = ${call};`);
      writeFileSync(
        path,
        [`import { ${namesIn(calls, file)} } from '${join(ROOT, file)}';`, ...calls].join('\n'),
      );
      return path;
    });
    const config = join(folder, 'tsconfig.json');
    writeFileSync(
      config,
      JSON.stringify({
        extends: join(ROOT, 'tsconfig.json'),
        compilerOptions: { typeRoots: [join(ROOT, 'node_modules/@types')] },
        include: [],
        files: sources,
      }),
    );
    expect(typeErrors(config)).toBe('');
    // A checker that sees nothing would find nothing wrong.
    writeFileSync(sources[0] ?? '', `export const wrong: number = 'text';`);
    expect(typeErrors(config)).toContain('TS2322');
  });
});

/** The exports of a file that expressions name. */
function namesIn(calls: readonly string[], file: string): string {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const exported = [...text.matchAll(/^export (?:function|const|class) (\w+)/gm)].map(
    ([, name = '']) => name,
  );
  return exported.filter((name) => calls.some((call) => new RegExp(`\\b${name}\\(`).test(call))).join(', ');
}

function typeErrors(config: string): string {
  try {
    execFileSync(join(ROOT, 'node_modules/.bin/tsc'), ['-p', config, '--pretty', 'false'], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
    return '';
  } catch (error) {
    return String((error as { stdout?: string }).stdout ?? error);
  }
}

/** Floating-point noise of the last digit must not make an example fail on another machine. */
function round(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(11)) : value;
}
