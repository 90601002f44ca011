import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import {
  publishRelease,
  type Published,
  type PublishContext,
  type PublishRequest,
} from '../../src/publish/publish.ts';
import { verifyReleases } from '../../src/publish/verify.ts';
import { loadRelease, readReleaseIndex } from '../../src/repository/load.ts';
import { smallSurvey, toplines } from '../helper.ts';
import type { Task } from './runner.ts';

const RUNNER = fileURLToPath(new URL('runner.ts', import.meta.url));

/** What a program of the system says. @throws if there is none, or it fails */
export function system(program: string, ...args: string[]): string {
  return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

export const WORK = { signal: new AbortController().signal, progress: () => {} };

/** Rows of the small survey that grow with the number of the release. */
export const figures = (count: number): string =>
  toplines(
    'q,,yes,w1,a,percent,50',
    'q,,yes,w1,b,percent,40',
    'battery,i1,,w1,a,percent,10',
    'battery,i2,,w1,a,percent,20',
    'battery,i3,,w1,a,percent,30',
    'q,,yes,w2,a,percent,55',
  )
    .split('\n')
    .slice(0, count + 1)
    .join('\n')
    .concat('\n');

/** Writes the draft of the small survey. */
export async function writeDraft(
  folder: string,
  version: string,
  csv: string = figures(1),
  changes: Record<string, unknown> = {},
): Promise<string> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'survey.json'), JSON.stringify({ ...smallSurvey({ version }), ...changes }));
  await writeFile(join(folder, 'toplines.csv'), csv);
  return folder;
}

/** Publishes in this process. */
export function publish(
  directory: string,
  data: string,
  request: Partial<PublishRequest> = {},
  context: Partial<PublishContext> = {},
): Promise<Published> {
  return publishRelease(
    {
      directory,
      data,
      released: '2026-01-01T00:00:00Z',
      embargoedUntil: null,
      changes: [],
      key: null,
      dryRun: false,
      ...request,
    },
    { ...WORK, ...context },
  );
}

/** A data directory with the releases 1.0.0 and 1.1.0 of the small survey. */
export async function dataWithTwo(folder: string): Promise<string> {
  const data = join(folder, 'data');
  await publish(await writeDraft(join(folder, 'first'), '1.0.0', figures(1)), data);
  await publish(await writeDraft(join(folder, 'second'), '1.1.0', figures(2)), data);
  return data;
}

/** Asserts that all that is listed is whole and can be served; returns the versions. */
export async function expectWhole(data: string): Promise<string[]> {
  const folder = join(data, 'small');
  if (!(await readdir(data)).includes('small')) return [];
  const index = await readReleaseIndex(folder);
  for (const entry of index) await loadRelease(join(folder, entry.version), 'small', entry);
  const verified = await verifyReleases(data, null, WORK);
  expect(verified.flatMap(({ faults }) => faults)).toEqual([]);
  return index.map(({ version }) => version);
}

/** Asserts that nothing is there but the releases that are listed. */
export async function expectClean(data: string, versions: readonly string[]): Promise<void> {
  expect(await expectWhole(data)).toEqual(versions);
  expect(await readdir(data)).toEqual(versions.length > 0 ? ['small'] : []);
  if (versions.length > 0)
    expect((await readdir(join(data, 'small'))).toSorted()).toEqual(
      [...versions, 'releases.json'].toSorted(),
    );
}

interface Run {
  readonly signal: NodeJS.Signals | null;
  /** What it said at its end. */
  readonly said: string;
  /** How long it went on after it had begun to write (ms). */
  readonly wrote: number;
}

/** Publishes in a process of its own, which dies at a step, or is killed some time after it has begun to write. */
export async function publishApart(
  directory: string,
  data: readonly string[],
  { killAfter = null, ...rest }: { killAfter?: number | null } & Partial<Task>,
): Promise<Run> {
  // Most of the time of such a process is that of its start.
  const env = { ...process.env, NODE_COMPILE_CACHE: join(dirname(directory), 'compiled') };
  const child = spawn(process.execPath, [RUNNER], { stdio: ['pipe', 'pipe', 'pipe'], env });
  let [said, err, begun] = ['', '', 0];
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (begun > 0 || !text.startsWith('begun\n')) return;
    begun = performance.now();
    if (killAfter !== null) setTimeout(() => child.kill('SIGKILL'), killAfter);
  });
  const task: Task = { directory, data, dieAt: null, patience: 240_000, ...rest };
  child.stdin.end(JSON.stringify(task));
  const [, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  if (signal === null) expect(err).toBe('');
  return { signal, said: said.replaceAll('begun\n', '').trim(), wrote: performance.now() - begun };
}

/** Does work a few at a time: as many as there are cores to do it. */
export async function inParallel<T>(
  count: number,
  list: readonly T[],
  work: (one: T) => Promise<void>,
): Promise<void> {
  const rest = list.values();
  await Promise.all(
    Array.from({ length: count }, async () => {
      for (const one of rest) await work(one);
    }),
  );
}
