import type { Fault } from '../errors/faults.ts';
import { SURVEY_FILE } from '../schemas/files.ts';

type Json = Record<string, unknown>;

/** What only a person knows, so that an import leaves it open, and what is asked for. */
const FIELDS: Readonly<Record<string, string>> = {
  title: 'what the survey is called',
  description: 'what it asked, whom, and why',
  publisher: 'who made the survey',
  language: 'the language of its questions, a tag such as en or pt-BR',
  citation: 'how it is to be cited',
};
const WAVE_FIELDS: Readonly<Record<string, string>> = {
  label: 'what the wave is called, such as "Spring 2024"',
  year: 'the year of its fieldwork',
};
/** Of `disclosure`. Null asks; a survey.json that says nothing of it hides nothing. */
const THRESHOLDS: Readonly<Record<string, string>> = {
  minimumBase: 'the base below which nothing is shown; 0 sets no limit',
  minimumCell:
    'the respondents below which a cell is hidden; 0 hides only cells of one, and none if publicRecords is true',
};
/** Of the other lists: the field of each entry, and what stands in its place while all else is checked. */
const LISTS = [
  { list: 'sources', field: 'title', what: 'what the source is called', placeholder: 'to be filled in' },
  { list: 'audiences', field: 'label', what: 'what the audience is called', placeholder: 'to be filled in' },
  {
    list: 'questions',
    field: 'type',
    what: 'single, multiple, ranking, scale or numeric',
    placeholder: 'multiple',
  },
] as const;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isUnfilled = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
const entriesOf = (document: Json, list: string): Json[] => {
  const entries = document[list];
  return Array.isArray(entries) ? entries.filter(isObject) : [];
};
const hasNull = (value: unknown, field: string): value is Json => isObject(value) && value[field] === null;
const wavesOf = (document: Json): Json[] => entriesOf(document, 'waves');

/** A licence that is not known is allowed, if its note says why. */
function isLicenceUnfilled({ licence }: Json): boolean {
  return (
    isUnfilled(licence) || (isObject(licence) && isUnfilled(licence['name']) && isUnfilled(licence['note']))
  );
}

/** The things in a survey.json that are still to be filled in, each with what belongs there. */
export function findUnfilled(document: Json): Fault[] {
  const faults: Fault[] = [];
  const report = (column: string, what: string): void => {
    faults.push({ file: SURVEY_FILE, row: null, column, message: `is missing: ${what}` });
  };
  for (const [field, what] of Object.entries(FIELDS)) if (isUnfilled(document[field])) report(field, what);
  if (isLicenceUnfilled(document))
    report('licence', 'its name and address; if it is not known, a note that says so');
  wavesOf(document).forEach((wave, i) => {
    for (const [field, what] of Object.entries(WAVE_FIELDS))
      if (isUnfilled(wave[field])) report(`waves[${i}].${field}`, what);
  });
  for (const { list, field, what } of LISTS)
    entriesOf(document, list).forEach((entry, i) => {
      if (isUnfilled(entry[field])) report(`${list}[${i}].${field}`, what);
    });
  for (const [field, what] of Object.entries(THRESHOLDS))
    if (hasNull(document['disclosure'], field)) report(`disclosure.${field}`, what);
  return faults;
}

/** A copy with something in the place of what is to be filled in, so that all else can be checked. */
export function withPlaceholders(document: Json): Json {
  const copy = structuredClone(document);
  for (const field of Object.keys(FIELDS))
    if (isUnfilled(copy[field])) copy[field] = field === 'language' ? 'en' : 'to be filled in';
  if (isUnfilled(copy['licence'])) copy['licence'] = { name: null, url: null, note: null };
  for (const field of Object.keys(THRESHOLDS))
    if (hasNull(copy['disclosure'], field)) copy['disclosure'][field] = 0;
  let year: unknown = 1800;
  for (const wave of wavesOf(copy)) {
    if (isUnfilled(wave['label'])) wave['label'] = 'to be filled in';
    // Waves stand in the order of time: that of the wave before breaks no order.
    if (isUnfilled(wave['year'])) wave['year'] = year;
    year = wave['year'];
  }
  for (const { list, field, placeholder } of LISTS)
    for (const entry of entriesOf(copy, list)) if (isUnfilled(entry[field])) entry[field] = placeholder;
  return copy;
}
