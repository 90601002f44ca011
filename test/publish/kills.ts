import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { ReleaseFault } from '../../src/errors/faults.ts';
import { temporaryFolder } from '../helper.ts';
import {
  dataWithTwo,
  expectClean,
  expectWhole,
  figures,
  inParallel,
  publish,
  publishApart,
  writeDraft,
} from './support.ts';

export interface Scenario {
  readonly name: string;
  readonly version: string;
  readonly before: readonly string[];
}
export const FIRST: Scenario = { name: 'a first release', version: '1.0.0', before: [] };
export const FURTHER: Scenario = { name: 'a further release', version: '1.2.0', before: ['1.0.0', '1.1.0'] };

/** Makes data directories that are alike, and the draft of one more release. */
export async function prepare({
  version,
  before,
}: Scenario): Promise<{ draft: string; next: () => Promise<string> }> {
  const folder = await temporaryFolder();
  const draft = await writeDraft(join(folder, 'draft'), version, figures(3));
  const model = before.length > 0 ? await dataWithTwo(folder) : null;
  let count = 0;
  const next = async (): Promise<string> => {
    const data = join(folder, `data-${(count += 1)}`);
    if (model !== null) await cp(model, data, { recursive: true });
    return data;
  };
  return { draft, next };
}

/** What a kill left, and what the next run made of it: checks that all is whole after either. */
export async function afterwards(
  { version, before }: Scenario,
  draft: string,
  data: string,
): Promise<{ there: boolean; next: string }> {
  const found = await expectWhole(data).catch((error: NodeJS.ErrnoException) => {
    // The data directory itself was not made yet.
    if (error.code === 'ENOENT' && before.length === 0) return [];
    throw error;
  });
  expect([before, [...before, version]]).toContainEqual(found);
  const there = found.length > before.length;
  const next = await publish(draft, data).then(
    ({ state }) => state,
    (error: unknown) => {
      // The first run had come to its end, all but the report.
      expect(error).toBeInstanceOf(ReleaseFault);
      expect(String(error)).toContain(`${version} is published already`);
      expect(there).toBe(true);
      return 'refused';
    },
  );
  await expectClean(data, [...before, version]);
  return { there, next };
}

/** Ends a publisher by SIGKILL at steps of its work, and asserts that all is whole after each. */
export async function killAtSteps(
  scenario: Scenario,
  chosen: (steps: readonly string[]) => readonly string[],
): Promise<void> {
  const { draft, next } = await prepare(scenario);
  const steps: string[] = [];
  await publish(draft, await next(), {}, { onStep: (name) => void steps.push(name) });
  expect(steps.length).toBeGreaterThanOrEqual(10);
  const outcomes = new Map<string, unknown>();
  await inParallel(3, chosen(steps), async (dieAt) => {
    const data = await next();
    const { signal } = await publishApart(draft, [data], { dieAt });
    outcomes.set(dieAt, { signal, ...(await afterwards(scenario, draft, data)) });
  });
  // Until the step that makes the release there is nothing of it; from then on all.
  const commit = steps.indexOf(scenario === FIRST ? 'survey installed' : 'index installed');
  expect(commit).toBeGreaterThan(0);
  for (const [i, step] of steps.entries()) {
    if (!outcomes.has(step)) continue;
    const then = step === 'staging closed' ? 'refused' : i >= commit ? 'finished' : 'published';
    expect([step, outcomes.get(step)]).toEqual([step, { signal: 'SIGKILL', there: i >= commit, next: then }]);
  }
  expect(outcomes.size).toBe(chosen(steps).length);
  process.stdout.write(`${scenario.name}: ${outcomes.size} kills, one at a step; damaged: 0\n`);
}
