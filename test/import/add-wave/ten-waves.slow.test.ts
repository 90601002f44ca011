import { join } from 'node:path';
import { expect, test } from 'vitest';
import { records, readDraftSurvey } from '../support.ts';
import { figuresOf, files, ROLES, Tracker } from './tracker.ts';

const QUESTIONS = ['q', 'r', 't', 'drinks'];

test('a tracker of ten waves: each a file of its own, each a minor release, and no figure of an earlier one changes', async () => {
  const tracker = await Tracker.start('2015', files(60, 0), ROLES);
  let figures: Record<string, Record<string, [number | null, number | null]>> = {};
  for (let year = 2016; year < 2025; year += 1) {
    const { published, added } = await tracker.next(String(year), files(60 + year - 2015, year));
    expect(published).toMatchObject({
      version: `1.${year - 2015}.0`,
      level: 'minor',
      right: `1.${year - 2015}.0`,
    });
    expect(added.changes).toEqual([]);
    const app = await tracker.serve();
    const now = Object.fromEntries(
      await Promise.all(QUESTIONS.map(async (id) => [id, await figuresOf(app, id)] as const)),
    );
    for (const [id, before] of Object.entries(figures)) expect(now[id], id).toMatchObject(before);
    figures = now;
  }
  const survey = await readDraftSurvey(join(tracker.data, 't', '1.9.0'));
  expect(survey.waves).toHaveLength(10);
  const all = await records(join(tracker.data, 't', '1.9.0'));
  for (const { id } of survey.waves) {
    const ofWave = all.filter((row) => row['wave'] === id);
    expect(ofWave).toHaveLength(60 + Number(id) - 2015);
    // Weighted shares, counted apart.
    const weigh = (rows: readonly Record<string, unknown>[]): number =>
      rows.reduce((sum, { w }) => sum + Number(w), 0);
    for (const [code, option] of [
      [1, 'yes'],
      [2, 'no'],
      [3, 'perhaps'],
    ] as const) {
      const share = (100 * weigh(ofWave.filter(({ q }) => Number(q) === code))) / weigh(ofWave);
      expect(figures['q']?.[`${id} ${option}`]?.[0]).toBeCloseTo(share, 8);
    }
  }
  const app = await tracker.serve();
  const { data } = (await app.inject('/v1/surveys/t/trends?question=q&audience=all&limit=1000')).json<{
    data: { waveFrom: string; waveTo: string; change: number | null }[];
  }>();
  expect(data).toHaveLength(27);
  for (const { change } of data) expect(change).not.toBeNull();
});
