import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { verifyReleases } from '../../src/publish/verify.ts';
import { withdrawRelease, type WithdrawContext, type WithdrawRequest } from '../../src/publish/withdraw.ts';
import { Repository } from '../../src/repository/repository.ts';
import { temporaryFolder } from '../helper.ts';
import { readIndex, replaceIndex } from '../repository/publisher.ts';
import { dataWithTwo, figures, publish, system, WORK, writeDraft } from './support.ts';

const withdraw = (
  data: string,
  request: Partial<WithdrawRequest> = {},
  context: Partial<WithdrawContext> = {},
) =>
  withdrawRelease(
    {
      data,
      survey: 'small',
      version: '1.1.0',
      reason: 'A respondent asked for erasure.',
      successor: null,
      at: '2026-03-01T00:00:00Z',
      dryRun: false,
      ...request,
    },
    { signal: new AbortController().signal, ...context },
  );

const names = async (data: string) => (await readdir(join(data, 'small'))).toSorted();

test('the number, the hash and the reason stay, the files go, and the release before is the newest', async () => {
  const data = await dataWithTwo(await temporaryFolder());
  const before = await readIndex(data, 'small');
  const checked = await withdraw(data, { dryRun: true });
  expect(checked.state).toBe('checked');
  expect(await readIndex(data, 'small')).toEqual(before);
  const result = await withdraw(data, { successor: '1.0.0' });
  expect(result).toMatchObject({ state: 'withdrawn', newest: '1.0.0', sha256: before[1]?.sha256 });
  const withdrawn = {
    at: '2026-03-01T00:00:00Z',
    reason: 'A respondent asked for erasure.',
    successor: '1.0.0',
  };
  expect(await readIndex(data, 'small')).toEqual([before[0], { ...before[1], withdrawn }]);
  expect(await names(data)).toEqual(['1.0.0', 'releases.json']);
  expect(await verifyReleases(data, null, WORK)).toMatchObject([
    { version: '1.0.0', faults: [], withdrawn: null },
    { version: '1.1.0', faults: [], withdrawn, sha256: before[1]?.sha256 },
  ]);
  // Said again, it changes nothing, whatever is said.
  expect(await withdraw(data, { reason: 'Another.' })).toMatchObject({ state: 'finished', withdrawn });
  expect((await readIndex(data, 'small'))[1]).toEqual({ ...before[1], withdrawn });
});

describe('ended at any step', () => {
  test('it is whole or withdrawn, a server never answers from it once it is, and the next run makes up for it', async () => {
    const model = await dataWithTwo(await temporaryFolder());
    const steps: string[] = [];
    const rehearsal = await temporaryFolder();
    await cp(model, rehearsal, { recursive: true });
    await withdraw(rehearsal, {}, { onStep: (name) => void steps.push(name) });
    expect(steps).toEqual([
      'staging opened',
      'index written',
      'index placed',
      'index synced',
      'files removed',
    ]);
    for (const dieAt of steps) {
      const data = await temporaryFolder();
      await cp(model, data, { recursive: true });
      const died = new Error('killed');
      await expect(
        withdraw(
          data,
          {},
          {
            onStep: (name) => {
              if (name === dieAt) throw died;
            },
          },
        ),
      ).rejects.toBe(died);
      const isWithdrawn = (await readIndex(data, 'small'))[1]?.['withdrawn'] !== undefined;
      expect([dieAt, isWithdrawn]).toEqual([dieAt, steps.indexOf(dieAt) >= 2]);
      const repository = await Repository.open(data);
      const view = repository.view().surveys.get('small');
      expect(view?.releases.map(({ version }) => version)).toEqual(
        isWithdrawn ? ['1.0.0'] : ['1.0.0', '1.1.0'],
      );
      expect(view?.withdrawn.map(({ version }) => version)).toEqual(isWithdrawn ? ['1.1.0'] : []);
      const left = (await names(data)).includes('1.1.0');
      const [, verified] = await verifyReleases(data, null, WORK);
      expect(verified?.faults).toEqual(
        isWithdrawn && left
          ? ['it was withdrawn, but its files are still there: run topline withdraw for it again']
          : [],
      );
      const again = await withdraw(data);
      expect(again.state).toBe(isWithdrawn ? 'finished' : 'withdrawn');
      expect(await names(data)).toEqual(['1.0.0', 'releases.json']);
    }
  });

  test('what it left goes with the next publication too', async () => {
    const folder = await temporaryFolder();
    const data = await dataWithTwo(folder);
    const stop = (name: string): void => {
      if (name === 'index placed') throw new Error('killed');
    };
    await expect(withdraw(data, {}, { onStep: stop })).rejects.toThrow('killed');
    expect(await names(data)).toContain('1.1.0');
    await publish(await writeDraft(join(folder, 'next'), '1.1.1', figures(3)), data);
    expect(await names(data)).toEqual(['1.0.0', '1.1.1', 'releases.json']);
  });
});

test('a number is never used again: neither it nor one below, and the right one is named', async () => {
  const folder = await temporaryFolder();
  const data = await dataWithTwo(folder);
  await withdraw(data);
  const draft = async (version: string, count: number) =>
    publish(await writeDraft(join(folder, `d${version}`), version, figures(count)), data);
  await expect(draft('1.1.0', 3)).rejects.toThrow(
    '1.1.0 was withdrawn, and its number is not used again; right is 1.1.1',
  );
  await expect(draft('1.0.1', 1)).rejects.toThrow('1.0.1 is below the newest release, 1.1.0; right is 1.1.1');
  // Compared with the newest that is left, 1.0.0.
  expect(await draft('1.1.1', 3)).toMatchObject({ previous: '1.0.0', level: 'minor', right: '1.1.1' });
});

test('of a survey whose releases were all withdrawn the numbers go on, and nothing is compared', async () => {
  const folder = await temporaryFolder();
  const data = await dataWithTwo(folder);
  await withdraw(data);
  expect(await withdraw(data, { version: '1.0.0' })).toMatchObject({ newest: null });
  const draft = (version: string) => writeDraft(join(folder, `d${version}`), version, figures(2));
  await expect(publish(await draft('1.1.0'), data)).rejects.toThrow('right is 1.1.1 or more');
  const published = await publish(await draft('2.0.0'), data);
  expect(published.entry.changes).toEqual(['The releases before it were withdrawn.']);
  expect((await Repository.open(data)).view().surveys.get('small')?.newest.version).toBe('2.0.0');
});

test.each([
  [{ survey: 'smal' }, 'did you mean "small"?'],
  [{ version: '1.2.0' }, 'small has no release "1.2.0"'],
  [{ successor: '1.1.0' }, '1.1.0 is the release that is withdrawn: name another'],
  [{ successor: '3.0.0' }, 'small has no release "3.0.0"'],
])('%j is refused, and nothing is changed', async (request, message) => {
  const data = await dataWithTwo(await temporaryFolder());
  const before = await readFile(join(data, 'small', 'releases.json'), 'utf8');
  await expect(withdraw(data, request)).rejects.toThrow(message);
  expect(await readFile(join(data, 'small', 'releases.json'), 'utf8')).toBe(before);
  expect(await names(data)).toEqual(['1.0.0', '1.1.0', 'releases.json']);
});

test('a release behind a link is not withdrawn, as its files would stay; nor is another taken for a successor that is gone', async () => {
  const data = await dataWithTwo(await temporaryFolder());
  const path = join(data, 'small', '1.1.0');
  system('mv', path, join(data, '.elsewhere'));
  await symlink(join(data, '.elsewhere'), path);
  await expect(withdraw(data)).rejects.toThrow('is a link, or a file: what it leads to would stay');
  expect((await readIndex(data, 'small'))[1]?.['withdrawn']).toBeUndefined();
  await withdraw(data, { version: '1.0.0' });
  system('rm', path);
  await mkdir(path);
  await expect(withdraw(data, { successor: '1.0.0' })).rejects.toThrow('1.0.0 was withdrawn itself');
});

test('a successor under embargo, and a release that was withdrawn under embargo, are told to nobody', async () => {
  const folder = await temporaryFolder();
  const data = await dataWithTwo(folder);
  const until = '2026-06-01T00:00:00Z';
  await publish(await writeDraft(join(folder, 'c'), '1.2.0', figures(3)), data, { embargoedUntil: until });
  await publish(await writeDraft(join(folder, 'd'), '1.3.0', figures(4)), data, { embargoedUntil: until });
  await withdraw(data, { version: '1.0.0', successor: '1.2.0' });
  await withdraw(data, { version: '1.3.0' });
  let now = Date.parse('2026-04-01T00:00:00Z');
  const repository = await Repository.open(data, { now: () => now });
  const told = () =>
    repository
      .view()
      .surveys.get('small')
      ?.withdrawn.map(({ version, successor }) => [version, successor]);
  expect(told()).toEqual([['1.0.0', null]]);
  expect(
    repository
      .preview()
      .surveys.get('small')
      ?.withdrawn.map(({ version }) => version),
  ).toEqual(['1.0.0', '1.3.0']);
  now = Date.parse(until);
  expect(told()).toEqual([['1.0.0', '1.2.0']]);
});

test('an index keeps all that it says beside', async () => {
  const data = await dataWithTwo(await temporaryFolder());
  const [first, second] = await readIndex(data, 'small');
  if (!first || !second) throw new Error('no releases');
  await replaceIndex(data, 'small', [{ ...second, changes: ['Ünïcode.'] }, first]);
  await withdraw(data);
  const after = await readIndex(data, 'small');
  expect(after.map(({ version }) => version)).toEqual(['1.1.0', '1.0.0']);
  expect(after[0]).toMatchObject({
    changes: ['Ünïcode.'],
    withdrawn: { reason: 'A respondent asked for erasure.' },
  });
  expect(after[1]).toEqual(first);
  await writeFile(join(data, 'small', 'releases.json'), '[');
  await expect(withdraw(data)).rejects.toThrow('is not JSON');
});
