import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'vitest';

/** What some tests need and `npm ci` does not bring: a program, its libraries, or a right of the process. */
export interface Component {
  readonly name: string;
  /** Why it cannot be used; null: it can. */
  readonly missing: string | null;
  /** How to have it. */
  readonly have: string;
  /** Not everywhere to be had, so that its tests are skipped in CI too. */
  readonly optional?: boolean;
}

/** A component that is a program to be called. */
export interface Interpreter extends Component {
  readonly command: string;
}

declare module 'vitest' {
  interface TaskMeta {
    /** What a test is skipped for; the table at the end of the run is made of it. */
    lacks?: readonly Pick<Component, 'name' | 'have'>[];
  }
}

/** Where everything must hold, a component that is missing is a failure and not a reason to skip. */
export const mustRun = (process.env['CI'] ?? '') !== '';

/** Those that are missing. @throws Error in CI, if one of them must be there */
function lacking(components: readonly Component[]): Component[] {
  const missing = components.filter((one) => one.missing !== null);
  for (const { name, missing: why, have, optional = false } of missing)
    if (mustRun && !optional) throw new Error(`CI lacks ${name} (${why}); to have it: ${have}`);
  return missing;
}

/**
 * The options of a test or a group of tests that needs components: `test('reads', needs(python), () => …)`. Without one of
 * them it is skipped, which the table at the end of the run says with how to have it; in CI the file fails.
 */
export function needs(...components: readonly Component[]): {
  skip: boolean;
  meta: { lacks: Pick<Component, 'name' | 'have'>[] };
} {
  const lacks = lacking(components).map(({ name, have }) => ({ name, have }));
  return { skip: lacks.length > 0, meta: { lacks } };
}

/** The same for what a test finds out while it runs. It goes on only if nothing is missing. */
export function skipWithout({ task, skip }: TestContext, components: readonly Component[]): void {
  const lacks = lacking(components).map(({ name, have }) => ({ name, have }));
  if (lacks.length === 0) return;
  task.meta.lacks = lacks;
  skip(lacks.map(({ name }) => name).join(', '));
}

/** What is there or not; `missing` says why not. */
const circumstance = (name: string, isThere: boolean, have: string): Component => ({
  name,
  missing: isThere ? null : 'it is not so here',
  have,
  optional: true,
});

function interpreter(name: string, have: string, command: string, args: readonly string[]): Interpreter {
  const { status, error, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  const [last = ''] = (error?.message ?? stderr ?? '').trim().split('\n').slice(-1);
  return { name, have, command, missing: status === 0 ? null : last || `${command} ended with ${status}` };
}

/** An interpreter of Python that the environment names, with modules, as one of the files of requirements installs it. */
const pythonOf = (
  variable: string,
  command: string,
  requirements: string,
  name: string,
  code: string,
): Interpreter =>
  interpreter(
    name,
    `python3 -m venv ENV && ENV/bin/pip install -r test/${requirements}, then ${variable}=ENV/bin/python`,
    process.env[variable] ?? command,
    ['-c', code],
  );

/** Python with modules; the environment may name another one than `python3`. */
export const findPython = (modules = 'pandas, pyarrow'): Interpreter =>
  pythonOf('TOPLINE_PYTHON', 'python3', 'requirements.txt', `Python with ${modules}`, `import ${modules}`);

/** Another Python, with the pandas that follows the one of `findPython`, and modules. */
export const findNextPandas = (modules = 'pandas, pyarrow'): Interpreter =>
  pythonOf(
    'TOPLINE_PYTHON_PANDAS3',
    'python3',
    'requirements-pandas3.txt',
    `Python with ${modules}, pandas 3`,
    `import ${modules}; assert pandas.__version__.startswith("3."), f"pandas is {pandas.__version__}"`,
  );

/** A program that says its version; of Debian's package of that name, or of another. */
export const findProgram = (command: string, aptPackage = command): Interpreter =>
  interpreter(command, `apt-get install ${aptPackage}`, command, ['--version']);

/** R with packages. */
export const findR = (...packages: readonly string[]): Interpreter =>
  interpreter(
    `R with ${packages.join(', ')}`,
    `apt-get install r-base-core ${packages
      .filter((name) => name !== 'stats')
      .map((name) => `r-cran-${name.toLowerCase()}`)
      .join(' ')}`.trimEnd(),
    'Rscript',
    ['-e', `stopifnot(${packages.map((name) => `requireNamespace("${name}")`).join(', ')})`],
  );

/** OpenSSL, whose program has a word for its version and no option. */
export const findOpenssl = (): Interpreter =>
  interpreter('openssl', 'apt-get install openssl', 'openssl', ['version']);

/** The web server, which says its version to who asks with one dash. */
export const findNginx = (): Interpreter => interpreter('nginx', 'apt-get install nginx', 'nginx', ['-v']);

/** A browser. */
export function findChromium(): Interpreter {
  const command = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  const missing = existsSync(command) ? null : `there is no ${command}`;
  return { name: 'Chromium', have: 'apt-get install chromium, or CHROMIUM=/path/to/it', command, missing };
}

/** A file system of its own for a test, which root may mount in most containers. */
export function canMount(): Component {
  const folder = mkdtempSync(join(tmpdir(), 'topline-'));
  try {
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', folder]);
    if (status === 0) spawnSync('umount', [folder]);
    return circumstance(
      'the right to mount a tmpfs',
      status === 0,
      'run the tests as root, in a container with --privileged',
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Root may write whatever the file modes say. */
export const notRoot = (): Component =>
  circumstance('a user that is not root', process.getuid?.() !== 0, 'run the tests as another user');

/** What is read from /proc. */
export const linux = (): Component =>
  circumstance('Linux', process.platform === 'linux', 'run the tests on Linux');

/** Records that others own, which are no part of this project. */
export const beside = (path: string): Component =>
  circumstance(
    `the file ${path.replace(/^.*\/(?=shared\/)/, '')}`,
    existsSync(path),
    'only who has the records can put them beside the project',
  );

/** A real server of ClickHouse: its library, which `npm ci --prefix test/clickhouse` brings, and a Python that starts it. */
export const findClickHouse = (): Interpreter =>
  interpreter('ClickHouse', 'npm ci --prefix test/clickhouse, and python3', 'python3', [
    '-c',
    `import ctypes; ctypes.CDLL(${JSON.stringify(new URL('clickhouse/node_modules/@chdb/lib-linux-x64-gnu/libchdb.so', import.meta.url).pathname)})`,
  ]);
