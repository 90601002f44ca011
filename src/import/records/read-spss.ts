import { basename } from 'node:path';
import { identifier } from '../../engine/quote.ts';
import type { Progress, WorkDatabase } from '../../engine/work-database.ts';
import { refuse } from '../../errors/input-fault.ts';
import { SavError } from '../sav/byte-source.ts';
import type { SavDictionary, SavValue } from '../sav/dictionary.ts';
import { isoDate } from '../sav/print-format.ts';
import { openSav, type SavFile } from '../sav/read-sav.ts';
import type { Source, SourceVariable } from './source.ts';

type SavVariable = SavDictionary['variables'][number];
const BATCH = 20_000;

function variableOf(variable: SavVariable): SourceVariable {
  const isTime = variable.kind !== null;
  const kinds = { nominal: 'categorical', ordinal: 'ordered', scale: 'numeric' } as const;
  const measured = variable.measure === null ? null : kinds[variable.measure];
  return {
    name: variable.name,
    label: variable.label,
    kind:
      variable.type === 'string'
        ? variable.valueLabels.length > 0
          ? 'categorical'
          : null
        : isTime
          ? null
          : measured,
    values: variable.valueLabels
      .filter(({ label }) => label.trim() !== '')
      .map(({ value, label }) => ({ code: value, label: label.trim() })),
    missing: variable.userMissing.values,
    missingRange: variable.userMissing.range,
    note: variable.kind === 'time' ? 'In seconds.' : null,
  };
}

/** How a value of a variable is stored: dates as text, times as seconds, blank texts as missing. */
function converter(variable: SavVariable): (value: SavValue | null) => SavValue | null {
  const { kind } = variable;
  if (kind === 'date' || kind === 'datetime')
    return (value) => (typeof value === 'number' ? isoDate(value, kind) : null);
  if (variable.type === 'numeric') return (value) => value;
  // A blank that has a label, or is declared missing, is a code like any other.
  const isCode =
    variable.valueLabels.some(({ value }) => value === '') || variable.userMissing.values.includes('');
  return (value) => (value === '' && !isCode ? null : value);
}

async function append(
  database: WorkDatabase,
  sav: SavFile,
  signal: AbortSignal,
  progress: Progress,
): Promise<void> {
  const { dictionary, cases } = sav;
  const converters = dictionary.variables.map(converter);
  const columns = dictionary.variables.map(
    ({ name, type, kind }) =>
      `${identifier(name)} ${type === 'string' || kind === 'date' || kind === 'datetime' ? 'VARCHAR' : 'DOUBLE'}`,
  );
  await database.run(`CREATE TABLE source (${columns.join(', ')})`);
  const appender = await database.connection.createAppender('source');
  let count = 0;
  try {
    for await (const one of cases) {
      converters.forEach((convert, i) => {
        const value = convert(one[i] ?? null);
        if (value === null) appender.appendNull();
        else if (typeof value === 'number') appender.appendDouble(value);
        else appender.appendVarchar(value);
      });
      appender.endRow();
      count += 1;
      if (count % BATCH === 0) {
        appender.flushSync();
        progress('reading', dictionary.cases === null ? null : count / dictionary.cases);
        // Lets signals in: everything above runs without a pause.
        await new Promise(setImmediate);
        signal.throwIfAborted();
      }
    }
    appender.flushSync();
  } finally {
    appender.closeSync();
  }
}

/**
 * Reads an SPSS file into the table `source`: user-missing values stay codes, system-missing ones are null, dates are ISO
 * text, times are seconds.
 *
 * @throws InputFault if the file is not what it says it is
 */
export async function readSpss(
  database: WorkDatabase,
  path: string,
  signal: AbortSignal,
  progress: Progress,
): Promise<Source> {
  const file = basename(path);
  let sav: SavFile | null = null;
  try {
    sav = await openSav(path);
    const { dictionary } = sav;
    if (dictionary.variables.length === 0) refuse(file, 'has no variables');
    const names = dictionary.variables.map(({ name }) => name.toLowerCase());
    const twice = names.findIndex(
      (name, i) => name === '' || /[\0\uFEFF]/.test(name) || names.indexOf(name) !== i,
    );
    if (twice >= 0)
      refuse(file, `variable ${twice + 1} has no name, or that of another: "${names[twice] ?? ''}"`);
    await append(database, sav, signal, progress);
    return {
      file,
      title: dictionary.label,
      variables: dictionary.variables.map(variableOf),
      weight: dictionary.weight,
      sets: dictionary.multipleResponseSets,
      explain: null,
    };
  } catch (error) {
    if (error instanceof SavError) refuse(file, error.message);
    throw error;
  } finally {
    await sav?.close();
  }
}
