import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { FoundCodebook } from './codebook/read-codebook.ts';
import { readJsonObject } from './codebook/read-codebook.ts';
import type { Roles } from './records/design.ts';
import { InputFault, refuse } from '../errors/input-fault.ts';
import type { ImportOptions } from './records/options.ts';
import { SURVEY_FILE } from '../schemas/files.ts';

type FoundSurvey = Extract<FoundCodebook, { kind: 'survey' }>;

const AFRESH = 'remove it to have a new one made, or name a folder that is new';

/**
 * The survey.json of a draft that --force replaces. What a person filled in stays: the document is the codebook of the new draft.
 *
 * @returns null where none is there, or nothing stands in it
 * @throws InputFault if it cannot be read: what may be a person's work is not thrown away for a comma
 */
export async function readKeptSurvey(into: string): Promise<FoundSurvey | null> {
  const file = join(into, SURVEY_FILE);
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (!isThere) return null;
  const document = await readJsonObject(file, file, `; put it right, ${AFRESH}`);
  return Object.keys(document).length === 0 ? null : { kind: 'survey', file, document };
}

/** Names of columns as survey.json may write them: one, several or none. */
const namesOf = (value: unknown): unknown[] => (value === null || value === undefined ? [] : [value].flat());

/** What a design says of each role. */
function rolesIn(design: Readonly<Record<string, unknown>>): Record<keyof Roles, unknown[]> {
  const weights = Array.isArray(design['weights']) ? (design['weights'] as unknown[]) : [];
  return {
    weight: weights.map((weight) => (weight as { column?: unknown } | null)?.column),
    strata: namesOf(design['strata']),
    clusters: namesOf(design['clusters']),
    fpc: namesOf(design['fpc']),
    wave: namesOf(design['wave']),
    audience: namesOf(design['audience']),
  };
}

const NO_ROLES: Roles = { weight: [], strata: [], clusters: [], fpc: [], wave: null, audience: null };

/**
 * The options of an import of records whose draft keeps its survey.json: roles that it says already need not be left out of the
 * command, so that the command of the first import can be given again.
 *
 * @throws InputFault for roles that it says otherwise, a document without a design, and a codebook of variables
 */
export function keepingOptions(
  { file, document }: FoundSurvey,
  named: FoundCodebook | null,
  options: ImportOptions,
): ImportOptions {
  if (named !== null && named.kind !== 'survey')
    refuse(
      file,
      `is filled in already, and a draft made with ${options.codebook ?? named.codebook.file} would replace it: say --codebook ${file} to keep it, or ${AFRESH}`,
    );
  const { design } = document;
  if (typeof design !== 'object' || design === null)
    refuse(file, `has no design, so it describes no records, and --force keeps what stands in it: ${AFRESH}`);
  const said = rolesIn(design as Readonly<Record<string, unknown>>);
  const faults = (['weight', 'strata', 'clusters', 'fpc', 'wave', 'audience'] as const).flatMap((role) => {
    const given = namesOf(options.roles[role]);
    if (given.length === 0 || JSON.stringify(given) === JSON.stringify(said[role])) return [];
    const message = `is kept, and says otherwise than --${role} ${given.join(',')}: change it there, or remove the file to have a new one made`;
    return [{ file, row: null, column: 'design', message }];
  });
  if (faults.length > 0) throw new InputFault(faults);
  return { ...options, roles: NO_ROLES };
}

/** What is said of a survey.json that was kept. */
export const keptNote = (file: string): string =>
  `${file} is the codebook, so that what was filled in stays: remove it to have a new one made`;
