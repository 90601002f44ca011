import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { aboutOf } from '../../src/repository/about.ts';
import { CheckThread } from '../../src/repository/check-thread.ts';
import { ListedRelease } from '../../src/repository/listed-release.ts';
import { loadRelease } from '../../src/repository/load.ts';
import { PendingChecks } from '../../src/repository/pending-checks.ts';
import { hashFolder } from '../../src/repository/sha256.ts';
import type { ReleaseEntry } from '../../src/schemas/dataset.ts';
import { temporaryFolder, toplines, writeSurvey } from '../helper.ts';
import { recordsSurvey } from '../records-helper.ts';
import { publishRecords, readIndex } from './publisher.ts';

const right = toplines('q,,yes,w1,a,percent,1', 'q,,yes,w1,b,percent,2');
const notLoaded = { of: () => Promise.reject(new Error('nobody asks for it')) };

/** Two releases that are right, one between them whose content has a fault, and where they are. */
async function setting(): Promise<{ readonly folder: string; readonly listed: readonly ListedRelease[] }> {
  const folder = await temporaryFolder();
  await writeSurvey(folder, 'a', [
    { toplines: right },
    { version: '1.1.0', toplines: toplines('q,,perhaps,w1,a,percent,1') },
    { version: '1.2.0', toplines: right, survey: { title: 'Another title' } },
  ]);
  return { folder, listed: await listedOf(folder) };
}

/** The releases of a survey, whose files are hashed and were not read. */
async function listedOf(folder: string): Promise<ListedRelease[]> {
  const entries = (await readIndex(folder, 'a')) as unknown as ReleaseEntry[];
  return Promise.all(
    entries.map(
      async (entry) =>
        new ListedRelease('a', entry, await hashFolder(join(folder, 'a', entry.version)), notLoaded),
    ),
  );
}

test('a thread says of a release that is right what lists say of it, and nothing of one that is not', async () => {
  const { folder, listed } = await setting();
  const thread = CheckThread.begin();
  if (thread === null) throw new Error('there is no thread to be had');
  onTestFinished(() => thread.end());
  const [first, faulty, last] = listed as [ListedRelease, ListedRelease, ListedRelease];
  for (const one of [first, last]) {
    const read = await loadRelease(join(folder, 'a', one.version), 'a', one.entry);
    expect(await thread.about(one)).toEqual(aboutOf(read));
  }
  expect(await thread.about(faulty)).toBeNull();
  // Files that are not those that were hashed, right or not by themselves.
  await writeFile(
    join(folder, 'a', '1.0.0', 'toplines.csv'),
    toplines('q,,yes,w1,a,percent,1', 'q,,yes,w1,b,percent,3'),
  );
  expect(await thread.about(first)).toBeNull();
  const waiting = thread.about(last);
  await thread.end();
  await waiting;
  expect(await thread.about(last)).toBeNull();
});

test('of many that are pending those alone are read here that the thread does not find right', async () => {
  const { listed } = await setting();
  const read: string[] = [];
  const check = async ({ version }: ListedRelease): Promise<void> => {
    read.push(version);
    throw new Error('has a fault');
  };
  const { signal } = new AbortController();
  const checks = new PendingChecks(check, signal, 3, 0);
  checks.start(listed);
  await checks.done;
  expect(read).toEqual(['1.1.0']);
  expect(listed.map(({ about }) => about?.title)).toEqual(['Small', undefined, 'Another title']);
  // Few are all read here.
  const few = new PendingChecks(check, signal, 2, 0);
  few.start(listed);
  await few.done;
  expect(read).toEqual(['1.1.0', '1.1.0']);
});

test('releases that are listed anew meanwhile are checked by the thread that there is', async () => {
  const { listed } = await setting();
  const begin = vi.spyOn(CheckThread, 'begin');
  onTestFinished(() => begin.mockRestore());
  const { signal } = new AbortController();
  const checks = new PendingChecks(() => Promise.reject(new Error('has a fault')), signal, 3, 0);
  checks.start(listed);
  await vi.waitFor(() => expect(begin).toHaveBeenCalled());
  checks.start([...listed]);
  await checks.done;
  expect(listed.map(({ isPending }) => isPending)).toEqual([false, true, false]);
  expect(begin).toHaveBeenCalledTimes(1);
});

test('a thread is asked of no release with records, and ends with the checks', async () => {
  const { folder, listed } = await setting();
  await publishRecords(folder, 'a', '1.3.0', [{ answer: 'yes' }], recordsSurvey({}));
  const all = await listedOf(folder);
  expect(all.map((one) => CheckThread.canCheck(one))).toEqual([true, true, true, false]);
  const closing = new AbortController();
  const checks = new PendingChecks(() => Promise.reject(new Error('is not read')), closing.signal, 3, 0);
  checks.start(listed);
  closing.abort();
  await checks.done;
  expect(listed.every(({ isPending }) => isPending)).toBe(true);
});
