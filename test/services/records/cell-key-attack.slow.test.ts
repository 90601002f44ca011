import { expect, test } from 'vitest';
import { appOf, attack, madeRecords, Setting, type Outcome } from './cell-key-attack.ts';

/** How many are attacked with each setting; docs/security.md has what came of 50, which take half an hour. */
const SURVEYS = Number(process.env['ATTACKED_SURVEYS'] ?? 12);
const sum = (outcomes: readonly Outcome[], of: (one: Outcome) => number): number =>
  outcomes.reduce((total, one) => total + of(one), 0);

/** The numbers of docs/security.md. */
function told(name: string, outcomes: readonly Outcome[]): string {
  const small = sum(outcomes, (one) => one.small);
  const mean = (of: (one: Outcome) => number): string =>
    Math.sqrt(sum(outcomes, (one) => one.small * of(one) ** 2) / small).toFixed(2);
  return [
    name,
    `${small} small groups, ${sum(outcomes, (one) => one.tried)} tried`,
    `fewest values ${Math.min(...outcomes.map((one) => one.fewest))}`,
    `range below minimumCell ${sum(outcomes, (one) => one.open)}`,
    `single ${mean((one) => one.single)}, all ${mean((one) => one.averaged)}, blind ${mean((one) => one.blind)}`,
    `certain ${sum(outcomes, (one) => one.certain)}, right ${sum(outcomes, (one) => one.right)}`,
  ].join('; ');
}

test.each<[string, Setting]>([
  ['bound 5, variance 2', new Setting({ bound: 5, variance: 2 })],
  ['bound 10, variance 4', new Setting({ bound: 10, variance: 4 })],
])(
  'all answers of many surveys leave small groups open: %s',
  async (name, setting) => {
    const outcomes: Outcome[] = [];
    for (let seed = 1; seed <= SURVEYS; seed += 1) {
      const records = madeRecords(seed);
      const app = await appOf(records, setting);
      outcomes.push(await attack(app, records, setting, seed, 8));
      await app.close();
    }
    process.stdout.write(`${told(name, outcomes)}\n`);
    expect(outcomes.filter(({ unsteady }) => unsteady > 0)).toEqual([]);
    for (const { fewest, averaged, blind } of outcomes) {
      expect(fewest).toBeGreaterThanOrEqual(3);
      expect(averaged).toBeGreaterThan(blind / 2);
    }
    // What is taken for 95 % certain is rare.
    expect(sum(outcomes, (one) => one.certain)).toBeLessThan(0.02 * sum(outcomes, (one) => one.small));
    if (setting.noise.bound >= 10) expect(sum(outcomes, (one) => one.open)).toBe(0);
  },
  3_600_000,
);
