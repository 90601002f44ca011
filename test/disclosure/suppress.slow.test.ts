import { describe, expect, test, vi } from 'vitest';
import { Safeguard } from '../../src/services/records/safeguard.ts';
import type { HiddenValues } from '../../src/services/records/verdict.ts';
import { tell } from '../security/tell.ts';
import { expectNothingFound } from './expect-nothing-found.ts';
import { attackSurvey, type AttackedSurvey } from './run.ts';

const SURVEYS = 50;
/** Seconds where nothing else runs; a busy machine may take as long as it needs. */
const TIMEOUT_MS = 1_800_000;

/** Surveys with much of one thing. */
const WITH_TRAITS = [
  ['numbers', 2],
  ['numbers', 8],
  ['numbers', 10],
  ['unanswered', 2],
  ['unanswered', 8],
  ['clusters', 2],
] as const;

const attacked: AttackedSurvey[] = [];
const withTraits: AttackedSurvey[] = [];

const sum = (surveys: readonly AttackedSurvey[], of: (one: AttackedSurvey) => number): number =>
  surveys.reduce((total, one) => total + of(one), 0);
const count = (n: number): string => n.toLocaleString('en');
const LEFT = 'three values or more left for each, over a range of minimumCell';
const work = (surveys: readonly AttackedSurvey[]): string =>
  `${count(sum(surveys, (one) => one.equations))} equations, solved ${count(sum(surveys, (one) => one.solved))} times`;

test.each(Array.from({ length: SURVEYS }, (_, i) => i + 1))(
  'nothing that is hidden is had from everything that is served: survey %i',
  async (seed) => {
    attacked.push(await expectNothingFound(seed));
  },
  TIMEOUT_MS,
);

test.each(WITH_TRAITS)(
  'nothing is had of surveys with much of one thing: %s, survey %i',
  async (trait, seed) => {
    withTraits.push(await expectNothingFound(seed, trait));
  },
  TIMEOUT_MS,
);

test('docs/security.md has the counts of all surveys with much of one thing', () => {
  expect(withTraits.length).toBe(WITH_TRAITS.length);
  tell(
    `hidden cells of ${WITH_TRAITS.length} surveys with much of one thing, attacked with everything that is served`,
    sum(withTraits, ({ hidden }) => hidden),
    `${LEFT}, or, of a number at an end, that nobody gave it; ${work(withTraits)}`,
  );
});

test(`docs/security.md has the counts of all ${SURVEYS} surveys`, () => {
  expect(attacked.length).toBe(SURVEYS);
  const served = ['one variable', 'two', 'three'].map((variables, i) => {
    const of = (what: 'served' | 'asked'): string =>
      count(sum(attacked, ({ tables }) => tables.get(i + 1)?.[what] ?? 0));
    return `${of('served')} of ${of('asked')} of ${variables}`;
  });
  tell(
    `hidden cells of ${SURVEYS} surveys, attacked with everything that is served`,
    sum(attacked, ({ hidden }) => hidden),
    `${LEFT}; ${work(attacked)}; tables served: ${served.join(', ')}`,
  );
});

/** Each protection, switched off, in surveys that need it. */
describe('the attack finds what is hidden without', () => {
  const hiddenIn = Object.getOwnPropertyDescriptor(Safeguard.prototype, 'hiddenIn')?.value as (
    columns: readonly string[],
  ) => HiddenValues | null;

  test.each([
    {
      protection: 'the refusal of combinations that are not proven safe',
      seeds: [2, 5],
      off: () =>
        vi.spyOn(Safeguard.prototype, 'hiddenIn').mockImplementation(function (this: Safeguard, columns) {
          return hiddenIn.call(this, columns) ?? new Map();
        }),
    },
    {
      protection: 'what is hidden with small counts, so that they cannot be had by subtraction',
      seeds: [5],
      off: () =>
        vi.spyOn(Safeguard.prototype, 'hiddenIn').mockImplementation(function (this: Safeguard, columns) {
          return hiddenIn.call(this, columns) && new Map();
        }),
    },
    {
      protection: 'the mean hidden with the distribution',
      seeds: [5, 3, 1, 2, 7, 10],
      off: () => vi.spyOn(Safeguard, 'hidesMean').mockReturnValue(false),
    },
    {
      protection: 'precision withheld where a split by strata is hidden',
      seeds: [3, 2, 7, 12, 22],
      off: () => vi.spyOn(Safeguard.prototype, 'hiddenInDesign').mockImplementation(() => new Map()),
    },
  ])('$protection', async ({ seeds, off }) => {
    const spy = off();
    try {
      let found = 0;
      for (const seed of seeds) {
        if (found > 0) break;
        const { exposed } = await attackSurvey(seed, { stopsAtFirst: true });
        found += exposed.length;
      }
      expect(found).toBeGreaterThan(0);
    } finally {
      spy.mockRestore();
    }
  });
});
