import { ELEMENT_BYTES, isVeryLong, SYSTEM_MISSING, type CaseLayout, type Segment } from './segments.ts';
import { cutTo } from './names.ts';
import type { SavSet } from './sets.ts';
import type { SavVariable } from './variables.ts';

/** What is written before the cases. */
export interface SavContent {
  readonly title: string;
  /** Lines of text that go with the file. */
  readonly documents: readonly string[];
  readonly layout: CaseLayout;
  readonly sets: readonly SavSet[];
  /** Name of the variable by which cases are weighted, or null. */
  readonly weight: string | null;
  readonly cases: number;
  /** When the release was released: no other time is written, so that the same release gives the same bytes. */
  readonly released: Date;
}

type Code = string | number;

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
/** Formats of a variable: a text, a number. */
const [TEXT_FORMAT, NUMBER_FORMAT] = [1, 5];
const MEASURES = { nominal: 1, ordinal: 2, scale: 3 } as const;
const NUMBER_WIDTH = 8;
/** The columns that a text takes on a screen, at most. */
const SHOWN_WIDTH = 40;
const DOCUMENT_BYTES = 80;
/** A text of at most so many bytes is one element, and its labels stand where those of numbers do. */
const SHORT_BYTES = 8;

function int32s(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [i, value] of values.entries()) bytes.writeInt32LE(value, i * 4);
  return bytes;
}

function doubles(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 8);
  for (const [i, value] of values.entries()) bytes.writeDoubleLE(value, i * 8);
  return bytes;
}

/** A text in so many bytes, filled up with blanks; what does not fit is cut off between characters. */
function padded(text: string, bytes: number): Buffer {
  const filled = Buffer.alloc(bytes, ' ');
  filled.write(cutTo(text, bytes, ''));
  return filled;
}

const filledTo = (length: number, step: number): number => Math.ceil(length / step) * step;

const element = (value: Code): Buffer =>
  typeof value === 'number' ? doubles(value) : padded(value, SHORT_BYTES);

/** An extension: what readers that do not know its subtype pass over. */
const extension = (subtype: number, size: number, bytes: Buffer): Buffer =>
  Buffer.concat([int32s(7, subtype, size, bytes.length / size), bytes]);

/** @param elements of a case @param weightIndex the first element of the variable that weights cases, from 1; 0: none does */
function header({ title, cases, released }: SavContent, elements: number, weightIndex: number): Buffer {
  const [year, day] = [released.getUTCFullYear() % 100, released.getUTCDate()].map((part) =>
    String(part).padStart(2, '0'),
  );
  return Buffer.concat([
    Buffer.from('$FL2'),
    padded('@(#) SPSS DATA FILE Topline', 60),
    // Layout 2; nothing is compressed.
    int32s(2, elements, 0, weightIndex, cases),
    doubles(100),
    Buffer.from(`${day} ${MONTHS[released.getUTCMonth()]} ${year}00:00:00`, 'latin1'),
    padded(title, 64),
    Buffer.alloc(3),
  ]);
}

function variableRecord(variable: SavVariable, segment: Segment, isFirst: boolean): Buffer {
  const { width } = segment;
  const type = width === 0 ? NUMBER_FORMAT : TEXT_FORMAT;
  const format = (type << 16) | ((width || NUMBER_WIDTH) << 8) | (width === 0 ? variable.decimals : 0);
  const { values, range } = isFirst && width <= SHORT_BYTES ? variable.missing : { values: [], range: null };
  const missing = [...(range ?? []), ...values].map((value) => element(value));
  const label = isFirst && variable.label !== null ? Buffer.from(variable.label) : null;
  const bytes = [
    int32s(2, width, label ? 1 : 0, range ? -missing.length : missing.length, format, format),
    padded(segment.shortName, 8),
    ...(label
      ? [int32s(label.length), Buffer.concat([label, Buffer.alloc(filledTo(label.length, 4) - label.length)])]
      : []),
    ...missing,
  ];
  // The other elements of a text.
  for (let i = 1; i < segment.elements; i += 1) bytes.push(int32s(2, -1, 0, 0, 0, 0), padded('', 8));
  return Buffer.concat(bytes);
}

/** Labels of numbers and of short texts. @param at the first element of the variable, from 1 */
function valueLabels({ valueLabels: labels, width }: SavVariable, at: number): Buffer[] {
  if (labels.length === 0 || width > SHORT_BYTES) return [];
  const written = labels.map(({ value, label }) => {
    const text = Buffer.from(label);
    const room = Buffer.alloc(filledTo(text.length + 1, 8), ' ');
    room[0] = text.length;
    text.copy(room, 1);
    return Buffer.concat([element(value), room]);
  });
  return [int32s(3, labels.length), ...written, int32s(4, 1, at)];
}

const counted = (text: string | Buffer): Buffer => {
  const bytes = Buffer.from(text);
  return Buffer.concat([int32s(bytes.length), bytes]);
};

function longLabels({ name, width, valueLabels: labels }: SavVariable): Buffer[] {
  if (labels.length === 0 || width <= SHORT_BYTES) return [];
  const entries = labels.flatMap(({ value, label }) => [
    counted(padded(String(value), width)),
    counted(label),
  ]);
  return [counted(name), int32s(width, labels.length), ...entries];
}

function longMissing({ name, width, missing: { values } }: SavVariable): Buffer[] {
  if (values.length === 0 || width <= SHORT_BYTES) return [];
  return [
    counted(name),
    Buffer.from([values.length]),
    int32s(SHORT_BYTES),
    ...values.map((value) => padded(String(value), SHORT_BYTES)),
  ];
}

/** `D1 1 5 Label v1 v2`: the value that is counted and the label each led by its length. */
function setLine({ name, label, counted: value, variables }: SavSet, shortName: (of: SavVariable) => string) {
  const text = label.replaceAll(/\s+/g, ' ');
  return `${name}=D${Buffer.byteLength(value)} ${value} ${Buffer.byteLength(text)} ${text} ${variables.map(shortName).join(' ')}\n`;
}

/** Texts in lines of 80 bytes, broken between words where that is possible. */
function documentLines(texts: readonly string[]): Buffer[] {
  return texts.flatMap((text) => {
    const lines: Buffer[] = [];
    let line = '';
    for (const word of text.split(/\s+/)) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (Buffer.byteLength(longer) <= DOCUMENT_BYTES) {
        line = longer;
        continue;
      }
      if (line !== '') lines.push(padded(line, DOCUMENT_BYTES));
      line = word;
      // A word that is longer than a line goes on in the next one.
      while (Buffer.byteLength(line) > DOCUMENT_BYTES) {
        const part = cutTo(line, DOCUMENT_BYTES, '');
        lines.push(padded(part, DOCUMENT_BYTES));
        line = line.slice(part.length);
      }
    }
    return [...lines, padded(line, DOCUMENT_BYTES)];
  });
}

/**
 * All that stands before the cases of a system file of SPSS: variables, labels, values that are no answer, sets, texts.
 *
 * @see https://www.gnu.org/software/pspp/pspp-dev/html_node/System-File-Format.html
 */
export function savDictionary(file: SavContent): Buffer {
  const { layout, sets, documents, cases, weight } = file;
  const { variables: placed } = layout;
  const variables = placed.map(({ variable }) => variable);
  const weighted = placed.find(({ variable }) => variable.name === weight);
  const shortNames = new Map(
    placed.map(({ variable, segments }) => [variable, segments[0]?.shortName ?? '']),
  );
  const shown = placed.flatMap(({ variable, segments }) =>
    segments.flatMap(({ width }) => [
      MEASURES[variable.measure],
      width === 0 ? NUMBER_WIDTH : Math.min(width, SHOWN_WIDTH),
      width === 0 ? 1 : 0,
    ]),
  );
  const lines = documentLines(documents);
  const text = (subtype: number, content: string): Buffer[] =>
    content === '' ? [] : [extension(subtype, 1, Buffer.from(content))];
  const bytesOf = (subtype: number, parts: readonly Buffer[]): Buffer[] =>
    parts.length === 0 ? [] : [extension(subtype, 1, Buffer.concat(parts))];
  const caseCount = Buffer.alloc(16);
  caseCount.writeBigInt64LE(1n, 0);
  caseCount.writeBigInt64LE(BigInt(cases), 8);
  return Buffer.concat([
    header(file, layout.bytes / ELEMENT_BYTES, weighted ? weighted.element + 1 : 0),
    ...placed.flatMap(({ variable, segments }) =>
      segments.map((segment, i) => variableRecord(variable, segment, i === 0)),
    ),
    ...placed.flatMap(({ variable, element: first }) => valueLabels(variable, first + 1)),
    ...(lines.length === 0 ? [] : [int32s(6, lines.length), ...lines]),
    // Little-endian IEEE numbers, and texts in UTF-8.
    extension(3, 4, int32s(20, 0, 0, -1, 1, 1, 2, 65_001)),
    extension(4, 8, doubles(SYSTEM_MISSING, Number.MAX_VALUE, -1.797_693_134_862_315_5e308)),
    ...text(7, sets.map((set) => setLine(set, (of) => (shortNames.get(of) ?? '').toLowerCase())).join('')),
    extension(11, 4, int32s(...shown)),
    ...text(13, placed.map(({ variable }) => `${shortNames.get(variable)}=${variable.name}`).join('\t')),
    ...text(
      14,
      placed
        .filter(({ variable }) => isVeryLong(variable))
        .map(({ variable }) => `${shortNames.get(variable)}=${String(variable.width).padStart(5, '0')}\0\t`)
        .join(''),
    ),
    extension(16, 8, caseCount),
    ...text(20, 'UTF-8'),
    ...bytesOf(21, variables.flatMap(longLabels)),
    ...bytesOf(22, variables.flatMap(longMissing)),
    int32s(999, 0),
  ]);
}
