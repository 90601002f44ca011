import type { z } from 'zod';
import type { variableRow, VariableKind } from '../../schemas/results/variable.ts';
import type { Records } from '../records/records.ts';
import type { Variable } from '../records/variables.ts';
import { nameableVariables } from '../records/conditions.ts';
import { batteryOf, isSubtotal, makeSide } from './sides.ts';

type VariableRow = z.infer<typeof variableRow>;

/** What a name says of what it stands for: the same of a variable and of a question with items. */
type Names = Pick<VariableRow, 'id' | 'label' | 'kind' | 'question' | 'item' | 'items'>;

function optionsOf(variable: Variable): VariableRow['options'] {
  if (variable.question?.type === 'numeric') return [];
  const shown = new Set(makeSide([variable], []).entries.map(({ id }) => id));
  return variable.categories.map((category) => ({
    id: category.id,
    label: category.label,
    kind: isSubtotal(variable, category) ? 'net' : 'category',
    codes: [...category.codes],
    shown: shown.has(category.id),
  }));
}

function bandsOf({ cuts, categories }: Variable): VariableRow['bands'] {
  if (cuts === null) return [];
  return categories.map(({ id, label }, i) => ({
    id,
    label,
    from: cuts[i - 1] ?? null,
    below: cuts[i] ?? null,
  }));
}

/** The ranges that a filter may take: where small groups must not be told apart, those of whole bands. */
function rangeOf({ question, cuts }: Variable, { minimumCell }: Records): VariableRow['range'] {
  if (question?.type !== 'numeric') return null;
  if (minimumCell === 1) return 'any';
  return cuts === null ? null : 'bands';
}

function describe(
  records: Records,
  names: Names,
  variables: readonly [Variable, ...Variable[]],
): VariableRow {
  const [first, ...others] = variables;
  const isAlone = others.length === 0;
  const { question } = first;
  // Of a choice among several items the items are what is chosen.
  const areItems = names.items.length > 0 && question?.type === 'multiple';
  const options = areItems
    ? names.items.map(({ id, label }) => ({ id, label, kind: 'category' as const, codes: null, shown: true }))
    : optionsOf(first);
  const bands = bandsOf(first);
  const hasAnswers = first.categories.length > 0;
  const range = isAlone ? rangeOf(first, records) : null;
  return {
    ...names,
    type: question?.type ?? null,
    optionCount: options.length + bands.length,
    options,
    bands,
    nets: question?.nets.map(({ id, label, options: of }) => ({ id, label, options: [...of] })) ?? [],
    rows: hasAnswers,
    columns: hasAnswers,
    filter: isAlone && (hasAnswers || range !== null),
    range,
    nest: isAlone && hasAnswers,
    mean: first.numeric,
  };
}

function kindOf(variable: Variable, { wave }: Records): VariableKind {
  if (variable === wave) return 'wave';
  if (variable.question === null) return 'audience';
  return variable.item === null ? 'question' : 'item';
}

/** Everything that rows, columns and filters may name, waves and audiences first, then in the order of the codebook. */
export function variableList(records: Records): VariableRow[] {
  return [...nameableVariables(records)].flatMap(([id, [first, ...others]]) => {
    if (!first) return [];
    const battery = batteryOf(id, [first]);
    const names: Names = {
      id,
      label: (battery ?? first).label,
      kind: battery === null ? kindOf(first, records) : 'question',
      question: first.question?.id ?? null,
      item: battery === null ? first.item : null,
      items:
        battery === null
          ? []
          : [first, ...others].map((one) => ({ id: one.item ?? '', label: one.label, variable: one.id })),
    };
    return [describe(records, names, [first, ...others])];
  });
}
