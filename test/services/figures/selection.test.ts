import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparePlaces } from '../../../src/repository/codebook-place.ts';
import type { FigureKey } from '../../../src/repository/figures.ts';
import { PublishedFigures } from '../../../src/repository/published-figures.ts';
import { Release } from '../../../src/repository/release.ts';
import { ToplineColumns } from '../../../src/repository/topline-columns.ts';
import { releasesFile, surveyFile, type ReleaseEntry } from '../../../src/schemas/dataset.ts';
import type { Estimate } from '../../../src/services/figures/estimate.ts';
import { selectEstimates } from '../../../src/services/figures/estimates.ts';
import { ranksIn } from '../../../src/services/figures/rank-index.ts';
import { ReleaseFigures } from '../../../src/services/figures/release-figures.ts';
import { Selection } from '../../../src/services/figures/selection.ts';
import { smallSurvey } from '../../helper.ts';
import { drawnFigures, drawsOf } from '../../repository/drawn-figures.ts';
import { runs } from '../../runs.ts';

const [ENTRY] = releasesFile.parse([
  { version: '1.0.0', released: '2026-01-01T00:00:00Z', sha256: 'a'.repeat(64), changes: [] },
]) as [ReleaseEntry];

/** The figures of a release that is drawn from a seed. */
async function drawnRelease(seed: number): Promise<ReleaseFigures> {
  const { about, csv } = drawnFigures(seed);
  const survey = surveyFile.parse({ ...smallSurvey({ samples: [], comparisons: [] }), ...about });
  const columns = await ToplineColumns.read(Buffer.from(csv));
  const figures = columns && (await PublishedFigures.of(columns, survey));
  if (!figures) throw new Error(`not read: ${csv}`);
  return ReleaseFigures.of(new Release(survey, ENTRY, figures));
}

const seeds = fc.integer({ min: 0, max: 2 ** 31 });

test('others stand among published figures in the order of the codebook, behind what was published of their place', async () => {
  await fc.assert(
    fc.asyncProperty(seeds, async (seed) => {
      const release = await drawnRelease(seed);
      const { figures, placeInCodebook } = release.release;
      const draw = drawsOf(seed + 1);
      const byPlace = (a: FigureKey, b: FigureKey): number =>
        comparePlaces(placeInCodebook(a), placeInCodebook(b));
      const picked = Array.from(figures, (_, i) => i).filter(() => draw(2) > 0);
      const others = [...figures]
        .filter(() => draw(4) === 0)
        .map(({ question, item, option, wave, audience }): FigureKey => {
          const measure = 'total';
          return { question, item, option: draw(3) === 0 ? null : option, wave, audience, measure };
        })
        .toSorted(byPlace);
      const all = await (await Selection.of(release, picked, others)).all();
      const wanted = [...picked.map((i) => release.publishedAt(i)), ...others].toSorted(byPlace);
      expect(all).toEqual(wanted);
      expect(all.filter((one) => one.measure === 'total').every((one) => others.includes(one))).toBe(true);
    }),
    { numRuns: runs(15, 200) },
  );
});

test('the place of an item is one more than the items above it that can be placed', async () => {
  await fc.assert(
    fc.asyncProperty(seeds, async (seed) => {
      const release = await drawnRelease(seed);
      const all = await selectEstimates(release, {});
      const rankOf = ranksIn(release);
      const listOf = ({ question, option, wave, audience, measure }: Estimate): string =>
        JSON.stringify([question, option, wave, audience, measure]);
      const canBePlaced = ({ item, qualifier }: Estimate): boolean =>
        item !== null && (qualifier === 'exact' || qualifier === 'approximately');
      for (const one of all) {
        const list = all.filter((other) => canBePlaced(other) && listOf(other) === listOf(one));
        const found = rankOf(one);
        if (!canBePlaced(one) || (one.measure !== 'rank' && list.length < 2)) {
          expect(found).toBeUndefined();
          continue;
        }
        const above = list.filter(({ value }) => value > one.value).length;
        expect(found?.estimate).toEqual(one);
        expect(found?.rank).toBe(one.measure === 'rank' ? one.value : above + 1);
        expect(found?.items).toEqual(list.map(({ item }) => item));
        expect(found?.tied).toBe(list.filter(({ value }) => value === one.value).length);
      }
    }),
    { numRuns: runs(15, 200) },
  );
});
