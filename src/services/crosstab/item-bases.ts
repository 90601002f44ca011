import type { CrosstabRow } from '../../schemas/results/crosstab.ts';
import { partRows } from './crosstab-rows.ts';
import type { Crosstab } from './crosstab.ts';
import type { WidePanel } from './wide-lines.ts';

/** The unweighted base of one item over all columns. */
interface ItemBase {
  /** How it is called: its variable, and its label. */
  readonly head: Pick<CrosstabRow, 'rowVariable' | 'rowVariableLabel' | 'rowLabel'>;
  /** The code of the item, where it is a row of its question; null where it is a variable with rows of its own. */
  readonly item: string | null;
  readonly values: ReadonlyMap<string, number | null>;
}

/** The base of each item by itself, where there is none of them all; nothing where there is one. */
export function basesOfItems(crosstab: Crosstab, { panel, lines }: WidePanel): ItemBase[] {
  const { base } = panel;
  const shared = base === null ? [] : (lines.at(-1) ?? []);
  if (base === null || !shared.some(({ row, placed }) => row.base === null && placed.parts.length > 1))
    return [];
  const columns = shared.map(({ field, placed }) => ({
    field,
    bases: partRows(crosstab, placed).map((row) => row.base),
  }));
  return base.places.flatMap(({ side }, i) => {
    const first = panel.lines.findIndex(({ places: [place] }) => place?.side === side);
    const head = lines[first]?.[0]?.row;
    if (!head) return [];
    const isRow = head.rowVariable === panel.id;
    const values = columns.map(({ field, bases }) => {
      // Beside columns that share a total: the one number that all of them have.
      const beside = bases.length / base.places.length;
      const [own = null, ...others] = new Set(bases.slice(i * beside, (i + 1) * beside));
      return [field, others.length === 0 ? own : null] as const;
    });
    return [
      {
        head: { ...head, rowLabel: isRow ? head.rowLabel : head.rowVariableLabel },
        item: isRow ? head.row : null,
        values: new Map(values),
      },
    ];
  });
}
