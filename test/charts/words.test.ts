import { expect, test } from 'vitest';
import { basesOf } from '../../src/charts/bases.ts';
import { precisionWords } from '../../src/charts/precision.ts';
import { bundledApp, getJson } from '../helper.ts';
import { pictureOf, wordsOf } from './picture.ts';

const QUERY = 'question=need-to-align&between=cio,cmo&option=agree';
const CMO = '/v1/surveys/cmo-cio-alignment@1.2.0';

const base = (name: string, n: number | null) => ({ name, wave: null, n, flag: null });

test('bases stand in the order of the groups, each with its ends', () => {
  expect(basesOf([base('Women', 900), base('Men', 40), base('Women', 880)])).toEqual([
    'Base (respondents, unweighted): Women 880 to 900; Men 40.',
  ]);
  expect(basesOf([base('Men', 40), base('Men', null), base('Women', null)])).toEqual([
    'Base (respondents, unweighted): Men 40, not known of some rows; Women not known.',
  ]);
  expect(basesOf([])).toEqual([]);
});

test('gaps of waves are told with their signs', async () => {
  const app = await bundledApp();
  const {
    data: [row],
  } = await getJson<{ data: readonly { gapFrom: number; gapTo: number; change: number }[] }>(
    app,
    `${CMO}/gap-trends?${QUERY}`,
  );
  const signed = (value = NaN): string => `${value < 0 ? '−' : '+'}${Math.abs(value)}`;
  const words = wordsOf((await pictureOf(app, `${CMO}/charts/gap-trends.svg?${QUERY}`)).svg);
  expect(words.replaceAll('\u00a0', ' ')).toContain(
    `2012 ${signed(row?.gapFrom)}, 2014 ${signed(row?.gapTo)}, change ${signed(row?.change)}`,
  );
});

test('how many rows have no interval, and why', () => {
  const row = (ciLower: number | null) => ({
    ciLower,
    ciUpper: ciLower === null ? null : ciLower + 4,
    roundingLower: null,
    roundingUpper: null,
    reasons: ciLower === null ? ({ ciLower: 'base-unknown' } as const) : {},
  });
  expect(precisionWords([row(1), row(null), row(2)], 0.9, 'the figure')).toEqual([
    'Line with ends: 90 % confidence interval of the figure (sampling only).',
    'No interval of sampling for 1 of 3 rows: base not known.',
  ]);
  expect(precisionWords([row(null)], 0.9, 'the figure')).toEqual([
    'No interval of sampling for any row: base not known.',
  ]);
});
