import { basename } from 'node:path';
import type { Progress, WorkDatabase } from '../../engine/work-database.ts';
import type { SavDictionary, SavValue } from '../sav/dictionary.ts';
import { openPor } from '../por/read-por.ts';
import { isoDate } from '../sav/print-format.ts';
import { openSav, type SavFile } from '../sav/read-sav.ts';
import { appendCases, type CaseTable } from './append-cases.ts';
import { checkVariableNames, withCaseFile } from './case-file.ts';
import { undescribed, type Source, type SourceVariable } from './source.ts';

type SavVariable = SavDictionary['variables'][number];

function variableOf(variable: SavVariable): SourceVariable {
  const isTime = variable.kind !== null;
  const kinds = { nominal: 'categorical', ordinal: 'ordered', scale: 'numeric' } as const;
  const measured = variable.measure === null ? null : kinds[variable.measure];
  // Values of dates are stored as text, and so are those that are declared missing or have a label.
  const stored = codeConverter(variable);
  const { values: missing, range } = variable.userMissing;
  return {
    ...undescribed(variable.name),
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
      .flatMap(({ value, label }) => {
        const code = stored(value);
        return code === null ? [] : [{ code, label: label.trim() }];
      }),
    missing: missing.flatMap((value) => stored(value) ?? []),
    missingRange: range === null ? null : [stored(range[0]) ?? range[0], stored(range[1]) ?? range[1]],
    note: variable.kind === 'time' ? 'In seconds.' : null,
  };
}

/** How a code that the dictionary names stands in the column: a date as text; what is no date as it is. */
function codeConverter({ kind }: SavVariable): (value: SavValue) => SavValue | null {
  if (kind !== 'date' && kind !== 'datetime') return (value) => value;
  return (value) => {
    if (typeof value !== 'number') return value;
    // The open ends of a range lie before and behind all dates.
    if (!Number.isFinite(value)) return value < 0 ? '' : '\uffff';
    return isoDate(value, kind);
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

function tableOf({ dictionary, cases }: SavFile): CaseTable {
  const converters = dictionary.variables.map(converter);
  return {
    columns: dictionary.variables.map(({ name, type, kind }) => ({
      name,
      type: type === 'string' || kind === 'date' || kind === 'datetime' ? 'VARCHAR' : 'DOUBLE',
    })),
    count: dictionary.cases,
    cases: (async function* () {
      for await (const one of cases) yield converters.map((convert, i) => convert(one[i] ?? null));
    })(),
  };
}

/**
 * Reads an SPSS file, a system file or a portable one, into the table `source`: user-missing values stay codes, system-missing ones are null, dates are ISO
 * text, times are seconds.
 *
 * @throws InputFault if the file is not what it says it is
 */
export function readSpss(
  database: WorkDatabase,
  path: string,
  signal: AbortSignal,
  progress: Progress,
): Promise<Source> {
  const file = basename(path);
  const open = () => (/\.por$/i.test(path) ? openPor(path) : openSav(path));
  return withCaseFile(file, open, async (sav) => {
    const { dictionary } = sav;
    checkVariableNames(file, dictionary.variables);
    await appendCases(database, tableOf(sav), signal, progress);
    return {
      file,
      title: dictionary.label,
      variables: dictionary.variables.map(variableOf),
      weight: dictionary.weight,
      sets: dictionary.multipleResponseSets,
      decimalComma: false,
      mayHaveEmptyRows: false,
      notes: [],
      explain: null,
    };
  });
}
