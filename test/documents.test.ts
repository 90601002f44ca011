import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { environment } from '../src/config.ts';

const PAGES = [
  ...globSync('*.md'),
  ...globSync('docs/**/*.md'),
  ...globSync('examples/**/*.md', { exclude: ['**/node_modules'] }),
];
const textOf = (path: string): string => readFileSync(path, 'utf8');

test('links between pages lead to files that are there', () => {
  const links = PAGES.flatMap((page) =>
    [...textOf(page).matchAll(/\]\(([^)\s#:]+)(?:#[^)]*)?\)/g)].map(([, target = '']) => ({
      page,
      target: normalize(join(dirname(page), target)),
    })),
  );
  expect(links.length).toBeGreaterThan(40);
  expect(links.filter(({ target }) => !existsSync(target))).toEqual([]);
});

test('the settings stand in docs/configuration.md, once, and the README leads there', () => {
  const settings = [...textOf('docs/configuration.md').matchAll(/^\| `([A-Z0-9_]+)` \|/gm)].map(
    ([, name]) => name,
  );
  expect(settings).toEqual(Object.keys(environment.shape));
  expect(textOf('README.md')).toContain('(docs/configuration.md)');
  expect(textOf('README.md')).not.toMatch(/^\| `[A-Z_]+` \|/m);
});

test('every decision and every way is listed', () => {
  const decisions = textOf('docs/decisions/README.md');
  for (const path of globSync('docs/decisions/*.md').filter((one) => !one.endsWith('README.md')))
    expect(decisions).toContain(`(${path.replace('docs/decisions/', '')})`);
  const contributing = textOf('CONTRIBUTING.md');
  for (const path of [...globSync('docs/how-to/*.md'), 'docs/architecture.md', 'docs/stability.md'])
    expect(contributing).toContain(`(${path})`);
});

/** Files and folders of the project that a page names in backticks; those that a way adds are told by it. */
const TO_BE_ADDED = new Set([
  'src/routes/samples.ts',
  'test/routes/samples.test.ts',
  'src/stats/odds-ratio.ts',
  'test/stats/odds-ratio.test.ts',
  'src/engine/parquet-rows.ts',
]);

describe('pages for who works on it', () => {
  test('name only files and folders that are there', () => {
    const pages = [
      'CONTRIBUTING.md',
      ...globSync('docs/{architecture,stability,configuration,format}.md'),
      ...globSync('docs/{how-to,decisions}/*.md'),
    ];
    const named = pages.flatMap((page) =>
      [...textOf(page).matchAll(/`((?:src|test|openapi|scripts|bench|docs)\/[\w./-]*)`/g)].map(
        ([, path = '']) => ({ page, path }),
      ),
    );
    expect(named.length).toBeGreaterThan(60);
    expect(named.filter(({ path }) => !TO_BE_ADDED.has(path) && !existsSync(path))).toEqual([]);
  });
});
