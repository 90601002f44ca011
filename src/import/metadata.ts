import { InputFault } from '../errors/input-fault.ts';
import type { Fault } from '../errors/faults.ts';
import { SURVEY_FILE } from '../schemas/files.ts';

/** What only a person knows of a survey, as a command line says it. Null: not said. */
export interface SurveyMetadata {
  readonly title: string | null;
  readonly description: string | null;
  readonly publisher: string | null;
  /** A tag such as `en` or `pt-BR`. */
  readonly language: string | null;
  /** Its name, its address, or both, the address behind the name. */
  readonly licence: string | null;
  readonly citation: string | null;
  /** Of the one wave whose year is not known otherwise. */
  readonly year: number | null;
  /** What the source of the records is called. */
  readonly source: string | null;
  /** Bases and cells of fewer respondents are hidden, of records. */
  readonly minimumBase: number | null;
  readonly minimumCell: number | null;
}

export const NO_METADATA: SurveyMetadata = {
  title: null,
  description: null,
  publisher: null,
  language: null,
  licence: null,
  citation: null,
  year: null,
  source: null,
  minimumBase: null,
  minimumCell: null,
};

type Json = Readonly<Record<string, unknown>>;

const isOpen = (value: unknown): boolean => value === null || value === undefined || value === '';
const listOf = (document: Json, name: string): Json[] =>
  Array.isArray(document[name]) ? (document[name] as Json[]) : [];

/** `CC BY 4.0 https://creativecommons.org/licenses/by/4.0/` as a name and an address. */
function licenceOf(text: string): { name: string | null; url: string | null } {
  const [, name = '', url = ''] = /^(.*?)\s*(https?:\/\/\S+)?$/s.exec(text) ?? [];
  return { name: name === '' ? null : name, url: url === '' ? null : url };
}

/**
 * A survey.json with what a person says of it.
 *
 * @param isFilled whether it is a document that a person filled in: what stands there stays, and is not said otherwise
 * @throws InputFault for what the document says otherwise, and for a year where several waves have none
 */
export function withMetadata(document: object, metadata: SurveyMetadata, isFilled: boolean): object {
  const given = document as Json;
  const faults: Fault[] = [];
  const fault = (column: string, message: string): void => {
    faults.push({ file: SURVEY_FILE, row: null, column, message });
  };
  /** What is written: what is said, unless a person wrote something there. */
  const choose = (flag: string, column: string, said: unknown, there: unknown): unknown => {
    if (said === null || said === undefined) return there;
    if (isFilled && !isOpen(there) && there !== said)
      fault(column, `is "${String(there)}" already: --${flag} says otherwise, so change it there`);
    return said;
  };
  const changed: Record<string, unknown> = { ...given };
  for (const name of ['title', 'description', 'publisher', 'language', 'citation'] as const)
    changed[name] = choose(name, name, metadata[name], given[name]);
  if (metadata.licence !== null) {
    const { name, url } = licenceOf(metadata.licence);
    const there = (given['licence'] ?? {}) as Json;
    changed['licence'] = {
      ...there,
      name: choose('licence', 'licence.name', name, there['name'] ?? null),
      url: choose('licence', 'licence.url', url, there['url'] ?? null),
    };
  }
  for (const name of ['minimumBase', 'minimumCell'] as const) {
    if (metadata[name] === null) continue;
    const flag = name === 'minimumBase' ? 'minimum-base' : 'minimum-cell';
    const there = changed['disclosure'] as Json | undefined;
    if (there === undefined)
      fault('disclosure', `--${flag} says what is hidden of records, and here are published figures alone`);
    else
      changed['disclosure'] = {
        ...there,
        [name]: choose(flag, `disclosure.${name}`, metadata[name], there[name]),
      };
  }
  if (metadata.source !== null)
    changed['sources'] = listOf(given, 'sources').map((source, i) =>
      i === 0
        ? { ...source, title: choose('source', 'sources[0].title', metadata.source, source['title']) }
        : source,
    );
  if (metadata.year !== null) {
    const waves = listOf(given, 'waves');
    const open = waves.filter(({ year }) => isOpen(year));
    if (open.length !== 1)
      fault(
        'waves',
        open.length === 0
          ? '--year says the year of a wave that has none, and every wave has one'
          : `--year says the year of one wave, and ${open.length} have none: ${open.map(({ id }) => String(id)).join(', ')}`,
      );
    changed['waves'] = waves.map((wave) =>
      isOpen(wave['year'])
        ? {
            ...wave,
            year: metadata.year,
            label: isOpen(wave['label']) ? String(metadata.year) : wave['label'],
          }
        : wave,
    );
  }
  if (faults.length > 0) throw new InputFault(faults);
  return changed;
}
