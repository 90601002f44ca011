import type { CodedRecords } from '../services/records/respondents.ts';
import { optionTexts, type HiddenValues } from '../services/records/verdict.ts';

/** A group that two releases show, and by how many respondents it is larger in the second. */
export interface GroupDifference {
  /** Who is in it, in words; empty: everybody. */
  readonly group: string;
  readonly more: number;
}

/** A column of both releases, with one number for each value that occurs in either. */
interface SharedColumn {
  readonly name: string;
  /** How each value is called. */
  readonly labels: readonly string[];
  readonly numbers: ReadonlyMap<string, number>;
  /** The number of the value of each row of the first release, and of the second; −1: no answer. */
  readonly at: readonly [Int32Array, Int32Array];
}

/** Values that stand as one, by their number: those that any of some sets has in common with another are one as well. */
function joined({ labels, numbers }: SharedColumn, sets: readonly ReadonlySet<string>[]): number[] {
  const to = labels.map((_, i) => i);
  for (const set of sets) {
    const members = new Set([...set].flatMap((value) => to[numbers.get(value) ?? -1] ?? []));
    const first = Math.min(...members);
    for (const [i, one] of to.entries()) if (members.has(one)) to[i] = first;
  }
  return to;
}

/** Compares how many respondents the groups of two releases have, table by table. */
export class GroupDifferences {
  readonly #releases: readonly [CodedRecords, CodedRecords];
  readonly #least: number;
  readonly #columns = new Map<string, SharedColumn | null>();
  /** Rows that were looked at. */
  work = 0;

  /** @param least the smallest number that may be told: groups below that are shown in neither release */
  constructor(before: CodedRecords, after: CodedRecords, least: number) {
    this.#releases = [before, after];
    this.#least = least;
  }

  /**
   * Groups of a table that both releases show, and that differ by fewer than may be told.
   *
   * @param ids columns of the table; none: everybody
   * @param hidden what stands as one in either release
   * @returns none where a column is not in both
   */
  inTable(ids: readonly string[], hidden: readonly HiddenValues[] = []): GroupDifference[] {
    const columns = ids.flatMap((id) => this.#column(id) ?? []);
    if (columns.length < ids.length) return [];
    const groups = columns.map((column, i) =>
      joined(
        column,
        hidden.flatMap((one) => one.get(ids[i] ?? '') ?? []),
      ),
    );
    const [before, after] = this.#releases.map((release, which) =>
      this.#count(release, which === 0 ? 0 : 1, columns, groups),
    );
    const cells = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])]);
    return [...cells].flatMap((cell): GroupDifference[] => {
      const [n, m] = [before?.get(cell) ?? 0, after?.get(cell) ?? 0];
      const isFew = n !== m && Math.abs(m - n) < this.#least && Math.min(n, m) >= this.#least;
      return isFew ? [{ group: this.#words(cell, columns, groups), more: m - n }] : [];
    });
  }

  #column(id: string): SharedColumn | null {
    const known = this.#columns.get(id);
    if (known !== undefined) return known;
    const made = this.#shared(id);
    this.#columns.set(id, made);
    return made;
  }

  #shared(id: string): SharedColumn | null {
    const numbers = new Map<string, number>();
    const labels: string[] = [];
    let name = id;
    const at = this.#releases.map(({ ids, axes, respondents }) => {
      const index = ids.indexOf(id);
      const variable = respondents.variables[index];
      if (!variable) return null;
      const axis = axes[index] ?? null;
      const texts = optionTexts(axis);
      const numberOf = (option: number): number => {
        if (option < 0) return -1;
        // Of numbers of which only means are shown, that there is one.
        const text = texts.get(option) ?? 'a number';
        const old = numbers.get(text);
        if (old !== undefined) return old;
        numbers.set(text, labels.length);
        const band = axis?.variable.categories.find(({ codes }) =>
          codes.some((code) => String(code) === text),
        );
        labels.push(axis?.variable.cuts ? (band?.id ?? text) : text);
        return labels.length - 1;
      };
      name = axis?.variable.column ?? id.replace(/^mean of /, '');
      const to = new Map<number, number>();
      return variable.codes.map((option) => {
        const known = to.get(option) ?? numberOf(option);
        to.set(option, known);
        return known;
      });
    });
    const [first, second] = at;
    return first && second ? { name, labels, numbers, at: [first, second] } : null;
  }

  /** How many respondents are in each cell, by its number: the groups of the columns as digits. */
  #count(
    { respondents: { counts } }: CodedRecords,
    which: 0 | 1,
    columns: readonly SharedColumn[],
    groups: readonly (readonly number[])[],
  ): Map<number, number> {
    const found = new Map<number, number>();
    const at = columns.map((column) => column.at[which]);
    this.work += counts.length;
    rows: for (let row = 0; row < counts.length; row += 1) {
      let cell = 0;
      for (let i = 0; i < at.length; i += 1) {
        const value = at[i]?.[row] ?? -1;
        if (value < 0) continue rows;
        cell = cell * (columns[i]?.labels.length ?? 1) + (groups[i]?.[value] ?? 0);
      }
      found.set(cell, (found.get(cell) ?? 0) + (counts[row] ?? 0));
    }
    return found;
  }

  #words(cell: number, columns: readonly SharedColumn[], groups: readonly (readonly number[])[]): string {
    let rest = cell;
    const parts: string[] = [];
    for (let i = columns.length - 1; i >= 0; i -= 1) {
      const { name, labels } = columns[i] ?? { name: '', labels: [''] };
      const group = rest % labels.length;
      rest = Math.floor(rest / labels.length);
      const values = labels.filter((_, value) => groups[i]?.[value] === group);
      parts.unshift(`${name} = ${values.join(' or ')}`);
    }
    return parts.join(' and ');
  }
}
