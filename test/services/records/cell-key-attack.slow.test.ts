import { expect, test } from 'vitest';
import { tell } from '../../security/tell.ts';
import { appOf, attack, madeRecords, Setting, type Outcome } from './cell-key-attack.ts';

/** How many are attacked; 50 with the usual noise take half an hour, and more noise leaves more to be tried. */
const surveysOf = (usual: number): number => Number(process.env['ATTACKED_SURVEYS'] ?? usual);
const sum = (outcomes: readonly Outcome[], of: (one: Outcome) => number): number =>
  outcomes.reduce((total, one) => total + of(one), 0);

/** The root mean square of an error over all small groups, in respondents. */
function rootMeanSquare(outcomes: readonly Outcome[], of: (one: Outcome) => number): string {
  const squares = sum(outcomes, (one) => one.small * of(one) ** 2);
  return Math.sqrt(squares / sum(outcomes, (one) => one.small)).toFixed(2);
}

/** The row of docs/security.md. */
function tellOutcomes(name: string, outcomes: readonly Outcome[]): void {
  const tried = sum(outcomes, (one) => one.tried);
  const [single, averaged, blind] = [
    rootMeanSquare(outcomes, (one) => one.single),
    rootMeanSquare(outcomes, (one) => one.averaged),
    rootMeanSquare(outcomes, (one) => one.blind),
  ];
  tell(
    `small groups in surveys with perturbed counts, ${name}, attacked with everything that is served`,
    sum(outcomes, (one) => one.small),
    [
      `${outcomes.length} surveys`,
      `whole numbers tried for ${tried}: at least ${Math.min(...outcomes.map((one) => one.fewest))} values left for each, less than minimumCell between least and most for ${sum(outcomes, (one) => one.open)}`,
      `error of what is shown ${single} respondents, after all averaging ${averaged}, of a guess that knows only that a group is small ${blind}`,
      `one value 95 % certain for ${sum(outcomes, (one) => one.certain)}, rightly for ${sum(outcomes, (one) => one.right)}`,
      `numbers that differ from query to query: ${sum(outcomes, (one) => one.unsteady)}`,
    ].join('; '),
  );
}

test.each<[name: string, setting: Setting, surveys: number]>([
  ['bound 5, variance 2', new Setting({ bound: 5, variance: 2 }), surveysOf(12)],
  ['bound 10, variance 4', new Setting({ bound: 10, variance: 4 }), surveysOf(4)],
])(
  'all answers of many surveys leave small groups open: %s',
  async (name, setting, surveys) => {
    const outcomes: Outcome[] = [];
    for (let seed = 1; seed <= surveys; seed += 1) {
      const records = madeRecords(seed);
      const app = await appOf(records, setting);
      outcomes.push(await attack(app, records, setting, seed, 8));
      await app.close();
    }
    expect(outcomes.filter(({ unsteady }) => unsteady > 0)).toEqual([]);
    for (const { fewest, averaged, blind } of outcomes) {
      expect(fewest).toBeGreaterThanOrEqual(3);
      expect(averaged).toBeGreaterThan(blind / 2);
    }
    // What is taken for 95 % certain is rare.
    expect(sum(outcomes, (one) => one.certain)).toBeLessThan(0.02 * sum(outcomes, (one) => one.small));
    if (setting.noise.bound >= 10) expect(sum(outcomes, (one) => one.open)).toBe(0);
    tellOutcomes(name, outcomes);
  },
  3_600_000,
);
