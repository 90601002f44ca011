import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type LiveServer } from '../clients/live-server.ts';
import { runProgram } from '../clients/programs.ts';
import { findProgram, findPython, findR, needs, type Component } from '../components.ts';

const PAGE = new URL('../../examples/README.md', import.meta.url).pathname;
const EXAMPLE = 'http://127.0.0.1:8080';

interface Language {
  readonly components: readonly Component[];
  /** The arguments that run a piece of code. */
  readonly run: (code: string) => readonly string[];
}

const python = findPython('duckdb, duckdb_extension_httpfs, pandas, polars');
const LANGUAGES: Readonly<Record<string, Language>> = {
  sh: { components: [findProgram('curl'), findProgram('jq')], run: (code) => ['sh', '-c', code] },
  // The extension that reads addresses, which DuckDB loads by itself where it can be downloaded.
  sql: {
    components: [python],
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
  python: { components: [python], run: (code) => [python.command, '-c', code] },
  r: { components: [findR('stats')], run: (code) => ['Rscript', '-e', code] },
  js: {
    components: [],
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
    const { components, run } = LANGUAGES[language] ?? { components: [], run: () => [] };
    test('prints what the page shows', needs(...components), async () => {
      const [command = '', ...rest] = run(code.replaceAll(EXAMPLE, server.url));
      const ended = await runProgram(command, rest);
      expect(ended).toMatchObject({ code: 0, stderr: '' });
      // No page needs blanks at the ends of lines; of a tab before nothing, the nothing is a cell.
      printed[i] = `${ended.stdout.replaceAll(/ +$/gm, '').trimEnd()}\n`;
      if (process.env['UPDATE_ONE_LINERS'] === undefined) expect(printed[i]).toBe(output);
    });
  },
);
