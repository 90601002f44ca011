import { decide } from '../../stats/disclosure/decide.ts';
import { finish } from '../../stats/disclosure/steps.ts';
import { tellingMeans } from '../../stats/disclosure/telling-means.ts';
import { DISCLOSURE_FORMAT, type DisclosureFile } from '../../schemas/disclosure-file.ts';
import type { AtomAxis } from './axes.ts';
import type { RecordsCodebook } from './records-codebook.ts';
import { codedRecords, columnIds, MAXIMUM_VALUES, type PatternEngine } from './respondents.ts';

/** What of a combination of variables is hidden: of each column sets of values, as text, whose parts are. */
export type HiddenValues = ReadonlyMap<string, readonly ReadonlySet<string>[]>;

/** What was decided of the records of a release, once for all queries. */
export interface Verdict {
  /** Each combination that is served, by {@link combinationKey}, with what is hidden in it. */
  readonly served: ReadonlyMap<string, HiddenValues>;
  /** Combinations that were within reach, and those of them that were not looked at within the budget. */
  readonly combinations: number;
  readonly unproven: number;
  /** Columns that were combined with each other. */
  readonly crossed: ReadonlySet<string>;
  /** Columns that were not looked at: with them there were more values than can be held. */
  readonly leftOut: ReadonlySet<string>;
  /** Columns whose figures have no precision, as it would tell more than was shown to be safe. */
  readonly withoutPrecision: ReadonlySet<string>;
}

/** Between the columns of a combination: no name has it. */
const AND = '\n';

/** The columns of a combination. */
export const combinedColumns = (combination: string): string[] => combination.split(AND);

/** The name of a combination of columns, in whatever order. */
export const combinationKey = (columns: readonly string[]): string =>
  [...new Set(columns)].toSorted().join(AND);

/** How a verdict is reached. */
export interface VerdictOptions {
  /** Rows of records that may be looked at, and values that may be held. */
  readonly budget: number;
  readonly maximum?: number;
  /** Lets others have their turn; what it throws calls the work off. */
  readonly pause: () => Promise<void>;
}

/** The options of a column by their number, each with its value as text. */
export function optionTexts(axis: AtomAxis | null): Map<number, string> {
  const named = new Map<number, string>();
  for (const { codes } of axis?.variable.categories ?? [])
    for (const code of codes) named.set(axis?.atomOf(code) ?? -1, String(code));
  return named;
}

/** Whether what is hidden of records is decided: where small cells are hidden, and not perturbed. */
export const isDecided = ({ minimumCell, noise }: RecordsCodebook): boolean =>
  minimumCell > 1 && noise === null;

/**
 * Decides what is served of records, and what is hidden in it; see `stats/disclosure/decide.ts`. The same records give the same
 * verdict on every machine: the budget is of work, not of time.
 */
export async function reachVerdict(
  records: RecordsCodebook,
  engine: PatternEngine,
  { budget, pause, maximum = MAXIMUM_VALUES }: VerdictOptions,
): Promise<Verdict> {
  const coded = await codedRecords(records, engine, maximum);
  const leftOut = new Set(columnIds(records).filter((id) => coded?.ids.includes(id) !== true));
  if (coded === null) {
    const none = new Set<string>();
    return {
      served: new Map(),
      combinations: 0,
      unproven: 0,
      crossed: none,
      withoutPrecision: none,
      leftOut,
    };
  }
  const { respondents, ids, axes, numbers, isFine, order } = coded;
  const decision = await decide(
    respondents,
    { base: records.minimumBase, cell: records.minimumCell },
    { budget, pause, order },
  );
  const telling = await finish(
    tellingMeans(respondents, decision.served, numbers, records.minimumCell),
    pause,
  );
  const idOf = (index: number): string => ids[index] ?? '';
  const values = axes.map(optionTexts);
  const safe = [...decision.served].filter(([key]) => !telling.combinations.has(key));
  const served = safe.map(([key, hidden]) => {
    const indices = key.split(' ').map(Number);
    const inColumns = [...hidden].map(
      ([index, blocks]) =>
        [
          idOf(index),
          blocks.map((block) => new Set([...block].map((option) => values[index]?.get(option) ?? ''))),
        ] as const,
    );
    return [combinationKey(indices.map(idOf)), new Map(inColumns)] as const;
  });
  return {
    served: new Map(served),
    combinations: decision.combinations,
    unproven: decision.unproven,
    crossed: new Set([...decision.crossed].map(idOf)),
    leftOut,
    withoutPrecision: new Set([...(isFine ? decision.exchanged : []), ...telling.precision].map(idOf)),
  };
}

/** A verdict as it is kept with a release. */
export function storedVerdict(
  { served, combinations, unproven, crossed, leftOut, withoutPrecision }: Verdict,
  of: DisclosureFile['of'],
): DisclosureFile {
  const columns = [
    ...new Set([...[...served.keys()].flatMap(combinedColumns), ...crossed, ...leftOut, ...withoutPrecision]),
  ].toSorted();
  const places = new Map(columns.map((column, i) => [column, i]));
  const placeOf = (column: string): number => places.get(column) ?? -1;
  return {
    format: DISCLOSURE_FORMAT,
    of,
    combinations,
    unproven,
    columns,
    crossed: [...crossed].map(placeOf).toSorted((a, b) => a - b),
    leftOut: [...leftOut].map(placeOf).toSorted((a, b) => a - b),
    withoutPrecision: [...withoutPrecision].map(placeOf).toSorted((a, b) => a - b),
    served: [...served].map(([key, hidden]) => [
      combinedColumns(key).map(placeOf),
      [...hidden].map(([column, blocks]) => [placeOf(column), blocks.map((block) => [...block])]),
    ]),
  };
}

/** A verdict as it was kept. */
export function readVerdict(file: DisclosureFile): Verdict {
  const columnAt = (place: number): string => file.columns[place] ?? '';
  return {
    served: new Map(
      file.served.map(([places, hidden]) => [
        combinationKey(places.map(columnAt)),
        new Map(hidden.map(([place, blocks]) => [columnAt(place), blocks.map((block) => new Set(block))])),
      ]),
    ),
    combinations: file.combinations,
    unproven: file.unproven,
    crossed: new Set(file.crossed.map(columnAt)),
    leftOut: new Set(file.leftOut.map(columnAt)),
    withoutPrecision: new Set(file.withoutPrecision.map(columnAt)),
  };
}
