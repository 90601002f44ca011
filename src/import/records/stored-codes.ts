import type { Code } from '../../engine/engine.ts';
import { identifier, literal } from '../../engine/quote.ts';
import type { Profile } from './profile.ts';
import type { SourceVariable } from './source.ts';

type Storage = Profile['storage'];
type Missing = Pick<SourceVariable, 'name' | 'missing' | 'missingRange'>;

/** A code as the column holds it: codebooks write 1 for "1" and the other way round. */
export function storedCode(code: Code, storage: Storage): Code {
  if (storage === 'text') return String(code);
  if (typeof code === 'string' && code.trim() !== '' && Number.isFinite(Number(code))) return Number(code);
  return code;
}

/** Whether a column of this kind can hold a code: a text is in no column of numbers, nor a number in one of texts. */
const fits = (code: Code, storage: Storage): boolean => (typeof code === 'string') === (storage === 'text');

const valueSql = (name: string, storage: Storage): string =>
  `CAST(${identifier(name)} AS ${storage === 'text' ? 'VARCHAR' : 'DOUBLE'})`;
const codeSql = (code: Code): string => (typeof code === 'number' ? `'${code}'::DOUBLE` : literal(code));

/** In SQL: whether a column holds one of some codes; false, and never null, where it holds nothing. */
export function codesSql(name: string, storage: Storage, codes: readonly Code[]): string {
  const stored = codes.map((code) => storedCode(code, storage)).filter((code) => fits(code, storage));
  if (storage === 'empty' || stored.length === 0) return 'false';
  return `coalesce(${valueSql(name, storage)} IN (${stored.map(codeSql).join(', ')}), false)`;
}

/** Tells the values of a variable that count as no answer: those that are named, and those in a range. */
export function missingTest(
  { missing, missingRange: range }: Missing,
  storage: Storage,
): (code: Code) => boolean {
  const named = new Set(missing.map((code) => storedCode(code, storage)));
  return (code) =>
    named.has(code) ||
    (range !== null && typeof code === typeof range[0] && code >= range[0] && code <= range[1]);
}

/** As {@link missingTest}, in SQL: false, and never null, where the column holds nothing. */
export function missingSql({ name, missing, missingRange: range }: Missing, storage: Storage): string {
  const named = codesSql(name, storage, missing);
  if (range === null || storage === 'empty' || !fits(range[0], storage)) return named;
  const within = `coalesce(${valueSql(name, storage)} BETWEEN ${codeSql(range[0])} AND ${codeSql(range[1])}, false)`;
  return named === 'false' ? within : `(${named} OR ${within})`;
}

/**
 * Records that have an answer in a column.
 *
 * @returns null if it has too many values to be told
 */
export function countAnswered(variable: Missing, { storage, values }: Profile): number | null {
  const isMissing = missingTest(variable, storage);
  return values?.filter(({ code }) => !isMissing(code)).reduce((sum, { n }) => sum + n, 0) ?? null;
}
