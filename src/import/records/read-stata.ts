import { basename } from 'node:path';
import type { Progress, WorkDatabase } from '../../engine/work-database.ts';
import { knownEncoding } from '../csv/encoding.ts';
import { dateReader } from '../dta/dates.ts';
import { languageFor, languagesOf } from '../dta/languages.ts';
import { openDta, type DtaFile } from '../dta/read-dta.ts';
import { appendCases } from './append-cases.ts';
import { checkVariableNames, withCaseFile } from './case-file.ts';
import { undescribed, type Source, type SourceVariable } from './source.ts';

function variablesOf({ dictionary, labels }: DtaFile, language: string | null): SourceVariable[] {
  const languages = languagesOf(dictionary);
  return dictionary.variables.map(({ name, label, labels: named }) => {
    const own = language === null ? null : languages.of(name, language);
    return {
      ...undescribed(name),
      label: own === null ? label : own.label,
      values: (labels.get(own === null ? named : own.labels)?.values ?? [])
        .filter((one) => one.label !== '')
        .map((one) => ({ code: one.value, label: one.label })),
    };
  });
}

/** The language whose labels are taken, and a line that says so where there are several. */
function chosenLanguage(
  dictionary: DtaFile['dictionary'],
  tag: string | null,
): { language: string | null; notes: string[] } {
  const languages = languagesOf(dictionary);
  if (languages.names.length < 2) return { language: null, notes: [] };
  const found = tag === null ? null : languageFor(languages, tag);
  const all = languages.names.join(', ');
  if (found === null)
    return {
      language: null,
      notes: [
        `labels in ${all}: those of ${languages.current ?? 'the file'} are taken, as the file shows them${tag === null ? '; --language names another' : ` and none is called ${tag}`}`,
      ],
    };
  return { language: found, notes: [`labels in ${all}: those of ${found} are taken, as --language says`] };
}

/** What the kinds of "no value" stood for, which no record keeps. */
function missingNotes({ dictionary, labels, missing }: DtaFile, language: string | null): string[] {
  const languages = languagesOf(dictionary);
  return dictionary.variables.flatMap(({ name, labels: named }, i) => {
    const kinds = [...(missing[i] ?? [])].toSorted(([a], [b]) => a - b);
    if (kinds.length === 0) return [];
    const said = kinds.map(([kind, count]) => {
      const own = language === null ? null : languages.of(name, language);
      const label = labels.get(own === null ? named : own.labels)?.missing.get(kind);
      return `.${String.fromCodePoint(96 + kind)}${label ? ` (${label})` : ''} in ${count} record${count === 1 ? '' : 's'}`;
    });
    return [`${name}: ${said.join(', ')}: taken as no answer`];
  });
}

/**
 * Reads a file of Stata into the table `source`: all kinds of "no value" are null, which a note counts; times are ISO text.
 *
 * @param encoding of its texts; null: UTF-8 from Stata 14 on, Windows-1252 before
 * @param language whose labels are taken, of a file with several; null: that which it shows
 * @throws InputFault if the file is not what it says it is
 */
export function readStata(
  database: WorkDatabase,
  path: string,
  { encoding, language: tag }: { readonly encoding: string | null; readonly language: string | null },
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
      const { language, notes } = chosenLanguage(dictionary, tag);
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
        variables: variablesOf(dta, language),
        weight: null,
        sets: [],
        decimalComma: false,
        mayHaveEmptyRows: false,
        notes: [...notes, ...missingNotes(dta, language)],
        explain: null,
      };
    },
  );
}
