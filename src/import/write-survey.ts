import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SURVEY_FILE } from '../schemas/files.ts';
import { printedSchema } from '../schemas/json-schemas.ts';
import type { DraftSurvey } from './records/questions.ts';

/**
 * What a draft names in `$schema`, and the file that stands there: a copy of the JSON Schema, as no address is known under which every
 * editor would find one. Files whose name begins with a point are no part of a release, nor of its sha256.
 */
export const SCHEMA_BESIDE = '.survey.schema.json';

/** Writes the survey.json of a draft into its folder, and the schema that it names, if it names the copy beside it. */
export async function writeSurvey(
  folder: string,
  survey: Pick<DraftSurvey, '$schema'> & object,
): Promise<void> {
  await writeFile(join(folder, SURVEY_FILE), `${JSON.stringify(survey, null, 2)}\n`);
  if (survey.$schema === SCHEMA_BESIDE) await writeFile(join(folder, SCHEMA_BESIDE), printedSchema('survey'));
}
