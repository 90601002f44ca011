import type { Code } from '../../engine/engine.ts';
import { identifier, literal } from '../../engine/quote.ts';
import type { WorkDatabase } from '../../engine/work-database.ts';
import { isCommaNumber, isPlainNumber } from './number-forms.ts';
import { numbersAmongTexts, type NumbersAmongTexts } from './numbers-among-texts.ts';
import { profileSource, type Profile } from './profile.ts';
import type { Source } from './source.ts';
import { writtenAlike } from './written-alike.ts';
import { MARKS, NEVER_ANSWERS } from './value-marks.ts';

/** More texts than this are no answers that a person compares. */
const MOST_ANSWERS = 100;

/** What is done to the values of one column. */
interface Change {
  readonly marks: readonly string[];
  readonly comma: boolean;
  /** Each text that is written otherwise, and how. */
  readonly alike: readonly (readonly [string, string])[];
}

const NO_CHANGE: Change = { marks: [], comma: false, alike: [] };

interface Alike {
  readonly groups: readonly (readonly string[])[];
  readonly changes: readonly (readonly [string, string])[];
}

/** Texts that differ in blanks, case and apostrophes only; the one that comes most often stands for all. */
function alikeIn({ values, storage }: Profile): Alike {
  if (values === null || storage !== 'text' || values.length > MOST_ANSWERS)
    return { groups: [], changes: [] };
  const groups = new Map<string, { code: Code; n: number }[]>();
  for (const one of values) {
    const key = writtenAlike(String(one.code));
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const several = [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => group.toSorted((a, b) => b.n - a.n).map(({ code }) => String(code)));
  return {
    groups: several,
    changes: several.flatMap(([first = '', ...rest]) => rest.map((one) => [one, first] as const)),
  };
}

/** What is done to a column, by its values; `many` is what was found in it where they are too many to be listed. */
function changeOf(
  { values, storage }: Profile,
  decimalComma: boolean,
  isCode: ReadonlySet<string>,
  many: NumbersAmongTexts | undefined,
): Change {
  if (storage !== 'text') return NO_CHANGE;
  if (values === null) return { ...NO_CHANGE, ...many };
  const texts = values.map(({ code }) => String(code)).filter((text) => !isCode.has(text));
  const marks = texts.filter((text) => MARKS.includes(text));
  const rest = texts.filter((text) => !MARKS.includes(text));
  const isPlain = rest.length > 0 && rest.every((text) => isPlainNumber(text));
  const isComma =
    decimalComma &&
    !isPlain &&
    rest.some((text) => text.includes(',')) &&
    rest.every((text) => isCommaNumber(text));
  if (isPlain || isComma) return { marks, comma: isComma, alike: [] };
  return { ...NO_CHANGE, marks: marks.filter((mark) => NEVER_ANSWERS.has(mark)) };
}

/** Few of these among numbers are most likely marks for no value that nobody declared. */
const MOST_ODD = 3;
const FEWEST_NUMBERS = 10;

/** The few texts in a column that otherwise holds many different numbers; null where it does not. */
function oddAmongNumbers(
  { values, storage }: Profile,
  isCode: ReadonlySet<string>,
  marks: readonly string[],
): readonly string[] | null {
  if (storage !== 'text' || values === null || isCode.size > 0) return null;
  const texts = values.map(({ code }) => String(code)).filter((text) => !marks.includes(text));
  const odd = texts.filter((text) => !isPlainNumber(text) && !isCommaNumber(text));
  // "10 - Extremely likely" is the end of a scale.
  const isScale = odd.some((text) => /^\d/.test(text));
  const few = odd.length > 0 && odd.length <= MOST_ODD && texts.length - odd.length >= FEWEST_NUMBERS;
  return few && !isScale ? odd : null;
}

function changed(name: string, { marks, comma, alike }: Change): string {
  const column = identifier(name);
  if (marks.length === 0 && !comma && alike.length === 0) return column;
  const whole =
    alike.length === 0
      ? column
      : `CASE ${column} ${alike.map(([from, to]) => `WHEN ${literal(from)} THEN ${literal(to)}`).join(' ')} ELSE ${column} END`;
  const kept =
    marks.length === 0
      ? whole
      : `CASE WHEN ${whole} NOT IN (${marks.map(literal).join(', ')}) THEN ${whole} END`;
  return `${comma ? `replace(${kept}, ',', '.')` : kept} AS ${column}`;
}

const isEmptyRow = ({ variables }: Source): string =>
  `(coalesce(${variables.map(({ name }) => `CAST(${identifier(name)} AS VARCHAR)`).join(', ')}, NULL) IS NULL)`;

/**
 * How many rows hold no value and are no records: those in a table of which a column tells all other rows apart, and those that
 * stand below all others. Elsewhere a respondent may have ticked nothing, and the row counts.
 */
async function emptyRows(
  database: WorkDatabase,
  source: Source,
  { records, profiles }: Pick<Refined, 'records' | 'profiles'>,
): Promise<{ readonly n: number; readonly isNoRecord: boolean }> {
  const all = [...profiles.values()];
  const most = Math.max(...all.map(({ present }) => present));
  if (most === records) return { n: 0, isNoRecord: false };
  const [row] = await database.rows(
    `SELECT count(*) FILTER (${isEmptyRow(source)})::DOUBLE AS n,
       (count(*) - max(place) FILTER (NOT ${isEmptyRow(source)}))::DOUBLE AS below
     FROM (SELECT row_number() OVER () AS place, * FROM source)`,
    'looking for rows of nothing',
  );
  const [n, below] = [Number(row?.['n'] ?? 0), Number(row?.['below'] ?? 0)];
  const isTold = all.some(({ present, allDistinct }) => allDistinct && present === records - n);
  return { n, isNoRecord: isTold || (n === below && most === records - n) };
}

interface Refined {
  readonly records: number;
  readonly profiles: ReadonlyMap<string, Profile>;
  readonly notes: readonly string[];
}

const listed = (texts: readonly string[]): string => texts.map((text) => JSON.stringify(text)).join(', ');

/**
 * Reads columns of text again as what they are but for the way they are written: numbers among marks of programs for no value,
 * numbers with a decimal comma; and on request answers that are written differently as one.
 *
 * @param mergeAlike whether answers that differ in blanks, case and apostrophes only are taken together
 */
export async function refineSource(
  database: WorkDatabase,
  source: Source,
  read: { readonly records: number; readonly profiles: ReadonlyMap<string, Profile> },
  mergeAlike: boolean,
): Promise<Refined> {
  const notes: string[] = [];
  const changes = new Map<string, Change>();
  const ofMany = [...read.profiles.values()].filter(
    ({ storage, values, odd }) =>
      storage === 'text' && values === null && (odd.length > 0 || source.decimalComma),
  );
  const many = await numbersAmongTexts(
    database,
    ofMany.map(({ name }) => name),
    source.decimalComma,
  );
  for (const variable of source.variables) {
    const profile = read.profiles.get(variable.name);
    if (!profile) continue;
    const isCode = new Set([
      ...variable.values.map(({ code }) => String(code)),
      ...variable.missing.map(String),
    ]);
    const change = changeOf(profile, source.decimalComma, isCode, many.get(variable.name));
    const { groups, changes: alike } = alikeIn(profile);
    const own = alike.filter(([from, to]) => !isCode.has(from) && !isCode.has(to));
    if (groups.length > 0 && own.length > 0) {
      const said = `${variable.name}: ${groups.slice(0, 3).map(listed).join('; ')}${groups.length > 3 ? ' …' : ''}`;
      notes.push(
        mergeAlike
          ? `answers that are written differently are taken together in ${said}`
          : `answers differ in blanks, upper and lower case or apostrophes only in ${said}: --merge-alike takes them together`,
      );
    }
    const whole = mergeAlike ? { ...change, alike: own } : change;
    if (whole.marks.length > 0) {
      const n = profile.values
        ?.filter(({ code }) => whole.marks.includes(String(code)))
        .reduce((sum, one) => sum + one.n, 0);
      notes.push(
        `${variable.name}: ${listed(whole.marks)} ${n === undefined ? '' : `in ${n} records `}${whole.marks.length === 1 ? 'stands' : 'stand'} for no value, as programs write it; --missing names further texts`,
      );
    }
    const odd = oddAmongNumbers(profile, isCode, whole.marks);
    if (odd !== null && !whole.comma)
      notes.push(
        `${variable.name}: most answers are numbers, and ${listed(odd)} among them ${odd.length === 1 ? 'is' : 'are'} not, so that they are answers in words: --missing takes such a text for no value`,
      );
    if (whole.comma) notes.push(`${variable.name}: numbers with a decimal comma`);
    if (whole.marks.length > 0 || whole.comma || whole.alike.length > 0) changes.set(variable.name, whole);
  }
  const found = source.mayHaveEmptyRows
    ? await emptyRows(database, source, read)
    : { n: 0, isNoRecord: false };
  const empty = found.isNoRecord ? found.n : 0;
  if (found.n > 0)
    notes.push(
      `${found.n} ${found.n === 1 ? 'row' : 'rows'} without any value: ${found.isNoRecord ? 'no record' : 'counted as respondents who answered nothing; take them out of the file if they are none'}`,
    );
  if (changes.size === 0 && empty === 0) return { ...read, notes };
  const [kind] = await database.rows(
    `SELECT table_type FROM information_schema.tables WHERE table_name = 'source'`,
  );
  const what = kind?.['table_type'] === 'VIEW' ? 'VIEW' : 'TABLE';
  await database.run(`ALTER ${what} source RENAME TO source_as_read`);
  await database.run(
    `CREATE VIEW source AS SELECT ${source.variables.map(({ name }) => changed(name, changes.get(name) ?? NO_CHANGE)).join(', ')} FROM source_as_read${empty > 0 ? ` WHERE NOT ${isEmptyRow(source)}` : ''}`,
  );
  const records = read.records - empty;
  if (changes.size === 0) return { ...read, records, notes };
  const again = await profileSource(database, source.file, new Set(changes.keys()));
  return { records, profiles: new Map([...read.profiles, ...again.profiles]), notes };
}
