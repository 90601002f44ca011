import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { readCsv } from '../csv/read-csv.ts';
import type { WorkDatabase } from '../../engine/work-database.ts';
import { refuse } from '../../errors/input-fault.ts';
import type { ImportOptions, Running } from './options.ts';
import { readArrow } from './read-arrow.ts';
import { readJsonRecords } from './read-json-records.ts';
import { readParquet } from './read-parquet.ts';
import { readSas } from './read-sas.ts';
import { readSpss } from './read-spss.ts';
import { readStata } from './read-stata.ts';
import { readWorkbook } from './read-workbook.ts';
import type { Source } from './source.ts';

/** What to do about files of other programs. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  '.sas7bdat':
    'is a data set of SAS, which only SAS knows wholly: write it as .sav, with labels, by "proc export data=… outfile=… dbms=sav", or in R by haven::write_sav(haven::read_sas("FILE", "formats.sas7bcat"), "FILE.sav")',
  '.rds': 'is a file of R: write it as .sav by haven::write_sav(readRDS("FILE"), "FILE.sav"), or as CSV',
  '.xls': 'is a workbook of an older Excel: save it as XLSX, or the sheet as CSV',
};

/**
 * Makes the relation `source` from a file of records, by the ending of its name.
 *
 * @param scratch folder for files that are needed while it is read
 * @throws InputFault if there is no such file, or it is not what its name says
 */
export async function readSource(
  database: WorkDatabase,
  path: string,
  options: ImportOptions,
  scratch: string,
  running: Running,
): Promise<Source> {
  const kind = extname(path).toLowerCase();
  const found = await stat(path).catch(() => refuse(path, 'there is no such file'));
  if (!found.isFile()) refuse(path, 'is no file: name a file of records');
  if (found.size === 0) refuse(basename(path), 'is empty: records are needed');
  if (options.sheet !== undefined && kind !== '.xlsx' && kind !== '.ods')
    refuse(basename(path), '--sheet is for XLSX and ODS: other files have no sheets');
  switch (kind) {
    case '.csv':
    case '.tsv':
    case '.txt':
      return readCsv(database, path, options, scratch, running.signal);
    case '.parquet':
      return readParquet(database, path, options.missing);
    case '.arrow':
    case '.arrows':
    case '.feather':
    case '.ipc':
      return readArrow(database, path, options.missing, running.signal, running.progress);
    case '.sav':
    case '.zsav':
    case '.por':
      if (options.missing.length > 0)
        refuse(
          basename(path),
          '--missing is for CSV and Parquet: an SPSS file declares its missing values itself',
        );
      if (options.codebook !== null)
        refuse(
          basename(path),
          '--codebook is for CSV and Parquet: an SPSS file describes its variables itself',
        );
      return readSpss(database, path, running.signal, running.progress);
    case '.dta':
      if (options.missing.length > 0)
        refuse(
          basename(path),
          '--missing is for CSV, Parquet and XLSX: a Stata file declares its missing values itself',
        );
      return readStata(
        database,
        path,
        { encoding: options.encoding ?? null, language: options.metadata?.language ?? null },
        running.signal,
        running.progress,
      );
    case '.xpt':
      if (options.missing.length > 0)
        refuse(
          basename(path),
          '--missing is for CSV, Parquet and XLSX: a SAS file has missing values of its own, and a codebook names others',
        );
      return readSas(database, path, running.signal, running.progress);
    case '.json':
    case '.ndjson':
    case '.jsonl':
      return readJsonRecords(database, path, options, scratch, running.signal);
    case '.xlsx':
    case '.ods':
      return readWorkbook(database, path, options, scratch, running.signal);
    default:
      return refuse(
        basename(path),
        ELSEWHERE[kind] ??
          `cannot tell what it is by its ending "${kind}": .csv, .tsv, .xlsx, .ods, .json, .ndjson, .parquet, .arrow, .feather, .sav, .zsav, .por, .dta or .xpt`,
      );
  }
}
