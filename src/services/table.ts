import { createHash } from 'node:crypto';
import { parameterError } from './nearest.ts';
import { invalidQuery } from './select.ts';

type Row = Readonly<Record<string, unknown>>;

/** How a list is cut into pages. */
export interface Paging {
  readonly sort?: readonly string[] | undefined;
  /** Left out: everything is on one page. */
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

export interface Page<R> {
  readonly data: R[];
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

/** Sorts by the named fields; nulls come last in either direction, and equal rows keep their order. */
export function sortRows<R extends Row>(rows: readonly R[], keys: readonly string[] = []): R[] {
  const order = keys.map((key) => ({
    field: key.replace(/^-/, ''),
    direction: key.startsWith('-') ? -1 : 1,
  }));
  return rows.toSorted((a, b) => {
    for (const { field, direction } of order) {
      const [x, y] = [a[field] ?? null, b[field] ?? null];
      if (x === null || y === null) {
        if (x !== y) return x === null ? 1 : -1;
        continue;
      }
      const difference = compare(x, y);
      if (difference !== 0) return difference * direction;
    }
    return 0;
  });
}

const fingerprint = (query: string): string =>
  createHash('sha256').update(query).digest('base64url').slice(0, 8);

function encodeCursor(offset: number, query: string): string {
  return Buffer.from(`${offset}.${fingerprint(query)}`).toString('base64url');
}

function decodeCursor(cursor: string, query: string): number {
  const [, offset, print] =
    /^(\d{1,12})\.([\w-]{8})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? [];
  if (offset === undefined || print !== fingerprint(query)) {
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
export function page<R extends Row>(
  rows: readonly R[],
  { sort, limit = rows.length, cursor }: Paging,
  query: string,
): Page<R> {
  const sorted = sort ? sortRows(rows, sort) : rows;
  const start = cursor === undefined ? 0 : decodeCursor(cursor, query);
  const end = start + limit;
  return {
    data: sorted.slice(start, end),
    total: rows.length,
    next: end < rows.length ? encodeCursor(end, query) : null,
  };
}
