import { identifier, literal } from '../../../engine/quote.ts';
import type { WorkDatabase } from '../../../engine/work-database.ts';
import { refuse } from '../../../errors/input-fault.ts';
import type { LabelledValue, Source, SourceVariable } from '../../records/source.ts';
import type { ForeignCodebook } from './foreign-codebook.ts';

/** How many names of columns a note tells. */
const NAMED = 5;

/** Names a few of a list. */
const few = (names: readonly string[]): string =>
  names.length <= NAMED
    ? names.join(', ')
    : `${names.slice(0, NAMED).join(', ')} and ${names.length - NAMED} more`;

/** How many rows hold a code of a list, and how many its words. */
async function countForms(
  database: WorkDatabase,
  name: string,
  values: readonly LabelledValue[],
): Promise<{ codes: number; words: number }> {
  const column = `trim(CAST(${identifier(name)} AS VARCHAR))`;
  const within = (list: readonly string[]): string =>
    `count(*) FILTER (${column} IN (${list.map((text) => literal(text)).join(', ')}))`;
  const read = await database.connection.runAndReadAll(
    `SELECT ${within(values.map(({ code }) => String(code)))}, ${within(values.map(({ label }) => label))} FROM source`,
  );
  const [codes, words] = read.getRows()[0] ?? [];
  return { codes: Number(codes), words: Number(words) };
}

/** Values as the records hold them: exports of words have the words of answers in the place of their codes. */
async function valuesIn(
  database: WorkDatabase,
  { name, values }: SourceVariable,
): Promise<readonly LabelledValue[]> {
  if (values.length === 0) return values;
  const { codes, words } = await countForms(database, name, values);
  return words > codes ? values.map(({ label }) => ({ code: label, label })) : values;
}

async function describeBy(
  database: WorkDatabase,
  read: SourceVariable,
  variable: SourceVariable,
): Promise<SourceVariable> {
  return {
    ...variable,
    label: variable.label ?? read.label,
    values: await valuesIn(database, variable),
    group: variable.group ?? read.group,
    item: variable.item ?? read.item,
  };
}

/**
 * Describes the variables of records by a codebook that another program wrote. Columns that it does not name stay as they were read;
 * what it names beside them is told.
 *
 * @throws InputFault if it names none of the columns, or cannot be read
 */
export async function applyForeign(
  database: WorkDatabase,
  source: Source,
  codebook: ForeignCodebook,
): Promise<Source> {
  const columns = source.variables.map(({ name }) => name);
  const { variables, sets } = codebook.describe(columns);
  const known = new Map(variables.map((variable) => [variable.name, variable]));
  const described = columns.filter((name) => known.has(name));
  if (described.length === 0)
    refuse(
      codebook.file,
      `${codebook.what}, describes no column of ${source.file}: it names ${few([...known.keys()]) || 'none'}, and the file has ${few(columns)}`,
    );
  const absent = [...known.keys()].filter((name) => !columns.includes(name));
  return {
    ...source,
    title: codebook.title ?? source.title,
    variables: await Promise.all(
      source.variables.map(async (read) => {
        const variable = known.get(read.name);
        return variable ? await describeBy(database, read, variable) : read;
      }),
    ),
    sets: [...source.sets, ...sets],
    notes: [
      ...source.notes,
      `${codebook.file} is ${codebook.what}: it describes ${described.length} of ${columns.length} columns`,
      ...(absent.length > 0
        ? [`${codebook.file} describes what ${source.file} does not hold: ${few(absent)}`]
        : []),
    ],
  };
}
