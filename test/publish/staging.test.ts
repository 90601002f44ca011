import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BusyError } from '../../src/files/folder-claim.ts';
import type { ProcessIdentity } from '../../src/files/process-identity.ts';
import { gone, leftClaim, setAge } from '../files/support.ts';
import { temporaryFolder } from '../helper.ts';
import { dataWithTwo, expectClean, figures, publish, writeDraft } from './support.ts';

const leftBy = (data: string, who: Partial<ProcessIdentity>, version = '1.2.0'): Promise<string> =>
  leftClaim(join(data, 'small'), '.staging-small', version, who);

test('what a dead publisher left is no hindrance, and removed', async () => {
  const folder = await temporaryFolder();
  const data = await dataWithTwo(folder);
  await leftBy(data, { pid: gone() }, '1.5.0');
  // It had come so far as to place its release.
  await writeDraft(join(data, 'small', '1.5.0'), '1.5.0');
  const draft = await writeDraft(join(folder, 'draft'), '1.2.0', figures(3));
  expect(await publish(draft, data, {}, { patience: 0 })).toMatchObject({ state: 'published' });
  await expectClean(data, ['1.0.0', '1.1.0', '1.2.0']);
});

test('a publisher on another machine counts as dead when it was silent for a minute', async () => {
  const folder = await temporaryFolder();
  const data = await dataWithTwo(folder);
  const draft = await writeDraft(join(folder, 'draft'), '1.2.0', figures(3));
  const other = await leftBy(data, { host: 'elsewhere' });
  await expect(publish(draft, data, {}, { patience: 50 })).rejects.toThrow(BusyError);
  expect(await readdir(join(data, 'small'))).toHaveLength(4);
  await setAge(other, 70_000);
  expect(await publish(draft, data, {}, { patience: 0 })).toMatchObject({ state: 'published' });
  await expectClean(data, ['1.0.0', '1.1.0', '1.2.0']);
});

test('another survey of the same data directory does not wait', async () => {
  const folder = await temporaryFolder();
  const data = await dataWithTwo(folder);
  await leftBy(data, {});
  const draft = await writeDraft(join(folder, 'draft'), '1.0.0', figures(1), { id: 'small-b' });
  expect(await publish(draft, data, {}, { patience: 0 })).toMatchObject({
    survey: 'small-b',
    state: 'published',
  });
});
