import { ByteSourceError, type ByteSource } from '../byte-source.ts';

/** A variable record as it stands in the file; texts are bytes until the encoding is known. */
export interface RawVariable {
  /** Index among all 8-byte elements, from 0. */
  readonly element: number;
  /** 0 for a number, else the width of a string in bytes. */
  readonly width: number;
  readonly name: Buffer;
  readonly label: Buffer | null;
  readonly missing: { readonly isRange: boolean; readonly values: readonly Buffer[] };
  readonly print: number;
}

/** A set of value labels, and the elements of the variables that it is for. */
interface RawLabels {
  readonly labels: readonly { readonly value: Buffer; readonly label: Buffer }[];
  readonly elements: readonly number[];
}

/** Everything in the dictionary, undecoded. */
export interface RawDictionary {
  readonly variables: readonly RawVariable[];
  readonly labels: readonly RawLabels[];
  readonly documents: readonly Buffer[];
  /** Extension records by subtype. */
  readonly extensions: ReadonlyMap<number, Buffer>;
  /** 8-byte elements in a case. */
  readonly elements: number;
}

const padded = (length: number, to: number): number => Math.ceil(length / to) * to;

async function readVariable(source: ByteSource, element: number): Promise<RawVariable | null> {
  const at = source.offset;
  const head = await source.take(28, 'a variable');
  const [width, hasLabel, missing, print] = [0, 4, 8, 12].map((i) => source.toInt32(head, i)) as [
    number,
    number,
    number,
    number,
  ];
  if (width < -1 || width > 255) throw new ByteSourceError(`a variable of an impossible width, ${width}`, at);
  if (Math.abs(missing) > 3 || missing === -1)
    throw new ByteSourceError(`a variable with an impossible number of missing values, ${missing}`, at + 8);
  let label: Buffer | null = null;
  if (hasLabel === 1) {
    const length = await source.int32('a variable label');
    label = Buffer.from((await source.take(padded(length, 4), 'a variable label')).subarray(0, length));
  }
  const values: Buffer[] = [];
  for (let i = 0; i < Math.abs(missing); i += 1)
    values.push(Buffer.from(await source.take(8, 'missing values')));
  // Further elements of a long string have records of their own, which say nothing.
  if (width === -1) return null;
  return {
    element,
    width,
    name: Buffer.from(head.subarray(20, 28)),
    label,
    missing: { isRange: missing < 0, values },
    print,
  };
}

async function readLabels(source: ByteSource): Promise<RawLabels> {
  const at = source.offset;
  const count = await source.int32('value labels');
  if (count < 0) throw new ByteSourceError(`an impossible number of value labels, ${count}`, at);
  const labels = [];
  for (let i = 0; i < count; i += 1) {
    const head = await source.take(9, 'a value label');
    const [value, length] = [Buffer.from(head.subarray(0, 8)), head[8] ?? 0];
    const text = await source.take(padded(length + 1, 8) - 1, 'a value label');
    labels.push({ value, label: Buffer.from(text.subarray(0, length)) });
  }
  if ((await source.int32('value labels')) !== 4)
    throw new ByteSourceError('value labels without the variables that they are for', source.offset - 4);
  const variables = await source.int32('value labels');
  const indices = await source.take(variables * 4, 'the variables of value labels');
  return {
    labels,
    elements: Array.from({ length: variables }, (_, i) => source.toInt32(indices, i * 4) - 1),
  };
}

/** Reads all records up to the data. @throws ByteSourceError if one is cut off or cannot be */
export async function readRecords(source: ByteSource): Promise<RawDictionary> {
  const variables: RawVariable[] = [];
  const labels: RawLabels[] = [];
  const documents: Buffer[] = [];
  const extensions = new Map<number, Buffer>();
  let elements = 0;
  for (;;) {
    const at = source.offset;
    const type = await source.int32('the dictionary');
    if (type === 999) {
      await source.take(4, 'the dictionary');
      return { variables, labels, documents, extensions, elements };
    }
    if (type === 2) {
      const variable = await readVariable(source, elements);
      if (variable) variables.push(variable);
      elements += 1;
    } else if (type === 3) {
      labels.push(await readLabels(source));
    } else if (type === 6) {
      const lines = await source.int32('documents');
      const text = Buffer.from(await source.take(lines * 80, 'documents'));
      for (let i = 0; i < lines; i += 1) documents.push(text.subarray(i * 80, i * 80 + 80));
    } else if (type === 7) {
      const head = await source.take(12, 'an extension record');
      const [subtype, size, count] = [0, 4, 8].map((i) => source.toInt32(head, i)) as [
        number,
        number,
        number,
      ];
      if (size < 0 || count < 0) throw new ByteSourceError('an extension record of an impossible size', at);
      extensions.set(subtype, Buffer.from(await source.take(size * count, 'an extension record')));
    } else {
      throw new ByteSourceError(`an unknown record of type ${type}`, at);
    }
  }
}
