import type { Release } from '../repository/release.ts';
import type { Question } from '../schemas/dataset.ts';
import { widestAudiences } from './chart.ts';
import { audienceWords, inSentence, TYPE_WORDS } from './words.ts';

interface QuestionGroup {
  readonly title: string;
  readonly questions: readonly Question[];
}

/**
 * The questions under heads: by who was asked them, where that differs, else by what could be answered. In the order of the
 * codebook, groups of many audiences first.
 */
export function questionGroups(release: Release): QuestionGroup[] {
  const { survey } = release;
  const asked = Map.groupBy(survey.questions, ({ audiences }) =>
    JSON.stringify(widestAudiences(release, audiences).toSorted()),
  );
  if (asked.size > 1)
    return [...asked]
      .map(([ids, questions]) => {
        const of = new Set(JSON.parse(ids) as string[]);
        const inOrder = survey.audiences.flatMap(({ id }) => (of.has(id) ? [id] : []));
        return { title: `Asked of ${inSentence(audienceWords(survey, inOrder))}`, questions, size: of.size };
      })
      .toSorted((a, b) => b.size - a.size || b.questions.length - a.questions.length);
  const kinds = Map.groupBy(survey.questions, ({ type, items }) =>
    items.length > 0 && type !== 'ranking'
      ? `${TYPE_WORDS[type]} to each of several items`
      : TYPE_WORDS[type],
  );
  return [...kinds].map(([title, questions]) => ({ title, questions }));
}
