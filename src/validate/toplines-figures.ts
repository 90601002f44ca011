import { figureKey, type FigureKey } from '../repository/figures.ts';
import type { Fault } from '../errors/faults.ts';
import type { LocatedTopline } from '../repository/toplines.ts';
import type { ToplineRow } from '../schemas/dataset.ts';
import { TOPLINES_FILE } from '../schemas/files.ts';

/** Published figures as they are served: of several versions the preferred one, of several sources the first. */
export class TopLines {
  /** Every row, alternatives too. */
  readonly rows: readonly LocatedTopline[];
  /** One row a figure. */
  readonly served: readonly LocatedTopline[];
  readonly #keys: ReadonlySet<string>;

  constructor(rows: readonly LocatedTopline[]) {
    this.rows = rows;
    const byKey = new Map<string, LocatedTopline>();
    for (const located of rows) {
      const key = figureKey(located.row);
      if (located.row.status !== 'alternative' && !byKey.has(key)) byKey.set(key, located);
    }
    this.served = [...byKey.values()];
    this.#keys = new Set(byKey.keys());
  }

  has(key: FigureKey): boolean {
    return this.#keys.has(figureKey(key));
  }

  /** Served figures of some measures in groups that have the named fields of their key in common. */
  groups(fields: readonly (keyof FigureKey)[], wanted: (row: ToplineRow) => boolean): LocatedTopline[][] {
    const picked = this.served.filter(({ row }) => wanted(row));
    return [...Map.groupBy(picked, ({ row }) => fields.map((field) => row[field] ?? '').join('|')).values()];
  }
}

export const inToplines = ({ line }: LocatedTopline, column: string, message: string): Fault => ({
  file: TOPLINES_FILE,
  row: line,
  column,
  message,
});

/** Where a group of figures belongs: `"q", item i1 (2014, cmo)`. */
export const subjectOf = ({ question, item, wave, audience }: ToplineRow): string =>
  `"${question}"${item === null ? '' : `, item ${item}`} (${wave}, ${audience})`;

/** `a, b and c`; of many the first, and how many more. */
export function listed(names: readonly string[], most = 10): string {
  const shown = names.length > most ? [...names.slice(0, most), `${names.length - most} more`] : names;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}
