/**
 * Cuts a release of the software: `npm run release -- 1.0.0 [--dry-run] [--test]`. It refuses, with one line for each reason, and
 * changes nothing, unless all is as it must be; then it writes the version everywhere, commits and tags. It never pushes.
 */
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import semver from 'semver';
import { cutVersion } from './changelog.ts';
import { readVersions, writeVersion } from './versions.ts';

const USAGE = `Usage: npm run release -- VERSION [--dry-run] [--test]

  VERSION     such as 1.0.0, above every version that is tagged
  --dry-run   checks all, and says what would be done, but does nothing
  --test      runs the tests before`;

const root = process.cwd();

class Refusal extends Error {}

function run(program: string, ...args: string[]): string {
  return execFileSync(program, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** The last lines that a program said before it failed; null if it did not. */
function failureOf(program: string, ...args: string[]): string | null {
  try {
    run(program, ...args);
    return null;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    const lines = `${stdout}\n${stderr}`.split('\n').filter((line) => line.trim() !== '');
    return lines.slice(-5).join('\n  ');
  }
}

function cleanFault(): string[] {
  const changed = run('git', 'status', '--porcelain').trimEnd();
  return changed === '' ? [] : [`the working tree is not clean:\n  ${changed.replaceAll('\n', '\n  ')}`];
}

function numberFaults(version: string, current: string | null): string[] {
  const tags = run('git', 'tag', '--list', 'v*')
    .split('\n')
    .flatMap((tag) => semver.valid(tag.slice(1)) ?? []);
  const newest = semver.rsort(tags)[0];
  if (newest !== undefined && !semver.gt(version, newest))
    return [`${version} is not above ${newest}, the newest version that is tagged`];
  if (current !== null && semver.valid(current) && semver.lt(version, current))
    return [`${version} is below ${current}, the version in package.json`];
  return [];
}

async function versionFaults(): Promise<string[]> {
  const found = await readVersions(root);
  const [first] = found;
  if (found.every(({ version }) => version !== null && version === first?.version)) return [];
  const said = found.map(({ path, version }) => `${path}: ${version ?? 'none'}`);
  return [`the places that name the version do not agree:\n  ${said.join('\n  ')}`];
}

function driftFault(): string[] {
  const failure = failureOf('npm', 'run', '--silent', 'generate:check');
  return failure === null ? [] : [`generated files are out of date:\n  ${failure}`];
}

async function release(version: string, { dryRun, test }: { dryRun: boolean; test: boolean }): Promise<void> {
  const file = join(root, 'CHANGELOG.md');
  const changelog = await readFile(file, 'utf8').catch(() => '');
  const cut = cutVersion(changelog, version, new Date().toISOString().slice(0, 10));
  const current = (await readVersions(root))[0]?.version ?? null;
  const faults = [
    ...cleanFault(),
    ...numberFaults(version, current),
    ...(typeof cut === 'string' ? [cut] : []),
    ...(await versionFaults()),
    ...driftFault(),
  ];
  if (faults.length > 0 || typeof cut === 'string') throw new Refusal(faults.join('\n'));
  const failed = test ? failureOf('npm', 'test') : null;
  if (failed !== null) throw new Refusal(`the tests fail:\n  ${failed}`);
  if (dryRun) {
    process.stdout.write(`${version} can be released; nothing was done. What it tells:\n\n${cut.notes}\n`);
    return;
  }
  try {
    await writeVersion(root, version);
    await writeFile(file, cut.text);
    run('npm', 'run', '--silent', 'generate');
    run('git', 'commit', '--all', '--quiet', '--message', `Release ${version}`);
    const notes = `Topline ${version}\n\n${cut.notes}\n`;
    // Headings of the notes begin with the sign that git takes for a comment.
    run('git', 'tag', '--annotate', '--cleanup=verbatim', `v${version}`, '--message', notes);
  } catch (error) {
    // Everything was committed before, so that nothing but what was written here can be lost.
    run('git', 'restore', '--staged', '--worktree', '.');
    throw error;
  }
  process.stdout.write(`${version} is committed and tagged. To publish it: git push --follow-tags\n`);
}

async function main(): Promise<number> {
  let given;
  try {
    given = parseArgs({
      allowPositionals: true,
      options: { 'dry-run': { type: 'boolean' }, test: { type: 'boolean' }, help: { type: 'boolean' } },
    });
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${USAGE}\n`);
    return 2;
  }
  const { values, positionals } = given;
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const [version = ''] = positionals;
  if (positionals.length !== 1 || semver.valid(version) !== version) {
    const what = positionals.length === 1 ? `${version} is no version` : 'Which version?';
    process.stderr.write(`${what}\n\n${USAGE}\n`);
    return 2;
  }
  try {
    await release(version, { dryRun: values['dry-run'] ?? false, test: values.test ?? false });
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    process.stderr.write(`${version} is not released, and nothing was changed:\n${error.message}\n`);
    return 1;
  }
}

process.exitCode = await main();
