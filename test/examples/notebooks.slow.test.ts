import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type LiveServer } from '../clients/live-server.ts';
import { runProgram } from '../clients/programs.ts';
import { findNextPandas, findPython, findR, needs } from '../components.ts';

const EXAMPLES = new URL('../../examples/', import.meta.url).pathname;
const SCRIPT = new URL('run_notebook.py', import.meta.url).pathname;
/** A page on a code host is not to take long to load. */
const MAXIMUM_BYTES = 160_000;

const python = findPython('nbclient, ipykernel, matplotlib, pandas');
const nextPandas = findNextPandas('nbclient, ipykernel, matplotlib, pandas');
const r = findR('IRkernel', 'jsonlite');

let server: LiveServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

/** Runs a notebook. @param write whether its output is written */
const run = (path: string, { command } = python, write = false) =>
  runProgram('env', [
    `TOPLINE_URL=${server.url}`,
    // Whatever warns of what is to change must not be in what people are shown to do.
    'PYTHONWARNINGS=error::FutureWarning:__main__,error::DeprecationWarning:__main__',
    command,
    SCRIPT,
    path,
    ...(write ? ['--write'] : []),
  ]);

describe.each([
  ['python/marketing-and-it.ipynb', [python], 13, 2],
  ['r/marketing-and-it.ipynb', [python, r], 12, 2],
] as const)('%s', (notebook, components, cells, pictures) => {
  test('runs from top to bottom, and shows what is committed', needs(...components), async () => {
    expect(await run(EXAMPLES + notebook, python, process.env['UPDATE_NOTEBOOKS'] !== undefined)).toEqual({
      code: 0,
      stdout: `${cells} cells of code, ${pictures} pictures, 0 differ\n`,
      stderr: '',
    });
  });

  test('is committed with its output, and nothing of the machine that it ran on', () => {
    const text = readFileSync(EXAMPLES + notebook, 'utf8');
    const { cells: all } = JSON.parse(text) as { cells: { cell_type: string; outputs?: unknown[] }[] };
    const code = all.filter(({ cell_type }) => cell_type === 'code');
    expect(code).toHaveLength(cells);
    // The first cell of code only prepares.
    expect(code.slice(1).every(({ outputs = [] }) => outputs.length > 0)).toBe(true);
    expect(text.length).toBeLessThan(MAXIMUM_BYTES);
    expect(text).not.toMatch(/127\.0\.0\.1:(?!8080)|localhost|\/home\/|\/tmp\/|\/root\/|Traceback/);
  });
});

test('the notebook of Python shows the same with the next pandas', needs(nextPandas), async () => {
  expect(await run(`${EXAMPLES}python/marketing-and-it.ipynb`, nextPandas)).toEqual({
    code: 0,
    stdout: '13 cells of code, 2 pictures, 0 differ\n',
    stderr: '',
  });
});

test('a notebook that shows something else says what differs', needs(python), async () => {
  const source = readFileSync(`${EXAMPLES}python/marketing-and-it.ipynb`, 'utf8');
  const folder = await mkdtemp(join(tmpdir(), 'topline-'));
  try {
    const changed = `${folder}/changed.ipynb`;
    await writeFile(changed, source.replace('by hand 13.669943811', 'by hand 13.7'));
    const { code, stdout } = await run(changed);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^cell \d+: committed .*by hand 13\.7 to/m);
    expect(stdout).toContain('13 cells of code, 2 pictures, 1 differ');
  } finally {
    await rm(folder, { recursive: true });
  }
});
