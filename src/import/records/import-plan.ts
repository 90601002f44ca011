import { checkRoles, draftDesign, type Roles } from './design.ts';
import { draftSurvey } from './draft-survey.ts';
import { InputFault, refuse } from '../../errors/input-fault.ts';
import type { ImportOptions, LeftOutVariable } from './options.ts';
import type { Profile } from './profile.ts';
import { draftQuestions, type DraftQuestion, type DraftSurvey } from './questions.ts';
import { shellWord } from '../../errors/shell-word.ts';
import type { SeveralAnswers } from './several/several-answers.ts';
import { saysWhether, type WhoWasAsked } from './several/who-was-asked.ts';
import { sortVariables, type ReadRecords, type SortedVariables } from './sort-variables.ts';
import type { Source } from './source.ts';

/** What is written: the columns, and the document that describes them. */
export interface Plan {
  readonly columns: readonly string[];
  /** Those of them that are made of others, or are written otherwise than in the file, in SQL. */
  readonly derived: ReadonlyMap<string, string>;
  readonly survey: object;
  /** How many there are. */
  readonly questions: number;
  readonly weights: readonly string[];
  readonly wave: string | null;
  readonly leftOut: readonly LeftOutVariable[];
  readonly notes: readonly string[];
  /** The questions with several answers, as they were found. */
  readonly several: readonly SeveralAnswers[];
  /** Columns whose codes are texts, whatever they look like. */
  readonly asText: ReadonlySet<string>;
}

/** The same, of a draft that is made of nothing but the file. */
interface DraftPlan extends Plan {
  readonly survey: DraftSurvey;
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

function proposalNotes(proposed: SortedVariables['proposed']): string[] {
  return [...proposed].map(([name, role]) => {
    const what = { weight: 'a weight', strata: 'strata', clusters: 'clusters' }[role];
    return `${name} looks like ${what} by its name, and is no question: --${role} ${shellWord(name)} makes use of it, --keep ${shellWord(name)} makes it a question`;
  });
}

/** Who was asked a question with several answers of which the records do not say it. */
export type AskedOf = (question: SeveralAnswers) => WhoWasAsked;

/**
 * What is written where the draft is made of what is known of the variables.
 *
 * @param asked left out: as the options say it of all questions
 * @throws InputFault
 */
export async function planDraft(
  read: ReadRecords,
  options: ImportOptions,
  asked: AskedOf = () => options.asked ?? 'everyone',
): Promise<DraftPlan> {
  const { source, profiles } = read;
  const roles = rolesOf(source, options);
  checkRoles(roles, source, profiles);
  checkKinds(source, profiles);
  const numbers = new Set([...roles.weight, ...roles.clusters, ...roles.fpc]);
  const inDesign = new Set([...numbers, ...roles.strata, roles.wave ?? [], roles.audience ?? []].flat());
  const sorted = await sortVariables(read, { ...options, roles }, inDesign, numbers);
  const { answers, candidates, several, leftOut, keptAlone, proposed } = sorted;
  const drafted = draftDesign(roles, source, answers);
  const order = source.variables.map(({ name }) => name);
  const questions = draftQuestions({
    order,
    candidates,
    several,
    audiences: drafted.audiences.map(({ id }) => id),
    asked,
  });
  if (questions.length === 0)
    refuse(
      source.file,
      `no column became a question: ${leftOut.map(({ variable, why }) => `${variable}: ${why}`).join('; ')}; if these are published figures, say --toplines`,
    );
  const served = new Set([
    ...inDesign,
    ...keptAlone,
    ...proposed.keys(),
    ...candidates.map(({ variable }) => variable.name),
  ]);
  const flags = flagsOf(asked, sorted, served);
  return {
    columns: columnsInOrder(order, new Set([...served, ...flags]), several),
    derived: new Map([
      ...several.flatMap((question) =>
        question.items.map(({ column, sql }) => [column, sql(asked(question))] as const),
      ),
      ...candidates.flatMap(({ variable, sql }) => (sql === null ? [] : [[variable.name, sql] as const])),
      ...flags.map((name) => [name, saysWhether(name)] as const),
    ]),
    survey: draftSurvey(source, drafted, questions),
    questions: questions.length,
    weights: roles.weight,
    wave: roles.wave,
    leftOut,
    notes: [
      ...sorted.notes,
      ...several.map((question) => question.note(asked(question))),
      ...flags.map(
        (name) =>
          `${name}: only whether there is a value is kept, as --asked needs no more of what is left out`,
      ),
      ...keptAlone.map(
        (name) => `${name} is kept in responses.parquet, but has too many values to be a question`,
      ),
      ...(roles.weight.length > 0 && options.roles.weight.length === 0
        ? [`weight: ${roles.weight.join()}, as the file says`]
        : []),
      ...proposalNotes(proposed),
      ...oneValueNotes(questions),
    ],
    several,
    asText: new Set(),
  };
}

/** The column that says who was asked, where it is left out for what it holds: all that is kept of it is whether it holds anything. */
function flagsOf(asked: AskedOf, { several }: SortedVariables, served: ReadonlySet<string>): string[] {
  const flags = several.flatMap((question) => {
    const who = question.said === null ? asked(question) : 'everyone';
    return typeof who === 'object' && !served.has(who.column) ? [who.column] : [];
  });
  return [...new Set(flags)];
}

/** Columns as they are written: those of a question with several answers stand where its first variable does. */
function columnsInOrder(
  order: readonly string[],
  kept: ReadonlySet<string>,
  several: readonly SeveralAnswers[],
): string[] {
  const done = new Set<SeveralAnswers>();
  return order.flatMap((name) => {
    const question = several.find(({ variables }) => variables.includes(name));
    const own = kept.has(name) && !question?.items.some(({ column }) => column === name) ? [name] : [];
    if (question === undefined || done.has(question)) return own;
    done.add(question);
    return [...own, ...question.items.map(({ column }) => column)];
  });
}

/** A question to which all give one answer is mostly one of which not all was read rightly. */
function oneValueNotes(questions: readonly DraftQuestion[]): string[] {
  return questions.flatMap(({ id, options, type, variable }) =>
    variable !== undefined && type !== 'numeric' && options?.length === 1
      ? [`all answers to ${id} are one and the same: it may be a part of a question with several answers`]
      : [],
  );
}
