import { basename, resolve } from 'node:path';
import { literal } from '../../engine/quote.ts';
import type { WorkDatabase } from '../../engine/work-database.ts';
import { InputFault } from '../../errors/input-fault.ts';
import { undescribed, type Source } from '../records/source.ts';
import { readDialect } from './dialect.ts';
import { diagnoseCsv } from './diagnose.ts';

/**
 * Makes the view `source` over a CSV file, as text: whether a column holds numbers is told later from all of its values,
 * so that codes such as 01 keep their zeros. Empty cells are missing, and so are the texts named.
 *
 * @throws InputFault if the header is at fault; what is wrong further down is found when the view is read
 */
export async function readCsv(
  database: WorkDatabase,
  path: string,
  missing: readonly string[],
  signal: AbortSignal,
): Promise<Source> {
  const file = basename(path);
  const dialect = await readDialect(path, file);
  const columns = dialect.header.map((name) => `${literal(name)}: 'VARCHAR'`).join(', ');
  await database.run(
    `CREATE VIEW source AS SELECT * FROM read_csv(${literal(resolve(path))}, auto_detect = false, header = true,
       delim = ${literal(dialect.delimiter)}, quote = '"', escape = '"', strict_mode = true, columns = {${columns}},
       nullstr = [${['', ...missing].map(literal).join(', ')}])`,
  );
  return {
    file,
    title: null,
    variables: dialect.header.map(undescribed),
    weight: null,
    sets: [],
    explain: async (error) => {
      if (!/CSV|Invalid Input Error|Conversion Error/.test(error.message)) throw error;
      throw new InputFault([await diagnoseCsv(path, file, dialect, error.message, signal)]);
    },
  };
}
