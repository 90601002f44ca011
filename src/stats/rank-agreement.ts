/** How far two orders agree: from −1 (reversed) to 1 (the same), with the p-value of no agreement at all. */
export interface RankAgreement {
  /** From −1 to 1. */
  readonly coefficient: number;
  /** Two-sided. */
  readonly pValue: number;
  /** Whether the p-value counts all orders, or comes from an approximation. */
  readonly pMethod: 'exact' | 'asymptotic';
}

/** Refuses two lists, x and y, that hold no pairs of numbers. @throws RangeError if the lists differ in length or hold something that is no finite number */
export function checkPairs(x: readonly number[], y: readonly number[]): void {
  if (x.length !== y.length)
    throw new RangeError(`x and y must be of one length, not ${x.length} and ${y.length}`);
  if (![...x, ...y].every(Number.isFinite)) throw new RangeError('x and y must hold finite numbers');
}

/** Sizes of the groups of equal values, groups of one included. */
export function tieSizes(values: readonly number[]): number[] {
  return [...Map.groupBy(values, (value) => value).values()].map((group) => group.length);
}
