import { parameterError, invalidQuery } from '../errors/parameter-error.ts';
import type { Format } from '../formats/index.ts';
import type { Field } from '../schemas/fields.ts';
import { codeInWords, isPlace, wordsFor, type Labels } from '../schemas/words.ts';
import type { CheckedQuery } from './address.ts';

/**
 * The fields of the rows that an answer has: those that `labels` leaves, of them those that `fields` names, in its order.
 *
 * @throws ApiError `invalid-query` where `fields` names what `labels` leaves out
 */
export function chosenFields(
  all: readonly Field[],
  { fields, labels }: CheckedQuery,
  format: Format,
): readonly Field[] {
  const wanted = fields as readonly string[] | undefined;
  const kept = new Map(
    withLabels(all, (labels as Labels | undefined) ?? (wanted ? 'both' : (format.labels ?? 'both'))).map(
      (field) => [field.name, field],
    ),
  );
  if (!wanted) return kept.size === all.length ? all : [...kept.values()];
  const missing = wanted.filter((name) => !kept.has(name));
  if (missing.length > 0) {
    throw invalidQuery(
      missing.map((name) =>
        parameterError('query', 'fields', name, `is left out by labels=${String(labels)}`, [...kept.keys()]),
      ),
    );
  }
  return wanted.flatMap((name) => kept.get(name) ?? []);
}

function withLabels(all: readonly Field[], labels: Labels): readonly Field[] {
  const names = new Set(all.map(({ name }) => name));
  if (labels === 'texts') return all.filter(({ name }) => !names.has(wordsFor(name)));
  if (labels === 'codes')
    return all.filter(({ name }) => !isPlace(name) && !names.has(codeInWords(name) ?? ''));
  return all;
}
