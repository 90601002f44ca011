import { expect } from 'vitest';
import { attackSurvey } from './run.ts';

/** Attacks a survey at random: nothing is misread, there is something to be found, and nothing is found. */
export async function expectNothingFound(seed: number): Promise<void> {
  const { hidden, exposed, misread, equations } = await attackSurvey(seed);
  expect(misread).toEqual([]);
  expect(hidden).toBeGreaterThan(5);
  expect(equations).toBeGreaterThan(5);
  expect(exposed).toEqual([]);
}
