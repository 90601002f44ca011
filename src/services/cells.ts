import type { Figure } from '../repository/figures.ts';
import type { Release } from '../repository/release.ts';
import type { Question } from '../schemas/dataset.ts';
import type { Reason } from '../schemas/vocabulary.ts';

/** What was asked, without when and of whom: all figures of a cell can be compared with each other. */
export interface Cell {
  readonly question: Question;
  readonly item: string | null;
  readonly option: string | null;
  readonly measure: Figure['measure'];
  /** Audiences with a figure, in the order of the codebook. */
  readonly audiences: readonly string[];
  at(wave: string, audience: string): Figure | undefined;
}

/** Sorts estimates into cells, in the order of the codebook. */
export function cellsOf(release: Release, estimates: readonly Figure[]): Cell[] {
  const groups = Map.groupBy(estimates, ({ question, item, option, measure }) =>
    [question, item, option, measure].join('|'),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const question = first && release.questions.get(first.question);
    if (!first || !question) return [];
    const byPlace = new Map(group.map((estimate) => [`${estimate.wave}|${estimate.audience}`, estimate]));
    const present = new Set(group.map(({ audience }) => audience));
    return [
      {
        question,
        item: first.item,
        option: first.option,
        measure: first.measure,
        audiences: release.survey.audiences.map(({ id }) => id).filter((id) => present.has(id)),
        at: (wave: string, audience: string) => byPlace.get(`${wave}|${audience}`),
      },
    ];
  });
}

/** Why there is no figure of an audience. */
export function missingReason(question: Question, audience: string): Reason {
  return question.audiences.includes(audience) ? 'not-reported' : 'not-asked';
}

/** Base of an estimate as a plain number: a bound such as "more than 1,100" is not one. */
export function plainBase(estimate: Figure | undefined): number | null {
  return estimate?.nQualifier === 'exact' ? estimate.n : null;
}

/** Notes of the figures behind a row, each led by what tells the figures apart. */
export function joinNotes(
  parts: readonly (readonly [label: string, note: string | null | undefined])[],
): string | null {
  return parts.flatMap(([label, note]) => (note ? [`${label}: ${note}`] : [])).join(' ') || null;
}
