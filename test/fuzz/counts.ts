import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';

const PAGE = new URL('../../docs/security.md', import.meta.url);

/**
 * Says what a campaign has tried, and holds the row of docs/security.md against it: the page may not claim more than was tried.
 * With UPDATE_SECURITY=1 the row is written anew.
 *
 * @param id the first cell of the row, a test in backticks and what it tries
 * @param tried inputs, requests or faults
 * @param outcome what became of them, in words
 */
export function tell(id: string, tried: number, outcome: string): void {
  const count = tried.toLocaleString('en');
  process.stdout.write(`${id}: ${count} tried; ${outcome}\n`);
  const page = readFileSync(PAGE, 'utf8');
  const row = new RegExp(
    `^\\| ${id.replaceAll(/[.*+?^$()|[\]{}\\]/g, String.raw`\$&`)} \\| ([\\d,]+) \\|[^\\n]*$`,
    'm',
  );
  if (process.env['UPDATE_SECURITY'])
    writeFileSync(
      PAGE,
      page.replace(row, () => `| ${id} | ${count} | ${outcome} |`),
    );
  else {
    const [, claimed = 'none'] = row.exec(page) ?? [];
    expect(Number(claimed.replaceAll(',', '')), `docs/security.md on "${id}"`).toBeLessThanOrEqual(tried);
  }
}
