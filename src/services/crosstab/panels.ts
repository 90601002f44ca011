import { columnLetter } from '../../stats/letters.ts';
import { shownRows } from './block.ts';
import type { CrosstabPlan } from './crosstab-plan.ts';
import { TOTAL, type NamedBattery, type Entry, type Side } from './sides.ts';

/** How a line of a table, or a column of it, is called. */
export interface LineHead {
  readonly variable: string | null;
  readonly variableLabel: string | null;
  /** Null: the total, or the base. */
  readonly code: string | null;
  readonly label: string | null;
  readonly kind: Entry['kind'] | 'base';
  /** Of a column: its letter; null: it is held against none. */
  readonly letter: string | null;
}

/** An entry of a side, both by where they stand. */
interface Place {
  readonly side: number;
  readonly entry: number;
}

/** A line of a table, or a column of it. It stands for several places where items share it, as their base or their total. */
export interface PanelLine {
  readonly head: LineHead;
  readonly places: readonly Place[];
}

/** A variable of the rows (or columns) as a reader sees it, with its lines: a question with items is one, of several sides. */
export interface Panel {
  readonly id: string | null;
  readonly lines: readonly PanelLine[];
  /** The line of the base of a question with items, the last; null: the panel has a line of its own total. */
  readonly base: PanelLine | null;
}

/** The sides as they stand beside each other, with where each stands: items of one battery together, any other side alone. */
function groupsOf(sides: readonly Side[]): { side: Side; at: number }[][] {
  const placed = sides.map((side, at) => ({ side, at }));
  return [...Map.groupBy(placed, ({ side }) => side.battery ?? side).values()];
}

/** The label of an item, and its id within the question. */
const itemHead = (
  battery: NamedBattery,
  { variables: [variable], label }: Side,
  entry: Entry,
): Omit<LineHead, 'letter'> => ({
  variable: battery.id,
  variableLabel: battery.label,
  code: variable?.item ?? null,
  label,
  kind: entry.kind === 'total' ? 'category' : entry.kind,
});

const entryHead = (side: Side | null, { id, label, kind }: Entry): Omit<LineHead, 'letter'> => ({
  variable: side?.id ?? null,
  variableLabel: side?.label ?? null,
  code: id,
  label,
  kind,
});

/** Whether a share of all is 100 by what it is, or there is none, as of means: such a line says nothing but its base. */
const saysBaseAlone = ({ measure }: Pick<CrosstabPlan, 'measure'>): boolean =>
  measure === 'column-percent' || measure === 'mean';

/**
 * The rows of a table. The items of a question are lines of one panel, a line each where each has one (a choice among several, means), or
 * one an answer; below them stands one line for all who were asked.
 */
export function rowPanels(plan: Pick<CrosstabPlan, 'rows' | 'measure'>): Panel[] {
  return groupsOf(plan.rows).map((group) => {
    const battery = group[0]?.side.battery ?? null;
    const listed = group.map(({ side, at }) => ({ side, at, entries: shownRows(side, plan) }));
    // Of means the one line of a side is its figure and has its base.
    const own = (entries: readonly Entry[]): readonly Entry[] =>
      battery === null || plan.measure === 'mean' ? entries : entries.slice(0, -1);
    const areAnswers = battery !== null && listed.every(({ entries }) => own(entries).length === 1);
    const lines = listed.flatMap(({ side, at, entries }) =>
      own(entries).map((one, entry): PanelLine => {
        const head = areAnswers ? itemHead(battery, side, one) : entryHead(side, one);
        return { head: { ...head, letter: null }, places: [{ side: at, entry }] };
      }),
    );
    if (battery === null) return { id: group[0]?.side.id ?? null, lines, base: null };
    const base: PanelLine = {
      head: {
        variable: battery.id,
        variableLabel: battery.label,
        code: null,
        label: 'Base',
        kind: saysBaseAlone(plan) ? 'base' : 'total',
        letter: null,
      },
      places: listed.map(({ at, entries }) => ({ side: at, entry: entries.length - 1 })),
    };
    return { id: battery.id, lines: [...lines, base], base };
  });
}

/** A side of columns for itself, with its total. */
function columnPanel(side: Side | null, at: number): Panel {
  const lines = [...(side?.entries ?? []), TOTAL].map((one, entry): PanelLine => {
    const letter = one === TOTAL ? null : columnLetter(entry);
    return { head: { ...entryHead(side, one), letter }, places: [{ side: at, entry }] };
  });
  return { id: side?.id ?? null, lines, base: null };
}

/**
 * The columns of a table. Items of a choice among several are the columns of one panel, with one total; the items of any other battery
 * stand for themselves, since each divides its respondents anew.
 */
export function columnPanels({ columns }: Pick<CrosstabPlan, 'columns'>): Panel[] {
  if (columns.length === 0) return [columnPanel(null, 0)];
  return groupsOf(columns).flatMap((group) => {
    const battery = group[0]?.side.battery ?? null;
    if (battery === null || group.some(({ side }) => side.entries.length !== 1))
      return group.map(({ side, at }) => columnPanel(side, at));
    const items = group.flatMap(({ side, at }, i) =>
      side.entries.map((entry): PanelLine => ({
        head: { ...itemHead(battery, side, entry), letter: columnLetter(i) },
        places: [{ side: at, entry: 0 }],
      })),
    );
    const total: PanelLine = {
      head: { ...entryHead(null, TOTAL), variable: battery.id, variableLabel: battery.label, letter: null },
      places: group.map(({ at }) => ({ side: at, entry: 1 })),
    };
    return [{ id: battery.id, lines: [...items, total], base: null }];
  });
}
