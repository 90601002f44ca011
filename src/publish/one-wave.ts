import type { SurveyFile } from '../schemas/dataset.ts';
import { waveVariable } from '../services/records/variables.ts';

/** The wave that all respondents of a release are of; null where a column tells of which, or nothing does. */
export const oneWaveOf = (survey: SurveyFile): string | null =>
  survey.design !== null && waveVariable(survey) === null ? survey.design.wave : null;

/** Whether all respondents were of one wave, and a column tells now of which they are. */
export const hasColumnNow = (from: SurveyFile, to: SurveyFile): boolean =>
  oneWaveOf(from) !== null && waveVariable(to) !== null;
