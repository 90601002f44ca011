import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PublishedFigures } from '../../../src/repository/published-figures.ts';
import { ListedRelease } from '../../../src/repository/listed-release.ts';
import { Release } from '../../../src/repository/release.ts';
import type { SurveyView, View } from '../../../src/repository/repository.ts';
import { releasesFile, surveyFile, type ReleaseEntry } from '../../../src/schemas/dataset.ts';
import { SearchIndexes } from '../../../src/services/releases/search/search.ts';
import { TextIndex } from '../../../src/services/releases/search/text-index.ts';
import { smallSurvey } from '../../helper.ts';
import { runs } from '../../runs.ts';

/** Made once, so that a survey that has not changed has the release that it had. */
const releases = new Map<string, ListedRelease>();

function releaseWith(id: string, version: string, words: string): ListedRelease {
  const key = `${id} ${version} ${words}`;
  const survey = surveyFile.parse({ ...smallSurvey({ id, version }), title: words, notes: [words] });
  const [entry] = releasesFile.parse([
    { version, released: '2026-01-01T00:00:00Z', sha256: 'a'.repeat(64), changes: [] },
  ]) as [ReleaseEntry];
  const release =
    releases.get(key) ?? ListedRelease.of(new Release(survey, entry, PublishedFigures.none(survey)));
  releases.set(key, release);
  return release;
}

const surveysOf = (list: readonly ListedRelease[]): View['surveys'] =>
  new Map(
    list
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map((newest) => [newest.id, { id: newest.id, newest } as SurveyView]),
  );

const WORDS = ['tea', 'team', 'coffee', 'green', 'every day', 'digital marketing'];

const found = (index: TextIndex, q: string) => {
  const { results, partly } = index.find(q, () => true);
  return {
    partly,
    // Sums of sums of lengths may differ in their last digits.
    rows: results.map((result) => [index.textOf(result), result.score.toPrecision(9)]),
  };
};

const states = fc.array(
  fc.uniqueArray(
    fc.tuple(
      fc.constantFrom('a', 'b', 'c', 'd'),
      fc.constantFrom('1.0.0', '1.0.1'),
      fc.constantFrom(...WORDS),
    ),
    {
      selector: ([id]) => id,
      maxLength: 4,
    },
  ),
  { minLength: 1, maxLength: 5 },
);

test('an index that follows views finds what one finds that is made of the last', async () => {
  await fc.assert(
    fc.asyncProperty(states, fc.constantFrom(...WORDS), async (views, q) => {
      const followed = new TextIndex();
      for (const view of views) {
        const surveys = surveysOf(view.map((one) => releaseWith(...one)));
        const texts = await TextIndex.read(followed.missing(surveys));
        const changes = followed.changesTo(surveys, texts);
        followed.follow(surveys, texts);
        expect(followed.changesTo(surveys, new Map())).toBe(0);
        const made = new TextIndex();
        await made.fill(surveys, await TextIndex.read(made.missing(surveys)));
        expect(found(followed, q)).toEqual(found(made, q));
        if (changes === 0) continue;
        expect(made.changesTo(new Map(), new Map())).toBeGreaterThanOrEqual(view.length);
      }
    }),
    { numRuns: runs(25, 500) },
  );
});

const viewOf = (isPreview: boolean, ...list: ListedRelease[]): View =>
  ({ isPreview, surveys: surveysOf(list) }) as unknown as View;

test('each view finds its own texts, whoever asks beside it, and nobody finds what only a preview shows', async () => {
  const indexes = new SearchIndexes();
  const [tea, coffee] = [releaseWith('a', '1.0.0', 'tea'), releaseWith('b', '1.0.0', 'coffee')];
  const [before, after] = [viewOf(false, tea), viewOf(false, tea, coffee)];
  const preview = viewOf(true, tea, coffee);
  const ask = async (view: View): Promise<string[]> =>
    [...(await indexes.search(view, { q: 'coffee tea' })).rows].map(({ survey }) => survey);
  const views = [before, after, preview, before, after, after, preview, before];
  const answers = await Promise.all(views.map(ask));
  expect(answers.map((answer) => new Set(answer))).toEqual(
    views.map((view) => new Set(view === before ? ['a'] : ['a', 'b'])),
  );
});
