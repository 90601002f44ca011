import { open, readFile } from 'node:fs/promises';
import { HucreError } from 'hucre';
import { refuse } from '../errors/input-fault.ts';
import { unpackedSize } from './unpacked-size.ts';

const MEGABYTE = 2 ** 20;
/** Larger ones are no workbooks that a spreadsheet program opens. */
const LARGEST = 64 * MEGABYTE;
const LARGEST_UNPACKED = 512 * MEGABYTE;

const formatOf = (file: string): string => (/\.ods$/i.test(file) ? 'ODS' : 'XLSX');
const SAVE_AGAIN = 'open it in a spreadsheet program and save it again';

/** The bytes of a workbook. @throws InputFault for one that is cut off, or too large packed or unpacked */
export async function readWorkbookBytes(path: string, file: string): Promise<Buffer> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    if (size > LARGEST)
      refuse(file, `holds ${Math.round(size / MEGABYTE)} MB, and 64 MB is the most: save the sheet as CSV`);
    const unpacked = await unpackedSize(handle);
    if (unpacked === null)
      refuse(file, `cannot be read as ${formatOf(file)}: it is cut off, or is no workbook; ${SAVE_AGAIN}`);
    else if (unpacked > LARGEST_UNPACKED)
      refuse(
        file,
        `unpacks to ${Math.round(unpacked / MEGABYTE)} MB, and 512 MB is the most: save the sheet as CSV`,
      );
  } finally {
    await handle.close();
  }
  return readFile(path);
}

/** Tells what is wrong with a workbook. What is broken inside may also surface as an error of the engine: a bad date, a stack too deep. */
export function refuseWorkbook(file: string, error: unknown): never {
  const reason = error instanceof Error ? error.message : String(error);
  const what = error instanceof HucreError ? reason : `its content is broken (${reason})`;
  return refuse(file, `cannot be read as ${formatOf(file)}: ${what}; ${SAVE_AGAIN}`);
}
