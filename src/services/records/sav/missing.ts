type Code = string | number;

/** The values of a variable that are no answer, as SPSS can declare them. */
export interface SavMissing {
  /** At most three, or one beside a range. */
  readonly values: readonly Code[];
  readonly range: readonly [number, number] | null;
  /** Those that there is no room for: they are written as no value at all. */
  readonly dropped: readonly Code[];
}

const MOST = 3;
/** Bytes of a text that can be declared. */
const MOST_BYTES = 8;

const isShort = (code: Code): boolean => typeof code === 'number' || Buffer.byteLength(code) <= MOST_BYTES;

/**
 * How values that are no answer are declared. SPSS takes three, of texts of at most 8 bytes, or of numbers a range and one more. A range is taken only where nothing
 * that is an answer can lie in it: of codes whose answers are all known, and outside of it.
 *
 * @param missing values that are no answer
 * @param answers all values that are; null: any number may be one
 */
export function declaredMissing(missing: readonly Code[], answers: readonly Code[] | null): SavMissing {
  const [fitting, long] = [missing.filter(isShort), missing.filter((code) => !isShort(code))];
  if (long.length > 0)
    return { ...declaredMissing(fitting, answers), dropped: [...fitting.slice(MOST), ...long] };
  if (missing.length <= MOST) return { values: missing, range: null, dropped: [] };
  const numbers = missing
    .filter((code): code is number => typeof code === 'number')
    .toSorted((a, b) => a - b);
  if (answers !== null && numbers.length === missing.length) {
    const [low, second] = numbers;
    const [high, last] = [numbers.at(-1), numbers.at(-2)];
    if (low !== undefined && second !== undefined && high !== undefined && last !== undefined) {
      const isFree = (from: number, to: number): boolean =>
        !answers.some((code) => typeof code === 'number' && code >= from && code <= to);
      if (isFree(low, high)) return { values: [], range: [low, high], dropped: [] };
      if (isFree(second, high)) return { values: [low], range: [second, high], dropped: [] };
      if (isFree(low, last)) return { values: [high], range: [low, last], dropped: [] };
    }
  }
  return { values: missing.slice(0, MOST), range: null, dropped: missing.slice(MOST) };
}
