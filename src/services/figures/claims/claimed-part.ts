import { invalidQuery, MAXIMUM_ERRORS, parameterError } from '../../../errors/parameter-error.ts';
import type { ProblemError } from '../../../schemas/problem.ts';
import type { ReleaseFigures } from '../release-figures.ts';
import { placedAssertions, type Asserting } from './claims.ts';

/**
 * Refuses an assertion that leaves out the option, or the item, that figures of its question are of: it is about no figure at all, and a
 * verdict would not say why.
 *
 * @throws ApiError `invalid-query`
 */
export function checkClaimedPart(figures: ReleaseFigures, claim: Asserting): void {
  const errors = placedAssertions(claim).flatMap(({ path, assertion }): ProblemError[] => {
    const { question: id, measure, audience, between, waves, from, to } = assertion;
    const question = figures.questions.get(id);
    if (!question) return [];
    const places = (between ?? [audience]).flatMap((who) =>
      (waves ?? [from, to]).map((wave) => ({ question: id, measure, audience: who ?? '', wave: wave ?? '' })),
    );
    const isThere = (item: string | null, option: string | null): boolean =>
      places.some((place) => {
        const key = { ...place, item, option };
        return figures.figure(key) !== undefined || figures.hiddenAt(key) !== undefined;
      });
    const ids = (list: readonly { readonly id: string }[]): (string | null)[] => [
      null,
      ...list.map((one) => one.id),
    ];
    const [all, answers] = [ids(question.items), ids(question.options)];
    const items = assertion.items === undefined ? null : assertion.items === 'all' ? all : assertion.items;
    const options = assertion.option === undefined ? null : [assertion.option];
    if ((items ?? [null]).some((item) => (options ?? [null]).some((option) => isThere(item, option))))
      return [];
    const needed = (part: 'option' | 'items', known: readonly (string | null)[]): ProblemError[] => {
      const named = known.filter((one) => one !== null);
      const of = part === 'option' ? 'an option' : 'an item';
      return named.length === 0
        ? []
        : [
            parameterError(
              'body',
              `${path}.${part}`,
              null,
              `is needed: each figure of ${id} is of ${of}`,
              named,
            ),
          ];
    };
    return [
      ...(items === null
        ? needed(
            'items',
            all.filter((item) => (options ?? answers).some((option) => isThere(item, option))),
          )
        : []),
      ...(options === null
        ? needed(
            'option',
            answers.filter((option) => (items ?? all).some((item) => isThere(item, option))),
          )
        : []),
    ];
  });
  if (errors.length > 0) throw invalidQuery(errors.slice(0, MAXIMUM_ERRORS));
}
