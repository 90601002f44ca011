import { refuse } from '../../errors/input-fault.ts';

/** Deeper than any form. */
const DEEPEST = 8;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value of JSON as a cell of a table; null for what is none. */
function cellOf(value: unknown): string | null {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

/**
 * A record of JSON as columns: `group.question` for objects within, lists of values as several answers, each on a line.
 *
 * @param where what the record is called in messages
 * @param row its line; null: it has none of its own
 * @throws InputFault for what is no record, and for lists of objects or of lists
 */
export function flatRecord(
  file: string,
  record: unknown,
  where: string,
  row: number | null,
): ReadonlyMap<string, string> {
  const place = row === null ? {} : { row };
  const cells = new Map<string, string>();
  const add = (value: unknown, name: string, depth: number): void => {
    const cell = cellOf(value);
    if (cell !== null) cells.set(name, cell);
    else if (Array.isArray(value)) {
      const each = value.map(cellOf);
      if (each.includes(null))
        refuse(
          file,
          `${where}: "${name}" is a list of objects, and a record is of one respondent: leave it away, or write a record for each`,
          place,
        );
      cells.set(name, each.filter((one) => one !== '').join('\n'));
    } else if (isObject(value) && depth < DEEPEST)
      for (const [key, one] of Object.entries(value))
        add(one, name === '' ? key : `${name}.${key}`, depth + 1);
    else refuse(file, `${where}: "${name}" lies deeper than answers do`, place);
  };
  if (!isObject(record))
    refuse(file, `${where} is no record: an object such as { "q1": "Yes" } is right`, place);
  add(record, '', 0);
  return cells;
}
