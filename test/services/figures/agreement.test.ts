import { expect, test } from 'vitest';
import { getJson, smallApp, smallSurvey, toplines } from '../../helper.ts';

interface Agreement {
  readonly items: number;
  readonly tauB: number | null;
  readonly tauPValue: number | null;
  readonly tauPAdjusted: number | null;
  readonly rho: number | null;
  readonly rhoPValue: number | null;
  readonly rhoPAdjusted: number | null;
}

const ITEMS = ['i1', 'i2', 'i3', 'i4', 'i5'];
/** Places of five items for three audiences: the same, one exchange, reversed. */
const ORDERS = { a: [50, 40, 30, 20, 10], b: [50, 40, 30, 10, 20], c: [10, 20, 30, 40, 50] };

async function agreementOf(adjust: string): Promise<Agreement[]> {
  const { questions } = smallSurvey() as { questions: { id: string }[] };
  const battery = questions.find(({ id }) => id === 'battery');
  const app = await smallApp(
    toplines(
      ...Object.entries(ORDERS).flatMap(([audience, values]) =>
        values.map((value, i) => `battery,${ITEMS[i]},,w1,${audience},percent,${value}`),
      ),
    ),
    {
      comparisons: [],
      audiences: ['a', 'b', 'c'].map((id) => ({ id, label: id })),
      questions: [{ ...battery, audiences: ['a', 'b', 'c'], items: ITEMS.map((id) => ({ id, label: id })) }],
    },
  );
  const { meta } = await getJson<{ meta: { agreement: Agreement[] } }>(
    app,
    `/v1/surveys/small/ranks?adjust=${adjust}`,
  );
  return meta.agreement;
}

/** Holm (1979) by its definition: the largest of what the smaller ones come to. */
const holm = (pValues: readonly number[]): number[] =>
  pValues.map((p) =>
    Math.max(
      ...pValues
        .filter((other) => other <= p)
        .map((other) => Math.min(1, other * pValues.filter((third) => third >= other).length)),
    ),
  );

test('p-values of tau and of rho are adjusted each as a family of their own', async () => {
  const [plain, adjusted] = [await agreementOf('none'), await agreementOf('holm')];
  expect(plain).toHaveLength(3);
  // Of 5! = 120 orders, five have at most one exchange of neighbours: the same, and four others.
  expect(plain.map(({ tauB }) => tauB?.toFixed(1))).toEqual(['0.8', '-1.0', '-0.8']);
  expect(plain[0]?.tauPValue).toBeCloseTo((2 * 5) / 120, 12);
  expect(plain[0]?.rhoPValue).toBeCloseTo((2 * 5) / 120, 12);
  expect(plain[1]?.rhoPValue).toBeCloseTo(2 / 120, 12);
  for (const [value, after] of [
    ['tauPValue', 'tauPAdjusted'],
    ['rhoPValue', 'rhoPAdjusted'],
  ] as const) {
    const values = plain.map((row) => row[value] ?? NaN);
    expect(plain.map((row) => row[after])).toEqual(values);
    holm(values).forEach((expected, i) => expect(adjusted[i]?.[after]).toBeCloseTo(expected, 12));
    expect(adjusted.map((row) => row[value])).toEqual(values);
  }
});
