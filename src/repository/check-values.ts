import type { Design, Question, SurveyFile } from '../schemas/dataset.ts';
import type { Fault } from '../errors/faults.ts';
import { RECORDS_FILE, SURVEY_FILE } from '../schemas/files.ts';
import { parentsOf } from './audience-tree.ts';
import type { StoredCode, RecordColumns, ValueCondition } from './records-reader.ts';

/** Rows that must not be there, or must, and what is said where it is otherwise. */
export interface ValueCheck {
  readonly file: string;
  /** Where in the file the fault is told; null: of the file as a whole. */
  readonly path: string | null;
  readonly condition: ValueCondition;
  /** What is wrong with so many rows; null: nothing. */
  readonly judge: (rows: number) => string | null;
}

/** `1 row`, `7 rows`. */
export const inRows = (rows: number): string => (rows === 1 ? '1 row' : `${rows} rows`);

/** What the columns of a question may hold, and what that is called; null: any number. */
export function allowedCodes(
  question: Question,
): { readonly codes: ReadonlySet<StoredCode>; readonly what: string; readonly where: string } | null {
  const missing = question.missing.map(({ code }) => code);
  if (question.type === 'numeric' || question.type === 'ranking') return null;
  if (question.type === 'multiple')
    return {
      codes: new Set([...(question.chosen ?? []), ...(question.notChosen ?? []), ...missing]),
      what: 'neither chosen, nor notChosen, nor a missing code',
      where: 'chosen',
    };
  return {
    codes: new Set([...question.options.map(({ id, code }) => code ?? id), ...missing]),
    what: 'no option and no missing code',
    where: 'options',
  };
}

/** Waves or audiences, and the codes by which records are placed in each. */
export interface Placing {
  readonly what: 'wave' | 'audience';
  readonly column: string;
  readonly places: readonly { readonly id: string; readonly codes: readonly StoredCode[] }[];
}

/** How records are placed by columns; a wave or an audience that is the same for all is no column. */
export function placings({ design, waves, audiences }: SurveyFile): Placing[] {
  if (design === null) return [];
  const groups = new Set(audiences.flatMap(parentsOf));
  const all: Placing[] = [
    {
      what: 'wave',
      column: design.wave,
      places: waves.map(({ id, code }) => ({ id, codes: code ?? [id] })),
    },
    {
      what: 'audience',
      column: design.audience,
      // An audience of others without a code of its own places nobody.
      places: audiences.map(({ id, code }) => ({ id, codes: code ?? (groups.has(id) ? [] : [id]) })),
    },
  ];
  return all.filter(({ column, places }) => !places.some(({ id }) => id === column));
}

const none = (say: (rows: number) => string) => (rows: number) => (rows > 0 ? say(rows) : null);

/** Weights are there, finite and not negative; strata and clusters are there. */
function designChecks(design: Design, columns: RecordColumns): ValueCheck[] {
  const weights = [
    ...design.weights.map(({ column }, i) => [`design.weights[${i}].column`, column] as const),
    ...(design.replicates?.columns ?? []).map(
      (column, i) => [`design.replicates.columns[${i}]`, column] as const,
    ),
  ].filter(([, column]) => columns.get(column)?.kind === 'number');
  const units = (['strata', 'clusters'] as const)
    .flatMap((part) => (design[part] ?? []).map((column, i) => [`design.${part}[${i}]`, column] as const))
    .filter(([, column]) => columns.has(column));
  const check = (
    [path, column]: readonly [string, string],
    is: 'missing' | 'not-finite' | 'negative' | 'positive',
    judge: ValueCheck['judge'],
  ): ValueCheck => ({ file: SURVEY_FILE, path, condition: { is, column }, judge });
  return [
    ...weights.flatMap((one) => {
      const name = `"${one[1]}"`;
      return [
        check(
          one,
          'missing',
          none(
            (rows) =>
              `${name} is missing in ${inRows(rows)}: every record needs a weight, 0 if it does not count`,
          ),
        ),
        check(
          one,
          'not-finite',
          none(
            (rows) =>
              `${name} is no finite number in ${inRows(rows)}: every record needs a weight, 0 if it does not count`,
          ),
        ),
        check(
          one,
          'negative',
          none((rows) => `${name} is negative in ${inRows(rows)}`),
        ),
        check(one, 'positive', (rows) => (rows === 0 ? `${name} is 0 in every row` : null)),
      ];
    }),
    ...units.flatMap((one) => [
      check(
        one,
        'missing',
        none((rows) => `"${one[1]}" is missing in ${inRows(rows)}`),
      ),
      check(
        one,
        'not-finite',
        none((rows) => `"${one[1]}" is no finite number in ${inRows(rows)}`),
      ),
    ]),
  ];
}

/** There are records, and the columns of the design hold what they must. */
export function recordChecks({ design }: SurveyFile, columns: RecordColumns): ValueCheck[] {
  return [
    {
      file: RECORDS_FILE,
      path: null,
      condition: { is: 'there' },
      judge: (rows) => (rows === 0 ? 'holds no record' : null),
    },
    ...(design === null ? [] : designChecks(design, columns)),
  ];
}

const TELL = '; `topline validate` on the folder of the release lists them';

/** The codes among some that records may hold as numbers though they are written as texts, and the other way round. */
const asTextsAndNumbers = (codes: readonly StoredCode[]): StoredCode[] => [
  ...codes.map(String),
  ...codes.map(Number).filter((code, i) => String(code) === String(codes[i])),
];

/** Every value that occurs in the columns of questions, and in those that place records, is one that survey.json knows. */
export function codeChecks(survey: SurveyFile, columns: RecordColumns): ValueCheck[] {
  const check = (path: string, condition: ValueCondition, judge: ValueCheck['judge']): ValueCheck => ({
    file: SURVEY_FILE,
    path,
    condition,
    judge,
  });
  const ofQuestions = survey.questions.flatMap((question, i) => {
    const allowed = allowedCodes(question);
    if (allowed === null) return [];
    const names = [question.variable ?? [], ...question.items.map(({ variable }) => variable ?? [])].flat();
    return names
      .filter((column) => columns.has(column))
      .map((column) =>
        check(
          `questions[${i}].${allowed.where}`,
          { is: 'other', column, codes: [...allowed.codes] },
          none((rows) => `"${column}" holds in ${inRows(rows)} what is ${allowed.what}${TELL}`),
        ),
      );
  });
  const ofPlaces = placings(survey)
    .filter(({ column }) => columns.has(column))
    .flatMap(({ what, column, places }) => {
      const codes = asTextsAndNumbers(places.flatMap((place) => place.codes));
      return [
        check(
          `design.${what}`,
          { is: 'other', column, codes },
          none((rows) => `"${column}" holds in ${inRows(rows)} what is the code of no ${what}${TELL}`),
        ),
        // Who is of no audience is in the design alone, as in any survey that compares groups; a wave everybody has.
        ...(what === 'wave' ? (['missing', 'not-finite'] as const) : (['not-finite'] as const)).map((is) =>
          check(
            `design.${what}`,
            { is, column },
            none(
              (rows) =>
                `"${column}" is ${is === 'missing' ? 'missing' : 'no finite number'} in ${inRows(rows)}`,
            ),
          ),
        ),
      ];
    });
  return [...ofPlaces, ...ofQuestions];
}

/** What some checks find. @param count how many rows of the records meet each condition */
export async function checkValues(
  checks: readonly ValueCheck[],
  count: (conditions: readonly ValueCondition[]) => Promise<readonly number[]>,
): Promise<Fault[]> {
  const counts = await count(checks.map(({ condition }) => condition));
  return checks.flatMap(({ file, path, judge }, i) => {
    const message = judge(counts[i] ?? 0);
    return message === null ? [] : [{ file, row: null, column: path, message }];
  });
}

/** Said of replicate weights that do not vary. */
export const SAME_REPLICATES =
  'are all the same, or multiples of one another: no sampling error can be had from them';

/** Whether replicate weights vary. @param rank how many of some columns are no sum of the others */
export async function replicatesVary(
  columns: readonly string[],
  rank: (columns: readonly string[]) => Promise<number>,
): Promise<boolean> {
  // The first two mostly tell, which costs little; all of them tell in any case.
  return (await rank(columns.slice(0, 2))) > 1 || (await rank(columns)) > 1;
}
