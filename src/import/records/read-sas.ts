import { basename } from 'node:path';
import type { Progress, WorkDatabase } from '../../engine/work-database.ts';
import { openXpt, type XptFile, type XptVariable } from '../xpt/read-xpt.ts';
import { appendCases } from './append-cases.ts';
import { checkVariableNames, withCaseFile } from './case-file.ts';
import { undescribed, type Source } from './source.ts';

const EPOCH = Date.UTC(1960, 0, 1);
const DAY_MS = 86_400_000;

/** How a value is stored: dates as ISO text, blank texts as missing. */
function converter({ type, time }: XptVariable): (value: number | string | null) => number | string | null {
  if (time !== null)
    return (value) => {
      if (typeof value !== 'number') return null;
      const date = new Date(EPOCH + value * (time === 'date' ? DAY_MS : 1000));
      if (Number.isNaN(date.getTime())) return null;
      return time === 'date' ? date.toISOString().slice(0, 10) : date.toISOString().slice(0, 19);
    };
  return type === 'numeric' ? (value) => value : (value) => (value === '' ? null : value);
}

/** How often missing values had a letter, of which no file of transport says what it means. */
function missingNotes({ variables, missing }: XptFile): string[] {
  return variables.flatMap(({ name }, i) => {
    const letters = [...(missing[i] ?? [])].toSorted(([a], [b]) => (a < b ? -1 : 1));
    if (letters.length === 0) return [];
    const said = letters.map(([letter, count]) => `.${letter} in ${count} record${count === 1 ? '' : 's'}`);
    return [`${name}: ${said.join(', ')}: taken as no answer`];
  });
}

/**
 * Reads a SAS transport file (`.xpt`) into the table `source`: missing values of every letter are null, which a note counts; dates are ISO text. Labels of
 * values stand in catalogues of SAS, which no such file holds: a codebook says them.
 *
 * @throws InputFault if the file is not what it says it is
 */
export function readSas(
  database: WorkDatabase,
  path: string,
  signal: AbortSignal,
  progress: Progress,
): Promise<Source> {
  const file = basename(path);
  return withCaseFile(
    file,
    () => openXpt(path),
    async (xpt) => {
      const { variables, observations } = xpt;
      checkVariableNames(file, variables);
      const converters = variables.map(converter);
      const table = {
        columns: variables.map(({ name, type, time }) => ({
          name,
          type: type === 'string' || time !== null ? ('VARCHAR' as const) : ('DOUBLE' as const),
        })),
        count: null,
        cases: (async function* () {
          for await (const one of observations) yield converters.map((convert, i) => convert(one[i] ?? null));
        })(),
      };
      await appendCases(database, table, signal, progress);
      return {
        file,
        title: xpt.label,
        variables: variables.map(({ name, label }) => ({ ...undescribed(name), label })),
        weight: null,
        sets: [],
        decimalComma: false,
        mayHaveEmptyRows: false,
        notes: [
          ...(xpt.hasOthers() ? [`${file} holds several tables: the first was read`] : []),
          ...missingNotes(xpt),
        ],
        explain: null,
      };
    },
  );
}
