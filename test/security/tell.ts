import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { expect } from 'vitest';
import { countsFolder, rowsOf, type Campaign } from '../../scripts/security-rows.ts';

const ROOT = new URL('../..', import.meta.url).pathname;

/**
 * Says what a test has tried, and holds the row of docs/security.md against it: the page may not claim more than was tried. When
 * `npm run security-table` makes the page anew, it is written down for that.
 *
 * @param what names what was done to what, one row of the table
 * @param tried inputs, requests or faults
 * @param outcome what became of them, in words; that nothing else did, the test asserts
 */
export function tell(what: string, tried: number, outcome: string): void {
  const test = relative(ROOT, expect.getState().testPath ?? '');
  const campaign: Campaign = { test, what, tried, outcome };
  process.stdout.write(`${what}: ${tried.toLocaleString('en')} tried; ${outcome}\n`);
  const folder = countsFolder();
  if (folder !== null) {
    mkdirSync(folder, { recursive: true });
    const name = `${basename(test)}-${what.replaceAll(/\W+/g, '-')}.json`;
    writeFileSync(join(folder, name), JSON.stringify(campaign));
    return;
  }
  const row = rowsOf(readFileSync(join(ROOT, 'docs/security.md'), 'utf8')).find(
    (one) => one.test === test && one.what === what,
  );
  expect(row, `docs/security.md has no row "${what}" of ${test}: npm run security-table`).toBeDefined();
  expect(row?.tried, `docs/security.md on "${what}"`).toBeLessThanOrEqual(tried);
}
