/** A row of figures, of one answer or of several, each figure in a column. */
export interface AnswerRow {
  readonly label: string;
  readonly figures: readonly {
    readonly column: unknown;
    readonly value: string;
    readonly qualifier: string;
  }[];
}

/** A row that takes others together. */
export interface NetRow<Row extends AnswerRow> {
  readonly row: Row;
  /** The rows that it is the sum of; null: they cannot be told. */
  readonly parts: readonly Row[] | null;
}

const SAYS_NET = /(?:^|[\s(:-])net(?:$|[\s):-])|^sub-?total\b/i;
const MAY_BE_NET = /^(?:total|any)\s+\S|\b(?:top|bottom)[\s-]?(?:[2-5]|two|three)\b|^[tb][2-5]b$/i;

/** Half a unit of the last digit that was printed. */
const halfUnit = (value: string): number => 0.5 * 10 ** -(value.split('.')[1]?.length ?? 0);

/** Whether figures of a row are the sums of those of others, in each column and within what rounding does to each. */
function isSumOf(net: AnswerRow, parts: readonly AnswerRow[]): boolean {
  const columns = net.figures.filter(({ qualifier }) => qualifier === 'exact');
  return (
    columns.length > 0 &&
    columns.every(({ column, value }) => {
      const found = parts.flatMap(({ figures }) => figures.find((one) => one.column === column) ?? []);
      const sum = found.reduce((total, one) => total + Number(one.value), 0);
      const slack = [value, ...found.map((one) => one.value)].reduce(
        (total, one) => total + halfUnit(one),
        0,
      );
      return Math.abs(sum - Number(value)) <= slack + 1e-9;
    })
  );
}

/** All runs of two or more rows beside each other, but for the whole. */
function runsOf<Row>(rows: readonly Row[]): (readonly Row[])[] {
  const lengths = rows.map((_, i) => i).filter((length) => length >= 2);
  return lengths.flatMap((length) =>
    rows.slice(0, rows.length - length + 1).map((_, from) => rows.slice(from, from + length)),
  );
}

const NOT_NAMING = new Set([
  'net',
  'total',
  'subtotal',
  'any',
  'all',
  'top',
  'bottom',
  'sum',
  'the',
  'of',
  'or',
  'and',
]);
const wordsOf = (label: string): ReadonlySet<string> =>
  new Set((label.toLowerCase().match(/\p{L}+/gu) ?? []).filter((word) => !NOT_NAMING.has(word)));

/** Whether every row has a word of the name of a net: "agree" is in "strongly agree", and not in "disagree". */
function areNamed(net: AnswerRow, parts: readonly AnswerRow[]): boolean {
  const words = wordsOf(net.label);
  return parts.every(({ label }) => [...wordsOf(label)].some((word) => words.has(word)));
}

/** The rows that a net takes together: those that it is the sum of, if no others are, or if they alone have its name. */
function partsOf<Row extends AnswerRow>(net: Row, plain: readonly Row[]): readonly Row[] | null {
  const sums = runsOf(plain).filter((run) => isSumOf(net, run));
  const named = sums.filter((run) => areNamed(net, run));
  const [only, ...others] = named.length > 0 ? named : sums;
  if (only === undefined || others.length > 0) return null;
  // What has its name elsewhere contradicts the figures.
  const isElsewhere = named.length === 0 && plain.filter((row) => areNamed(net, [row])).length > 1;
  return isElsewhere ? null : only;
}

/** Whether rows are all answers to a question with one: they add up to a hundred in each column. */
export function addUp(rows: readonly AnswerRow[]): boolean {
  const sums = new Map<unknown, number>();
  for (const { figures } of rows)
    for (const { column, value } of figures) sums.set(column, (sums.get(column) ?? 0) + Number(value));
  return sums.size > 0 && [...sums.values()].every((sum) => Math.abs(sum - 100) <= 0.5 * rows.length + 1);
}

/** Whether a row may be a net by what it is called. */
export const mayBeNet = ({ label }: AnswerRow): boolean => SAYS_NET.test(label) || MAY_BE_NET.test(label);

/**
 * Finds the rows of one question that take others together, by what they are called and by their figures: a net is the sum of some that
 * stand beside each other. Where several would do, those that have its name are meant.
 *
 * @returns nets with their parts; those whose parts cannot be told are there only if the other rows are all that can be answered
 */
export function findNets<Row extends AnswerRow>(rows: readonly Row[]): readonly NetRow<Row>[] {
  const plain = rows.filter((row) => !mayBeNet(row));
  const isWhole = addUp(plain);
  return rows.filter(mayBeNet).flatMap((row): NetRow<Row>[] => {
    const parts = partsOf(row, plain);
    return parts !== null || isWhole ? [{ row, parts }] : [];
  });
}
