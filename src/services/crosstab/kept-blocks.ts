import { LRUCache } from 'lru-cache';
import type { Records } from '../records/records.ts';
import type { Block } from './block.ts';
import { makeBlock } from './make-block.ts';
import type { CrosstabPlan } from './crosstab-plan.ts';
import type { Side } from './sides.ts';

/** Tallies that the kept blocks of one release may hold. */
const MAXIMUM_TALLIES = 50_000;

/** Tallies in columns that take as much as one did as an object. */
const IN_COLUMNS = 8;

const kept = new WeakMap<Records, LRUCache<string, Block>>();

const sideKey = (side: Side | null): unknown =>
  side && [
    side.id,
    side.entries.map(({ id, kind, categories }) => [
      id,
      kind,
      [...categories].map(([variable, ids]) => [variable.id, ids]),
    ]),
  ];

/** The same text for blocks that are the same: everything that a block is made from, which a level of confidence is not. */
function keyOf(
  { measure, weight, waves, conditions }: CrosstabPlan,
  rows: Side,
  columns: Side | null,
): string {
  return JSON.stringify([
    measure,
    weight,
    waves,
    conditions.map((one) => [
      one.variable.id,
      one.kind === 'range' ? [one.operator, one.bound] : one.categories,
    ]),
    sideKey(rows),
    sideKey(columns),
  ]);
}

/** A block as somebody asked for it before, or counted now. @throws the reason of the signal, which ends the counting */
export async function blockOf(
  records: Records,
  plan: CrosstabPlan,
  rows: Side,
  columns: Side | null,
  signal?: AbortSignal,
): Promise<Block> {
  const blocks =
    kept.get(records) ??
    new LRUCache<string, Block>({
      maxSize: MAXIMUM_TALLIES,
      sizeCalculation: ({ table, cells }) => 1 + Math.ceil(table.tallied.size / IN_COLUMNS) + cells.length,
    });
  kept.set(records, blocks);
  const key = keyOf(plan, rows, columns);
  const known = blocks.get(key);
  if (known) return known;
  signal?.throwIfAborted();
  const block = await makeBlock(records, plan, rows, columns, signal);
  blocks.set(key, block);
  return block;
}
