import { open } from 'node:fs/promises';
import { ByteSource, ByteSourceError } from '../byte-source.ts';
import { dateReader } from './dates.ts';
import { readDtaDictionary, textReader, unsigned, type DtaDictionary } from './dictionary.ts';
import { readDtaLayout } from './layout.ts';
import { readNumber } from './numbers.ts';
import { readDtaLabels, type DtaLabels } from './value-labels.ts';

/** A file of Stata whose dictionary has been read and whose cases can be. */
export interface DtaFile {
  readonly dictionary: DtaDictionary;
  readonly labels: ReadonlyMap<string, DtaLabels>;
  /** The cases, one after the other, once. Times are text, kinds of "no value" are null, or what `missingMark` has for them. */
  readonly cases: (missingMark: KindMark) => AsyncGenerator<(number | string | null)[]>;
  /** How often each variable had a kind of "no value" other than `.`, by its number (1 for `.a`); whole when the cases have been read. */
  readonly missing: readonly ReadonlyMap<number, number>[];
  close(): Promise<void>;
}

/** What stands for a kind of "no value" of a variable, by the place of the variable and the number of the kind (1 for `.a`); null: nothing. */
export type KindMark = (variable: number, kind: number) => number | null;

/** Long texts that are held while the cases are read, in characters all together. */
const MOST_TEXT = 1 << 26;

/** Reads the long texts of a file, by what its cells refer to them with. @throws ByteSourceError where they are broken, or too much to hold */
async function readLongTexts(
  source: ByteSource,
  { layout, places, variables }: DtaDictionary,
  encoding: string | null,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  if (places.texts === null || !variables.some(({ type }) => type.kind === 'long-text')) return texts;
  const read = textReader(encoding);
  const width = layout.release === 117 ? 4 : 8;
  let size = 0;
  source.seek(places.texts);
  while ((await source.take(3, 'the long texts')).toString('latin1') === 'GSO') {
    const head = await source.take(4 + width + 5, 'the long texts');
    const key = `${unsigned(source, head, 0, 4)}:${unsigned(source, head, 4, width)}`;
    const isText = head[4 + width] === 130;
    const bytes = await source.take(source.toInt32(head, 5 + width), 'the long texts');
    if (!isText) continue;
    const text = read(bytes);
    size += text.length;
    if (size > MOST_TEXT)
      throw new ByteSourceError(
        `its long texts (strL) are more than ${MOST_TEXT >> 20} million characters: drop them in Stata`,
        source.offset,
      );
    texts.set(key, text);
  }
  return texts;
}

async function* readDtaCases(
  source: ByteSource,
  dictionary: DtaDictionary,
  encoding: string | null,
  missing: readonly Map<number, number>[],
  missingMark: KindMark,
): AsyncGenerator<(number | string | null)[]> {
  const { layout, variables, observations, width, places } = dictionary;
  const texts = await readLongTexts(source, dictionary, encoding);
  const text = textReader(encoding);
  const { longVariable } = layout;
  const readers = variables.map(({ type, at, format }, i): ((bytes: Buffer) => number | string | null) => {
    const { kind } = type;
    if (kind === 'text') return (bytes) => text(bytes.subarray(at, at + type.bytes)) || null;
    if (kind === 'long-text')
      return (bytes) => {
        const variable = unsigned(source, bytes, at, longVariable);
        const length = 8 - longVariable;
        return texts.get(`${variable}:${unsigned(source, bytes, at + longVariable, length)}`) || null;
      };
    const seen = missing[i];
    let mark: number | null = null;
    const note = (which: number): void => {
      if (which <= 0) return;
      seen?.set(which, (seen.get(which) ?? 0) + 1);
      mark = missingMark(i, which);
    };
    const toDate = dateReader(format);
    return (bytes) => {
      mark = null;
      const value = readNumber(source, bytes, at, kind, note);
      if (toDate === null) return value ?? mark;
      return value === null ? null : toDate(value);
    };
  });
  source.seek(places.data);
  for (let i = 0; i < observations; i += 1) {
    if (!(await source.fill(width)))
      throw new ByteSourceError(`the file ends after ${i} of ${observations} cases`, source.offset);
    const bytes = source.takeFilled(width);
    yield readers.map((read) => read(bytes));
  }
}

/**
 * Opens a file of Stata (.dta), formats 113 to 115 and 117 to 119, in any byte order. Written from the description of the format by
 * StataCorp (`help dta`).
 *
 * @param encoding of its texts; null: UTF-8 from format 118 on, Windows-1252 before
 * @throws ByteSourceError, at once or while the cases are read, if the file is not what it says it is
 */
export async function openDta(path: string, encoding: string | null): Promise<DtaFile> {
  const file = await open(path);
  try {
    const source = new ByteSource(file);
    const layout = await readDtaLayout(source);
    const used = encoding ?? layout.encoding;
    const dictionary = await readDtaDictionary(source, layout, used);
    const { places, width, observations } = dictionary;
    // Told at once, and not after all that is there has been read.
    const size = await source.size();
    const room = Math.floor((size - places.data) / Math.max(1, width));
    if (room < observations)
      throw new ByteSourceError(
        `the file ends after ${Math.max(0, room)} of ${observations} cases: it is cut off, or its header is wrong`,
        size,
      );
    const labels = await readDtaLabels(source, dictionary, used);
    const missing = dictionary.variables.map(() => new Map<number, number>());
    return {
      dictionary,
      labels,
      cases: (missingMark) => readDtaCases(source, dictionary, used, missing, missingMark),
      missing,
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}
