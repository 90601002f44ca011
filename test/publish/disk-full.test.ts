import { cp, mkdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { PublishIoError } from '../../src/publish/io-error.ts';
import { canMount, needs } from '../components.ts';
import { temporaryFolder } from '../helper.ts';
import { firstOf, runs } from '../runs.ts';
import { dataWithTwo, expectClean, expectWhole, figures, publish, system, writeDraft } from './support.ts';

const OLD = ['1.0.0', '1.1.0'];

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

/** A file system of its own, small enough to be full. */
async function smallDisk(kilobytes: number): Promise<string> {
  const folder = join(await temporaryFolder(), 'disk');
  await mkdir(folder);
  system('mount', '-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder);
  onTestFinished(() => void system('umount', folder));
  return folder;
}

test('a disk that is really full, with more and more room', needs(canMount()), async () => {
  const disk = await smallDisk(256);
  const folder = await temporaryFolder();
  const draft = await writeDraft(join(folder, 'draft'), '1.2.0', figures(3), {
    description: 'Long. '.repeat(600),
  });
  const model = await dataWithTwo(folder);
  const seen = { full: 0, published: 0 };
  for (let room = 0; room <= 40; room += runs(10, 4)) {
    const data = join(disk, 'data');
    const filler = join(disk, 'filler');
    await cp(model, data, { recursive: true });
    await writeFile(filler, Buffer.alloc(256 * 1024)).catch(() => {});
    // What the file system still has room for is what is cut off the filler.
    const { size } = await stat(filler);
    await truncate(filler, Math.max(0, size - room * 1024));
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
