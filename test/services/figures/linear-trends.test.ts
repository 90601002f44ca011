import { expect, test } from 'vitest';
import { getJson } from '../../helper.ts';
import { recordsApp, single } from '../../records-helper.ts';

interface Line {
  readonly option: string;
  readonly slope: number | null;
  readonly standardError: number | null;
}

test('waves in which the same clusters were asked are not taken for independent', async () => {
  const records = [2020, 2022, 2024].flatMap((year, wave) =>
    Array.from({ length: 60 }, (_, i) => ({
      wave: `w${wave + 1}`,
      c: i % 12,
      // Clusters differ from each other far more than from wave to wave.
      q: i % 12 < 6 + wave === i % 5 > 0 ? 1 : 2,
      year,
    })),
  );
  const lines = async (sharedClusters: boolean) => {
    const app = await recordsApp(records, {
      waves: [1, 2, 3].map((i) => ({ id: `w${i}`, label: `${i}`, year: 2018 + 2 * i })),
      questions: [single('q', [1, 2])],
      design: { wave: 'wave', audience: 'all', clusters: ['c'], sharedClusters },
      disclosure: { publicRecords: true },
    });
    const { meta } = await getJson<{ meta: { linearTrends: Line[] } }>(
      app,
      '/v1/surveys/small/trends?question=q',
    );
    return meta.linearTrends;
  };
  const [apart, shared] = [await lines(false), await lines(true)];
  expect(apart).toHaveLength(2);
  expect(shared).toHaveLength(2);
  for (const [i, line] of apart.entries()) {
    expect(line.standardError).toBeGreaterThan(0);
    expect(shared[i]?.standardError).not.toBe(line.standardError);
  }
});
