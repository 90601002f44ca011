import { isUtf8 } from 'node:buffer';
import { ByteSourceError, type ByteSource } from '../byte-source.ts';
import { readCharacteristics, type DtaCharacteristic } from './characteristics.ts';
import type { DtaLayout } from './layout.ts';
import { dtaType, type DtaType } from './numbers.ts';

interface DtaVariable {
  readonly name: string;
  readonly label: string | null;
  readonly type: DtaType;
  /** Where its cells begin in a case. */
  readonly at: number;
  readonly format: string;
  /** Name of the value labels that it has; empty: none. */
  readonly labels: string;
}

export interface DtaDictionary {
  readonly layout: DtaLayout;
  readonly label: string | null;
  readonly variables: readonly DtaVariable[];
  /** What was noted of the file and of its variables: labels in other languages among them. */
  readonly characteristics: readonly DtaCharacteristic[];
  readonly observations: number;
  /** Bytes of a case. */
  readonly width: number;
  /** Where the cases begin, the long texts and the value labels; null: it has none of it. */
  readonly places: { readonly data: number; readonly texts: number | null; readonly labels: number };
}

/** More would be a broken file: Stata itself holds 120,000. */
const MOST_VARIABLES = 120_000;

export const unsigned = (source: ByteSource, bytes: Buffer, at: number, length: number): number => {
  if (length === 8) return source.toInt64(bytes, at);
  return source.littleEndian ? bytes.readUIntLE(at, length) : bytes.readUIntBE(at, length);
};

const upToNull = (bytes: Buffer): Buffer => {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
};

/** What reads a text, which a null byte ends. */
export type ReadDtaText = (bytes: Buffer) => string;

/** @param encoding null: Windows-1252, but for what is UTF-8, as some programs write it into old formats too */
export const textReader = (encoding: string | null): ReadDtaText => {
  const decoder = new TextDecoder(encoding ?? 'windows-1252');
  return (bytes) => {
    const text = upToNull(bytes);
    return encoding === null && isUtf8(text) ? text.toString('utf8') : decoder.decode(text);
  };
};

class Parts {
  readonly #source: ByteSource;
  readonly #isTagged: boolean;

  constructor(source: ByteSource, isTagged: boolean) {
    this.#source = source;
    this.#isTagged = isTagged;
  }

  /** Goes over a tag of the newer formats. @throws ByteSourceError where another one stands */
  async tag(name: string): Promise<void> {
    if (!this.#isTagged) return;
    const { offset } = this.#source;
    const found = (await this.#source.take(name.length + 2, 'the header')).toString('latin1');
    if (found !== `<${name}>`) throw new ByteSourceError(`<${name}> is missing`, offset);
  }

  async number(length: number): Promise<number> {
    return unsigned(this.#source, await this.#source.take(length, 'the header'), 0, length);
  }

  /** A list of things that are equally long. */
  async list(name: string, count: number, length: number): Promise<Buffer[]> {
    await this.tag(name);
    const bytes = await this.#source.take(count * length, `<${name}>`);
    await this.tag(`/${name}`);
    return Array.from({ length: count }, (_, i) => Buffer.from(bytes.subarray(i * length, (i + 1) * length)));
  }
}

interface Head {
  readonly count: number;
  readonly observations: number;
  readonly label: string;
  /** Places of the parts of the newer formats. */
  readonly map: readonly number[];
}

async function readHead(
  source: ByteSource,
  parts: Parts,
  layout: DtaLayout,
  text: ReadDtaText,
): Promise<Head> {
  await parts.tag('K');
  const count = await parts.number(layout.count);
  if (count > MOST_VARIABLES) throw new ByteSourceError(`${count} variables are impossible`, source.offset);
  await parts.tag('/K');
  await parts.tag('N');
  const observations = await parts.number(layout.observations);
  if (observations < 0 || observations > Number.MAX_SAFE_INTEGER)
    throw new ByteSourceError(`${observations} observations are impossible`, source.offset);
  await parts.tag('/N');
  await parts.tag('label');
  const length = layout.labelLength === null ? 81 : await parts.number(layout.labelLength);
  const label = text(await source.take(length, 'the label of the file'));
  await parts.tag('/label');
  if (layout.labelLength === null) {
    await source.take(18, 'the header');
    return { count, observations, label, map: [] };
  }
  await parts.tag('timestamp');
  await source.take(await parts.number(1), 'the header');
  await parts.tag('/timestamp');
  await parts.tag('/header');
  const map = (await parts.list('map', 14, 8)).map((bytes) => source.toInt64(bytes, 0));
  return { count, observations, label, map };
}

/** Reads all but the cases, the value labels and the long texts. @throws ByteSourceError for what is broken */
export async function readDtaDictionary(
  source: ByteSource,
  layout: DtaLayout,
  encoding: string | null,
): Promise<DtaDictionary> {
  const isOld = layout.labelLength === null;
  const text = textReader(encoding);
  const parts = new Parts(source, !isOld);
  const { count, observations, label, map } = await readHead(source, parts, layout, text);
  const codes = await parts.list('variable_types', count, isOld ? 1 : 2);
  const names = await parts.list('varnames', count, layout.name);
  await parts.list('sortlist', count + 1, layout.release === 119 ? 4 : 2);
  const formats = await parts.list('formats', count, layout.format);
  const labels = await parts.list('value_label_names', count, layout.name);
  const texts = await parts.list('variable_labels', count, layout.label);
  let at = 0;
  const variables = names.map((name, i): DtaVariable => {
    const code = unsigned(source, codes[i] ?? Buffer.alloc(2), 0, isOld ? 1 : 2);
    const type = dtaType(code, isOld);
    if (type === null)
      throw new ByteSourceError(`variable ${i + 1} is of an unknown type, ${code}`, source.offset);
    const said = text(texts[i] ?? Buffer.alloc(0)).trim();
    at += type.bytes;
    return {
      name: text(name),
      label: said === '' ? null : said,
      type,
      at: at - type.bytes,
      format: text(formats[i] ?? Buffer.alloc(0)),
      labels: text(labels[i] ?? Buffer.alloc(0)),
    };
  });
  const told = await readCharacteristics(source, layout, text);
  const data = isOld ? source.offset : (map[9] ?? 0) + '<data>'.length;
  return {
    layout,
    label: label.trim() === '' ? null : label.trim(),
    variables,
    characteristics: told,
    observations,
    width: at,
    places: {
      data,
      texts: isOld ? null : (map[10] ?? 0) + '<strls>'.length,
      labels: isOld ? data + at * observations : (map[11] ?? 0) + '<value_labels>'.length,
    },
  };
}
