import type { Schema } from 'apache-arrow';
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

/**
 * What the metadata of a schema of Arrow says of its columns: `label` and `value_labels` (an object in JSON) of a field, and
 * `column_names_to_labels` and `variable_value_labels` among the `attrs` of pandas, as pyreadstat names them.
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
  const isOfR =
    metadata.has('r') && variables.every(({ label, values }) => label === null && values.length === 0);
  return {
    variables,
    notes: isOfR
      ? [
          'attributes of R, such as labels of haven, are not read of this file: name a codebook with --codebook, or write the table with haven::write_sav',
        ]
      : [],
  };
}
