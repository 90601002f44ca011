import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BusyError } from '../../src/files/folder-claim.ts';
import { temporaryFolder } from '../helper.ts';
import { dataWithTwo, expectClean, figures, publish, writeDraft } from './support.ts';

test('whoever does not want to wait is told who is at it', async () => {
  const folder = await temporaryFolder();
  const data = await dataWithTwo(folder);
  const draft = await writeDraft(join(folder, 'draft'), '1.2.0', figures(3));
  let second: Promise<unknown> = Promise.resolve();
  await publish(
    draft,
    data,
    {},
    {
      onStep: async (name) => {
        if (name !== 'files synced') return;
        second = publish(draft, data, {}, { patience: 50 }).catch((error: unknown) => error);
        await second;
      },
    },
  );
  expect(await second).toBeInstanceOf(BusyError);
  expect(String(await second)).toContain(`small 1.2.0 is being published by process ${process.pid} on `);
  await expectClean(data, ['1.0.0', '1.1.0', '1.2.0']);
});
