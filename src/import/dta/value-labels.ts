import { ByteSourceError, type ByteSource } from '../byte-source.ts';
import { textReader, type DtaDictionary } from './dictionary.ts';
import { missingKind } from './numbers.ts';

/** Labels of values, and of kinds of "no value" (1 for `.a`, 2 for `.b` …). */
export interface DtaLabels {
  readonly values: readonly { readonly value: number; readonly label: string }[];
  readonly missing: ReadonlyMap<number, string>;
}

/** Reads the value labels by their names. @throws ByteSourceError for what is broken */
export async function readDtaLabels(
  source: ByteSource,
  { layout, places }: DtaDictionary,
  encoding: string | null,
): Promise<ReadonlyMap<string, DtaLabels>> {
  const text = textReader(encoding);
  const isOld = layout.labelLength === null;
  const found = new Map<string, DtaLabels>();
  source.seek(places.labels);
  for (;;) {
    if (isOld) {
      if (!(await source.fill(1))) break;
    } else {
      const tag = (await source.take(5, 'the value labels')).toString('latin1');
      if (tag === '</val') break;
      if (tag !== '<lbl>') throw new ByteSourceError('<lbl> is missing', source.offset);
    }
    const length = await source.int32('the value labels');
    const name = text(await source.take(layout.name, 'the value labels'));
    await source.take(3, 'the value labels');
    const { offset } = source;
    const table = Buffer.from(await source.take(length, 'the value labels'));
    const count = length >= 8 ? source.toInt32(table, 0) : -1;
    const start = 8 + count * 8;
    if (count < 0 || start > length)
      throw new ByteSourceError(`the value labels "${name}" are broken`, offset);
    const values: { value: number; label: string }[] = [];
    const missing = new Map<number, string>();
    for (let i = 0; i < count; i += 1) {
      const at = source.toInt32(table, 8 + i * 4);
      if (at < 0 || start + at >= length)
        throw new ByteSourceError(`the value labels "${name}" are broken`, offset);
      const label = text(table.subarray(start + at)).trim();
      const value = source.toInt32(table, 8 + count * 4 + i * 4);
      const kind = missingKind(value);
      if (kind === null) values.push({ value, label });
      else missing.set(kind, label);
    }
    found.set(name, { values, missing });
    if (!isOld) await source.take('</lbl>'.length, 'the value labels');
  }
  return found;
}
