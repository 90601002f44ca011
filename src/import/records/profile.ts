import type { Code } from '../../engine/engine.ts';
import { identifier } from '../../engine/quote.ts';
import type { WorkDatabase } from '../../engine/work-database.ts';
import { refuse } from '../../errors/input-fault.ts';
import { isPlainNumber, PLAIN_NUMBER } from './number-forms.ts';

/** How often a value occurs. */
export interface ValueCount {
  readonly code: Code;
  readonly n: number;
}

/** What the records hold in one column. */
export interface Profile {
  readonly name: string;
  /** `empty`: there is no value at all. */
  readonly storage: 'integer' | 'decimal' | 'text' | 'empty';
  /** Records that have a value. */
  readonly present: number;
  /** Every value that occurs, in order; null if there are many more than {@link FEW}. */
  readonly values: readonly ValueCount[] | null;
  /** Whether no value occurs twice, and there is more than one. */
  readonly allDistinct: boolean;
  /** Some values that are no numbers, of a column of text that mostly holds numbers. */
  readonly odd: readonly ValueCount[];
  /** The least number; null where there is none, or where not all values are numbers. */
  readonly least: number | null;
}

/** As many values as a question may have options. */
const FEW = 1000;
/** Columns that are looked at in one statement: more at once take more memory, fewer more time. */
const AT_ONCE = 200;

const byCode = (a: ValueCount, b: ValueCount): number =>
  typeof a.code === 'number' && typeof b.code === 'number' ? a.code - b.code : a.code < b.code ? -1 : 1;

function storageOf(numbers: readonly number[]): Profile['storage'] {
  if (numbers.some((value) => !Number.isFinite(value))) return 'text';
  if (!numbers.every(Number.isInteger)) return 'decimal';
  // Larger whole numbers are not told apart by their nearest doubles: they are kept as text.
  return numbers.every(Number.isSafeInteger) ? 'integer' : 'text';
}

/** The profile of a column with few values, from all of them. */
function fromValues(name: string, raw: readonly { value: Code | bigint; n: number }[]): Profile {
  const present = raw.reduce((sum, { n }) => sum + n, 0);
  const common = { name, present, allDistinct: raw.length > 1 && raw.every(({ n }) => n === 1) };
  if (raw.length === 0) return { ...common, storage: 'empty', values: [], odd: [], least: null };
  const odd = raw.flatMap(({ value, n }) =>
    typeof value === 'string' && !isPlainNumber(value) ? [{ code: value, n }] : [],
  );
  const storage = odd.length > 0 ? 'text' : storageOf(raw.map(({ value }) => Number(value)));
  const counts = new Map<Code, number>();
  // 1 and 1.0 are the same number.
  for (const { value, n } of raw) {
    const code = storage === 'text' ? String(value) : Number(value);
    counts.set(code, (counts.get(code) ?? 0) + n);
  }
  return {
    ...common,
    storage,
    values: [...counts].map(([code, n]) => ({ code, n })).toSorted(byCode),
    odd: odd.length < raw.length / 2 ? odd.toSorted((a, b) => b.n - a.n).slice(0, 5) : [],
    least: storage === 'text' ? null : Math.min(...raw.map(({ value }) => Number(value))),
  };
}

interface Column {
  readonly name: string;
  readonly isText: boolean;
}

/** The value of a column as a number, and whether it is written as one, in SQL. */
function asNumber({ name, isText }: Column): { number: string; fits: string } {
  const column = identifier(name);
  return isText
    ? { number: `TRY_CAST(${column} AS DOUBLE)`, fits: `regexp_full_match(${column}, '${PLAIN_NUMBER}')` }
    : { number: `CAST(${column} AS DOUBLE)`, fits: 'true' };
}

/** One look at `source` for many columns, and not one for each: what `aggregate` makes of them, in SQL. */
export async function aggregateEach<T>(
  database: WorkDatabase,
  columns: readonly T[],
  aggregate: (column: T) => string,
  stage: string,
): Promise<{ column: T; value: unknown }[]> {
  const found: { column: T; value: unknown }[] = [];
  for (let from = 0; from < columns.length; from += AT_ONCE) {
    const some = columns.slice(from, from + AT_ONCE);
    const [row] = await database.rows(
      `SELECT ${some.map((column, i) => `${aggregate(column)} AS c${i}`).join(', ')} FROM source`,
      stage,
    );
    found.push(...some.map((column, i) => ({ column, value: row?.[`c${i}`] })));
  }
  return found;
}

interface Histogram {
  readonly counts: readonly { readonly key: Code | bigint; readonly value: bigint }[] | null;
  readonly marks: boolean | null;
}

/** Profiles of columns with few values, from all of them. */
async function profileFew(
  database: WorkDatabase,
  file: string,
  columns: readonly Column[],
): Promise<Profile[]> {
  const found = await aggregateEach(
    database,
    columns,
    ({ name, isText }) => {
      const counts = `histogram(${identifier(name)})`;
      const marks = isText
        ? `len(list_filter(map_keys(${counts}), lambda v: starts_with(v, chr(65279)))) > 0`
        : 'false';
      return `{ counts: ${counts}, marks: ${marks} }`;
    },
    'counting answers',
  );
  return found.map(({ column, value }) => {
    const { counts, marks } = value as Histogram;
    // It is invisible, and lost on the way to JavaScript: two codes would be one.
    if (marks === true)
      refuse(file, 'a value begins with a byte order mark, as in a file that was joined from several', {
        column: column.name,
      });
    return fromValues(
      column.name,
      (counts ?? []).map((entry) => ({ value: entry.key, n: Number(entry.value) })),
    );
  });
}

interface Sums {
  readonly present: number;
  readonly odd: number;
  readonly finite: boolean;
  readonly whole: boolean;
  readonly largest: number;
  readonly least: number | null;
}

/** The most frequent values of a column of text that are no numbers. */
async function oddValues(database: WorkDatabase, column: Column): Promise<ValueCount[]> {
  const name = identifier(column.name);
  const rows = await database.rows(
    `SELECT ${name} AS value, count(*)::DOUBLE AS n FROM source WHERE ${name} IS NOT NULL AND NOT ${asNumber(column).fits}
     GROUP BY ALL ORDER BY n DESC, value LIMIT 5`,
    'looking for texts among numbers',
  );
  return rows.map((row) => ({ code: String(row['value']), n: Number(row['n']) }));
}

/** Profiles of columns with many values, from sums over them. */
async function profileMany(
  database: WorkDatabase,
  columns: readonly Column[],
  distinct: ReadonlyMap<string, number>,
): Promise<Profile[]> {
  const found = await aggregateEach(
    database,
    columns,
    (column) => {
      const { number, fits } = asNumber(column);
      const name = identifier(column.name);
      return `{ present: count(${name})::DOUBLE, odd: count(*) FILTER (${name} IS NOT NULL AND NOT ${fits})::DOUBLE,
        finite: coalesce(bool_and(isfinite(${number})), false), whole: coalesce(bool_and(${number} = floor(${number})), false),
        largest: max(abs(${number})), least: min(${number}) }`;
    },
    'looking at numbers',
  );
  const profiles: Profile[] = [];
  for (const { column, value } of found) {
    const { name, isText } = column;
    const { present, odd, finite, whole, largest, least } = value as Sums;
    const isNumeric = odd === 0 && finite && (!whole || largest <= Number.MAX_SAFE_INTEGER);
    // Whether really no value occurs twice is only worth looking at where the estimate allows it.
    const [counted] =
      (distinct.get(name) ?? 0) > present / 2
        ? await database.rows(
            `SELECT count(*)::DOUBLE AS n FROM (SELECT DISTINCT ${identifier(name)} FROM source WHERE ${identifier(name)} IS NOT NULL)`,
            'looking for identifiers',
          )
        : [];
    profiles.push({
      name,
      storage: isNumeric ? (whole ? 'integer' : 'decimal') : 'text',
      present,
      values: null,
      allDistinct: counted?.['n'] === present,
      odd: isText && odd > 0 && odd < present / 2 ? await oddValues(database, column) : [],
      least: isNumeric ? least : null,
    });
  }
  return profiles;
}

/**
 * Looks at every column of the relation `source`: what kind of values it holds, and which, where they are few. The
 * relation is read a few times, but never kept: what it reads may be far larger than the memory.
 *
 * @param only names of columns; null: all
 * @returns the number of records too
 * @throws InputFault for a value that cannot be kept as it is
 */
export async function profileSource(
  database: WorkDatabase,
  file: string,
  only: ReadonlySet<string> | null = null,
): Promise<{ records: number; profiles: ReadonlyMap<string, Profile> }> {
  const described = await database.rows('DESCRIBE source');
  const columns = described
    .map((row): Column => ({
      name: String(row['column_name']),
      isText: row['column_type'] === 'VARCHAR',
    }))
    .filter(({ name }) => only === null || only.has(name));
  // All columns at once: a text that cannot be read is only found when its column is looked at.
  const [first] = await database.rows(
    `SELECT count(*)::DOUBLE AS records, ${columns
      .map(({ name }, i) => `approx_count_distinct(${identifier(name)})::DOUBLE AS c${i}`)
      .join(', ')} FROM source`,
    'reading',
  );
  const distinct = new Map(columns.map(({ name }, i) => [name, Number(first?.[`c${i}`] ?? 0)]));
  // The numbers of values are estimates, some percent off.
  const isFew = ({ name }: Column): boolean => (distinct.get(name) ?? 0) <= FEW;
  const profiles = [
    ...(await profileFew(database, file, columns.filter(isFew))),
    ...(await profileMany(
      database,
      columns.filter((column) => !isFew(column)),
      distinct,
    )),
  ];
  return {
    records: Number(first?.['records'] ?? 0),
    profiles: new Map(profiles.map((profile) => [profile.name, profile])),
  };
}

/** How a column is written: whole numbers, numbers, or text. */
export function storedAs({ name, storage }: Profile): string {
  const column = identifier(name);
  if (storage === 'integer') return `CAST(CAST(${column} AS DOUBLE) AS BIGINT)`;
  // A column without a value may be of numbers for all that is known, and numbers stand wherever codes may.
  if (storage === 'decimal' || storage === 'empty') return `CAST(${column} AS DOUBLE)`;
  return `CAST(${column} AS VARCHAR)`;
}
