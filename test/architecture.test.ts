import { readFileSync } from 'node:fs';
import { globSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

/** What each part of src/ may import from the others. Anything that is not listed here is a fault. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'server.ts': ['access', 'app.ts', 'config.ts', 'plugins', 'repository'],
  'app.ts': ['config.ts', 'errors.ts', 'engine', 'plugins', 'repository', 'routes', 'services'],
  'cli.ts': ['cli', 'access', 'import', 'publish', 'repository', 'schemas'],
  cli: ['cli', 'access', 'import', 'publish', 'repository', 'schemas'],
  access: ['access'],
  publish: ['publish', 'repository', 'schemas', 'services', 'import', 'engine'],
  'config.ts': [],
  'errors.ts': ['schemas'],
  schemas: ['schemas'],
  stats: ['stats'],
  import: ['import', 'engine', 'repository', 'schemas'],
  engine: ['engine'],
  repository: ['repository', 'schemas', 'errors.ts'],
  services: ['services', 'repository', 'engine', 'stats', 'schemas', 'errors.ts'],
  formats: ['formats', 'schemas'],
  plugins: ['plugins', 'access', 'services', 'formats', 'repository', 'schemas', 'errors.ts', 'config.ts'],
  snippets: ['snippets'],
  routes: ['routes', 'services', 'formats', 'snippets', 'repository', 'schemas', 'errors.ts', 'config.ts'],
};

/** Packages that the pure parts may use. */
const PURE: Readonly<Record<string, RegExp>> = { stats: /^@stdlib\//, schemas: /^zod$/ };

const files = globSync('src/**/*.ts');
const imports = files.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/^(?:import|export)[^;]*?from '([^']+)'/gm)].map(
    ([, target = '']) => ({ file, target }),
  ),
);
const part = (path: string): string => path.split('/')[1] ?? '';

test('imports run one way', () => {
  expect(imports.length).toBeGreaterThan(100);
  const wrong = imports
    .filter(({ target }) => target.startsWith('.'))
    .map(({ file, target }) => ({ file, to: normalize(join(dirname(file), target)) }))
    .filter(({ file, to }) => to.startsWith('src/') && !(ALLOWED[part(file)] ?? []).includes(part(to)));
  expect(wrong).toEqual([]);
});

test('stats and schemas are leaves', () => {
  const wrong = imports.filter(
    ({ file, target }) => !target.startsWith('.') && PURE[part(file)]?.test(target) === false,
  );
  expect(wrong).toEqual([]);
});

test('only the app makes a repository and engines', () => {
  const makers = files
    .filter((file) => !/^src\/(repository|engine)\//.test(file))
    .filter((file) =>
      /Repository\.open\(|new Repository\(|new Engines\(|Engine\.open\(|new MemoryEngine\(/.test(
        readFileSync(file, 'utf8'),
      ),
    );
  expect(makers).toEqual(['src/app.ts']);
});

test('what a request asks has the types of the schemas of its route: nobody says otherwise', () => {
  const requests = files.filter((file) => /^src\/(routes|plugins)\//.test(file));
  const casts = /\b(?:query|params) as (?!const\b)/;
  expect(requests.length).toBeGreaterThan(30);
  expect(requests.filter((file) => casts.test(readFileSync(file, 'utf8')))).toEqual([]);
});
