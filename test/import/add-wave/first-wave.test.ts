import { join } from 'node:path';
import { expect, test } from 'vitest';
import { imported, records } from '../support.ts';
import { Tracker } from './tracker.ts';

const HERE = new URL('.', import.meta.url).pathname;

test('a wave in a file of its own is a minor release with trends at once', async () => {
  const tracker = await Tracker.start('2023', join(HERE, 'wave-2023.sav'));
  const before = await records(join(tracker.folder, 'first'));
  const { added, published } = await tracker.next('2024', join(HERE, 'wave-2024.sav'));
  expect(published).toMatchObject({ version: '1.1.0', level: 'minor', right: '1.1.0' });
  expect(added.records).toBeGreaterThan(0);
  const all = await records(join(tracker.data, 't', '1.1.0'));
  const of = (id: string): unknown[] =>
    all
      .filter(({ wave }) => wave === id)
      .map((row) => Object.entries(row).filter(([name]) => name !== 'wave'));
  expect(of('2023')).toEqual(before.map((row) => Object.entries(row)));
  const alone = await imported(join(HERE, 'wave-2024.sav'));
  expect(of('2024')).toEqual((await records(alone.into)).map((row) => Object.entries(row)));
  const app = await tracker.serve();
  const { data } = (await app.inject('/v1/surveys/t/trends?limit=1000')).json<{
    data: { waveFrom: string; waveTo: string; change: number | null }[];
  }>();
  expect(data.length).toBeGreaterThan(0);
  for (const row of data)
    expect(row).toMatchObject({ waveFrom: '2023', waveTo: '2024', change: expect.any(Number) });
});
