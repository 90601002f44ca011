import { readFileSync } from 'node:fs';

interface Case<Input, Expected> {
  readonly id: string;
  readonly input: Input;
  readonly derived?: Record<string, number>;
  readonly expected: Expected;
}

/** The cases of one reference file. A file without cases is a fault, not a success. */
export function referenceCases<Input, Expected>(name: string): Case<Input, Expected>[] {
  const text = readFileSync(new URL(`../reference/stats/${name}.json`, import.meta.url), 'utf8');
  const { cases } = JSON.parse(text, (_, value: unknown) =>
    value === 'Infinity' ? Infinity : value === '-Infinity' ? -Infinity : value,
  ) as { cases: Case<Input, Expected>[] };
  if (cases.length === 0) throw new Error(`${name} holds no case`);
  return cases;
}

/** Below this, doubles lose their digits one by one, and software differs in where it says 0. */
const UNDERFLOW = 1e-300;

/** How far two numbers are apart, relative to the expected one. */
function apart(actual: number, expected: number): number {
  if (actual === expected || Math.max(Math.abs(actual), Math.abs(expected)) < UNDERFLOW) return 0;
  return Math.abs(actual - expected) / Math.abs(expected);
}

interface Row {
  readonly source: string;
  cases: number;
  largest: number;
  readonly kind: string;
}

/** Gathers how closely our statistics agree with an outside source. */
export class Agreement {
  readonly #rows = new Map<string, Row>();

  /**
   * Holds a number against its reference. A tolerance is relative, or absolute where `absolute` says so.
   *
   * @throws with both numbers if they are further apart
   */
  check(
    statistic: string,
    source: string,
    where: string,
    actual: number | null,
    expected: number | null,
    tolerance: number,
    absolute = false,
  ): void {
    const row = this.#rows.get(statistic) ?? {
      source,
      cases: 0,
      largest: 0,
      kind: absolute ? 'absolute' : 'relative',
    };
    this.#rows.set(statistic, row);
    row.cases += 1;
    if (actual === null || expected === null) {
      if (actual !== expected) throw new Error(`${statistic} ${where}: ${actual}, but ${expected} expected`);
      return;
    }
    const difference = absolute ? Math.abs(actual - expected) : apart(actual, expected);
    if (!(difference <= tolerance))
      throw new Error(`${statistic} ${where}: ${actual}, but ${expected} expected (${difference})`);
    row.largest = Math.max(row.largest, difference);
  }

  /** The table for the documentation. Differences are given as the next power of ten, which machines agree about. */
  toMarkdown(): string {
    const bound = (largest: number): string =>
      largest === 0 ? '0' : `< 1e${Math.ceil(Math.log10(Math.max(largest, 1e-15)) + 0.3)}`;
    const lines = [...this.#rows].map(
      ([statistic, { source, cases, largest, kind }]) =>
        `| ${statistic} | ${source} | ${cases} | ${bound(largest)} | ${kind} |`,
    );
    return `| statistic | held against | numbers | largest difference | |\n| --- | --- | --- | --- | --- |\n${lines.join('\n')}\n`;
  }
}
