import type { Condition, Fact } from './collect.ts';
import type { RandomSurvey } from './random-survey.ts';

/** Respondents that are alike in everything that an attacker can think of: how many of them there are is what is not known. */
export type Kind = Readonly<Record<string, number | string | null>>;

/** Every combination of values that anybody could have; a town is in its region. */
export function kindsOf({ dimensions, records }: RandomSurvey): Kind[] {
  const places = new Map(records.map((record) => [record['town'], record['region']]));
  let all: Record<string, number | string | null>[] = [{}];
  for (const { column, values } of dimensions)
    all = all.flatMap((kind) => values.map((value) => ({ ...kind, [column]: value })));
  return all.filter((kind) => kind['town'] === undefined || places.get(kind['town']) === kind['region']);
}

export const fits = (kind: Kind, who: Condition): boolean =>
  [...who].every(([column, values]) => {
    const value = kind[column];
    return value !== undefined && values.includes(value);
  });

/** The same text for conditions that are the same. */
export const conditionKey = (who: Condition): string =>
  [...who]
    .map(
      ([column, values]) =>
        `${column}:${values
          .map(String)
          .toSorted((a, b) => (a < b ? -1 : 1))
          .join()}`,
    )
    .toSorted((a, b) => (a < b ? -1 : 1))
    .join(' ');

export const weightOf = ({ weight }: RandomSurvey, kind: Kind): number =>
  weight === null ? 1 : Number(kind[weight]);

/** A fact that is no linear equation. */
export type Curve = Fact & { readonly kind: 'standard-error' | 'quantile' };
