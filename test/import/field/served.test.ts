import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { buildApp } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import { temporaryFolder } from '../../helper.ts';
import { complete, publish } from '../../reference-http/publish.ts';
import { imported, type Changes } from '../support.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
/** Files, and what the server must say: shares and bases that the authors of the files counted. */
const SERVED: readonly (readonly [id: string, file: string, Changes, question: string, object])[] = [
  [
    'media',
    'check-all-label-or-blank/media.csv',
    {},
    'q1',
    { radio: [50, 200], tv: [20, 200], web: [5, 200] },
  ],
  [
    'brands',
    'mentions-sav/brands.sav',
    { asked: 'any' },
    'brands',
    { alpha: [6000 / 88, 88], beta: [4000 / 88, 88], gamma: [2400 / 88, 88] },
  ],
  [
    'sports',
    'delimited-with-codebook/sports.csv',
    { asked: { column: 'sex' } },
    'q2',
    { 'sky-diving': [50, 300], surfing: [100 / 3, 300], biking: [20, 300], 'none-of-these': [80 / 3, 300] },
  ],
];

test('figures of questions with several answers are served, and who is in their base is said', async () => {
  const data = join(await temporaryFolder(), 'data');
  await mkdir(data);
  for (const [id, file, options] of SERVED) {
    const { into, survey } = await imported(HERE + file, options);
    await publish(data, into, complete(survey, id));
  }
  const app = await buildApp({ config: readConfig({ DATA_DIR: data }), isLate: () => false });
  onTestFinished(() => app.close());
  const said: Record<string, unknown> = {};
  for (const [id, , , question, expected] of SERVED) {
    const response = await app.inject(`/v1/surveys/${id}/estimates?question=${question}`);
    const { data: rows, meta } = response.json<{
      data: { item: string; value: number; n: number }[];
      meta: { method: Record<string, string> };
    }>();
    expect(Object.fromEntries(rows.map(({ item, n }) => [item, n]))).toEqual(
      Object.fromEntries(Object.entries(expected).map(([item, [, n]]) => [item, n])),
    );
    for (const { item, value } of rows)
      expect(value, item).toBeCloseTo((expected as Record<string, [number, number]>)[item]?.[0] ?? NaN, 10);
    said[id] = meta.method['missing'];
  }
  expect(said['media']).not.toMatch(/base\. Of/);
  expect(said['brands']).toMatch(/Of brands those who were asked and chose nothing are not in the base\.$/);
  expect(said['sports']).toMatch(/Of q2 those who have no value in sex are not in the base\.$/);
});
