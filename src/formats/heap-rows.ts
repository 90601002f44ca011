import { getHeapStatistics } from 'node:v8';

/** A row that is laid out in memory takes about one kilobyte: with this, all of them together take an eighth of the heap. */
const HEAP_OF_A_ROW = 8 * 1024;

/**
 * Rows that may be in memory at once, over all answers that are being made, where each is there as a whole.
 *
 * @param heapBytes how large the heap may become; left out: as this process was started
 */
export const rowsInHeap = (heapBytes = getHeapStatistics().heap_size_limit): number =>
  Math.floor(heapBytes / HEAP_OF_A_ROW);
