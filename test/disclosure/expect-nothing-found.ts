import { expect } from 'vitest';
import type { Trait } from './random-survey.ts';
import { attackSurvey, type AttackedSurvey } from './run.ts';

/** Attacks a survey at random: nothing is misread, there is something to be found, and nothing is found. */
export async function expectNothingFound(seed: number, trait: Trait | null = null): Promise<AttackedSurvey> {
  const attacked = await attackSurvey(seed, { trait });
  const { hidden, exposed, undecided, misread, told, equations } = attacked;
  expect(misread).toEqual([]);
  expect(told).toEqual([]);
  expect(hidden).toBeGreaterThan(5);
  expect(equations).toBeGreaterThan(5);
  expect(exposed).toEqual([]);
  expect(undecided).toEqual([]);
  return attacked;
}
