import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BusyError } from '../../src/files/folder-claim.ts';
import type { Published } from '../../src/publish/publish.ts';
import { ReleaseFault } from '../../src/errors/faults.ts';
import { temporaryFolder } from '../helper.ts';
import {
  dataWithTwo,
  expectClean,
  expectWhole,
  figures,
  publish,
  publishApart,
  writeDraft,
} from './support.ts';

type Outcome = Published['state'] | 'refused' | 'busy';

async function outcomeOf(published: Promise<Published>): Promise<Outcome> {
  try {
    return (await published).state;
  } catch (error) {
    if (error instanceof BusyError) return 'busy';
    if (error instanceof ReleaseFault) return 'refused';
    throw error;
  }
}

const ROUNDS = 8;

test(`${ROUNDS} races of 2 to 8 publishers of one version`, async () => {
  let publishers = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const folder = await temporaryFolder();
    const isFirst = round % 2 === 0;
    const data = isFirst ? join(folder, 'data') : await dataWithTwo(folder);
    const version = isFirst ? '1.0.0' : '1.2.0';
    const count = 2 + (round % 7);
    // As one draft, and as drafts that differ.
    const drafts = Array.from({ length: count }, (_, i) =>
      writeDraft(join(folder, `draft-${i}`), version, figures(round % 3 === 0 ? 3 : 3 + (i % 3))),
    );
    const outcomes = await Promise.all(
      drafts.map(async (draft) => outcomeOf(publish(await draft, data, {}, { patience: 240_000 }))),
    );
    expect(outcomes.toSorted()).toEqual(['published', ...Array.from({ length: count - 1 }, () => 'refused')]);
    await expectClean(data, isFirst ? [version] : ['1.0.0', '1.1.0', version]);
    publishers += count;
  }
  process.stdout.write(`races of one version: ${ROUNDS} with ${publishers} publishers; lost or doubled: 0\n`);
});

test('publishers of different versions come one after the other, or are told why not', async () => {
  const folder = await temporaryFolder();
  const data = await dataWithTwo(folder);
  const versions = ['1.2.0', '1.3.0', '1.4.0', '2.0.0', '2.1.0', '3.0.0'];
  const outcomes = await Promise.all(
    versions.map(async (version, i) =>
      outcomeOf(
        publish(
          await writeDraft(join(folder, version), version, figures(3 + (i % 3))),
          data,
          {},
          { patience: 240_000 },
        ),
      ),
    ),
  );
  const published = versions.filter((_, i) => outcomes[i] === 'published');
  expect(published.length).toBeGreaterThan(0);
  expect(outcomes.filter((outcome) => outcome !== 'published' && outcome !== 'refused')).toEqual([]);
  // Each was above the newest when its turn came, or was refused.
  await expectClean(data, ['1.0.0', '1.1.0', ...published]);
});

test('processes race as publishers within one do', async () => {
  const folder = await temporaryFolder();
  const data = await dataWithTwo(folder);
  const draft = await writeDraft(join(folder, 'draft'), '1.2.0', figures(3));
  const runs = await Promise.all(
    Array.from({ length: 5 }, () => publishApart(draft, [data], { patience: 240_000 })),
  );
  const said = runs.map((run) => run.said).toSorted();
  expect(said[0]).toBe('published');
  expect(said.slice(1).filter((text) => !text.includes('1.2.0 is published already'))).toEqual([]);
  await expectClean(data, ['1.0.0', '1.1.0', '1.2.0']);
});

test('a reader at any moment finds only whole releases', async () => {
  const folder = await temporaryFolder();
  const data = await dataWithTwo(folder);
  let reads = 0;
  const done = new AbortController();
  const reader = (async () => {
    while (!done.signal.aborted) {
      const versions = await expectWhole(data);
      expect(versions.length).toBeGreaterThanOrEqual(2);
      reads += 1;
    }
  })();
  for (let i = 2; i < 12; i += 1)
    await publish(
      await writeDraft(join(folder, `d${i}`), `1.${i}.0`, figures(2)),
      data,
      {},
      {
        // Lets the reader look between any two steps.
        onStep: () => new Promise((resolve) => setTimeout(resolve, 2)),
      },
    );
  done.abort();
  await reader;
  expect(reads).toBeGreaterThan(10);
  process.stdout.write(`reads while 10 releases were published: ${reads}; of something half there: 0\n`);
});
