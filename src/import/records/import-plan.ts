import { sortAnswers, type Answers } from './answers.ts';
import type { FoundCodebook } from '../codebook/read-codebook.ts';
import { surveyColumns } from '../codebook/survey.ts';
import type { WorkDatabase } from '../../engine/work-database.ts';
import { checkRoles, draftDesign, type Roles } from './design.ts';
import { draftSurvey } from './draft-survey.ts';
import { InputFault, refuse } from '../../errors/input-fault.ts';
import type { ImportOptions, LeftOutVariable } from './options.ts';
import type { Profile } from './profile.ts';
import { draftQuestions } from './questions.ts';
import { shapeVariable, type Candidate } from './shape.ts';
import type { Source } from './source.ts';

/** What is written: the columns, and the document that describes them. */
export interface Plan {
  readonly columns: readonly string[];
  readonly survey: object;
  /** How many there are. */
  readonly questions: number;
  readonly weights: readonly string[];
  readonly wave: string | null;
  readonly leftOut: readonly LeftOutVariable[];
  readonly notes: readonly string[];
  /** Columns whose codes are texts, whatever they look like. */
  readonly asText: ReadonlySet<string>;
}

/** A codebook that says number, where the records hold text. @throws InputFault */
function checkKinds(source: Source, profiles: ReadonlyMap<string, Profile>): void {
  const faults = source.variables.flatMap(({ name, kind }) => {
    const profile = profiles.get(name);
    if (kind !== 'numeric' || profile?.storage !== 'text') return [];
    const odd = profile.odd.map(({ code, n }) => `"${code}" (${n} records)`).join(', ');
    const message = `the codebook says numeric, but the records hold ${odd === '' ? 'text' : odd}: name what stands for no value with --missing, or correct the codebook`;
    return [{ file: source.file, row: null, column: name, message }];
  });
  if (faults.length > 0) throw new InputFault(faults);
}

function rolesOf(source: Source, { roles }: ImportOptions): Roles {
  return roles.weight.length === 0 && source.weight !== null ? { ...roles, weight: [source.weight] } : roles;
}

/** What is written where the draft is made of what is known of the variables. @throws InputFault */
export async function planDraft(
  database: WorkDatabase,
  source: Source,
  profiles: ReadonlyMap<string, Profile>,
  options: ImportOptions,
): Promise<Plan> {
  const roles = rolesOf(source, options);
  checkRoles(roles, source, profiles);
  checkKinds(source, profiles);
  const numbers = new Set([...roles.weight, ...roles.clusters, ...roles.fpc]);
  const inDesign = new Set([...numbers, ...roles.strata, roles.wave ?? [], roles.audience ?? []].flat());
  const answers = new Map<string, Answers>();
  const candidates: Candidate[] = [];
  const leftOut: LeftOutVariable[] = [];
  const keptAlone: string[] = [];
  for (const variable of source.variables) {
    const { name } = variable;
    const profile = profiles.get(name);
    if (!profile || numbers.has(name)) continue;
    const sorted = await sortAnswers(database, source.file, variable, profile);
    answers.set(name, sorted);
    if (name === roles.wave || name === roles.audience) continue;
    const shape = shapeVariable(variable, profile, sorted, options.keep.includes(name));
    // A stratum without labels is no answer to anything.
    if (inDesign.has(name) && ('leftOut' in shape || shape.labels !== 'codebook')) continue;
    if (!('leftOut' in shape)) candidates.push(shape);
    else if (options.keep.includes(name) && shape.leftOut !== 'empty') keptAlone.push(name);
    else leftOut.push({ variable: name, reason: shape.leftOut, why: shape.why });
  }
  const drafted = draftDesign(roles, source, answers);
  const questions = draftQuestions(
    candidates,
    source.sets,
    profiles,
    drafted.audiences.map(({ id }) => id),
  );
  if (questions.length === 0)
    refuse(
      source.file,
      `no column became a question: ${leftOut.map(({ variable, why }) => `${variable}: ${why}`).join('; ')}; if these are published figures, say --toplines`,
    );
  const kept = new Set([...inDesign, ...keptAlone, ...candidates.map(({ variable }) => variable.name)]);
  return {
    columns: source.variables.map(({ name }) => name).filter((name) => kept.has(name)),
    survey: draftSurvey(source, drafted, questions),
    questions: questions.length,
    weights: roles.weight,
    wave: roles.wave,
    leftOut,
    notes: [
      ...keptAlone.map(
        (name) => `${name} is kept in responses.parquet, but has too many values to be a question`,
      ),
      ...(roles.weight.length > 0 && options.roles.weight.length === 0
        ? [`weight: ${roles.weight.join()}, as the file says`]
        : []),
    ],
    asText: new Set(),
  };
}

/** What is written where a survey.json is given: the columns that it names. @throws InputFault */
export function planSurvey(
  given: Extract<FoundCodebook, { kind: 'survey' }>,
  source: Source,
  { roles, keep }: ImportOptions,
): Plan {
  const { columns, weights, wave, asText } = surveyColumns(given, source, roles);
  const kept = new Set([...columns, ...keep]);
  return {
    columns: source.variables.map(({ name }) => name).filter((name) => kept.has(name)),
    survey: given.document,
    questions: Array.isArray(given.document['questions']) ? given.document['questions'].length : 0,
    weights,
    wave,
    asText,
    leftOut: source.variables
      .filter(({ name }) => !kept.has(name))
      .map(({ name }) => ({ variable: name, reason: 'not-named', why: `${given.file} does not name it` })),
    notes: [`${given.file} is the draft, as it is`],
  };
}
