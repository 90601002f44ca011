import { basename } from 'node:path';
import { colToLetter, readXlsx, type Cell, type CellValue, type Sheet, type Workbook } from 'hucre/xlsx';
import { format, isDateFormat } from 'numfmt';
import { didYouMean, type Fault } from '../../errors/faults.ts';
import { InputFault, refuse } from '../../errors/input-fault.ts';
import { readWorkbookBytes, refuseWorkbook } from '../open-workbook.ts';
import type { Table } from './table.ts';

/** Stands for all sheets of a workbook. */
const ALL = 'all';

async function open(
  path: string,
  file: string,
  sheet: string | null,
): Promise<{ workbook: Workbook; names: string[] }> {
  const bytes = await readWorkbookBytes(path, file);
  const names: string[] = [];
  try {
    const workbook = await readXlsx(bytes, {
      readStyles: true,
      sheets: ({ name }, index) => {
        names.push(name);
        return sheet === null ? index === 0 : sheet === ALL || name === sheet;
      },
    });
    return { workbook, names };
  } catch (error) {
    return refuseWorkbook(file, error);
  }
}

const isoDay = (date: Date): string => (Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10));

/** A cell as it is shown, by its number format; null for a formula whose result is not in the file. */
function shown(value: CellValue | undefined, cell: Cell | undefined): string | null {
  if (cell?.type === 'formula' && (cell.formulaResult === undefined || cell.formulaResult === null))
    return null;
  const content = cell?.type === 'formula' ? (cell.formulaResult ?? value) : value;
  if (content === null || content === undefined) return '';
  if (typeof content !== 'number') return content instanceof Date ? isoDay(content) : String(content);
  const pattern = cell?.style?.numFmt ?? 'General';
  return isDateFormat(pattern) ? format('General', content) : format(pattern, content, { throws: false });
}

/** One sheet as a table. @throws InputFault for formulas without results */
function tableOf(file: string, found: Sheet): Table {
  const at = (row: number, column: number | null): Pick<Fault, 'row' | 'column'> => ({
    row: null,
    column: `${found.name}!${column === null ? `${row + 1}:${row + 1}` : `${colToLetter(column)}${row + 1}`}`,
  });
  const faults: Fault[] = [];
  const rows = found.rows.map((values, row) =>
    values.map((value, column) => {
      const text = shown(value, found.cells?.get(`${row},${column}`));
      if (text === null)
        faults.push({
          file,
          ...at(row, column),
          message:
            'a formula whose result is not in the file: open it in a spreadsheet program and save it again',
        });
      return text ?? '';
    }),
  );
  if (faults.length > 0) throw new InputFault(faults);
  // A sheet reaches as far as its formats do.
  const width = Math.max(0, ...rows.map((row) => row.findLastIndex((text) => text.trim() !== '') + 1));
  return {
    file,
    rows: rows.map((row) => row.slice(0, width)),
    decimalComma: false,
    merged: found.merges ?? [],
    locationOf: at,
  };
}

/**
 * Reads sheets as tables of texts, each cell as its number format shows it: 0.69 under `0%` is 69 %, 69 under `0.0`
 * is 69.0.
 *
 * @param sheet its name; `all`: all of them; null: the first
 * @throws InputFault if the file is no XLSX, has no such sheet, or holds formulas without results
 */
export async function readXlsxTables(path: string, sheet: string | null): Promise<readonly Table[]> {
  const file = basename(path);
  const { workbook, names } = await open(path, file, sheet);
  const known = names.map((name) => `"${name}"`).join(', ');
  if (workbook.sheets.length === 0)
    refuse(
      file,
      sheet === null || sheet === ALL
        ? 'has no sheet'
        : `has no sheet "${sheet}"${didYouMean(sheet, names)}; there are ${known}`,
    );
  // A sheet may itself be called "all".
  const own = sheet === ALL ? workbook.sheets.filter(({ name }) => name === ALL) : [];
  return (own.length > 0 ? own : workbook.sheets).map((one) => tableOf(file, one));
}
