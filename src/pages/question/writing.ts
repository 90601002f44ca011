import { missingWords, writerFor, type Writer } from '../../charts/words.ts';
import type { Measure, Reason } from '../../schemas/vocabulary.ts';

/** Figures of a page as people write them: as many digits as were published, of computed ones what the measure is worth. */
export interface FigureWriter {
  readonly figure: (value: number, decimals?: number | null) => string;
  readonly difference: Writer['difference'];
  readonly unit: string;
}

/** @param values all figures of the table */
export function figureWriter(measure: Measure, values: readonly (number | null)[]): FigureWriter {
  const writer = writerFor(measure, values);
  return {
    figure: (value, decimals = null) =>
      decimals === null ? writer.figure(value) : value.toFixed(decimals).replace('-', '−'),
    difference: writer.difference,
    unit: measure === 'percent' ? ' %' : '',
  };
}

/** Both ends of an interval. */
export const intervalWords = (
  write: (value: number) => string,
  lower: number | null,
  upper: number | null,
): string | null => (lower === null || upper === null ? null : `${write(lower)} to ${write(upper)}`);

/** A p-value: never zero, since none is. */
export const pWords = (p: number): string => (p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`);

/** Why something is not there. */
export const missingReason = (reasons: Readonly<Record<string, Reason>>, field: string): string =>
  missingWords(reasons[field]);
