/** A property by which rows of an answer differ, such as the item or the wave. */
export interface RowProperty<Row> {
  /** What the row says of it, for people; null: nothing. */
  readonly say: (row: Row) => string | null;
}

/** Rows under one heading, each with the label that tells it from the others. */
export interface Section<Row> {
  readonly heading: string | null;
  readonly rows: readonly { readonly label: string; readonly row: Row }[];
}

export interface Sections<Row> {
  readonly sections: readonly Section<Row>[];
  /** What all rows share, in words. */
  readonly shared: readonly string[];
}

/** A row that is of no single one of what tells the others apart. */
const WHOLE = 'As a whole';

/** Between parts of a heading; a line does not begin with it. */
const DOT = '\u00a0· ';
export const joined = (parts: readonly (string | null)[]): string =>
  [...new Set(parts)].filter((part) => part !== null && part !== '').join(DOT);

/**
 * Puts rows under headings: the property with the most values becomes the label of a row (where several have as many, the first), the
 * others that differ become headings.
 */
function ofOneQuestion<Row>(
  rows: readonly Row[],
  dimensions: readonly RowProperty<Row>[],
  question: string | null,
  isShared: (dimension: RowProperty<Row>) => boolean,
): Section<Row>[] {
  const counted = dimensions.map((dimension) => ({ dimension, values: new Set(rows.map(dimension.say)) }));
  const most = Math.max(...counted.map(({ values }) => values.size));
  const whole = counted.filter(({ values }) => !values.has(null));
  // Rather one that every row says something of, so that no row is without a name.
  const inner = (
    whole.find(({ values }) => values.size === most) ??
    whole.toSorted((a, b) => b.values.size - a.values.size).find(({ values }) => values.size > 1) ??
    counted.find(({ values }) => values.size === most)
  )?.dimension;
  const outer = counted.filter(({ dimension, values }) => values.size > 1 && dimension !== inner);
  // What these rows share and those of other questions do not.
  const own = counted.filter(
    ({ dimension, values }) => values.size === 1 && dimension !== inner && !isShared(dimension),
  );
  const groups = Map.groupBy(rows, (row) =>
    joined([question, ...[...own, ...outer].map(({ dimension }) => dimension.say(row))]),
  );
  return [...groups].map(([heading, members]) => ({
    heading: heading === '' ? null : heading,
    rows: members.map((row) => ({ row, label: inner?.say(row) ?? WHOLE })),
  }));
}

/**
 * Rows under headings, question by question where there are several; where each has one row, its words are the label. What all rows
 * share is said once.
 *
 * @param dimensions without the question, the first ones rather becoming labels
 */
export function sectionsOf<Row>(
  rows: readonly Row[],
  questionOf: (row: Row) => string,
  dimensions: readonly RowProperty<Row>[],
): Sections<Row> {
  const questions = Map.groupBy(rows, questionOf);
  const isShared = ({ say }: RowProperty<Row>): boolean => new Set(rows.map(say)).size === 1;
  const [first] = rows;
  const shared = dimensions
    .filter(isShared)
    .flatMap(({ say }) => (first === undefined ? [] : (say(first) ?? [])));
  if (questions.size > 1 && questions.size === rows.length) {
    const differing = dimensions.filter((dimension) => !isShared(dimension));
    const label = (row: Row): string => joined([questionOf(row), ...differing.map(({ say }) => say(row))]);
    return { shared, sections: [{ heading: null, rows: rows.map((row) => ({ row, label: label(row) })) }] };
  }
  const sections = [...questions].flatMap(([question, members]) =>
    ofOneQuestion(members, dimensions, questions.size === 1 ? null : question, isShared),
  );
  return { shared, sections };
}
