import { describe, expect, test } from 'vitest';
import type { Reason } from '../../src/schemas/vocabulary.ts';
import { bundledApp, getJson } from '../helper.ts';
import { inFull } from '../runs.ts';
import { CHANGE, DIFFERENCE } from './words.ts';
import type { SayContext } from '../../src/say/context.ts';
import { sayFigure } from '../../src/say/figure.ts';
import { sayGapTrend } from '../../src/say/gap-trend.ts';
import { sayGap } from '../../src/say/gap.ts';
import { sayRank } from '../../src/say/rank.ts';
import { sayTrend } from '../../src/say/trend.ts';

const context: SayContext = {
  survey: 'the survey',
  publisher: 'the publisher',
  release: '1.0.0',
  sources: new Map(),
  confidence: 0.95,
};

/** A row as the interface gives it. */
type Row = Readonly<Record<string, unknown>> & { readonly reasons: Readonly<Record<string, Reason>> };
type Say = (row: never, context: SayContext) => string | null;

const SURVEYS = ['cmo-cio-alignment', 'nonvoters'];

/** Of many computed figures the quick tests look at those of a few questions: a scale, single answers, choices among several. */
const FEW = 'question=q2,q5,q21';

const rowsOf = async (survey: string, resource: string): Promise<Row[]> => {
  const few = survey === 'nonvoters' && !inFull() ? `&${FEW}` : '';
  const { data } = await getJson<{ data: Row[] }>(
    await bundledApp(),
    `/v1/surveys/${survey}/${resource}?limit=all${few}`,
  );
  return data;
};

/** What a sentence says of its own accord: without the words of the codebook. */
const ownWords = (text: string, row: Row): string =>
  ['audienceLabel', 'audienceALabel', 'audienceBLabel'].reduce(
    (rest, name) => rest.replaceAll(String(row[name]), '…'),
    text.replaceAll(/“[^”]*”/g, '“…”'),
  );

/** The number as a reader reads it. */
const read = (text: string): number => Number(text.replace('−', '-'));

/** What may be said of a difference by the rule alone, worked out from the row and apart from the code. */
function mayTell(row: Row, settled: unknown): boolean {
  if (settled === null || ['undetermined', 'flat', 'steady'].some((one) => one === settled)) return false;
  if (row['significant'] === true) return true;
  const isPublished = row.reasons['roundingUpper'] !== 'not-rounded';
  const lacksTest = row['significant'] === null && row.reasons['significant'] !== 'inconsistent-bases';
  return isPublished && lacksTest && row.reasons['roundingUpper'] !== 'inexact-figure';
}

describe.each(SURVEYS)('every figure of %s', (survey) => {
  test('is quoted as it is: its value with its digits, its hedge, its base; hidden, there is no sentence', async () => {
    const rows = await rowsOf(survey, 'estimates');
    expect(rows.length).toBeGreaterThan(100);
    for (const row of rows) {
      const text = (sayFigure as Say)(row as never, context);
      const { value, decimals, qualifier, n, nQualifier } = row;
      expect(text === null, JSON.stringify(row)).toBe(value === null);
      if (text === null || typeof value !== 'number') continue;
      const [, hedge = '', number = ''] =
        /was (about |more than |less than )?(?:place )?(−?[\d.]+)(?: %| points)? \(/.exec(text) ?? [];
      if (typeof decimals === 'number') expect(number, text).toBe(value.toFixed(decimals).replace('-', '−'));
      else expect(Math.abs(read(number) - value), text).toBeLessThanOrEqual(0.05);
      expect(
        { '': 'exact', 'about ': 'approximately', 'more than ': 'more-than', 'less than ': 'less-than' }[
          hedge
        ],
      ).toBe(qualifier);
      if (n === null) expect(text).toContain('base not known');
      else
        expect(text).toMatch(
          new RegExp(`base: ${nQualifier === 'more-than' ? 'more than ' : '(?:about )?'}${Number(n)} `),
        );
      expect(text).toContain('source: ');
      expect(ownWords(text, row)).not.toMatch(DIFFERENCE);
    }
  });

  test.each([
    ['gaps', sayGap as Say, 'leader', 'gap', ['valueA', 'valueB'], DIFFERENCE],
    ['trends', sayTrend as Say, 'direction', 'change', ['valueFrom', 'valueTo'], CHANGE],
    ['gap-trends', sayGapTrend as Say, 'direction', 'change', ['gapFrom', 'gapTo'], CHANGE],
  ] as const)(
    '%s: words of difference stand where they may, and nowhere else',
    async (resource, say, by, size, quoted, words) => {
      const rows = await rowsOf(survey, resource);
      const seen = new Set<boolean>();
      for (const row of rows) {
        const text = say(row as never, context);
        expect(text === null, JSON.stringify(row)).toBe(row[size] === null);
        if (text === null) continue;
        const own = ownWords(text, row);
        const may = mayTell(row, row[by]);
        seen.add(may);
        expect(words.test(own), text).toBe(may);
        expect(/can be told/.test(own), text).toBe(!may);
        if (may) expect(own.startsWith('In the published figures'), text).toBe(row['significant'] !== true);
        const isPublished = row.reasons['roundingUpper'] !== 'not-rounded';
        const numbers = [...own.matchAll(/(?<![\w.])−?\d+(?:\.\d+)?/g)].map(([number]) => read(number));
        for (const name of quoted) {
          const value = Number(row[name]);
          const isThere = numbers.some((number) => Math.abs(number - value) <= (isPublished ? 1e-12 : 0.05));
          expect(isThere, `${name} ${value}: ${own}`).toBe(true);
        }
        // Who has the larger figure is named first.
        const [, high] = /higher among … \((?:place )?(−?[\d.]+)/.exec(own) ?? [];
        if (resource === 'gaps' && high !== undefined) {
          const leads = row[by] === row['audienceA'] ? row['valueA'] : row['valueB'];
          expect(Math.abs(read(high) - Number(leads)), text).toBeLessThanOrEqual(0.05);
        }
      }
      if (resource === 'gaps') expect(seen).toEqual(new Set([true, false]));
    },
  );

  test('places are told as far as rounding leaves them certain', async () => {
    const rows = await rowsOf(survey, 'ranks');
    expect(rows.length).toBeGreaterThan(30);
    for (const row of rows) {
      const own = ownWords((sayRank as Say)(row as never, context) ?? '', row);
      const { rank, rankLower, rankUpper } = row;
      const isCertain = rankLower === rankUpper && rankLower !== null;
      expect(/(?:on|shared) place \d+/.test(own), own).toBe(isCertain || /published on place/.test(own));
      if (isCertain) expect(own).toContain(`place ${String(rank)}`);
      else expect(own).toMatch(/can be told|cannot be told/);
    }
  });
});
