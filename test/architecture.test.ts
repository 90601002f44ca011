import { readFileSync } from 'node:fs';
import { globSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

/** What each room of src/ may import from the others. Anything that is not listed here is a fault. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'server.ts': ['start.ts'],
  'start.ts': ['access', 'app.ts', 'config.ts', 'store', 'workers'],
  workers: ['config.ts', 'plugins'],
  'app.ts': [
    'config.ts',
    'engine',
    'mcp',
    'pages',
    'plugins',
    'repository',
    'routes',
    'services/figures',
    'services/records',
    'services/releases',
  ],
  'cli.ts': ['cli'],
  cli: [
    'access',
    'engine',
    'errors',
    'files',
    'html',
    'import',
    'publish',
    'repository',
    'schemas',
    'store',
    'validate',
  ],
  'config.ts': [],
  schemas: [],
  errors: ['schemas'],
  stats: [],
  say: ['schemas'],
  files: [],
  turns: [],
  html: [],
  engine: ['turns'],
  access: ['files'],
  store: ['files', 'repository', 'schemas'],
  repository: ['schemas', 'errors'],
  validate: ['engine', 'errors', 'repository', 'schemas', 'stats'],
  import: ['engine', 'errors', 'repository', 'schemas', 'validate'],
  publish: ['engine', 'errors', 'files', 'repository', 'schemas', 'services/records', 'validate'],
  formats: ['charts', 'html', 'schemas', 'turns'],
  snippets: [],
  charts: ['html', 'schemas', 'stats'],
  embeds: ['charts', 'html', 'schemas'],
  'services/tables': ['errors', 'schemas', 'turns'],
  'services/records': ['engine', 'errors', 'repository', 'schemas', 'stats', 'turns'],
  'services/figures': [
    'errors',
    'repository',
    'schemas',
    'stats',
    'services/records',
    'services/tables',
    'turns',
  ],
  'services/crosstab': ['errors', 'schemas', 'stats', 'services/records', 'services/tables', 'turns'],
  'services/releases': ['errors', 'html', 'repository', 'schemas', 'services/records'],
  pages: [
    'charts',
    'errors',
    'html',
    'repository',
    'routes',
    'schemas',
    'services/crosstab',
    'services/figures',
    'services/records',
    'services/releases',
    'turns',
  ],
  px: ['errors', 'formats', 'repository', 'schemas', 'services/figures', 'turns'],
  mcp: [
    'charts',
    'config.ts',
    'errors',
    'plugins',
    'repository',
    'routes',
    'say',
    'schemas',
    'services/crosstab',
    'services/figures',
    'services/releases',
    'services/tables',
    'turns',
  ],
  plugins: ['access', 'config.ts', 'errors', 'formats', 'html', 'repository', 'schemas', 'turns'],
  routes: [
    'charts',
    'config.ts',
    'embeds',
    'errors',
    'formats',
    'html',
    'px',
    'repository',
    'schemas',
    'services/crosstab',
    'services/figures',
    'services/records',
    'services/releases',
    'services/tables',
    'snippets',
    'turns',
  ],
};

/** Packages that the pure parts may use. */
const PURE: Readonly<Record<string, RegExp>> = { stats: /^(?:@stdlib\/|node:module$)/, schemas: /^zod$/ };

const files = globSync(['src/**/*.ts', 'src/*.js']);
const imports = files.flatMap((file) =>
  // What is loaded when it is needed first, too.
  [...readFileSync(file, 'utf8').matchAll(/(?:^(?:import|export)[^;]*?from |\bimport\()'([^']+)'/gm)].map(
    ([, target = '']) => ({ file, target }),
  ),
);
const inside = imports
  .filter(({ target }) => target.startsWith('.'))
  .map(({ file, target }) => ({ file, to: normalize(join(dirname(file), target)) }))
  .filter(({ to }) => to.startsWith('src/'));

/** The room of a file: services are rooms of their own. */
function room(path: string): string {
  const [, first = '', second = ''] = path.split('/');
  return first === 'services' ? `${first}/${second}` : first;
}

test('imports run one way between the rooms', () => {
  expect(imports.length).toBeGreaterThan(100);
  expect(files.map(room).filter((name) => !(name in ALLOWED))).toEqual([]);
  const wrong = inside.filter(({ file, to }) => {
    const [from, target] = [room(file), room(to)];
    return from !== target && !(ALLOWED[from] ?? []).includes(target);
  });
  expect(wrong).toEqual([]);
});

test('every arrow that is allowed is there, so that none is left open', () => {
  const found = new Set(inside.map(({ file, to }) => `${room(file)} to ${room(to)}`));
  const unused = Object.entries(ALLOWED).flatMap(([from, targets]) =>
    targets.map((to) => `${from} to ${to}`).filter((arrow) => !found.has(arrow)),
  );
  expect(unused).toEqual([]);
});

test('no circle of imports, types included', () => {
  const targets = Map.groupBy(inside, ({ file }) => file);
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' > '));
    if (path.includes(file) || done.has(file)) return;
    for (const { to } of targets.get(file) ?? []) visit(to, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  expect(circles).toEqual([]);
});

test('stats and schemas are leaves', () => {
  const wrong = imports.filter(
    ({ file, target }) => !target.startsWith('.') && PURE[room(file)]?.test(target) === false,
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

test('pictures alone are written element by element: pages are written by the template, which looks at addresses', () => {
  const writers = inside.filter(({ to }) => to === 'src/charts/svg.ts').map(({ file }) => room(file));
  expect(new Set(writers)).toEqual(new Set(['charts']));
});

test('texts are escaped in one place; sheets alone drop what others replace', () => {
  const writers = files.filter((file) => readFileSync(file, 'utf8').includes("'&amp;'"));
  expect(writers.toSorted()).toEqual(['src/formats/xlsx-rows.ts', 'src/html/escaped.ts']);
});
