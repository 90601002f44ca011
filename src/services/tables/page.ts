import { hash } from 'node:crypto';
import type { Paging } from '../../schemas/query.ts';
import type { Rows } from '../../schemas/rows.ts';
import { parameterError } from '../../errors/parameter-error.ts';
import { invalidQuery } from '../../errors/parameter-error.ts';
import { turns } from '../../turns/turns.ts';

type Row = Readonly<Record<string, unknown>>;

export interface Page<R> {
  readonly data: Rows<R>;
  readonly total: number;
  /** Cursor of the next page, or null on the last. */
  readonly next: string | null;
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [x, y] = [String(a), String(b)];
  if (x === y) return 0;
  return x < y ? -1 : 1;
}

/**
 * The positions of rows in the order of the named fields; nulls come last in either direction, and equal rows keep their
 * order. Only the fields that are sorted by are kept in memory.
 */
async function sortedPositions<R extends Row>(rows: Rows<R>, keys: readonly string[]): Promise<number[]> {
  const names = keys.map((key) => key.replace(/^-/, ''));
  const directions = keys.map((key) => (key.startsWith('-') ? -1 : 1));
  const columns: unknown[][] = names.map(() => []);
  const positions = await turns.map(rows, (row, position) => {
    names.forEach((name, key) => columns[key]?.push(row[name] ?? null));
    return position;
  });
  return turns.sorted(positions, (a, b) => {
    for (const [key, column] of columns.entries()) {
      const [x, y] = [column[a], column[b]];
      if (x === null || y === null) {
        if (x !== y) return x === null ? 1 : -1;
        continue;
      }
      const difference = compare(x, y);
      if (difference !== 0) return difference * (directions[key] ?? 1);
    }
    return a - b;
  });
}

const fingerprint = (query: string): string => hash('sha256', query, 'base64url').slice(0, 8);

function encodeCursor(offset: number, print: string): string {
  return Buffer.from(`${offset}.${print}`).toString('base64url');
}

function decodeCursor(cursor: string, expected: string): number {
  const [, offset, print] =
    /^(\d{1,12})\.([\w-]{8})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? [];
  if (offset === undefined || print !== expected) {
    throw invalidQuery([
      parameterError(
        'query',
        'cursor',
        cursor,
        'was not handed out for this query and release; follow the address in meta.next, or leave it out to start again',
      ),
    ]);
  }
  return Number(offset);
}

/**
 * Sorts rows and cuts out one page.
 *
 * @param query text that names the release and the query: a cursor is good for that alone
 */
export async function page<R extends Row>(
  rows: Rows<R>,
  { sort, limit = 'all', cursor }: Paging,
  query: string,
): Promise<Page<R>> {
  const sorted = sort ? rows.pick(await sortedPositions(rows, sort)) : rows;
  const print = fingerprint(query);
  const start = cursor === undefined ? 0 : decodeCursor(cursor, print);
  const end = limit === 'all' ? rows.length : start + limit;
  return {
    data: sorted.part(start, end),
    total: rows.length,
    next: end < rows.length ? encodeCursor(end, print) : null,
  };
}
