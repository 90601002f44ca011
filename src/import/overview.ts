import type { Code } from '../engine/engine.ts';
import type { Fault } from '../errors/faults.ts';
import { profileSource, type Profile } from './records/profile.ts';
import type { LeftOutVariable } from './records/options.ts';
import { columnsOfDesign } from '../repository/named-columns.ts';
import type { Question, SurveyFile } from '../schemas/dataset.ts';
import { RECORDS_FILE } from '../schemas/files.ts';
import type { Draft } from '../validate/read-draft.ts';

/** An answer, and how many respondents gave it. */
interface AnswerCount {
  readonly label: string;
  /** Null: not counted, as the column has too many values. */
  readonly n: number | null;
}

/** What one column of records is. */
export interface ColumnOverview {
  readonly column: string;
  /** The type of its question; its part in the design; `kept` for one that nothing serves; `left out`. */
  readonly kind: string;
  readonly question: string | null;
  /** The text of the question, and of the item. */
  readonly text: string | null;
  readonly item: string | null;
  /** Answers in their order; of a question with several answers how many chose this one. */
  readonly options: readonly AnswerCount[];
  /** Respondents with an answer; null for columns that are left out. */
  readonly n: number | null;
  /** Respondents without one. */
  readonly missing: number | null;
  readonly warnings: readonly string[];
}

/** What a file of records is taken for, or what a draft is. */
export interface Overview {
  readonly records: number;
  readonly columns: readonly ColumnOverview[];
  /** What is said of the whole. */
  readonly notes: readonly string[];
}

/** What an import said beside the draft that it made. */
export interface SaidByImport {
  readonly leftOut: readonly LeftOutVariable[];
  readonly notes: readonly string[];
}

const NOTHING_SAID: SaidByImport = { leftOut: [], notes: [] };

interface Place {
  readonly question: Question;
  readonly path: string;
  readonly item: string | null;
}

/** The question of each column. */
function placesIn({ questions }: SurveyFile): Map<string, Place> {
  const places = new Map<string, Place>();
  questions.forEach((question, i) => {
    const path = `questions[${i}]`;
    if (question.variable !== undefined) places.set(question.variable, { question, path, item: null });
    for (const { variable, label, id } of question.items)
      if (variable !== undefined) places.set(variable, { question, path, item: label ?? id });
  });
  return places;
}

/** The part of each column in the design, as the document calls it. */
const rolesIn = (survey: SurveyFile): Map<string, string> =>
  new Map(
    columnsOfDesign(survey).map(([path, column]) => [column, /^design\.(\w+)/.exec(path)?.[1] ?? 'design']),
  );

interface Counted {
  readonly options: AnswerCount[];
  readonly n: number;
}

/** Answers to a question in a column, and how many gave one. */
function countAnswers(
  { type, options, missing, chosen = [] }: Question,
  { values, present }: Profile,
): Counted {
  const none = new Set<Code>(missing.map(({ code }) => code));
  const answers = values?.filter(({ code }) => !none.has(code)) ?? null;
  const n = answers?.reduce((sum, one) => sum + one.n, 0) ?? present;
  const countOf = (codes: readonly Code[]): number | null =>
    answers?.filter(({ code }) => codes.includes(code)).reduce((sum, one) => sum + one.n, 0) ?? null;
  if (type === 'multiple') return { n, options: [{ label: 'chosen', n: countOf(chosen) }] };
  return {
    n,
    options: options.map(({ id, label, code = id }) => ({
      label: label ?? String(code),
      n: countOf([code]),
    })),
  };
}

/** What is said of a column: of itself, of its question, of its part in the design. */
function warningsOf(
  column: string,
  path: string | null,
  warnings: readonly Fault[],
  notes: readonly string[],
): string[] {
  const isOwn = ({ file, column: place, message }: Fault): boolean =>
    (file === RECORDS_FILE && place === column) ||
    (path !== null && (place === path || (place?.startsWith(`${path}.`) ?? false))) ||
    ((place?.startsWith('design') ?? false) && message.startsWith(`"${column}"`));
  return [
    ...warnings.filter(isOwn).map(({ message }) => message),
    ...notes.filter((note) => note.startsWith(`${column}: `)).map((note) => note.slice(column.length + 2)),
  ];
}

/**
 * What each column of a draft is: its question, its answers and how often each was given, and what is to be looked at.
 *
 * @param draft one with records and a survey.json that can be read
 * @param warnings of its checks
 * @param said by the import that made it; left out: nothing is known of it
 */
export async function overviewOf(
  draft: { readonly survey: SurveyFile; readonly records: NonNullable<Draft['records']> },
  warnings: readonly Fault[],
  said: SaidByImport = NOTHING_SAID,
): Promise<Overview> {
  const { survey, records: read } = draft;
  await read.database.run('CREATE OR REPLACE VIEW source AS SELECT * FROM responses');
  const { records, profiles } = await profileSource(read.database, RECORDS_FILE);
  const places = placesIn(survey);
  const roles = rolesIn(survey);
  const kept = [...read.columns.keys()].map((column): ColumnOverview => {
    const profile = profiles.get(column);
    const place = places.get(column);
    const role = roles.get(column);
    const counted = place && profile ? countAnswers(place.question, profile) : null;
    const n = counted?.n ?? profile?.present ?? 0;
    const values =
      role !== undefined && counted === null && (profile?.values?.length ?? 0) <= 25 ? profile?.values : [];
    return {
      column,
      kind: [role, place?.question.type].filter((one) => one !== undefined).join(', ') || 'kept',
      question: place?.question.id ?? null,
      text: place?.question.text ?? null,
      item: place?.item ?? null,
      options:
        counted?.options ?? (values ?? []).map(({ code, n: rows }) => ({ label: String(code), n: rows })),
      n,
      missing: records - n,
      warnings: warningsOf(column, place?.path ?? null, warnings, said.notes),
    };
  });
  const columns = new Set(read.columns.keys());
  const left = said.leftOut
    .filter(({ variable }) => !columns.has(variable))
    .map(({ variable, reason, why }): ColumnOverview => ({
      column: variable,
      kind: `left out: ${reason}`,
      question: null,
      text: null,
      item: null,
      options: [],
      n: null,
      missing: null,
      warnings: [why],
    }));
  const names = [...columns, ...said.leftOut.map(({ variable }) => variable)];
  return {
    records,
    columns: [...kept, ...left],
    notes: said.notes.filter((note) => !names.some((name) => note.startsWith(`${name}: `))),
  };
}
