import type { FigureColumn } from './wide-layout.ts';

/** Bases by row of the table: those of the whole table, or of the question that they stand with. */
export class Bases {
  readonly #whole = new Map<number, string>();
  readonly #byQuestion = new Map<string, Map<number, string>>();
  readonly #isOne: boolean;

  constructor(isOne: boolean) {
    this.#isOne = isOne;
  }

  set(question: string, column: number, n: string): void {
    if (this.#isOne) this.#whole.set(column, n);
    else {
      const own = this.#byQuestion.get(question) ?? new Map<number, string>();
      this.#byQuestion.set(question, own.set(column, n));
    }
  }

  of(question: string, { index, n }: FigureColumn): string {
    return this.#byQuestion.get(question)?.get(index) ?? this.#whole.get(index) ?? n ?? '';
  }
}
