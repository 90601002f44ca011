import type { Schema } from 'apache-arrow';
import { attributesOfR } from './r-attributes.ts';
import { undescribed, type LabelledValue, type SourceVariable } from '../records/source.ts';

const LABEL = ['label', 'variable_label', 'description', 'comment'];
const VALUE_LABELS = ['value_labels', 'labels', 'values', 'categories'];

function parsed(text: string | undefined): unknown {
  if (text === undefined) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Labels by their values: `{"1": "Yes"}`; of numbers where the column holds numbers. */
function valuesOf(labels: unknown, isText: boolean): LabelledValue[] {
  if (typeof labels !== 'object' || labels === null || Array.isArray(labels)) return [];
  return Object.entries(labels).flatMap(([code, label]): LabelledValue[] => {
    if (typeof label !== 'string' || label === '') return [];
    if (isText) return [{ code, label }];
    return code.trim() !== '' && Number.isFinite(Number(code)) ? [{ code: Number(code), label }] : [];
  });
}

const member = (document: unknown, name: string): unknown =>
  typeof document === 'object' && document !== null ? (document as Record<string, unknown>)[name] : undefined;

/** What is said of a variable, and what R says where nothing else is. */
function completed(one: SourceVariable, ofR: SourceVariable | undefined): SourceVariable {
  if (ofR === undefined) return one;
  return {
    ...ofR,
    label: one.label ?? ofR.label,
    values: one.values.length > 0 ? one.values : ofR.values,
  };
}

/**
 * What the metadata of a schema of Arrow says of its columns: `label` and `value_labels` (an object in JSON) of a field, and
 * `column_names_to_labels` and `variable_value_labels` among the `attrs` of pandas, as pyreadstat names them; attributes of columns of R.
 *
 * @param isText whether a column holds text
 */
export function labelsOfSchema(
  { fields, metadata }: Pick<Schema, 'fields' | 'metadata'>,
  isText: (name: string) => boolean,
): { readonly variables: SourceVariable[]; readonly notes: string[] } {
  const attrs = parsed(metadata.get('PANDAS_ATTRS'));
  const variables = fields.map(({ name, metadata: own }): SourceVariable => {
    const said = LABEL.map((key) => own.get(key)?.trim()).find((text) => text);
    const ofAttrs = member(member(attrs, 'column_names_to_labels'), name);
    const labels =
      VALUE_LABELS.map((key) => valuesOf(parsed(own.get(key)), isText(name))).find(
        ({ length }) => length > 0,
      ) ?? valuesOf(member(member(attrs, 'variable_value_labels'), name), isText(name));
    return {
      ...undescribed(name),
      label: said ?? (typeof ofAttrs === 'string' && ofAttrs.trim() !== '' ? ofAttrs.trim() : null),
      values: labels,
    };
  });
  const ofR = metadata.get('r');
  if (ofR === undefined) return { variables, notes: [] };
  try {
    const found = attributesOfR(ofR, isText);
    return {
      variables: variables.map((one) => completed(one, found.variables.get(one.name))),
      notes: found.notes,
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      variables,
      notes: [
        `what R says of its columns, such as labels of haven, cannot be read of this file, as it ${why}: name a codebook with --codebook, or write the table with haven::write_sav`,
      ],
    };
  }
}
