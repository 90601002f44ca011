import type { SurveyFile } from '../schemas/dataset.ts';
import { AudienceTree } from './audience-tree.ts';

/**
 * How two audiences A and B overlap: nobody is in both, A is a part of B, B is a part of A, or some may be in both. It is one
 * of the four for every pair; an audience is a part of itself.
 */
export type Relation = 'disjoint' | 'part' | 'whole' | 'overlapping';

/** Tells that the children by a dimension (null: without one) of an audience have somebody in common. */
export type IsCrowded = (parent: string, dimension: string | null) => boolean;

/**
 * How the audiences of a survey overlap, from `parent`, `dimension` and `comparisons`:
 *
 * - an audience is a part of each of its ancestors;
 * - two that share an ancestor are disjoint if on the way down to them two of its children are of one dimension; in a survey
 *   without any dimension, if they come down from two of its children at all;
 * - two that share none are disjoint if both are of one dimension, if `comparisons` lists them or ancestors of theirs, or
 *   if the survey has neither parents nor dimensions;
 * - all others overlap, and so do two that have a part in common.
 *
 * An audience with several parents was made from some of them by its dimension: a parent that is itself of that dimension
 * was not divided by it, unless all of them are.
 */
export class AudienceRelations {
  readonly tree: AudienceTree;
  readonly #comparisons: SurveyFile['comparisons'];

  constructor({ audiences, comparisons }: Pick<SurveyFile, 'audiences' | 'comparisons'>) {
    this.tree = new AudienceTree(audiences);
    this.#comparisons = comparisons;
  }

  /** Whether any audience says by what it was made: else siblings are taken to be disjoint. */
  get hasDimensions(): boolean {
    return this.tree.ids.some((id) => this.tree.dimension(id) !== null);
  }

  get #hasParents(): boolean {
    return this.tree.ids.some((id) => this.tree.parents(id).length > 0);
  }

  /** The dimension by which an audience was made from a parent, or null. */
  dimensionUnder(parent: string, child: string): string | null {
    const dimension = this.tree.dimension(child);
    if (dimension === null) return null;
    const isOfIt = (id: string): boolean =>
      [id, ...this.tree.ancestors(id).keys()].some((one) => this.tree.dimension(one) === dimension);
    const parents = this.tree.parents(child);
    return isOfIt(parent) && !parents.every(isOfIt) ? null : dimension;
  }

  #areApart(parent: string, a: string, b: string, isCrowded: IsCrowded): boolean {
    if (a === b) return false;
    const [da, db] = [this.dimensionUnder(parent, a), this.dimensionUnder(parent, b)];
    if (this.hasDimensions && (da === null || da !== db)) return false;
    return !isCrowded(parent, da);
  }

  /** Whether the two come down from children of one ancestor that have nobody in common. */
  #areApartBelow(a: string, b: string, shared: readonly string[], isCrowded: IsCrowded): boolean {
    const onTheWay = (parent: string, id: string): string[] =>
      [id, ...this.tree.ancestors(id).keys()].filter((one) => this.tree.parents(one).includes(parent));
    return shared.some((parent) =>
      onTheWay(parent, a).some((x) =>
        onTheWay(parent, b).some((y) => this.#areApart(parent, x, y, isCrowded)),
      ),
    );
  }

  #areApartByThemselves(a: string, b: string): boolean {
    const withAncestors = (id: string): string[] => [id, ...this.tree.ancestors(id).keys()];
    const [fromA, fromB] = [withAncestors(a), withAncestors(b)];
    const areOfOne = (x: string, y: string): boolean => {
      const dimension = this.tree.dimension(x);
      return dimension !== null && dimension === this.tree.dimension(y);
    };
    const isTop = (id: string): boolean => this.tree.parents(id).length === 0;
    return (
      areOfOne(a, b) ||
      // What holds of the largest audiences holds of their parts.
      fromA.some((x) => isTop(x) && fromB.some((y) => isTop(y) && areOfOne(x, y))) ||
      this.#comparisons.some(
        ({ between: [x, y] }) =>
          (fromA.includes(x) && fromB.includes(y)) || (fromA.includes(y) && fromB.includes(x)),
      ) ||
      (!this.hasDimensions && !this.#hasParents)
    );
  }

  /** Whether two are said to have nobody in common by a dimension: then no audience can be a part of both. */
  excludeEachOther(a: string, b: string): boolean {
    if (!this.hasDimensions || a === b || this.tree.isPart(a, b) || this.tree.isPart(b, a)) return false;
    return this.#areApartBelow(a, b, this.#shared(a, b), () => false);
  }

  #shared(a: string, b: string): string[] {
    const above = this.tree.ancestors(b);
    return [...this.tree.ancestors(a).keys()].filter((id) => above.has(id));
  }

  /** @param isCrowded where bases show that children of one dimension have somebody in common */
  of(a: string, b: string, isCrowded: IsCrowded = () => false): Relation {
    if (a === b || this.tree.isPart(a, b)) return 'part';
    if (this.tree.isPart(b, a)) return 'whole';
    if (this.tree.haveCommonPart(a, b)) return 'overlapping';
    const shared = this.#shared(a, b);
    const apart =
      shared.length > 0 ? this.#areApartBelow(a, b, shared, isCrowded) : this.#areApartByThemselves(a, b);
    return apart ? 'disjoint' : 'overlapping';
  }
}
