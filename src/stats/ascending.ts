import type { InSteps } from './in-steps.ts';

/** Numbers that are sorted, or joined, in one step: about a millisecond. */
const RUN = 8192;

/** Joins two stretches of sorted numbers that follow each other. */
function* joined(from: Float64Array, to: Float64Array, begin: number, width: number): InSteps<void> {
  const middle = Math.min(begin + width, from.length);
  const end = Math.min(begin + 2 * width, from.length);
  for (let [a, b, at] = [begin, middle, begin]; at < end; at += 1) {
    const isFirst = b >= end || (a < middle && (from[a] as number) <= (from[b] as number));
    to[at] = (isFirst ? from[a++] : from[b++]) as number;
    if (at % RUN === 0) yield;
  }
}

/**
 * Numbers from the smallest to the largest, in steps: as many as there may be take longer than others should wait.
 * Merge sort from the bottom up, Knuth (1998), The Art of Computer Programming 3, 5.2.4; the runs are sorted by the engine.
 *
 * @param numbers none of them NaN
 * @returns a new list; the given one may be changed
 */
export function* ascendingInSteps(numbers: Float64Array): InSteps<Float64Array> {
  for (let begin = 0; begin < numbers.length; begin += RUN) {
    numbers.subarray(begin, begin + RUN).sort();
    yield;
  }
  let [from, to]: [Float64Array, Float64Array] = [numbers, new Float64Array(numbers.length)];
  for (let width = RUN; width < numbers.length; width *= 2) {
    for (let begin = 0; begin < numbers.length; begin += 2 * width) yield* joined(from, to, begin, width);
    [from, to] = [to, from];
  }
  return from;
}
