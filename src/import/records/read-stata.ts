import { basename } from 'node:path';
import type { Progress, WorkDatabase } from '../../engine/work-database.ts';
import { knownEncoding } from '../csv/encoding.ts';
import { dateReader } from '../dta/dates.ts';
import { languageFor, languagesOf } from '../dta/languages.ts';
import { openDta, type DtaFile } from '../dta/read-dta.ts';
import type { DtaLabels } from '../dta/value-labels.ts';
import { appendCases } from './append-cases.ts';
import { checkVariableNames, withCaseFile } from './case-file.ts';
import { codeMissing, letterOf, missingMark } from './coded-missing.ts';
import { undescribed, type Source, type SourceVariable } from './source.ts';

/** The labels that each variable has in a language; null: as the file shows them. */
function labelsIn({ dictionary, labels }: DtaFile, language: string | null): (DtaLabels | undefined)[] {
  const languages = languagesOf(dictionary);
  return dictionary.variables.map(({ name, labels: named }) => {
    const own = language === null ? null : languages.of(name, language);
    return labels.get(own === null ? named : own.labels);
  });
}

function variablesOf(dta: DtaFile, language: string | null, kinds: readonly KindCodes[]): SourceVariable[] {
  const languages = languagesOf(dta.dictionary);
  const labels = labelsIn(dta, language);
  return dta.dictionary.variables.map(({ name, label }, i) => {
    const own = language === null ? null : languages.of(name, language);
    const codes = [...(kinds[i] ?? [])];
    const said = (kind: number): string => labels[i]?.missing.get(kind) || letterOf(kind);
    return {
      ...undescribed(name),
      label: own === null ? label : own.label,
      values: [
        ...(labels[i]?.values ?? [])
          .filter((one) => one.label !== '')
          .map((one) => ({ code: one.value, label: one.label })),
        ...codes.map(([kind, code]) => ({ code, label: said(kind) })),
      ],
      missing: codes.map(([, code]) => code),
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

/** The codes of the kinds of "no value" of a variable, by the kind. */
type KindCodes = ReadonlyMap<number, number>;

/** Gives codes to the kinds of "no value" that stand for a reason: those of variables of which a label says what a kind means. */
async function kindCodes(
  database: WorkDatabase,
  { dictionary, missing }: DtaFile,
  labels: readonly (DtaLabels | undefined)[],
): Promise<KindCodes[]> {
  const found: KindCodes[] = [];
  for (const [i, { name }] of dictionary.variables.entries()) {
    const kinds = [...(missing[i]?.keys() ?? [])].toSorted((a, b) => a - b);
    const own = labels[i];
    const labelled = own?.values.map(({ value }) => value) ?? [];
    found.push(
      isReasoned(dictionary, own, i) && kinds.length > 0
        ? await codeMissing(database, name, kinds, labelled)
        : new Map<number, number>(),
    );
  }
  return found;
}

/** Whether labels say what kinds of "no value" of a variable mean; days and times are stored as text, and have none. */
const isReasoned = (
  { variables }: DtaFile['dictionary'],
  labels: DtaLabels | undefined,
  i: number,
): boolean =>
  [...(labels?.missing.values() ?? [])].some((label) => label !== '') &&
  dateReader(variables[i]?.format ?? '') === null;

/** How often each kind of "no value" stood, what it means, and the code that records keep of it. */
function missingNotes(
  { dictionary, missing }: DtaFile,
  labels: readonly (DtaLabels | undefined)[],
  codes: readonly KindCodes[],
): string[] {
  return dictionary.variables.flatMap(({ name }, i) => {
    const kinds = [...(missing[i] ?? [])].toSorted(([a], [b]) => a - b);
    if (kinds.length === 0) return [];
    const said = kinds.map(([kind, count]) => {
      const label = labels[i]?.missing.get(kind);
      const code = codes[i]?.get(kind);
      return `${letterOf(kind)}${label ? ` (${label})` : ''} in ${count} record${count === 1 ? '' : 's'}${code === undefined ? '' : `, kept as ${code}`}`;
    });
    return [`${name}: ${said.join(', ')}: taken as no answer`];
  });
}

/**
 * Reads a file of Stata into the table `source`: kinds of "no value" of which a label says what they mean are
 * codes that count as no answer, others are null, and a note counts both; times are ISO text.
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
      const labels = labelsIn(dta, language);
      const reasoned = variables.map((_, i) => isReasoned(dictionary, labels[i], i));
      const table = {
        columns,
        cases: cases((i, kind) => (reasoned[i] === true ? missingMark(kind) : null)),
        count: dictionary.observations,
      };
      await appendCases(database, table, signal, progress);
      const codes = await kindCodes(database, dta, labels);
      return {
        file,
        title: dictionary.label,
        variables: variablesOf(dta, language, codes),
        weight: null,
        sets: [],
        decimalComma: false,
        mayHaveEmptyRows: false,
        notes: [...notes, ...missingNotes(dta, labels, codes)],
        explain: null,
      };
    },
  );
}
