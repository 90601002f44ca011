import { ByteSourceError, type ByteSource } from '../byte-source.ts';
import type { DtaLayout } from './layout.ts';

/** A note of a file of Stata: of a variable, or of the file (`_dta`). */
export interface DtaCharacteristic {
  readonly of: string;
  readonly name: string;
  readonly text: string;
}

/** Longer ones are no labels, and are passed over. */
const MOST = 1 << 16;

/**
 * Reads what Stata calls characteristics, as far as they are of labels in several languages, and goes to what follows them.
 *
 * @param text reads a text, which a null byte ends
 * @throws ByteSourceError for what is broken
 */
export async function readCharacteristics(
  source: ByteSource,
  { labelLength, name }: DtaLayout,
  text: (bytes: Buffer) => string,
): Promise<DtaCharacteristic[]> {
  const found: DtaCharacteristic[] = [];
  const isOld = labelLength === null;
  const take = async (length: number): Promise<void> => {
    if (length < 0) throw new ByteSourceError(`a note of an impossible length, ${length}`, source.offset);
    if (length < 2 * name || length > MOST) return source.seek(source.offset + length);
    const bytes = Buffer.from(await source.take(length, 'the notes'));
    const own = {
      of: text(bytes.subarray(0, name)),
      name: text(bytes.subarray(name, 2 * name)),
      text: text(bytes.subarray(2 * name)),
    };
    if (own.name.startsWith('_lang_')) found.push(own);
  };
  if (isOld)
    for (;;) {
      const [kind] = await source.take(1, 'the notes');
      const length = await source.int32('the notes');
      if (kind === 0 && length === 0) return found;
      if (kind === 1) await take(length);
      else if (length < 0)
        throw new ByteSourceError(`a note of an impossible length, ${length}`, source.offset);
      else source.seek(source.offset + length);
    }
  await source.take('<characteristics>'.length, 'the notes');
  while ((await source.take(4, 'the notes')).toString('latin1') === '<ch>') {
    await take(await source.int32('the notes'));
    await source.take('</ch>'.length, 'the notes');
  }
  return found;
}
