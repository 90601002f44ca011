import { readdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** What docs/import.md says is read is tested: each row of its tables names a test, or its section does. */
const HERE = fileURLToPath(new URL('.', import.meta.url));
const PAGE = fileURLToPath(new URL('../../docs/import.md', import.meta.url));

interface DocumentedRow {
  readonly section: string;
  readonly cells: readonly string[];
}

/** Rows of the tables that say what is read and kept, by the section that they stand in. */
async function documentedRows(): Promise<{ rows: DocumentedRow[]; head: ReadonlyMap<string, string> }> {
  const rows: DocumentedRow[] = [];
  const head = new Map<string, string>();
  let section = '';
  let columns: readonly string[] = [];
  for (const line of (await readFile(PAGE, 'utf8')).split('\n')) {
    if (line.startsWith('## ')) section = line.slice(3);
    if (!line.startsWith('|')) {
      columns = [];
      head.set(section, `${head.get(section) ?? ''}${line}\n`);
      continue;
    }
    const cells = line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim());
    if (columns.length === 0) columns = cells;
    else if (!cells.every((cell) => /^-+$/.test(cell)) && columns.at(-1) === 'test')
      rows.push({ section, cells });
    else if (!cells.every((cell) => /^-+$/.test(cell)) && /^(?:file|export of)$/.test(columns[0] ?? ''))
      rows.push({ section, cells: [...cells, ''] });
  }
  return { rows, head };
}

/** Names of all tests of imports, without their endings, with their texts. */
async function testsOfImports(): Promise<ReadonlyMap<string, string>> {
  const files = (await readdir(HERE, { recursive: true })).filter((file) => file.endsWith('.test.ts'));
  return new Map(
    await Promise.all(
      files.map(
        async (file) =>
          [
            basename(file).replace(/(?:\.slow)?\.test\.ts$/, ''),
            await readFile(HERE + file, 'utf8'),
          ] as const,
      ),
    ),
  );
}

test('each row of what is read names a test that is there', async () => {
  const [{ rows, head }, tests] = await Promise.all([documentedRows(), testsOfImports()]);
  expect(rows.length).toBeGreaterThan(70);
  const wrong = rows.flatMap(({ section, cells }) => {
    const own = (cells.at(-1) ?? '').split(', ').filter((name) => name !== '');
    // Without a column of tests they are named above the table, or in the row.
    const linked = [
      ...`${head.get(section) ?? ''}${cells.join(' ')}`.matchAll(
        /\(\.\.\/test\/import\/[\w/-]*?([\w-]+?)(?:\.slow)?\.test\.ts\)/g,
      ),
    ].map(([, name = '']) => name);
    const names = own.length > 0 ? own : linked;
    return names.length > 0 && names.every((name) => tests.has(name))
      ? []
      : [`${section}: ${cells[0] ?? ''}`];
  });
  expect(wrong).toEqual([]);
});

test('each test that the page links to is there', async () => {
  const page = await readFile(PAGE, 'utf8');
  const links = [...page.matchAll(/\]\(\.\.\/(test\/[^)]+)\)/g)].map(([, path = '']) => path);
  expect(links.length).toBeGreaterThan(8);
  const root = fileURLToPath(new URL('../../', import.meta.url));
  for (const path of links) await expect(readFile(root + path, 'utf8'), path).resolves.toMatch(/\btest\b/);
});
