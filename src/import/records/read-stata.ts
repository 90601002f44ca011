import { basename } from 'node:path';
import type { Progress, WorkDatabase } from '../../engine/work-database.ts';
import { knownEncoding } from '../csv/encoding.ts';
import { dateReader } from '../dta/dates.ts';
import { openDta, type DtaFile } from '../dta/read-dta.ts';
import { appendCases } from './append-cases.ts';
import { checkVariableNames, withCaseFile } from './case-file.ts';
import { undescribed, type Source, type SourceVariable } from './source.ts';

function variablesOf({ dictionary, labels }: DtaFile): SourceVariable[] {
  return dictionary.variables.map(({ name, label, labels: named }) => ({
    ...undescribed(name),
    label,
    values: (labels.get(named)?.values ?? [])
      .filter((one) => one.label !== '')
      .map((one) => ({ code: one.value, label: one.label })),
  }));
}

/** What the kinds of "no value" stood for, which no record keeps. */
function missingNotes({ dictionary, labels, missing }: DtaFile): string[] {
  return dictionary.variables.flatMap(({ name, labels: named }, i) => {
    const kinds = [...(missing[i] ?? [])].toSorted(([a], [b]) => a - b);
    if (kinds.length === 0) return [];
    const said = kinds.map(([kind, count]) => {
      const label = labels.get(named)?.missing.get(kind);
      return `.${String.fromCodePoint(96 + kind)}${label ? ` (${label})` : ''} in ${count} record${count === 1 ? '' : 's'}`;
    });
    return [`${name}: ${said.join(', ')}: taken as no answer`];
  });
}

/**
 * Reads a file of Stata into the table `source`: all kinds of "no value" are null, which a note counts; times are ISO text.
 *
 * @param encoding of its texts; null: UTF-8 from Stata 14 on, Windows-1252 before
 * @throws InputFault if the file is not what it says it is
 */
export function readStata(
  database: WorkDatabase,
  path: string,
  encoding: string | null,
  signal: AbortSignal,
  progress: Progress,
): Promise<Source> {
  const file = basename(path);
  return withCaseFile(
    file,
    () => openDta(path, encoding === null ? null : knownEncoding(file, encoding)),
    async (dta) => {
      const { dictionary, cases } = dta;
      const { variables } = dictionary;
      checkVariableNames(file, variables);
      const columns = variables.map(({ name, type, format }) => ({
        name,
        type:
          type.kind === 'text' || type.kind === 'long-text' || dateReader(format) !== null
            ? ('VARCHAR' as const)
            : ('DOUBLE' as const),
      }));
      await appendCases(database, { columns, cases, count: dictionary.observations }, signal, progress);
      return {
        file,
        title: dictionary.label,
        variables: variablesOf(dta),
        weight: null,
        sets: [],
        decimalComma: false,
        mayHaveEmptyRows: false,
        notes: missingNotes(dta),
        explain: null,
      };
    },
  );
}
