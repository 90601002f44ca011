import { decidedApp } from '../records-helper.ts';
import { attack, type Attacked, type AttackOptions } from './attack.ts';
import { collect, type Collected } from './collect.ts';
import { randomSurvey, type Trait } from './random-survey.ts';

export type AttackedSurvey = Attacked & Pick<Collected, 'tables' | 'cells'>;

/** Asks for everything of one survey at random, and attacks it. */
export async function attackSurvey(
  seed: number,
  { trait = null, ...options }: AttackOptions & { readonly trait?: Trait | null } = {},
): Promise<AttackedSurvey> {
  const survey = randomSurvey(seed, trait);
  const app = await decidedApp(survey.records, survey.survey, { memory: true });
  const collected = await collect(app, survey);
  const attacked = await attack(survey, collected, options);
  return { ...attacked, tables: collected.tables, cells: collected.cells };
}
