import type { Release } from '../../repository/release.ts';
import type { ProblemError } from '../../schemas/problem.ts';
import type { FigureQuery } from '../../schemas/query.ts';
import { UNWEIGHTED } from '../../schemas/vocabulary.ts';
import type { Records } from '../records/records.ts';
import { filterErrors } from './check-filter.ts';
import { invalidQuery, MAXIMUM_ERRORS, parameterError } from '../../errors/parameter-error.ts';

const ids = (list: readonly { readonly id: string }[]): string[] => list.map(({ id }) => id);

/** Codes of items (or options) that fit the named questions; those of other questions are told apart. */
function innerErrors(release: Release, query: FigureQuery, name: 'item' | 'option'): ProblemError[] {
  const given = query[name];
  // Most queries name none, and a codebook may be long.
  if (given === undefined) return [];
  const list = (question: Release['survey']['questions'][number]): string[] =>
    ids(name === 'item' ? question.items : [...question.options, ...question.nets, ...question.differences]);
  const all = release.survey.questions;
  const named = query.question ? all.filter(({ id }) => query.question?.includes(id)) : all;
  const fitting = new Set(named.flatMap(list));
  return given
    .filter((id) => !fitting.has(id))
    .slice(0, MAXIMUM_ERRORS)
    .map((id) => {
      const owners = all.filter((question) => list(question).includes(id)).map((question) => question.id);
      const message =
        owners.length > 0
          ? `is ${name === 'item' ? 'an item' : 'an option'} of ${owners.join(', ')}, not of ${query.question?.join(', ')}`
          : `is not ${name === 'item' ? 'an item' : 'an option'} of this release`;
      return parameterError('query', name, id, message, [...fitting]);
    });
}

function listErrors(
  name: string,
  given: readonly string[] | undefined,
  what: string,
  known: readonly string[],
): ProblemError[] {
  return (given ?? [])
    .filter((id) => !known.includes(id))
    .slice(0, MAXIMUM_ERRORS)
    .map((id) => parameterError('query', name, id, `is not ${what} of this release`, known));
}

/** A weight (or a quantile) is good only where there are records, and must be one that the survey declares. */
function weightErrors({ records, survey }: Release, { weight, quantile }: FigureQuery): ProblemError[] {
  const given = [
    ...(weight === undefined ? [] : [['weight', weight] as const]),
    ...(quantile === undefined ? [] : [['quantile', quantile.join(',')] as const]),
  ];
  if (records === null) {
    return given.map(([name, value]) =>
      parameterError('query', name, value, 'has no place here: the release has no records to compute from'),
    );
  }
  return [...quantileErrors(survey, quantile), ...weightNameErrors(survey, weight)];
}

/** Where small numbers are hidden, quantiles one by one would list the answers: a few are allowed. */
const CAREFUL_QUANTILES = [0.1, 0.25, 0.5, 0.75, 0.9];

function quantileErrors(
  { disclosure }: Release['survey'],
  quantile: FigureQuery['quantile'],
): ProblemError[] {
  if (disclosure.publicRecords && disclosure.minimumCell <= 1) return [];
  const allowed = CAREFUL_QUANTILES.map(String);
  return (quantile ?? [])
    .filter((p) => !CAREFUL_QUANTILES.includes(p))
    .map((p) => parameterError('query', 'quantile', String(p), 'is not given for these records', allowed));
}

function weightNameErrors(survey: Release['survey'], weight: string | undefined): ProblemError[] {
  if (weight === undefined) return [];
  return listErrors('weight', [weight], 'a weight', [...ids(survey.design?.weights ?? []), UNWEIGHTED]);
}

/** The pairs that the survey declares, or all where it declares none. */
export function pairsToOffer({ survey }: Pick<Release, 'survey'>): (readonly [string, string])[] {
  const all = ids(survey.audiences);
  return survey.comparisons.length > 0
    ? survey.comparisons.map(({ between }) => between)
    : all.flatMap((a, i) => all.slice(i + 1).map((b) => [a, b] as const));
}

function contradictions(release: Release, { between, audience, from, to }: FigureQuery): ProblemError[] {
  const errors: ProblemError[] = [];
  const waves = ids(release.survey.waves);
  if (between && between.length !== 2) {
    const pairs = pairsToOffer(release).map((pair) => pair.join(','));
    errors.push(
      parameterError(
        'query',
        'between',
        between.join(','),
        'must name two audiences: the first minus the second',
        pairs,
      ),
    );
  }
  if (between && audience && !audience.some((id) => between.includes(id))) {
    errors.push(
      parameterError(
        'query',
        'audience',
        audience.join(','),
        `contradicts between=${between.join(',')}`,
        between,
      ),
    );
  }
  if (
    from !== undefined &&
    to !== undefined &&
    waves.includes(from) &&
    waves.includes(to) &&
    waves.indexOf(from) >= waves.indexOf(to)
  ) {
    errors.push(
      parameterError(
        'query',
        'from',
        from,
        `must be an earlier wave than to=${to}`,
        waves.slice(0, waves.indexOf(to)),
      ),
    );
  }
  return errors;
}

/**
 * Checks every code of a query against the codebook of a release, before anything is computed.
 *
 * @param records of the release; null: it has none
 * @throws ApiError `invalid-query` with all faults at once.
 */
export function checkCodes(release: Release, query: FigureQuery, records: Records | null): void {
  const { survey } = release;
  const errors = [
    ...listErrors('question', query.question, 'a question', ids(survey.questions)),
    ...innerErrors(release, query, 'item'),
    ...innerErrors(release, query, 'option'),
    ...listErrors('wave', query.wave, 'a wave', ids(survey.waves)),
    ...listErrors('audience', query.audience, 'an audience', ids(survey.audiences)),
    ...listErrors('source', query.source, 'a source', ids(survey.sources)),
    ...listErrors('between', query.between, 'an audience', ids(survey.audiences)),
    ...listErrors('from', query.from === undefined ? undefined : [query.from], 'a wave', ids(survey.waves)),
    ...weightErrors(release, query),
    ...listErrors('to', query.to === undefined ? undefined : [query.to], 'a wave', ids(survey.waves)),
    ...contradictions(release, query),
    ...filterErrors(records, query),
  ];
  if (errors.length > 0) throw invalidQuery(errors);
}
