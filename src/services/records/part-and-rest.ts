import { GroupShare } from './group-share.ts';
import { domainOf, linearisedShare, varianceOf, type Domain } from './linearised.ts';
import type { CellSelection } from './tally-table.ts';

/** A part of a whole, and all others of the whole. */
interface Nested {
  readonly rest: Domain;
  /** Share of the weight of the whole that the part has, and its variance; null without one. */
  readonly weight: number;
  readonly weightVariance: number | null;
}

/** How the respondents of two groups overlap; `first` says which of the two is the part. */
type Relation = 'disjoint' | 'overlapping' | (Nested & { readonly part: 'first' | 'second' });

/** Cells of a table that hold respondents, as something to select by. */
function selectionOf(cells: readonly number[]): CellSelection {
  const members = new Set(cells);
  return { cells, has: (cell) => members.has(cell) };
}

function nestedIn(whole: Domain, part: Domain): Nested | null {
  const { table, cells } = whole.frame;
  const inPart = selectionOf(part.frame.cells);
  const rest = domainOf(table, selectionOf(cells.filter((cell) => !inPart.has(cell))));
  const weight = linearisedShare(whole, inPart);
  if (!(rest.w > 0) || weight === null) return null;
  return { rest, weight: weight.value, weightVariance: varianceOf(weight) };
}

function relate(a: Domain, b: Domain): Relation {
  const within = (inner: Domain, outer: Domain): number[] => {
    const members = new Set(outer.frame.cells);
    return inner.frame.cells.filter((cell) => members.has(cell));
  };
  const shared = within(a, b).length;
  if (shared === 0) return 'disjoint';
  if (shared === a.frame.cells.length) {
    const nested = nestedIn(b, a);
    return nested ? { ...nested, part: 'first' } : 'overlapping';
  }
  if (shared === b.frame.cells.length) {
    const nested = nestedIn(a, b);
    return nested ? { ...nested, part: 'second' } : 'overlapping';
  }
  return 'overlapping';
}

const relations = new WeakMap<Domain, WeakMap<Domain, Relation>>();

/** How two groups of one table overlap, by the respondents that they have; found once for each pair. */
export function relationOf(a: Domain, b: Domain): Relation {
  const ofA = relations.get(a) ?? new WeakMap<Domain, Relation>();
  relations.set(a, ofA);
  const known = ofA.get(b) ?? relate(a, b);
  ofA.set(b, known);
  return known;
}

/** The share among the rest of a whole, with those of the options that both the whole and the part show. */
export function groupShareOfRest(whole: GroupShare, part: GroupShare, rest: Domain): GroupShare | null {
  const share = GroupShare.of(whole.answer, rest, whole.part);
  if (share === null) return null;
  const others = whole.group.flatMap((option) => {
    const twin = part.group.find(({ answer }) => answer === option.answer);
    if (option === whole || !twin) return [];
    // An item of a battery has a table of its own, in which the two groups have their cells.
    const relation = relationOf(option.domain, twin.domain);
    return typeof relation === 'string' || relation.part === 'first'
      ? []
      : (GroupShare.of(option.answer, relation.rest, option.part) ?? []);
  });
  GroupShare.introduce([share, ...others]);
  return share;
}
