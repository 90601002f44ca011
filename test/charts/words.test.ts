import { expect, test } from 'vitest';
import { basesOf } from '../../src/charts/bases.ts';
import { titleOf } from '../../src/charts/row-words.ts';
import { changeWords } from '../../src/charts/steps.ts';
import { writerFor } from '../../src/charts/words.ts';
import { surveyFile } from '../../src/schemas/dataset.ts';
import { precisionWords } from '../../src/charts/precision.ts';
import { bundledApp, getJson, smallSurvey } from '../helper.ts';
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

test('what rounding leaves open of a change has its signs', () => {
  const write = writerFor('percent', [40, 42]);
  const row = {
    question: 'q',
    item: null,
    option: null,
    measure: 'percent',
    waveFrom: 'w1',
    waveTo: 'w2',
    change: 2,
    ciLower: -1,
    ciUpper: 5,
    roundingLower: 1,
    roundingUpper: 3,
    reasons: {},
  } as const;
  const ends = {
    from: 40,
    to: 42,
    figure: write.figure,
    flags: [null, null, null],
    missing: [undefined, undefined],
  } as const;
  expect(changeWords('A', row, write, ends)).toBe(
    'A: w1 40, w2 42, change +2 (−1 to +5 by sampling; +1 to +3 by rounding)',
  );
});

test('a picture of one question has its words at the top, one of several those of the survey', () => {
  const survey = surveyFile.parse(smallSurvey());
  const [one, other] = ['One?', 'Other?'].map((text) => ({ question: text, questionText: text }));
  expect(
    titleOf(
      [one, one].flatMap((row) => row ?? []),
      survey,
    ),
  ).toBe('One?');
  expect(
    titleOf(
      [one, other].flatMap((row) => row ?? []),
      survey,
    ),
  ).toBe('Small');
});
