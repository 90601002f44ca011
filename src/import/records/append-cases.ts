import { identifier } from '../../engine/quote.ts';
import type { Progress, WorkDatabase } from '../../engine/work-database.ts';

const BATCH = 20_000;

/** Cases of a statistics program, and what is known of them before they are read. */
export interface CaseTable {
  readonly columns: readonly { readonly name: string; readonly type: 'VARCHAR' | 'DOUBLE' }[];
  /** A value for each column; null: none. */
  readonly cases: AsyncIterable<readonly (number | string | null)[]>;
  /** How many there are; null: not known before they are read. */
  readonly count: number | null;
}

/** Makes the table `source` of cases, in bounded memory. @throws what reading the cases throws; the reason of the signal */
export async function appendCases(
  database: WorkDatabase,
  { columns, cases, count: announced }: CaseTable,
  signal: AbortSignal,
  progress: Progress,
): Promise<void> {
  const defined = columns.map(({ name, type }) => `${identifier(name)} ${type}`);
  await database.run(`CREATE TABLE source (${defined.join(', ')})`);
  const appender = await database.connection.createAppender('source');
  let count = 0;
  try {
    for await (const one of cases) {
      for (const value of one)
        if (value === null) appender.appendNull();
        else if (typeof value === 'number') appender.appendDouble(value);
        else appender.appendVarchar(value);
      appender.endRow();
      count += 1;
      if (count % BATCH === 0) {
        appender.flushSync();
        progress('reading', announced === null ? null : count / announced);
        // Lets signals in: everything above runs without a pause.
        await new Promise(setImmediate);
        signal.throwIfAborted();
      }
    }
    appender.flushSync();
  } finally {
    appender.closeSync();
  }
}
