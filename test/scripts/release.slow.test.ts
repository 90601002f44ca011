import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readVersions } from '../../scripts/versions.ts';
import { temporaryFolder } from '../helper.ts';

const SCRIPT = fileURLToPath(new URL('../../scripts/release.ts', import.meta.url));
const CHANGELOG = '# Changelog\n\n## Unreleased\n\n### Added\n\n- Something.\n';

/** What the project has, in small: a document that is generated from the version, and tests. */
const FILES: Readonly<Record<string, string>> = {
  'package.json': `${JSON.stringify(
    {
      name: 'small',
      version: '0.1.0',
      type: 'module',
      scripts: {
        generate: 'node generate.js',
        'generate:check': 'node generate.js --check',
        test: 'node -e "process.exit(Number(process.env.FAIL ?? 0))"',
      },
    },
    null,
    2,
  )}\n`,
  'package-lock.json': `${JSON.stringify({ name: 'small', version: '0.1.0', packages: { '': { name: 'small', version: '0.1.0' } } }, null, 2)}\n`,
  'CITATION.cff': 'title: Small\nversion: 0.1.0\n',
  Dockerfile: 'FROM scratch\nLABEL org.opencontainers.image.version="0.1.0"\n',
  'deploy/compose.yaml':
    'services:\n  topline:\n    image: topline:0.1.0\n  publisher:\n    profiles: [tools]\n    image: topline:0.1.0\n',
  'deploy/kubernetes.yaml': 'image: topline:0.1.0\n',
  'CHANGELOG.md': CHANGELOG,
  'generate.js': `import { readFileSync, writeFileSync } from 'node:fs';
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const text = JSON.stringify({ info: { version } }, null, 2) + '\\n';
if (!process.argv.includes('--check')) writeFileSync('openapi/openapi.json', text);
else if (readFileSync('openapi/openapi.json', 'utf8') !== text) {
  console.error('openapi/openapi.json is out of date: npm run generate');
  process.exit(1);
}
`,
  'openapi/openapi.json': `${JSON.stringify({ info: { version: '0.1.0' } }, null, 2)}\n`,
};

async function repository() {
  const root = await temporaryFolder();
  for (const folder of ['deploy', 'openapi']) await mkdir(join(root, folder));
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(root, name), text);
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@localhost', ...args], {
      cwd: root,
      encoding: 'utf8',
    }).trim();
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'user.name', 'T');
  git('config', 'user.email', 't@localhost');
  git('add', '.');
  git('commit', '--quiet', '--message', 'First');
  const release = (args: string[], env: Record<string, string> = {}) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, ...env },
    });
    return { status, stdout, stderr };
  };
  const write = (name: string, text: string) => writeFile(join(root, name), text);
  const commit = (): string => git('commit', '--quiet', '--all', '--message', 'Change');
  return { root, git, release, write, commit, log: () => git('log', '--format=%s').split('\n') };
}

const versionsOf = async (root: string) => [
  ...new Set((await readVersions(root)).map(({ version }) => version)),
];

test('a release: every place names it, the changelog tells it, it is committed and tagged', async () => {
  const { root, git, release, log } = await repository();
  const dry = release(['1.0.0', '--dry-run', '--test']);
  expect(dry).toEqual({
    status: 0,
    stderr: '',
    stdout: '1.0.0 can be released; nothing was done. What it tells:\n\n### Added\n\n- Something.\n',
  });
  expect([git('status', '--porcelain'), git('tag'), log()]).toEqual(['', '', ['First']]);

  expect(release(['1.0.0', '--test'])).toMatchObject({ status: 0, stderr: '' });
  expect(await versionsOf(root)).toEqual(['1.0.0']);
  expect([git('status', '--porcelain'), git('tag'), log()]).toEqual([
    '',
    'v1.0.0',
    ['Release 1.0.0', 'First'],
  ]);
  expect(git('rev-parse', 'v1.0.0^{commit}')).toBe(git('rev-parse', 'HEAD'));
  expect(git('tag', '--list', '--format=%(contents)', 'v1.0.0')).toBe(
    'Topline 1.0.0\n\n### Added\n\n- Something.',
  );
  const day = new Date().toISOString().slice(0, 10);
  expect(await readFile(join(root, 'CHANGELOG.md'), 'utf8')).toBe(
    `# Changelog\n\n## Unreleased\n\n## 1.0.0 (${day})\n\n### Added\n\n- Something.\n`,
  );

  // Nothing has changed since.
  expect(release(['1.1.0'])).toMatchObject({ status: 1, stdout: '' });
});

test('all that is in the way is told, a line each, and nothing is changed', async () => {
  const { root, git, release, write, commit } = await repository();
  git('tag', 'v1.0.0');
  git('tag', 'v1.10.0');
  git('tag', 'vintage');
  await write('Dockerfile', 'FROM scratch\n');
  await write('CHANGELOG.md', '# Changelog\n\n## Unreleased\n');
  await write('openapi/openapi.json', `${JSON.stringify({ info: { version: '0.2.0' } }, null, 2)}\n`);
  commit();
  await write('left.txt', '');
  const before = git('rev-parse', 'HEAD');
  const { status, stdout, stderr } = release(['1.9.0']);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr.split('\n')).toEqual([
    '1.9.0 is not released, and nothing was changed:',
    'the working tree is not clean:',
    '  ?? left.txt',
    '1.9.0 is not above 1.10.0, the newest version that is tagged',
    'CHANGELOG.md: tells nothing under "Unreleased": say what changed',
    'the places that name the version do not agree:',
    '  package.json: 0.1.0',
    '  package-lock.json: 0.1.0',
    '  package-lock.json: 0.1.0',
    '  CITATION.cff: 0.1.0',
    '  Dockerfile: none',
    '  deploy/compose.yaml: 0.1.0',
    '  deploy/compose.yaml: 0.1.0',
    '  deploy/kubernetes.yaml: 0.1.0',
    '  openapi/openapi.json: 0.2.0',
    'generated files are out of date:',
    '  openapi/openapi.json is out of date: npm run generate',
    '',
  ]);
  expect(git('rev-parse', 'HEAD')).toBe(before);
  expect(await readFile(join(root, 'CHANGELOG.md'), 'utf8')).toBe('# Changelog\n\n## Unreleased\n');
});

test('tests that fail, and a version below that of the package', async () => {
  const { git, release, log } = await repository();
  expect(release(['0.2.0', '--test'], { FAIL: '3' })).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('the tests fail:') as string,
  });
  expect(release(['0.0.9']).stderr).toContain('0.0.9 is below 0.1.0, the version in package.json');
  expect([git('status', '--porcelain'), git('tag'), log()]).toEqual(['', '', ['First']]);
  // The first release may have the number that the package has.
  expect(release(['0.1.0'])).toMatchObject({ status: 0 });
});

test('what fails half-way leaves everything as it was', async () => {
  const { root, git, release, write, log } = await repository();
  await write('.git/hooks/pre-commit', '#!/bin/sh\nexit 1\n');
  execFileSync('chmod', ['+x', join(root, '.git/hooks/pre-commit')]);
  expect(release(['1.0.0']).status).not.toBe(0);
  expect([git('status', '--porcelain'), git('tag'), log()]).toEqual(['', '', ['First']]);
  expect(await versionsOf(root)).toEqual(['0.1.0']);
});

test.each([
  [[], 'Which version?'],
  [['1.0.0', '1.1.0'], 'Which version?'],
  [['1.0'], '1.0 is no version'],
  [['v1.0.0'], 'v1.0.0 is no version'],
  [['1.0.0', '--dry'], "Unknown option '--dry'"],
])('%j is wrong usage', (args, message) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], { encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr.startsWith(message)).toBe(true);
  expect(stderr).toContain('Usage: npm run release -- VERSION');
});
