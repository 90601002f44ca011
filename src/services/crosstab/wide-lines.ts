import type { CrosstabRow } from '../../schemas/results/crosstab.ts';
import { turns } from '../../turns/turns.ts';
import { columnsOf } from './columns.ts';
import type { CrosstabPlan } from './crosstab-plan.ts';
import type { CrosstabTable } from './crosstab-rows.ts';
import { columnPanels, rowPanels, type Panel } from './panels.ts';
import type { PlacedCell } from './placed-cells.ts';

/** A cell of a table for people. */
interface WideCell {
  /** The field that it stands in. */
  readonly field: string;
  readonly row: CrosstabRow;
  readonly placed: PlacedCell;
}

/** A variable of the rows with its lines, each of the cells over all columns. */
export interface WidePanel {
  readonly panel: Panel;
  readonly lines: readonly (readonly WideCell[])[];
}

/** The cells of a table line by line: in the table as records a line ends where the columns of another variable begin. */
export async function wideLines(plan: CrosstabPlan, { rows, cells }: CrosstabTable): Promise<WidePanel[]> {
  const fields = columnsOf(plan).map(({ field }) => field);
  const columns = columnPanels(plan);
  let next = 0;
  return turns.flatMap(rowPanels(plan), async (panel) => {
    const lines: WideCell[][] = panel.lines.map(() => []);
    let first = 0;
    for (const { lines: heads } of columns) {
      for (const line of lines) {
        for (const field of fields.slice(first, first + heads.length)) {
          const placed = cells[next];
          if (placed) line.push({ field, row: rows.at(next), placed });
          next += 1;
        }
        await turns.pause();
      }
      first += heads.length;
    }
    return [{ panel, lines }];
  });
}
