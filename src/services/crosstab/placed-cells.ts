import { turns } from '../../turns/turns.ts';
import type { Block, BlockCell } from './block.ts';
import type { Crosstab } from './crosstab.ts';
import { columnPanels, rowPanels, type LineHead, type PanelLine, type Panel } from './panels.ts';
import type { Side } from './sides.ts';

/** A cell of a block, with the block. */
export interface CellPart {
  readonly block: Block;
  readonly cell: BlockCell;
}

/** A cell of the table as it is read, with the cells of blocks that it is made of: more than one where items share it. */
export interface PlacedCell {
  readonly row: LineHead;
  readonly column: LineHead;
  readonly parts: readonly [CellPart, ...CellPart[]];
}

/** A block by where its rows and columns stand in the plan: one that was kept has the sides of another request. */
export function blockAt(
  { blocks, plan }: Pick<Crosstab, 'blocks' | 'plan'>,
  row: number,
  column: number,
): Block {
  const block = blocks[row * Math.max(1, plan.columns.length) + column];
  if (block === undefined) throw new RangeError(`block ${row} by ${column}`);
  return block;
}

function partsOf(crosstab: Crosstab, row: PanelLine, column: PanelLine): PlacedCell['parts'] {
  const [first, ...others] = row.places.flatMap((line) =>
    column.places.map(({ side, entry }): CellPart => {
      const block = blockAt(crosstab, line.side, side);
      const columns = (block.columns?.entries.length ?? 0) + 1;
      const cell = block.cells[line.entry * columns + entry];
      if (cell === undefined) throw new RangeError(`cell ${line.entry} by ${entry} of a block`);
      return { block, cell };
    }),
  );
  if (first === undefined) throw new RangeError('a line without a place');
  return [first, ...others];
}

/** The cells of a table: for each variable of the rows and each of the columns, line by line. */
export function placedCells(crosstab: Crosstab): Promise<PlacedCell[]> {
  const columns = columnPanels(crosstab.plan);
  const pairs = rowPanels(crosstab.plan).flatMap(({ lines }) =>
    columns.flatMap((panel) => lines.map((line) => ({ line, columns: panel.lines }))),
  );
  return turns.flatMap(pairs, ({ line, columns: lines }) =>
    lines.map((column) => ({
      row: line.head,
      column: column.head,
      parts: partsOf(crosstab, line, column),
    })),
  );
}

/** A block with what its rows and its columns are called in the table: a variable, or a question and one of its items. */
export interface NamedBlock {
  readonly block: Block;
  readonly row: NamedSide;
  readonly column: NamedSide;
}
interface NamedSide {
  readonly variable: string | null;
  readonly item: string | null;
}

/** What each side is called, as the first of its lines is. */
function namesOf(sides: readonly Side[], panels: readonly Panel[]): NamedSide[] {
  const heads = panels.flatMap(({ lines }) => lines);
  return sides.map(({ id }, at) => {
    const { variable = id, code = null } = heads.find(({ places }) => places[0]?.side === at)?.head ?? {};
    return { variable, item: variable === id ? null : code };
  });
}

/** The blocks in their order. */
export function namedBlocks(crosstab: Pick<Crosstab, 'blocks' | 'plan'>): NamedBlock[] {
  const { plan } = crosstab;
  const columns = namesOf(plan.columns, columnPanels(plan));
  return namesOf(plan.rows, rowPanels(plan)).flatMap((row, i) =>
    columns.map((column, j) => ({ block: blockAt(crosstab, i, j), row, column })),
  );
}
