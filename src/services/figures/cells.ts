import { turns } from '../../turns/turns.ts';
import type { Estimate } from './estimate.ts';
import { selectWithHidden, type FigureFilter } from './estimates.ts';
import type { ReleaseFigures } from './release-figures.ts';
import type { Question } from '../../schemas/dataset.ts';
import type { Reason } from '../../schemas/vocabulary.ts';

/** What was asked, without when and of whom: all figures of a cell can be compared with each other. */
export interface Cell {
  readonly question: Question;
  readonly item: string | null;
  readonly option: string | null;
  readonly measure: Estimate['measure'];
  /** Audiences with a figure, in the order of the codebook. */
  readonly audiences: readonly string[];
  at(wave: string, audience: string): Estimate | undefined;
  /** Why there is no figure of an audience in a wave. */
  missing(wave: string, audience: string): Reason;
}

/**
 * The cells of the estimates that a query picks, in the order of the codebook; hidden figures have their cell too. The figures of a
 * cell are made when they are asked for: of many audiences and waves most answers need few.
 */
export async function cellsOf(release: ReleaseFigures, filter: FigureFilter): Promise<Cell[]> {
  const { inOrder, isHidden } = await selectWithHidden(release, filter);
  const keys = await turns.map(Array(inOrder.length).keys(), (index) => ({
    index,
    key: inOrder.keyAt(index),
  }));
  const groups = await turns.groupBy(keys, ({ key: { question, item, option, measure } }) =>
    [question, item, option, measure].join('|'),
  );
  return turns.flatMap(groups.values(), (group): Cell[] => {
    const first = group[0]?.key;
    const question = first && release.questions.get(first.question);
    if (!first || !question) return [];
    const shown = group.filter(({ key }) => !isHidden(key));
    const places = new Map(shown.map(({ index, key }) => [`${key.wave}|${key.audience}`, index]));
    const made = new Map<number, Estimate>();
    const present = new Set(shown.map(({ key }) => key.audience));
    return [
      {
        question,
        item: first.item,
        option: first.option,
        measure: first.measure,
        audiences: release.survey.audiences.map(({ id }) => id).filter((id) => present.has(id)),
        at: (wave: string, audience: string) => {
          const place = places.get(`${wave}|${audience}`);
          if (place === undefined) return undefined;
          // The same object whenever it is asked for.
          const estimate = made.get(place) ?? (inOrder.at(place) as Estimate);
          made.set(place, estimate);
          return estimate;
        },
        missing: (wave: string, audience: string) =>
          release.hiddenAt({ ...first, wave, audience })?.reason ?? missingReason(question, audience),
      },
    ];
  });
}

/** Why nobody gives a figure of an audience. */
function missingReason(question: Question, audience: string): Reason {
  return question.audiences.includes(audience) ? 'not-reported' : 'not-asked';
}

/** Where a row stands in the codebook. */
export const placeOf = ({
  question,
  item,
  option,
}: Cell): Pick<Estimate, 'question' | 'item' | 'option'> => ({
  question: question.id,
  item,
  option,
});

/** Why a difference has no figure, by what is said of each that it lacks: that nobody was asked explains it wholly. */
export function whyMissing(reasons: readonly Reason[]): Reason {
  if (reasons.includes('not-asked')) return 'not-asked';
  return reasons.find((reason) => reason !== 'not-reported') ?? 'not-reported';
}

/** What a row shows of one side of a difference, null with its reason. */
export interface ComparedFigure {
  readonly value: number | null;
  readonly n: number | null;
  readonly valueReason: Reason | null;
  readonly nReason: Reason | null;
}

/** One side of a difference: the figure of an audience in a wave, if there is one. */
export function sideOf(cell: Cell, wave: string, audience: string): ComparedFigure {
  const figure = cell.at(wave, audience);
  const n = plainBase(figure);
  const valueReason = figure ? null : cell.missing(wave, audience);
  return {
    value: figure?.value ?? null,
    n,
    valueReason,
    nReason: n === null ? (valueReason ?? 'base-unknown') : null,
  };
}

/** Base of an estimate as a plain number: a bound such as "more than 1,100" is not one. */
function plainBase(estimate: Estimate | undefined): number | null {
  return estimate?.nQualifier === 'exact' ? estimate.n : null;
}

/** A note led by what its figure is of, as the survey calls it. @param list the audiences, or the waves */
export const noted = (
  list: readonly { readonly id: string; readonly label: string }[],
  id: string,
  note: string | null | undefined,
): readonly [label: string, note: string | null | undefined] => [
  note ? (list.find((one) => one.id === id)?.label ?? id) : id,
  note,
];

/** Notes of the figures behind a row, each led by what tells the figures apart. */
export function joinNotes(
  labelled: readonly (readonly [label: string, note: string | null | undefined])[],
): string | null {
  return labelled.flatMap(([label, note]) => (note ? [`${label}: ${note}`] : [])).join(' ') || null;
}
