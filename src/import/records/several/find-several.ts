import type { WorkDatabase } from '../../../engine/work-database.ts';
import { sortAnswers } from '../answers.ts';
import { findFamilies, type VariableFamily } from '../families.ts';
import type { Profile } from '../profile.ts';
import type { Source, SourceVariable } from '../source.ts';
import { countedSet } from './counted-set.ts';
import { mentionsQuestion, type Mentions } from './mentions.ts';
import { oneColumnAll, separatorInWords } from './one-column-all.ts';
import { oneColumnEach } from './one-column-each.ts';
import type { SeveralAnswers } from './several-answers.ts';
import { splitCell } from './split-cells.ts';
import { areMentions, ordinalRuns } from './tell-mentions.ts';

interface Search {
  readonly database: WorkDatabase;
  readonly source: Source;
  readonly profiles: ReadonlyMap<string, Profile>;
  readonly records: number;
  readonly separator: string | null;
}

/** A column that says once more what others say, and why it is left out. */
interface Duplicate {
  readonly variable: string;
  readonly why: string;
}

export interface FoundSeveral {
  readonly questions: readonly SeveralAnswers[];
  readonly duplicates: readonly Duplicate[];
  readonly notes: readonly string[];
}

/** The columns of a draft have names of their own. */
class Taken {
  readonly names: Set<string>;

  constructor(source: Source) {
    this.names = new Set(source.variables.map(({ name }) => name));
  }

  add(question: SeveralAnswers): SeveralAnswers {
    for (const { column } of question.items) this.names.add(column);
    return question;
  }
}

async function fromMentions(
  { database, source, profiles }: Search,
  mentions: Mentions,
  taken: Taken,
): Promise<SeveralAnswers | null> {
  const named = mentions.variables.flatMap((name) => source.variables.find((one) => one.name === name) ?? []);
  const found = named.flatMap((variable) => {
    const profile = profiles.get(variable.name);
    return profile && profile.storage !== 'empty' ? [{ variable, profile }] : [];
  });
  const first = found[0];
  // Codes of numbers and texts are no codes of one list.
  if (
    !first ||
    found.some(({ profile }) => (profile.storage === 'text') !== (first.profile.storage === 'text'))
  )
    return null;
  const answers = await Promise.all(
    found.map(({ variable, profile }) => sortAnswers(database, source.file, variable, profile)),
  );
  if (answers.some(({ labelled, unlabelled }) => labelled.length === 0 && unlabelled === null)) return null;
  const filled = { ...mentions, variables: found.map(({ variable }) => variable.name) };
  const all = found.map(({ profile }) => profile);
  const question = mentionsQuestion(filled, answers, all, taken.names);
  return question && { ...question, variables: mentions.variables };
}

/** The sets that the file itself declares. */
async function fromSets(
  search: Search,
  isFree: (name: string) => boolean,
  taken: Taken,
): Promise<SeveralAnswers[]> {
  const { source, profiles, records } = search;
  const found: SeveralAnswers[] = [];
  const used = new Set<string>();
  for (const set of source.sets) {
    const members = set.variables.flatMap(
      (name) => source.variables.find((one) => one.name === name && isFree(name) && !used.has(name)) ?? [],
    );
    if (members.length === 0) continue;
    const variables = members.map(({ name }) => name);
    const question =
      set.type === 'multiple dichotomy'
        ? countedSet({ ...set, variables }, members, profiles, records)
        : await fromMentions(
            search,
            { name: set.name.replace(/^\$/, ''), text: set.label === '' ? null : set.label, variables },
            taken,
          );
    if (question === null) continue;
    for (const name of variables) used.add(name);
    found.push(taken.add(question));
  }
  return found;
}

async function fromFamily(
  search: Search,
  family: VariableFamily,
  taken: Taken,
): Promise<SeveralAnswers | null> {
  const each = oneColumnEach(family, search.profiles, search.records);
  return each ? taken.add(each) : fromNumbered(search, family, taken);
}

async function fromNumbered(
  search: Search,
  family: VariableFamily,
  taken: Taken,
): Promise<SeveralAnswers | null> {
  if (!(await areMentions(search.database, family, search.profiles))) return null;
  const variables = family.members.map(({ variable }) => variable.name);
  const { stem, text } = family;
  const question = await fromMentions(search, { name: stem, text, variables }, taken);
  return question && taken.add(question);
}

/** Columns that hold in one cell what the columns of a question hold apart, as Kobo writes both. */
function repeats(
  question: SeveralAnswers,
  variables: readonly SourceVariable[],
  profiles: ReadonlyMap<string, Profile>,
): Duplicate[] {
  const ends = new Set(
    question.variables.map((name) => name.slice(question.name.length).replaceAll(/^[/_[.\s]+|\]$/g, '')),
  );
  const whole = variables.find(({ name }) => name === question.name);
  const values = whole && profiles.get(whole.name)?.values;
  if (!whole || !values || values.length === 0) return [];
  const isRepeated = values.every(({ code }) =>
    splitCell(String(code), ' ', []).every((piece) => ends.has(piece)),
  );
  return isRepeated
    ? [
        {
          variable: whole.name,
          why: `it repeats what ${question.variables[0] ?? ''} and its neighbours say apart`,
        },
      ]
    : [];
}

/**
 * Finds the questions with several answers, in every form that they have in files: sets that the file declares, a column an
 * answer, a column a mention, all answers in a cell.
 *
 * @param isFree whether a variable may be part of one: it has no other role, and is not kept as it is
 */
export async function findSeveral(search: Search, isFree: (name: string) => boolean): Promise<FoundSeveral> {
  const { database, source, profiles, separator } = search;
  const taken = new Taken(source);
  const questions: SeveralAnswers[] = [];
  const duplicates: Duplicate[] = [];
  const used = new Set<string>();
  const free = (): SourceVariable[] => source.variables.filter(({ name }) => isFree(name) && !used.has(name));
  const take = (question: SeveralAnswers): void => {
    questions.push(question);
    for (const name of question.variables) used.add(name);
    for (const one of repeats(question, free(), profiles)) {
      duplicates.push(one);
      used.add(one.variable);
    }
  };
  for (const question of await fromSets(search, isFree, taken)) take(question);
  for (const family of ordinalRuns(free())) {
    const question = await fromNumbered(search, family, taken);
    if (question !== null) take(question);
  }
  for (const family of findFamilies(free())) {
    const question = await fromFamily(search, family, taken);
    if (question !== null) take(question);
  }
  const notes: string[] = [];
  for (const variable of free()) {
    const profile = profiles.get(variable.name);
    if (!profile) continue;
    const question = await oneColumnAll(database, variable, profile, separator, taken.names);
    if (question === 'undivided')
      notes.push(
        `${variable.name} holds ${separatorInWords(separator ?? '')}, but not between answers that come again or that a codebook lists: its cells are not divided`,
      );
    else if (question) questions.push(taken.add(question));
  }
  return { questions, duplicates, notes };
}
