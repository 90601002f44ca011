import type { WorkDatabase } from '../../engine/work-database.ts';
import { sortAnswers, type Answers } from './answers.ts';
import { orderAnswers } from './answer-order.ts';
import type { ImportOptions, LeftOutVariable } from './options.ts';
import { OTHER_TEXTS } from './open-texts.ts';
import { personalByForm, personalByName } from './personal.ts';
import type { Profile } from './profile.ts';
import { proposedRole, type ProposedRole } from '../../schemas/proposed-role.ts';
import { shellWord } from '../../errors/shell-word.ts';
import { sampleValues } from './samples-of-values.ts';
import { sentinelsIn } from './sentinels.ts';
import { findSeveral } from './several/find-several.ts';
import type { SeveralAnswers } from './several/several-answers.ts';
import { shapeVariable, type Candidate, type LeftOut } from './shape.ts';
import type { Source } from './source.ts';

/** The records as they were read. */
export interface ReadRecords {
  readonly database: WorkDatabase;
  readonly source: Source;
  readonly profiles: ReadonlyMap<string, Profile>;
  readonly records: number;
}

/** What the variables of a file are. */
export interface SortedVariables {
  readonly answers: ReadonlyMap<string, Answers>;
  readonly candidates: readonly Candidate[];
  readonly several: readonly SeveralAnswers[];
  readonly leftOut: readonly LeftOutVariable[];
  /** Variables that are kept without a question. */
  readonly keptAlone: readonly string[];
  /** Variables that may have a part in the design, which nobody gave them. */
  readonly proposed: ReadonlyMap<string, ProposedRole>;
  readonly notes: readonly string[];
}

/** What the names and the values of columns say of persons, of those that nobody keeps. */
async function personalVariables(
  { database, source, profiles }: ReadRecords,
  isOpen: (name: string) => boolean,
): Promise<Map<string, LeftOut>> {
  const found = new Map<string, LeftOut>();
  for (const variable of source.variables) {
    const profile = profiles.get(variable.name);
    if (!profile || !isOpen(variable.name) || profile.storage === 'empty') continue;
    // What a codebook lists is no detail of a person.
    const isListed = variable.values.length > 0;
    const told = isListed
      ? null
      : (personalByName(variable, profile) ??
        personalByForm(variable, profile, await sampleValues(database, profile)));
    if (told !== null) found.set(variable.name, told);
  }
  return found;
}

/** Sorts the variables of a file into questions, parts of the design, and what is left out. */
export async function sortVariables(
  read: ReadRecords,
  options: ImportOptions,
  /** Variables that have a role. */
  inDesign: ReadonlySet<string>,
  /** Those of them that place or weight respondents, and are no questions. */
  noQuestions: ReadonlySet<string>,
): Promise<SortedVariables> {
  const { database, profiles, records } = read;
  const isKnown = (name: string): boolean => options.known?.has(name) ?? false;
  const isKept = (name: string): boolean => options.keep.includes(name);
  const isOpen = (name: string): boolean => !inDesign.has(name) && !isKept(name) && !isKnown(name);
  const notes: string[] = [...read.source.notes];
  const proposed = new Map<string, ProposedRole>();
  for (const { name, values, group } of read.source.variables) {
    const storage = profiles.get(name)?.storage;
    if (!isOpen(name) || storage === undefined || storage === 'empty' || values.length > 0 || group !== null)
      continue;
    const role = proposedRole(name, storage !== 'text');
    if (role !== null) proposed.set(name, role);
  }
  const personal = await personalVariables(read, (name) => isOpen(name) && !proposed.has(name));
  const variables = [];
  for (const variable of read.source.variables) {
    const profile = profiles.get(variable.name);
    const mayHoldSentinels = isOpen(variable.name) || isKnown(variable.name);
    const codes = profile && mayHoldSentinels ? await sentinelsIn(database, variable, profile) : [];
    variables.push(codes.length === 0 ? variable : { ...variable, missing: [...codes] });
    if (codes.length > 0 && !personal.has(variable.name))
      notes.push(
        `${variable.name}: ${codes.join(', ')} among numbers that are not negative: taken for no answer, as missing in survey.json says`,
      );
  }
  const source: Source = { ...read.source, variables };
  const search = {
    database,
    source,
    profiles,
    records,
    separator: options.separator ?? null,
  };
  const found = await findSeveral(
    search,
    (name) => isOpen(name) && !proposed.has(name) && !personal.has(name),
  );
  const inSeveral = new Set(found.questions.flatMap((question) => question.variables));
  const repeated = new Map(found.duplicates.map(({ variable, why }) => [variable, why]));
  const answers = new Map<string, Answers>();
  const candidates: Candidate[] = [];
  const leftOut: LeftOutVariable[] = found.questions.flatMap((question) => question.leftOut);
  const keptAlone: string[] = [];
  for (const variable of source.variables) {
    const { name } = variable;
    const profile = profiles.get(name);
    if (!profile || noQuestions.has(name) || inSeveral.has(name)) continue;
    const why = repeated.get(name);
    if (why !== undefined) leftOut.push({ variable: name, reason: 'duplicate', why });
    if (why !== undefined || proposed.has(name)) continue;
    const sorted = await sortAnswers(database, source.file, variable, profile);
    answers.set(name, sorted);
    if (name === options.roles.wave || name === options.roles.audience) continue;
    // Of texts it is known which are answers: others stay words of respondents.
    const isWhole = isKept(name) || (isKnown(name) && profile.storage !== 'text');
    const shape = shapeVariable(variable, profile, sorted, isWhole, personal.get(name) ?? null);
    // A stratum without labels is no answer to anything.
    if (inDesign.has(name) && ('leftOut' in shape || shape.labels !== 'codebook')) continue;
    if (!('leftOut' in shape) && shape.sql !== null)
      notes.push(
        `${name}: texts that few gave are one answer, "${OTHER_TEXTS}"; --keep ${shellWord(name)} keeps each`,
      );
    if (!('leftOut' in shape)) candidates.push(shape);
    else if (isKept(name) && shape.leftOut !== 'empty') keptAlone.push(name);
    else leftOut.push({ variable: name, reason: shape.leftOut, why: shape.why });
  }
  const order = new Map(source.variables.map(({ name }, i) => [name, i]));
  return {
    answers,
    candidates: await orderAnswers(database, candidates),
    several: found.questions,
    leftOut: leftOut.toSorted((a, b) => (order.get(a.variable) ?? 0) - (order.get(b.variable) ?? 0)),
    keptAlone,
    proposed,
    notes: [...notes, ...found.notes],
  };
}
