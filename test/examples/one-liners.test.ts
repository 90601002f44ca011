import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type LiveServer } from '../clients/live-server.ts';
import { findProgram, findPython, findR, runProgram, skips, type Interpreter } from '../clients/programs.ts';

const PAGE = new URL('../../examples/README.md', import.meta.url).pathname;
const EXAMPLE = 'http://127.0.0.1:8080';
const MINUTE = 60_000;

interface Language {
  readonly needs: Interpreter;
  /** The arguments that run a piece of code. */
  readonly run: (code: string) => readonly string[];
}

const python = findPython('duckdb, duckdb_extension_httpfs, pandas, polars');
const LANGUAGES: Readonly<Record<string, Language>> = {
  sh: { needs: findProgram('jq'), run: (code) => ['sh', '-c', code] },
  // The extension that reads addresses, which DuckDB loads by itself where it can be downloaded.
  sql: {
    needs: python,
    run: (code) => [
      python.command,
      '-c',
      [
        'import duckdb, duckdb_extension_httpfs, pathlib',
        '(file,) = pathlib.Path(duckdb_extension_httpfs.__path__[0]).rglob("*.duckdb_extension")',
        'duckdb.sql(f"LOAD \'{file}\'")',
        `print(duckdb.sql(${JSON.stringify(code)}))`,
      ].join('\n'),
    ],
  },
  python: { needs: python, run: (code) => [python.command, '-c', code] },
  r: { needs: findR('stats'), run: (code) => ['Rscript', '-e', code] },
  js: {
    needs: { command: process.execPath, missing: null },
    run: (code) => [process.execPath, '--input-type=module', '--eval', code],
  },
};

/** Each piece of code of the page with what it prints. */
const BLOCK = /^```(\w+)\n(.*?)```\n\n```text\n(.*?)```$/gms;
const blocks = [...readFileSync(PAGE, 'utf8').matchAll(BLOCK)].map(
  ([, language = '', code = '', output = '']) => ({
    language,
    code,
    output,
  }),
);

let server: LiveServer;
const printed: string[] = [];
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.stop();
  if (process.env['UPDATE_ONE_LINERS'] === undefined) return;
  let i = 0;
  const text = readFileSync(PAGE, 'utf8').replaceAll(BLOCK, (_, language: string, code: string) => {
    const output = printed[i] ?? '';
    i += 1;
    return `\`\`\`${language}\n${code}\`\`\`\n\n\`\`\`text\n${output}\`\`\``;
  });
  writeFileSync(PAGE, text);
});

test('the page has code in each language', () => {
  expect(new Set(blocks.map(({ language }) => language))).toEqual(new Set(Object.keys(LANGUAGES)));
});

describe.each(blocks.map((block, i) => ({ ...block, i })))(
  '$language: $code',
  ({ language, code, output, i }) => {
    const { needs, run } = LANGUAGES[language] ?? {
      needs: { command: language, missing: 'is no language' },
      run: () => [],
    };
    test.skipIf(skips(`an example in ${language}`, needs))(
      'prints what the page shows',
      async () => {
        const [command = '', ...rest] = run(code.replaceAll(EXAMPLE, server.url));
        const ended = await runProgram(command, rest);
        expect(ended).toMatchObject({ code: 0, stderr: '' });
        // No page needs blanks at the ends of lines; of a tab before nothing, the nothing is a cell.
        printed[i] = `${ended.stdout.replaceAll(/ +$/gm, '').trimEnd()}\n`;
        if (process.env['UPDATE_ONE_LINERS'] === undefined) expect(printed[i]).toBe(output);
      },
      MINUTE,
    );
  },
);
