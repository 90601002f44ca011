import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COUNTS, TELLS, rowsOf, withRows, type Campaign } from './security-rows.ts';

const ROOT = new URL('..', import.meta.url).pathname;
const PAGE = join(ROOT, 'docs/security.md');

/** Tests that say what they have tried, all or those whose path has one of the words that were given. */
function testsThatTell(words: readonly string[]): string[] {
  return globSync('test/**/*.test.ts', { cwd: ROOT })
    .filter((path) => TELLS.test(readFileSync(join(ROOT, path), 'utf8')))
    .filter((path) => words.length === 0 || words.some((word) => path.includes(word)))
    .toSorted();
}

/**
 * `npm run security-table`: runs the attacks, the faults and the fuzzing, and writes the table of docs/security.md from what they
 * have counted. With words, only the tests whose path has one of them; the other rows stay.
 */
const words = process.argv.slice(2);
const tests = testsThatTell(words);
const folder = mkdtempSync(join(tmpdir(), 'topline-counts-'));
try {
  const { status } = spawnSync(
    'npx',
    ['vitest', 'run', '--configLoader', 'native', '--maxWorkers=1', ...tests],
    {
      cwd: ROOT,
      env: { ...process.env, [COUNTS]: folder },
      stdio: 'inherit',
    },
  );
  if (status !== 0) throw new Error('a test failed, and the table is as it was');
  const told = readdirSync(folder).map(
    (name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Campaign,
  );
  const page = readFileSync(PAGE, 'utf8');
  const others = rowsOf(page).filter(({ test }) => !tests.includes(test) && words.length > 0);
  writeFileSync(PAGE, withRows(page, [...others, ...told]));
  process.stdout.write(`docs/security.md: ${told.length} rows of ${tests.length} tests\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}
