/**
 * What is left of the noise of a number after the best averaging over all tables that split its group. A group is shown itself, with noise of
 * variance v; a table by a variable with m answers shows it in m parts, whose sum is another draw, of variance m·v; one by two variables has
 * m₁m₂ parts. Draws of different groups are independent, and weighted by the inverse of their variances (Asghar & Kaafar 2020, Averaging
 * attacks on bounded noise-based disclosure control algorithms) they leave
 *
 *     √(v/(1 + Σ1/mᵢ))                      where one further variable may split the group
 *     √(v/(1 + Σ1/mᵢ + Σ_{i<j} 1/(mᵢmⱼ)))   where two may
 *
 * v is that of counts of `minimumCell` or more; parts below it have more noise, so that small groups keep more than this.
 *
 * @param variance v, in squares of respondents
 * @param answers number of answers mᵢ of each variable that is not in the group, 1 or more
 * @param further variables by which a table may split the group
 * @returns standard deviation, in respondents
 * @example averagedNoise(2, [2, 2], 1) // => 1
 */
export function averagedNoise(variance: number, answers: readonly number[], further: 1 | 2): number {
  const [one, squares] = answers.reduce(
    ([sum, ofSquares], m) => [sum + 1 / m, ofSquares + 1 / (m * m)] as const,
    [0, 0] as readonly [number, number],
  );
  const two = further === 2 ? (one * one - squares) / 2 : 0;
  return Math.sqrt(variance / (1 + one + two));
}
