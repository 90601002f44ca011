import { unzipSync } from 'node:zlib';
import { undescribed, type LabelledValue, type SourceVariable } from '../records/source.ts';
import { memberOf, readRObject, type RObject } from './r-object.ts';

/** So much may be packed in attributes that stand in the head of a file. */
const MOST_BYTES = 2 ** 26;

/** What arrow for R writes under `r`: attributes of the table and of its columns, packed where they are large. */
function unpacked(text: string): RObject {
  const read = readRObject(text);
  if (read.bytes === null) return read;
  return readRObject(unzipSync(read.bytes, { maxOutputLength: MOST_BYTES }).toString('latin1'));
}

const isCode = (value: RObject['values'][number], isText: boolean): value is number | string =>
  typeof value === (isText ? 'string' : 'number');

function labelsIn(labels: RObject | undefined, isText: boolean): LabelledValue[] {
  const names = labels?.attributes.get('names')?.values ?? [];
  return (labels?.values ?? []).flatMap((code, i): LabelledValue[] => {
    const label = names[i];
    return isCode(code, isText) && typeof label === 'string' && label.trim() !== ''
      ? [{ code, label: label.trim() }]
      : [];
  });
}

/** Labels of missing values with a letter (`tagged_na`): which of them a record had, arrow does not keep. */
const labelsOfTags = (labels: RObject | undefined): string[] =>
  (labels?.attributes.get('names')?.values ?? []).flatMap((label, i) =>
    labels?.values[i] === null && typeof label === 'string' ? [label] : [],
  );

function rangeIn(range: RObject | undefined): readonly [number, number] | null {
  const [from, to] = range?.values ?? [];
  return typeof from === 'number' && typeof to === 'number' ? [from, to] : null;
}

/**
 * What R says of columns, as arrow for R writes it into the metadata of a schema: labels and labels of values of haven and labelled, and
 * the values that are declared to be no answer.
 *
 * @param isText whether a column holds text
 * @throws Error if it cannot be read
 */
export function attributesOfR(
  text: string,
  isText: (name: string) => boolean,
): { readonly variables: ReadonlyMap<string, SourceVariable>; readonly notes: string[] } {
  const notes: string[] = [];
  const columns = memberOf(unpacked(text), 'columns');
  const names = columns?.attributes.get('names')?.values ?? [];
  const variables = new Map(
    names.flatMap((name): [string, SourceVariable][] => {
      if (typeof name !== 'string' || name === '') return [];
      const own = memberOf(columns === undefined ? undefined : memberOf(columns, name), 'attributes');
      const [label] = memberOf(own, 'label')?.values ?? [];
      const tags = labelsOfTags(memberOf(own, 'labels'));
      if (tags.length > 0)
        notes.push(
          `${name}: ${tags.map((tag) => `"${tag}"`).join(', ')}: labels of missing values with a letter, which arrow for R does not keep: taken as no answer`,
        );
      const missing = memberOf(own, 'na_values')?.values ?? [];
      return [
        [
          name,
          {
            ...undescribed(name),
            label: typeof label === 'string' && label.trim() !== '' ? label.trim() : null,
            values: labelsIn(memberOf(own, 'labels'), isText(name)),
            missing: missing.filter((value) => isCode(value, isText(name))),
            missingRange: rangeIn(memberOf(own, 'na_range')),
          },
        ],
      ];
    }),
  );
  return { variables, notes };
}
