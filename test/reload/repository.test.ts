import { appendFile, cp, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import { EmptyRepositoryError, Repository, type Refusal } from '../../src/repository/repository.ts';
import { eventually } from '../eventually.ts';
import { temporaryFolder, toplines } from '../helper.ts';
import { publish, readIndex, replaceIndex } from '../repository/publisher.ts';
import { runs } from '../runs.ts';

const csv = toplines('q,,yes,w1,a,percent,69');
const LIFT = '2026-06-01T12:00:00Z';

async function dataFolder(): Promise<string> {
  const folder = await temporaryFolder();
  await publish(folder, 'small', { toplines: csv });
  await publish(folder, 'other', { toplines: csv });
  return folder;
}

const versions = (repository: Repository, id: string) =>
  repository
    .view()
    .surveys.get(id)
    ?.releases.map(({ version }) => version);

/** Counts the looks that a repository takes at its folder. */
function looksOf(repository: Repository): () => number {
  const { settledResults } = vi.spyOn(repository, 'reload').mock;
  return () => settledResults.filter(({ type }) => type !== 'incomplete').length;
}

test('a reload reads what is new, keeps every release that it holds, and changes nothing that is looked at', async () => {
  const folder = await dataFolder();
  const repository = await Repository.open(folder);
  const before = repository.view();
  const [first] = before.surveys.get('small')?.releases ?? [];
  await publish(folder, 'small', { version: '1.1.0', toplines: csv });
  await repository.reload();
  const after = repository.view();
  expect(versions(repository, 'small')).toEqual(['1.0.0', '1.1.0']);
  expect(after.surveys.get('small')?.releases[0]).toBe(first);
  expect(after.surveys.get('other')).toBe(before.surveys.get('other'));
  expect(after.generation).toBe(before.generation + 1);
  expect(before.surveys.get('small')?.releases).toHaveLength(1);
  await repository.reload();
  expect(repository.view()).toBe(after);
});

test('an index that breaks leaves what was served, is named, and is taken up when it is whole again', async () => {
  const folder = await dataFolder();
  const refusals: Refusal[] = [];
  const repository = await Repository.open(folder, { onRefusal: (refusal) => refusals.push(refusal) });
  const { generation } = repository.view();
  const index = await readIndex(folder, 'small');
  await writeFile(join(folder, 'small', 'releases.json'), '[{"version": "1.0.0", "secret": tru');
  for (let i = 0; i < 3; i += 1) await repository.reload();
  expect(versions(repository, 'small')).toEqual(['1.0.0']);
  expect(repository.view().generation).toBe(generation);
  expect(repository.view().refusals).toEqual([
    { survey: 'small', version: null, faults: ['releases.json: is not JSON; the log says more'] },
  ]);
  expect(refusals).toHaveLength(1);
  expect(refusals[0]?.faults[0]).toContain('is not JSON: ');
  await replaceIndex(folder, 'small', index);
  await publish(folder, 'small', { version: '2.0.0', toplines: csv });
  await repository.reload();
  expect(versions(repository, 'small')).toEqual(['1.0.0', '2.0.0']);
  expect(repository.view().refusals).toEqual([]);
});

test('an index whose files are still on their way is refused, and served as soon as they are whole', async () => {
  const folder = await dataFolder();
  const repository = await Repository.open(folder);
  await publish(folder, 'small', { version: '1.1.0', toplines: csv });
  const [place, away] = [join(folder, 'small', '1.1.0'), join(folder, '.away')];
  await rename(place, away);
  await repository.reload();
  expect(repository.view().refusals).toMatchObject([{ survey: 'small', version: '1.1.0' }]);
  await mkdir(place);
  await cp(join(away, 'survey.json'), join(place, 'survey.json'));
  await repository.reload();
  expect(repository.view().refusals[0]?.faults[0]).toContain('do not match releases.json');
  expect(versions(repository, 'small')).toEqual(['1.0.0']);
  await cp(join(away, 'toplines.csv'), join(place, 'toplines.csv'));
  await repository.reload();
  expect(repository.view().refusals).toEqual([]);
  expect(versions(repository, 'small')).toEqual(['1.0.0', '1.1.0']);
});

test('what the index no longer names, and a survey whose folder is gone, is gone; a change is told once', async () => {
  const folder = await dataFolder();
  await publish(folder, 'small', { version: '1.1.0', toplines: csv });
  const changes: unknown[] = [];
  const repository = await Repository.open(folder, { onChange: (change) => changes.push(change) });
  await replaceIndex(folder, 'small', (await readIndex(folder, 'small')).slice(0, 1));
  await rm(join(folder, 'other'), { recursive: true });
  await repository.reload();
  expect(versions(repository, 'small')).toEqual(['1.0.0']);
  expect([...repository.view().surveys.keys()]).toEqual(['small']);
  expect(changes).toEqual([
    { added: [], changed: [], removed: ['other@1.0.0', 'small@1.1.0'], withdrawn: [], vanished: ['other'] },
  ]);
});

test('a data directory that is empty of a sudden is one that is not there: what was read stays', async () => {
  const folder = await dataFolder();
  const repository = await Repository.open(folder);
  const view = repository.view();
  await rename(folder, `${folder}-away`);
  await expect(repository.reload()).rejects.toThrow(EmptyRepositoryError);
  await mkdir(folder);
  await expect(repository.reload()).rejects.toThrow('holds no release that can be served');
  expect(repository.view()).toBe(view);
  await rm(folder, { recursive: true });
  await rename(`${folder}-away`, folder);
  await repository.reload();
  expect(repository.view()).toBe(view);
});

test('another entry for the same files is followed without reading them', async () => {
  const folder = await dataFolder();
  const repository = await Repository.open(folder, { now: () => Date.parse(LIFT) - 1 });
  const release = await repository.view().surveys.get('small')?.releases[0]?.load();
  const [entry] = await readIndex(folder, 'small');
  if (!entry) throw new Error('no entry');
  await rm(join(folder, 'small', '1.0.0'), { recursive: true });
  await replaceIndex(folder, 'small', [{ ...entry, changes: ['First.'] }]);
  await repository.reload();
  const [again] = repository.view().surveys.get('small')?.releases ?? [];
  expect(again?.entry.changes).toEqual(['First.']);
  expect((await again?.load())?.figures).toEqual(release?.figures);
  await replaceIndex(folder, 'small', [{ ...entry, embargoedUntil: LIFT }]);
  await repository.reload();
  expect(repository.view().surveys.has('small')).toBe(false);
  expect(repository.preview().surveys.has('small')).toBe(true);
});

test('an embargoed release that arrives moves nothing that everyone can see; a preview has it', async () => {
  const folder = await dataFolder();
  let clock = Date.parse(LIFT) - 1e9;
  const repository = await Repository.open(folder, { now: () => clock });
  const before = repository.view();
  clock += 1e6;
  await publish(folder, 'small', { version: '1.1.0', toplines: csv, entry: { embargoedUntil: LIFT } });
  await publish(folder, 'secret', { toplines: csv, entry: { embargoedUntil: LIFT } });
  await repository.reload();
  const { until, ...seen } = repository.view();
  expect(until).toBe(Date.parse(LIFT));
  expect({ ...seen, until: null }).toEqual(before);
  expect(seen.surveys).toBe(before.surveys);
  expect([...repository.preview().surveys.keys()]).toEqual(['other', 'secret', 'small']);
  expect(repository.preview().surveys.get('small')?.newest.version).toBe('1.1.0');
  clock = Date.parse(LIFT);
  expect(repository.view().generation).toBe(before.generation + 1);
  expect(repository.view().lastModified.getTime()).toBe(clock);
  expect(repository.view().surveys.get('other')).toBe(before.surveys.get('other'));
});

test('nothing of an index that cannot be used is told before the last moment that it names', async () => {
  const folder = await dataFolder();
  let clock = Date.parse(LIFT) - 1e9;
  await publish(folder, 'secret', { toplines: csv, entry: { embargoedUntil: LIFT } });
  await mkdir(join(folder, 'coming'));
  const repository = await Repository.open(folder, { now: () => clock });
  expect(repository.view().refusals).toEqual([]);
  for (const id of ['secret', 'small']) {
    const entries = await publish(folder, id, { version: '9.9.9', entry: { embargoedUntil: LIFT } });
    await replaceIndex(folder, id, [...(await readIndex(folder, id)), ...entries]);
  }
  await repository.reload();
  const small = {
    survey: 'small',
    version: null,
    faults: ['releases.json: is not a list of releases; the log says more'],
  };
  expect(repository.view().refusals).toEqual([small]);
  expect(repository.preview().refusals.map(({ survey, faults: [fault] }) => [survey, fault])).toEqual([
    ['coming', 'releases.json: is missing'],
    ['secret', 'releases.json:[2].version: 9.9.9 stands twice'],
    ['small', 'releases.json:[2].version: 9.9.9 stands twice'],
  ]);
  clock = Date.parse(LIFT);
  expect(repository.view().refusals).toEqual([{ ...small, survey: 'secret' }, small]);
});

/** What can happen to a data directory, each in one step as a publisher does it. */
const happenings = fc.array(
  fc.record({
    what: fc.constantFrom('publish', 'publish', 'spoil', 'withdraw', 'vanish', 'embargo', 'look'),
    survey: fc.constantFrom('a', 'b'),
  }),
  { minLength: 3, maxLength: 12 },
);

test('whatever has happened, a reload sees what a fresh start would see', async () => {
  let reloads = 0;
  await fc.assert(
    fc.asyncProperty(happenings, async (steps) => {
      const folder = await temporaryFolder();
      await publish(folder, 'stays', { toplines: csv });
      const repository = await Repository.open(folder, { now: () => Date.parse(LIFT) - 1 });
      let count = 0;
      for (const { what, survey } of steps) {
        count += 1;
        const version = `1.${count}.0`;
        const index = await readIndex(folder, survey);
        if (what === 'publish') await publish(folder, survey, { version, toplines: csv });
        if (what === 'embargo')
          await publish(folder, survey, { version, toplines: csv, entry: { embargoedUntil: LIFT } });
        if (what === 'spoil') {
          await publish(folder, survey, { version, toplines: csv });
          await appendFile(join(folder, survey, version, 'toplines.csv'), ' ');
        }
        if (what === 'withdraw' && index.length > 1) await replaceIndex(folder, survey, index.slice(1));
        if (what === 'vanish') await rm(join(folder, survey), { recursive: true, force: true });
        if (what === 'look') await repository.reload();
      }
      await Promise.all(Array.from({ length: 5 }, () => repository.reload()));
      reloads += 1;
      const fresh = await Repository.open(folder, { now: () => Date.parse(LIFT) - 1 });
      for (const kind of ['view', 'preview'] as const) {
        const seen = ({ surveys, refusals, until: next }: ReturnType<Repository['view']>) => ({
          surveys: [...surveys.values()].map(({ id, releases }) => [id, releases.map(({ entry }) => entry)]),
          refusals,
          next,
        });
        expect(seen(repository[kind]())).toEqual(seen(fresh[kind]()));
      }
    }),
    { numRuns: runs(4, 40) },
  );
  expect(reloads).toBe(runs(4, 40));
});

test('watching: a change is seen at once, long before the poll; and no more after closing', async () => {
  const folder = await dataFolder();
  const [repository, other] = [await Repository.open(folder), await Repository.open(folder)];
  // The poll comes in an hour: what is seen while this test waits was seen by the watch, which begins after a first look.
  for (const one of [repository, other]) {
    onTestFinished(() => one.close());
    const looks = looksOf(one);
    one.watch(3600);
    await eventually(() => looks() > 0);
    await setImmediate();
  }
  const both = (condition: (one: Repository) => boolean) =>
    eventually(() => [repository, other].every(condition));
  await publish(folder, 'small', { version: '1.1.0', toplines: csv });
  await both((one) => versions(one, 'small')?.length === 2);
  await publish(folder, 'new', { toplines: csv });
  await both((one) => one.view().surveys.has('new'));
  // The folder of a survey that came while it was watched is watched too.
  await publish(folder, 'new', { version: '1.1.0', toplines: csv });
  await both((one) => versions(one, 'new')?.length === 2);
  await repository.close();
  await publish(folder, 'small', { version: '1.2.0', toplines: csv });
  await eventually(() => versions(other, 'small')?.length === 3);
  expect(versions(repository, 'small')).toEqual(['1.0.0', '1.1.0']);
});

test('polling: a link that is turned to another folder is followed, and troubles are told once', async () => {
  const [old, next, links] = [await dataFolder(), await dataFolder(), await temporaryFolder()];
  await publish(next, 'small', { version: '1.1.0', toplines: csv });
  const data = join(links, 'data');
  const turn = async (target: string) => {
    await symlink(target, join(links, 'next'));
    await rename(join(links, 'next'), data);
  };
  await turn(old);
  const troubles: string[] = [];
  const repository = await Repository.open(data, { onTrouble: (error) => troubles.push(String(error)) });
  onTestFinished(() => repository.close());
  const looks = looksOf(repository);
  repository.watch(0.1);
  await turn(next);
  await eventually(() => versions(repository, 'small')?.length === 2);
  await turn(join(links, 'nowhere'));
  await eventually(() => troubles.length > 0);
  const before = looks();
  await eventually(() => looks() >= before + 3);
  expect(troubles).toHaveLength(1);
  expect(versions(repository, 'small')).toEqual(['1.0.0', '1.1.0']);
  await turn(old);
  await eventually(() => versions(repository, 'small')?.length === 1);
});

test('of many releases those are looked at in whose folders a change is reported, and all others in turn', async () => {
  const folder = await temporaryFolder();
  const all = Array.from({ length: 150 }, (_, i) => ({ version: `1.${i}.0`, toplines: csv }));
  await publish(folder, 'small', ...all);
  const refused: (string | null)[] = [];
  const repository = await Repository.open(folder, { onRefusal: ({ version }) => refused.push(version) });
  onTestFinished(() => repository.close());
  const damage = (version: string): Promise<void> =>
    writeFile(
      join(folder, 'small', version, 'toplines.csv'),
      `${csv}q,,yes,w1,b,percent,1,exact,,report,,,\n`,
    );
  for (const version of ['1.3.0', '1.70.0', '1.149.0']) await damage(version);
  await repository.reload(new Set([join(folder, 'small', '1.70.0')]));
  expect(refused).toContain('1.70.0');
  for (let look = 0; look < 4; look += 1) await repository.reload(new Set());
  expect(new Set(refused)).toEqual(new Set(['1.149.0', '1.3.0', '1.70.0']));
  await damage('1.100.0');
  // Whoever asks for a look without a report looks at everything.
  await repository.reload();
  expect(refused).toContain('1.100.0');
});

test('what the file system reports of one of many releases is looked at before its turn', async () => {
  const folder = await temporaryFolder();
  const all = Array.from({ length: 200 }, (_, i) => ({ version: `1.${i}.0`, toplines: csv }));
  await publish(folder, 'small', ...all);
  const refused: (string | null)[] = [];
  const repository = await Repository.open(folder, { onRefusal: ({ version }) => refused.push(version) });
  onTestFinished(() => repository.close());
  const looks = looksOf(repository);
  repository.watch(3600);
  await eventually(() => expect(looks()).toBe(1));
  // The folders are watched once the look is over.
  await setImmediate();
  await writeFile(join(folder, 'small', '1.199.0', 'toplines.csv'), 'q,,yes,w1,b,percent,1');
  await eventually(() => expect(refused).toEqual(['1.199.0']));
  expect(looks()).toBeLessThan(6);
});
