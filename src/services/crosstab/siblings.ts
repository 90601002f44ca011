import { GroupShare } from '../records/group-share.ts';
import type { Records } from '../records/records.ts';
import type { Sample } from '../records/sample.ts';
import type { Variable } from '../records/variables.ts';
import type { Block, BlockCell } from './block.ts';
import { blockOf } from './kept-blocks.ts';
import type { CrosstabPlan } from './crosstab-plan.ts';
import { makeSide, type Side } from './sides.ts';

/** Of a sample without weights, strata and clusters κ is 1, whatever the answers. */
const isSimple = ({ kind, split }: Sample): boolean =>
  kind === 'taylor' && split.weight === null && split.strata.length === 0 && split.cluster === null;

/** The item that a side is, of a choice among several; null for any other side. */
function itemOf(side: Side | null): Variable | null {
  const [variable, another] = side?.variables ?? [];
  return variable?.question?.type === 'multiple' && !another ? variable : null;
}

const told = new WeakSet<Block>();

/**
 * The items of a choice among several are its options, and each has a block of its own: where a share of one is at 0 or 100 %,
 * this tells it those of the other items in the same groups, from which κ is. They are counted if nobody asked for them yet.
 */
export async function tellSiblings(
  records: Records,
  plan: CrosstabPlan,
  block: Block,
  signal?: AbortSignal,
): Promise<void> {
  const inRows = plan.measure === 'column-percent' || plan.measure === 'total-percent';
  if (!inRows && plan.measure !== 'row-percent') return;
  const item = itemOf(inRows ? block.rows : block.columns);
  // Blocks of the same other side have its groups in the same order: each item is one line of cells, beside the total.
  const line = ({ cells }: Block): BlockCell[] =>
    cells.filter(({ row, column }) => (inRows ? row : column).kind === 'category');
  const isNeeded = ({ share, shown }: BlockCell): boolean => shown.reason === null && share?.isAtEnd === true;
  if (item === null || told.has(block) || isSimple(block.table.sample) || !line(block).some(isNeeded)) return;
  const siblings: Block[] = [];
  for (const other of records.questions) {
    if (other.question !== item.question || other === item) continue;
    const side = makeSide([other], []);
    const [rows, columns] = inRows ? [side, block.columns] : [block.rows, side];
    siblings.push(await blockOf(records, plan, rows, columns, signal));
  }
  const lines = [block, ...siblings].map(line);
  line(block).forEach((_, i) => {
    const group = lines.flatMap((cells) => {
      const cell = cells[i];
      return cell?.share && cell.shown.reason === null ? [cell.share] : [];
    });
    GroupShare.introduce(group);
  });
  told.add(block);
}
