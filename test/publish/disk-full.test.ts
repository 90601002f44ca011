import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PublishIoError } from '../../src/publish/io-error.ts';
import { canMount, needs } from '../components.ts';
import { temporaryFolder } from '../helper.ts';
import { firstOf, runs } from '../runs.ts';
import { fillDisk, smallDisk } from '../small-disk.ts';
import { dataWithTwo, expectClean, expectWhole, figures, publish, writeDraft } from './support.ts';

const OLD = ['1.0.0', '1.1.0'];
/** Of the disk that is full. */
const KILOBYTES = 256;

function full(name: string): never {
  throw Object.assign(new Error(`ENOSPC: no space left on device, at ${name}`), {
    code: 'ENOSPC',
    syscall: 'write',
  });
}

test.each(
  firstOf(1, [
    ['a further release', OLD, '1.2.0'],
    ['a first release', [], '1.0.0'],
  ]),
)('%s: the disk is full at any step', async (_name, before, version) => {
  const folder = await temporaryFolder();
  const draft = await writeDraft(join(folder, 'draft'), version, figures(3));
  const model = before.length > 0 ? await dataWithTwo(folder) : join(folder, 'none');
  const steps: string[] = [];
  const next = async (i: number | string): Promise<string> => {
    const data = join(folder, `data-${i}`);
    if (before.length > 0) await cp(model, data, { recursive: true });
    return data;
  };
  await publish(draft, await next('model'), {}, { onStep: (name) => void steps.push(name) });
  let committed = 0;
  for (const [i, step] of steps.entries()) {
    // Every second one, the last among them, where there is not time for all.
    if ((steps.length - 1 - i) % runs(4, 1) !== 0) continue;
    const data = await next(i);
    const failed = publish(draft, data, {}, { onStep: (name) => (name === step ? full(name) : undefined) });
    const error = await failed.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PublishIoError);
    const { message } = error as Error;
    expect(message.split('\n')).toHaveLength(1);
    expect(message).toContain(`small ${version} is `);
    const there = (await expectWhole(data)).length > before.length;
    if (there) committed += 1;
    expect(message).toContain(
      there ? 'is published, but' : 'is not published, and nothing was changed: ENOSPC',
    );
    await expectClean(data, there ? [...before, version] : before);
    // Then there is room again.
    if (!there) await publish(draft, data);
    await expectClean(data, [...before, version]);
  }
  expect(committed).toBeGreaterThan(0);
  expect(committed).toBeLessThan(steps.length / 2);
});

test('a disk that is really full, with more and more room', needs(canMount()), async () => {
  const disk = await smallDisk(KILOBYTES);
  const folder = await temporaryFolder();
  const draft = await writeDraft(join(folder, 'draft'), '1.2.0', figures(3), {
    description: 'Long. '.repeat(600),
  });
  const model = await dataWithTwo(folder);
  const seen = { full: 0, published: 0 };
  for (let room = 0; room <= 40; room += runs(10, 4)) {
    const data = join(disk, 'data');
    await cp(model, data, { recursive: true });
    const filler = await fillDisk(disk, KILOBYTES, room);
    const outcome = await publish(draft, data).then(
      () => 'published' as const,
      (error: unknown) => error,
    );
    if (outcome === 'published') seen.published += 1;
    else {
      expect(outcome).toBeInstanceOf(PublishIoError);
      expect(String(outcome)).toContain('is not published, and nothing was changed: ENOSPC');
      seen.full += 1;
      await expectClean(data, OLD);
      await rm(filler);
      await publish(draft, data);
    }
    await expectClean(data, [...OLD, '1.2.0']);
    await rm(data, { recursive: true });
    await rm(filler, { force: true });
  }
  expect(seen.full).toBeGreaterThan(1);
  expect(seen.published).toBeGreaterThan(0);
  process.stdout.write(
    `a full disk: ${seen.full} times full, ${seen.published} times room enough; damaged: 0\n`,
  );
});
