/**
 * A sum of numbers without rounding until it is asked for, whatever their order (J. R. Shewchuk, Adaptive precision
 * floating-point arithmetic and fast robust geometric predicates, 1997: the partials are sums that do not overlap).
 */
export class PreciseSum {
  #partials: number[] = [];

  /** Adds a value, a finite number; with another one the sum is NaN. */
  add(value: number): void {
    let x = value;
    const kept: number[] = [];
    for (let y of this.#partials) {
      if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x];
      const sum = x + y;
      const rest = y - (sum - x);
      if (rest !== 0) kept.push(rest);
      x = sum;
    }
    kept.push(x);
    this.#partials = kept;
  }

  /** The sum, rounded to within one unit in the last place. */
  get value(): number {
    return this.#partials.reduce((sum, partial) => sum + partial, 0);
  }
}
