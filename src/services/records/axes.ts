import type { Axis, Code } from '../../engine/engine.ts';
import type { Variable } from './variables.ts';

/**
 * A variable as one side of a table of tallies. Its atoms are the values that the codebook tells apart: those of the
 * categories, those that count as missing, no value at all, and any other. A category may be several atoms, and an
 * atom may be in several categories, as where one audience is a part of another.
 */
export interface AtomAxis {
  readonly variable: Variable;
  readonly atoms: number;
  /** The atom of a value of the records. */
  atomOf(code: Code | null): number;
  /** The atoms of each category, in the order of the codebook. */
  readonly categories: readonly ReadonlySet<number>[];
  /** Atoms that are in a category: answers. */
  readonly valid: ReadonlySet<number>;
  /** What an atom that is no answer means. */
  readonly missing: readonly { readonly atom: number; readonly label: string }[];
}

const NOT_RECORDED = 'no value recorded';
const NOT_IN_CODEBOOK = 'a value that the codebook does not explain';

/** Values are compared as text: a column of numbers may come as numbers or as text, as the file has it. */
const key = (code: Code): string => String(code);

export function atomAxis(variable: Variable): AtomAxis {
  const { categories, cuts, missing } = variable;
  const index = new Map<string, number>();
  const atom = (code: Code): number => {
    const known = index.get(key(code));
    if (known !== undefined) return known;
    index.set(key(code), index.size);
    return index.size - 1;
  };
  const sets = categories.map(({ codes }) => new Set(codes.map(atom)));
  // Of numbers in bands the engine gives the band, or nothing.
  const labels = cuts ? [] : missing.map(({ code, label }) => ({ atom: atom(code), label }));
  const [empty, other] = [index.size, index.size + 1];
  return {
    variable,
    atoms: index.size + 2,
    atomOf: (code) => (code === null ? empty : (index.get(key(code)) ?? other)),
    categories: sets,
    valid: new Set(sets.flatMap((set) => [...set])),
    missing: [...labels, { atom: empty, label: NOT_RECORDED }, { atom: other, label: NOT_IN_CODEBOOK }],
  };
}

/** Codes as a column may hold them: a codebook may write 1 where the records hold the text "1", and the other way round. */
export function storedForms(codes: readonly Code[]): Code[] {
  const forms = codes.flatMap((code): Code[] => {
    if (typeof code === 'number') return [code, String(code)];
    return String(Number(code)) === code ? [code, Number(code)] : [code];
  });
  return [...new Set(forms)];
}

/** The axis as the engine takes it. */
export function engineAxis({ column, cuts, missing }: Variable): Axis {
  return cuts ? { column, cuts, except: storedForms(missing.map(({ code }) => code)) } : { column };
}

/** A choice of atoms on each axis of a table; null leaves an axis open. */
export type AtomSets = readonly (ReadonlySet<number> | null)[];
