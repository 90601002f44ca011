import { ByteSourceError, type ByteSource } from '../byte-source.ts';
import { printFormat, type TimeKind } from './print-format.ts';
import type { Header } from './header.ts';
import { multipleResponseSets, parseAttributes, type MultipleResponseSet } from './extensions.ts';
import { LongValues } from './long-values.ts';
import type { RawDictionary, RawVariable } from './dictionary-records.ts';

export type SavValue = number | string;

/** One piece of a string in a case: very long strings are stored in several. */
interface Segment {
  readonly element: number;
  readonly bytes: number;
}

interface SavVariable {
  readonly name: string;
  readonly label: string | null;
  readonly type: 'numeric' | 'string';
  /** Bytes of a string; 0 for a number. */
  readonly width: number;
  readonly format: string;
  readonly kind: TimeKind | null;
  readonly measure: 'nominal' | 'ordinal' | 'scale' | null;
  readonly valueLabels: readonly { readonly value: SavValue; readonly label: string }[];
  readonly userMissing: {
    readonly values: readonly SavValue[];
    readonly range: readonly [number, number] | null;
  };
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  readonly segments: readonly Segment[];
}

export interface SavDictionary {
  readonly encoding: string;
  readonly label: string | null;
  readonly documents: readonly string[];
  readonly weight: string | null;
  readonly cases: number | null;
  readonly variables: readonly SavVariable[];
  readonly multipleResponseSets: readonly MultipleResponseSet[];
  readonly attributes: Readonly<Record<string, readonly string[]>>;
}

const CODE_PAGES: Readonly<Record<number, string>> = {
  2: 'us-ascii',
  1250: 'windows-1250',
  1251: 'windows-1251',
  1252: 'windows-1252',
  65001: 'utf-8',
  28591: 'iso-8859-1',
  932: 'shift_jis',
  936: 'gbk',
};

/** Subtypes of extension records. */
const EXTENSION = {
  integers: 3,
  sets: 7,
  display: 11,
  longNames: 13,
  veryLong: 14,
  cases: 16,
  fileAttributes: 17,
  attributes: 18,
  newSets: 19,
  encoding: 20,
  longLabels: 21,
  longMissing: 22,
} as const;

function encodingOf(source: ByteSource, raw: RawDictionary): string {
  const named = raw.extensions.get(EXTENSION.encoding)?.toString('latin1').trim().toLowerCase();
  const integers = raw.extensions.get(EXTENSION.integers);
  const code = integers && integers.length >= 32 ? source.toInt32(integers, 28) : 0;
  const name = named || CODE_PAGES[code] || 'windows-1252';
  try {
    return new TextDecoder(name).encoding;
  } catch {
    throw new ByteSourceError(`the encoding "${name}" is not known`, 0);
  }
}

const trimmed = (text: string): string => text.replace(/[ \0]+$/, '');
/** `A=b` pairs, separated by tabs. */
const pairs = (text: string): [string, string][] =>
  text
    .split('\t')
    .flatMap((part) =>
      part.includes('=')
        ? [[part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)] as [string, string]]
        : [],
    );

/** SPSS writes LOWEST and HIGHEST as the ends of the doubles. */
function openEnd(value: number): number {
  return Math.abs(value) >= 1.797e308 ? Math.sign(value) * Infinity : value;
}

/** Turns raw records into variables: encoding, long names, very long strings, labels, missing values, levels. */
export function makeDictionary(source: ByteSource, header: Header, raw: RawDictionary): SavDictionary {
  const encoding = encodingOf(source, raw);
  const decoder = new TextDecoder(encoding);
  const decode = (bytes: Buffer): string => trimmed(decoder.decode(bytes));
  const extension = (subtype: number): string => decode(raw.extensions.get(subtype) ?? Buffer.alloc(0));
  const longNames = new Map(pairs(extension(EXTENSION.longNames)));
  const veryLong = new Map(
    pairs(extension(EXTENSION.veryLong).replaceAll('\0', '')).map(([name, width]) => [
      name.toUpperCase(),
      Number.parseInt(width, 10),
    ]),
  );
  const valueOf = (bytes: Buffer, width: number): SavValue =>
    width === 0 ? source.toDouble(bytes, 0) : decode(bytes);

  const labelled = new Map<number, { value: SavValue; label: string }[]>();
  const byElement = new Map(raw.variables.map((variable) => [variable.element, variable]));
  for (const { labels, elements } of raw.labels) {
    for (const element of elements) {
      const variable = byElement.get(element);
      if (!variable)
        throw new ByteSourceError(`value labels for a variable that is not there, number ${element + 1}`, 0);
      const old = labelled.get(element) ?? [];
      labelled.set(element, [
        ...old,
        ...labels.map(({ value, label }) => ({
          value: valueOf(value, variable.width),
          label: decode(label),
        })),
      ]);
    }
  }

  const longLabels = new Map<string, { value: string; label: string }[]>();
  for (
    const record = new LongValues(source, raw.extensions.get(EXTENSION.longLabels) ?? Buffer.alloc(0));
    record.more;
  ) {
    const name = decode(record.text(record.int()));
    record.int();
    longLabels.set(
      name,
      Array.from({ length: record.int() }, () => ({
        value: decode(record.text(record.int())),
        label: decode(record.text(record.int())),
      })),
    );
  }
  const longMissing = new Map<string, string[]>();
  for (
    const record = new LongValues(source, raw.extensions.get(EXTENSION.longMissing) ?? Buffer.alloc(0));
    record.more;
  ) {
    const name = decode(record.text(record.int()));
    const count = record.byte();
    const length = record.int();
    longMissing.set(
      name,
      Array.from({ length: count }, () => decode(record.text(length))),
    );
  }

  const display = raw.extensions.get(EXTENSION.display);
  const perVariable = display ? display.length / 4 / raw.variables.length : 0;
  const attributes = new Map(
    extension(EXTENSION.attributes)
      .split('/')
      .flatMap((part) =>
        part.includes(':')
          ? [[part.slice(0, part.indexOf(':')), parseAttributes(part.slice(part.indexOf(':') + 1))] as const]
          : [],
      ),
  );
  const variables: SavVariable[] = [];
  const shortNames = new Map<string, string>();
  const elementNames = new Map<number, string>();

  const missingOf = ({ missing, width }: RawVariable, name: string): SavVariable['userMissing'] => {
    const values = missing.values.map((bytes) => valueOf(bytes, width));
    if (!missing.isRange) return { values: [...values, ...(longMissing.get(name) ?? [])], range: null };
    const [low, high, ...rest] = values as number[];
    return { values: rest, range: [openEnd(low ?? 0), openEnd(high ?? 0)] };
  };

  for (let i = 0; i < raw.variables.length; i += 1) {
    const first = raw.variables[i];
    if (!first) break;
    const short = decode(first.name);
    const name = longNames.get(short) ?? short.toLowerCase();
    const width = veryLong.get(short.toUpperCase()) ?? first.width;
    // A string over 255 bytes is spread over variables of 255 bytes; their names are the writer's affair.
    const count = width > 255 ? Math.ceil(width / 252) : 1;
    const pieces = raw.variables.slice(i, i + count);
    if (pieces.length < count || (count > 1 && pieces.some((part) => part.width === 0)))
      throw new ByteSourceError(`the pieces of the long string ${name} are not all there`, 0);
    let rest = width;
    const segments = pieces.map(({ element }) => {
      const bytes = Math.min(rest, 255);
      rest -= bytes;
      return { element, bytes };
    });
    const { text, kind } = printFormat(first.print, width);
    const level =
      display && (perVariable === 2 || perVariable === 3) ? source.toInt32(display, i * perVariable * 4) : 0;
    variables.push({
      name,
      label: first.label === null ? null : decode(first.label),
      type: first.width === 0 ? 'numeric' : 'string',
      width,
      format: text,
      kind: first.width === 0 ? kind : null,
      measure: ([null, 'nominal', 'ordinal', 'scale'] as const)[level] ?? null,
      valueLabels: [...(labelled.get(first.element) ?? []), ...(longLabels.get(name) ?? [])],
      userMissing: missingOf(first, name),
      attributes: attributes.get(name) ?? {},
      segments,
    });
    shortNames.set(short.toLowerCase(), name);
    elementNames.set(first.element, name);
    i += count - 1;
  }
  const cases = raw.extensions.get(EXTENSION.cases);
  const label = decode(header.label);
  return {
    encoding,
    label: label === '' ? null : label,
    documents: raw.documents.map(decode),
    weight: header.weightIndex > 0 ? (elementNames.get(header.weightIndex - 1) ?? null) : null,
    cases: cases && cases.length >= 16 ? source.toInt64(cases, 8) : header.cases,
    variables,
    multipleResponseSets: [EXTENSION.sets, EXTENSION.newSets].flatMap((subtype) =>
      multipleResponseSets(
        raw.extensions.get(subtype) ?? Buffer.alloc(0),
        decode,
        (short) => shortNames.get(short.toLowerCase()) ?? short,
      ),
    ),
    attributes: parseAttributes(extension(EXTENSION.fileAttributes)),
  };
}
