import { identifier } from '../../../engine/quote.ts';
import type { WorkDatabase } from '../../../engine/work-database.ts';
import type { VariableFamily } from '../families.ts';
import type { Profile } from '../profile.ts';
import type { SourceVariable } from '../source.ts';
import { stemOf, withoutOrdinal } from '../stems.ts';
import { codesSql } from '../stored-codes.ts';

/** Fewer respondents with two mentions tell nothing. */
const FEWEST = 5;
/** Chance makes no repeat where this many are to be expected in fewer than one of ten thousand files. */
const ENOUGH_EXPECTED = 10;
/** What is called a first and a second mention may hold a few that are given twice, or a second without a first. */
const SLIPS = 0.05;

/** A column that holds anything. */
interface Filled {
  readonly variable: SourceVariable;
  readonly profile: Profile;
}

/** What the records show of columns, each a number of records. */
interface Pattern {
  /** With a second mention. */
  readonly several: number;
  /** With a mention and none before it. */
  readonly gaps: number;
  /** With the same mention twice. */
  readonly twice: number;
  /** With a first and without a last mention. */
  readonly partial: number;
}

/** A mention in SQL; null for what is declared to be none. */
function mentionSql({ variable, profile }: Filled): string {
  const column = identifier(variable.name);
  return variable.missing.length === 0
    ? column
    : `(CASE WHEN NOT ${codesSql(variable.name, profile.storage, variable.missing)} THEN ${column} END)`;
}

async function patternOf(database: WorkDatabase, filled: readonly Filled[]): Promise<Pattern> {
  const columns = filled.map(mentionSql);
  const pairs = columns.flatMap((a, i) => columns.slice(i + 1).map((b) => `${a} = ${b}`));
  const gaps = columns.slice(1).map((column, i) => `(${column} IS NOT NULL AND ${columns[i] ?? ''} IS NULL)`);
  const [row] = await database.rows(
    `SELECT count(*) FILTER (${columns[1] ?? 'NULL'} IS NOT NULL)::DOUBLE AS several, count(*) FILTER (${gaps.join(' OR ')})::DOUBLE AS gaps,
       count(*) FILTER (${pairs.join(' OR ')})::DOUBLE AS twice,
       count(*) FILTER (${columns[0] ?? 'NULL'} IS NOT NULL AND ${columns.at(-1) ?? 'NULL'} IS NULL)::DOUBLE AS partial FROM source`,
    'looking for mentions',
  );
  return row as unknown as Pattern;
}

/** Whether columns hold codes or texts of one list, by which alone mentions may be told. */
function haveOneList(filled: readonly Profile[]): boolean {
  if (filled.length < 2 || filled.some(({ values, storage }) => values === null || storage === 'decimal'))
    return false;
  const [first, ...rest] = filled;
  const known = new Set(first?.values?.map(({ code }) => code));
  const decreases = rest.every((profile, i) => profile.present <= (filled[i]?.present ?? 0));
  // What is mentioned later was hardly ever mentioned first by nobody.
  const shared = rest.every(({ values }) => {
    const codes = values ?? [];
    return codes.filter(({ code }) => known.has(code)).length * 2 >= codes.length;
  });
  return decreases && shared && known.size > 2;
}

const MENTION = /(?:^|[\s_.-])(?:mention|nennung|menci[oó]n|men[cç][aã]o)$/i;

/** Whether names or labels say "first", "second" … of one and the same. */
function sayMentions({ members }: VariableFamily): boolean {
  const same = (texts: readonly (string | null)[]): boolean => {
    const [first, ...rest] = texts.map((text) => (text === null ? null : withoutOrdinal(text)));
    return first !== null && first !== undefined && rest.every((one) => one === first);
  };
  const names = members.map(({ variable }) => variable.name);
  const areNumbers = names.every((name) => MENTION.test(name.replace(/[\s_.-]*\d+$/, '')));
  return areNumbers || same(names) || same(members.map(({ variable }) => variable.label));
}

/** Whether nothing but a number tells the columns apart, so that they are no items of a battery. */
function areNumbered({ members }: VariableFamily): boolean {
  const labels = new Set(
    members.map(({ variable, label }) => (label ?? variable.label ?? '').replaceAll(/\d+/g, '#')),
  );
  return labels.size === 1;
}

/**
 * How many records are to be expected with the same answer twice, if columns had nothing to do with each other:
 * Σ over pairs of columns Σ over answers n_a(answer) · n_b(answer) / records.
 */
function expectedTwice(filled: readonly Profile[]): number {
  const counts = filled.map(
    ({ values, present }) => new Map(values?.map(({ code, n }) => [code, n / Math.max(1, present)])),
  );
  const records = Math.min(...filled.map(({ present }) => present));
  let expected = 0;
  counts.forEach((a, i) => {
    for (const b of counts.slice(i + 1))
      for (const [code, share] of a) expected += share * (b.get(code) ?? 0) * records;
  });
  return expected;
}

/**
 * Whether columns are a first, second, third mention: of one list, filled from the first to the last, and never twice with the
 * same answer. That tells them where some gave fewer than all; where all are filled by all, as in "your top three", they are told
 * by what they are called, or where answers would come twice in many records if the columns were ratings. As many answers as
 * columns, each given once, are a ranking and no mentions.
 */
export async function areMentions(
  database: WorkDatabase,
  family: VariableFamily,
  profiles: ReadonlyMap<string, Profile>,
): Promise<boolean> {
  const isSaid = sayMentions(family);
  if (!family.isClear && !isSaid) return false;
  const filled = family.members.flatMap(({ variable }) => {
    const profile = profiles.get(variable.name);
    return profile && profile.storage !== 'empty' ? [{ variable, profile }] : [];
  });
  const all = filled.map(({ profile }) => profile);
  if (!haveOneList(all)) return false;
  const { several, gaps, twice, partial } = await patternOf(database, filled);
  if (several < FEWEST) return false;
  const isPartial = partial >= 0.1 * several;
  if (isPartial && gaps === 0 && twice === 0) return true;
  const answers = new Set(all.flatMap(({ values }) => values?.map(({ code }) => code) ?? []));
  if (answers.size <= filled.length) return false;
  if (isSaid) return gaps <= SLIPS * several && twice <= SLIPS * several;
  // Numbers without labels may be ages or amounts, which differ by themselves.
  const isNamed = filled.every(
    ({ variable, profile }) => profile.storage === 'text' || variable.values.length > 0,
  );
  return isNamed && gaps === 0 && twice === 0 && areNumbered(family) && expectedTwice(all) >= ENOUGH_EXPECTED;
}

/** Neighbours whose labels say first, second, third of one and the same, whatever they are called, as `V12`, `V13` and `V14` may. */
export function ordinalRuns(variables: readonly SourceVariable[]): VariableFamily[] {
  const runs: { readonly text: string | null; readonly members: SourceVariable[] }[] = [];
  for (const variable of variables) {
    const text = variable.label === null ? null : withoutOrdinal(variable.label);
    const last = runs.at(-1);
    if (text !== null && last?.text === text) last.members.push(variable);
    else runs.push({ text, members: [variable] });
  }
  return runs
    .filter(({ members }) => members.length > 1)
    .map(({ text, members }) => {
      const stems = new Set(
        members.map(({ name }) => stemOf(name)).map((one) => (one?.clear ? one.stem : null)),
      );
      const [stem] = stems;
      return {
        stem: stems.size === 1 && stem ? stem : (members[0]?.name ?? ''),
        isClear: true,
        text,
        members: members.map((variable) => ({ variable, label: null })),
      };
    });
}
