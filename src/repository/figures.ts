import type { SurveyFile, ToplineRow } from '../schemas/dataset.ts';
import type { Measure, Qualifier } from '../schemas/vocabulary.ts';
import type { Fault } from '../errors/faults.ts';
import type { LocatedTopline } from './toplines.ts';
import { TOPLINES_FILE } from '../schemas/files.ts';

/** The coordinates of a figure: two figures with the same key are versions of one. */
export interface FigureKey {
  readonly question: string;
  /** Null where the question has no items. */
  readonly item: string | null;
  /** Null where the figure is of no option, such as a mean. */
  readonly option: string | null;
  readonly wave: string;
  readonly audience: string;
  readonly measure: Measure;
}

/** One version of a figure, with all sources that give it. */
interface PublishedValue {
  /** In the unit of the measure: percent from 0 to 100, a place from 1, else the unit of the answers. */
  readonly value: number;
  /** Digits after the point, as printed. */
  readonly decimals: number;
  readonly qualifier: Qualifier;
  /** Respondents behind it; null where that was not published. */
  readonly n: number | null;
  /** How exactly n is known; null where n is. */
  readonly nQualifier: Qualifier | null;
  /** The base as it counts in the figures of a larger audience; null where that was not published. */
  readonly weightedN: number | null;
  /** Standard deviation behind a mean, in its units; null where that was not published. */
  readonly sd: number | null;
  readonly sources: readonly string[];
  /** Where in each source, in the order of `sources`; null where that is not said. */
  readonly locators: readonly (string | null)[];
  readonly note: string | null;
}

/** A published figure: the version that is served, and those of other sources that disagree with it. */
export interface Figure extends FigureKey, PublishedValue {
  /** `preferred` where there are alternatives. */
  readonly status: 'reported' | 'preferred';
  readonly alternatives: readonly PublishedValue[];
}

/** The key of a figure as one text, the same for all versions of it. No code has a `|` in it. */
export function figureKey(key: FigureKey): string {
  return [key.question, key.item ?? '', key.option ?? '', key.wave, key.audience, key.measure].join('|');
}

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** The base of a figure, by the row that gives it; where none does that of its sample. */
export const publishedBase = (
  row: Pick<ToplineRow, 'n' | 'nQualifier'> | undefined,
  sample: SurveyFile['samples'][number] | undefined,
): Pick<PublishedValue, 'n' | 'nQualifier'> => ({
  n: row?.n ?? sample?.n ?? null,
  nQualifier: row?.nQualifier ?? sample?.qualifier ?? null,
});

const decimalsOf = (printed: string): number => {
  const point = printed.indexOf('.');
  return point < 0 ? 0 : printed.length - point - 1;
};

/** One version of a figure, by the rows that give it. Most are given by one row alone, which is read without lists of what is distinct. */
function mergeRows(
  rows: readonly ToplineRow[],
  sample: SurveyFile['samples'][number] | undefined,
): PublishedValue {
  const [first] = rows as [ToplineRow, ...ToplineRow[]];
  const isAlone = rows.length === 1;
  const base = isAlone ? (first.n === null ? undefined : first) : rows.find((row) => row.n !== null);
  const { n, nQualifier } = publishedBase(base, sample);
  const weighing = isAlone ? first : rows.find((row) => row.weightedN !== null);
  const sources = isAlone ? [first.source] : distinct(rows.map((row) => row.source));
  return {
    value: Number(first.value),
    decimals: decimalsOf(first.value),
    qualifier: first.qualifier,
    n,
    nQualifier,
    weightedN:
      weighing?.weightedN ??
      // What the whole sample weighs says nothing of those who were asked a question that not all were asked.
      (base === undefined || base.n === sample?.n ? (sample?.weightedN ?? null) : null),
    sd: isAlone ? first.sd : (rows.find((row) => row.sd !== null)?.sd ?? null),
    sources,
    locators: isAlone
      ? [first.locator]
      : sources.map((id) => rows.find((row) => row.source === id)?.locator ?? null),
    note: (isAlone ? first.note : distinct(rows.flatMap((row) => row.note ?? [])).join(' ')) || null,
  };
}

const printed = ({ qualifier, value }: ToplineRow): string => `${qualifier} ${value}`;

/** Faults of one figure's rows: versions that disagree without one being preferred, and bases that disagree. */
function disagreements(rows: readonly LocatedTopline[]): Fault[] {
  const fault = ({ line }: LocatedTopline, column: string, message: string): Fault => ({
    file: TOPLINES_FILE,
    row: line,
    column,
    message,
  });
  const served = rows.filter(({ row }) => row.status !== 'alternative');
  const [first] = served;
  if (!first)
    return rows.map((row) =>
      fault(row, 'status', 'an alternative without a preferred version of the figure'),
    );
  return [
    ...served
      .filter((other) => printed(other.row) !== printed(first.row))
      .map((other) =>
        fault(
          other,
          'value',
          `line ${first.line} gives ${first.row.value} for the same figure: mark one version "preferred" and the others "alternative"`,
        ),
      ),
    ...served
      .filter(({ row }) => row.n !== null && first.row.n !== null && row.n !== first.row.n)
      .map((other) =>
        fault(other, 'n', `line ${first.line} gives another base, ${first.row.n}, for the same figure`),
      ),
    ...served
      .filter(({ row }) => rows.length > served.length !== (row.status === 'preferred'))
      .map((other) =>
        fault(
          other,
          'status',
          other.row.status === 'preferred'
            ? '"preferred" needs an alternative'
            : 'must be "preferred", as there are alternatives',
        ),
      ),
    ...rows
      .filter((other) => other.row.status === 'alternative' && printed(other.row) === printed(first.row))
      .map((other) => fault(other, 'value', `an alternative that says the same as line ${first.line}`)),
    ...rows
      .filter(
        (other, i) =>
          rows.findIndex(({ row }) => row.source === other.row.source && row.value === other.row.value) !== i,
      )
      .map((other) => fault(other, 'source', 'the same source gives the same figure twice')),
  ];
}

/**
 * The figure that rows of toplines.csv give, with its agreeing sources and its contested versions.
 *
 * @param rows all that have its key, in the order of the file
 * @param sample of its wave and audience: a base that a row leaves out is that of the sample, or unknown
 */
export function figureOf(
  rows: readonly ToplineRow[],
  sample: SurveyFile['samples'][number] | undefined,
): Figure {
  const [key] = rows as [ToplineRow, ...ToplineRow[]];
  const contesting =
    rows.length === 1 && key.status !== 'alternative'
      ? []
      : rows.filter(({ status }) => status === 'alternative');
  const served = contesting.length > 0 ? rows.filter(({ status }) => status !== 'alternative') : rows;
  const others = contesting.length > 0 ? [...Map.groupBy(contesting, printed).values()] : [];
  const version = mergeRows(served.length > 0 ? served : rows, sample);
  // Field by field: spread into the middle of an object they cost several times as much, and there may be a million.
  return {
    question: key.question,
    item: key.item,
    option: key.option,
    wave: key.wave,
    audience: key.audience,
    measure: key.measure,
    value: version.value,
    decimals: version.decimals,
    qualifier: version.qualifier,
    n: version.n,
    nQualifier: version.nQualifier,
    weightedN: version.weightedN,
    sd: version.sd,
    sources: version.sources,
    locators: version.locators,
    note: version.note,
    status: others.length > 0 ? 'preferred' : 'reported',
    alternatives: others.map((other) => mergeRows(other, sample)),
  };
}

/** What is wrong with rows of toplines.csv that are of one figure. */
export const figureFaults = (rows: readonly LocatedTopline[]): Fault[] =>
  [...Map.groupBy(rows, ({ row }) => figureKey(row)).values()].flatMap(disagreements);
