import { open } from 'node:fs/promises';
import { ByteSource } from '../byte-source.ts';
import { readCases, type SavCase } from './cases.ts';
import { makeDictionary, type SavDictionary } from './dictionary.ts';
import { readHeader } from './header.ts';
import { readRecords } from './dictionary-records.ts';

/** An SPSS file whose dictionary has been read and whose cases can be. */
export interface SavFile {
  readonly dictionary: SavDictionary;
  /** The cases, one after the other, once. */
  readonly cases: AsyncGenerator<SavCase>;
  close(): Promise<void>;
}

/**
 * Opens an SPSS system file (.sav or .zsav): plain, byte-coded or deflated, in any byte order and any encoding that it
 * declares. Written from the description of the format by the PSPP project.
 *
 * @throws ByteSourceError, at once or while the cases are read, if the file is not what it says it is
 */
export async function openSav(path: string): Promise<SavFile> {
  const file = await open(path);
  try {
    const source = new ByteSource(file);
    const header = await readHeader(source);
    const raw = await readRecords(source);
    const dictionary = makeDictionary(source, header, raw);
    return {
      dictionary,
      cases: readCases(source, header, dictionary, raw.elements),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}
