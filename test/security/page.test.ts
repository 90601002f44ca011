import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TELLS, rowsOf, withRows, type Campaign } from '../../scripts/security-rows.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const page = readFileSync(join(ROOT, 'docs/security.md'), 'utf8');
const rows = rowsOf(page);

test('every test and page that docs/security.md names is there', () => {
  const links = [...page.matchAll(/\]\(([^)#]+)\)/g)]
    .map(([, to = '']) => to)
    .filter((to) => !to.startsWith('http'));
  expect(links.length).toBeGreaterThan(40);
  expect(links.filter((to) => !existsSync(join(ROOT, 'docs', to)))).toEqual([]);
  const named = [...page.matchAll(/`(test\/[\w./-]+)`/g)].map(([, path = '']) => path);
  expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  // What stands in brackets is the file that it leads to.
  for (const [, name = '', to = ''] of page.matchAll(/\[`([^`]+)`\]\(\.\.\/test\/([^)]+)\)/g))
    expect(to.replace(/(?:\.slow)?\.test\.ts$/, '')).toBe(name);
});

test('each of the ten risks of OWASP has its line', () => {
  expect([...page.matchAll(/^\| API(\d+) /gm)].map(([, number]) => Number(number))).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
  ]);
});

test('the table has rows of just the tests that count, and every row something', () => {
  const telling = globSync('test/**/*.test.ts', { cwd: ROOT }).filter((path) =>
    TELLS.test(readFileSync(join(ROOT, path), 'utf8')),
  );
  expect(telling.length).toBeGreaterThan(6);
  // Quick ones run once more, in full, under the name of the file that does so: their rows would not be found.
  expect(telling.filter((path) => !path.endsWith('.slow.test.ts'))).toEqual([]);
  expect([...new Set(rows.map(({ test: path }) => path))].toSorted()).toEqual(telling.toSorted());
  for (const { what, tried, outcome } of rows) {
    expect(tried, what).toBeGreaterThan(0);
    expect(outcome, what).toMatch(/\w{3}/);
  }
});

test('requests of our own generator are twenty thousand, and the sum is that of the rows', () => {
  const requests = rows.filter(({ test: path }) => path === 'test/fuzz/requests.slow.test.ts');
  expect(requests.reduce((sum, { tried }) => sum + tried, 0)).toBeGreaterThanOrEqual(20_000);
  const sum = rows.reduce((total, { tried }) => total + tried, 0);
  expect(page).toContain(
    `${sum.toLocaleString('en')} inputs, requests and faults in ${rows.length} campaigns.`,
  );
});

test('rows that are written are read again, in order, and a page without a place for them is refused', () => {
  const campaigns: Campaign[] = [
    { test: 'test/b/two.slow.test.ts', what: 'bytes', tried: 12_345, outcome: 'refused' },
    { test: 'test/a/one.test.ts', what: 'kills', tried: 7, outcome: 'whole' },
  ];
  const written = withRows(page, campaigns);
  expect(rowsOf(written)).toEqual(campaigns.toReversed());
  expect(withRows(written, rows)).toBe(withRows(page, rows));
  expect(() => withRows('nothing', campaigns)).toThrow('no place');
  expect(() => withRows(page, [{ test: 'x', tried: 1, outcome: 'x', what: 'a | b' }])).toThrow(
    'cannot stand',
  );
});
