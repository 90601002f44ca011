/** What is left of a column after the others, relative to its length, from which it counts: as R has it for replicate weights. */
const TOLERANCE = 1e-5;
/** How long the work may keep everything else waiting (ms). */
const TURN_MS = 20;

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
};

/** Takes from a column what lies along a direction of length 1. */
function takeAway(column: Float64Array, direction: Float64Array): void {
  const along = dot(column, direction);
  for (let i = 0; i < column.length; i += 1) column[i] = (column[i] ?? 0) - along * (direction[i] ?? 0);
}

/**
 * The rank of a table of numbers, column by column: a column counts if what is left of it, after all that counted before
 * are taken away, is longer than 1e-5 of itself. It is the rule of `qr(x, tol = 1e-5)` in R (LINPACK's dqrdc2), by
 * Gram–Schmidt, each column taken twice so that it is as exact as Householder's (Giraud, Langou, Rozložník & van den
 * Eshof 2005, Numer Math 101:87). Other work gets its turn in between.
 *
 * @param columns of one length; they are changed
 * @returns from 0 to the number of columns
 */
export async function columnRank(columns: readonly Float64Array[]): Promise<number> {
  const directions: Float64Array[] = [];
  let turn = performance.now();
  for (const column of columns) {
    const length = Math.sqrt(dot(column, column));
    for (const direction of [...directions, ...directions]) takeAway(column, direction);
    const rest = Math.sqrt(dot(column, column));
    if (rest > TOLERANCE * length) {
      for (let i = 0; i < column.length; i += 1) column[i] = (column[i] ?? 0) / rest;
      directions.push(column);
    }
    if (performance.now() - turn < TURN_MS) continue;
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    turn = performance.now();
  }
  return directions.length;
}
