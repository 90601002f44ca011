import type { FigureColumn } from './figure-columns.ts';

/** What is told of columns beside their figures: respondents, sums of weights, margins. */
export type Told = 'n' | 'weightedN' | 'margin';

/** Numbers by column: those of the whole table, of the question that they stand with, or of a row alone. */
export class Bases {
  readonly #whole = new Map<string, string>();
  readonly #byQuestion = new Map<string, string>();
  readonly #byRow = new Map<string, string>();
  readonly #ofSome = new Set<string>();
  readonly #isOne: boolean;

  /** @param isOne whether the table has one row of bases, so that it is of all questions */
  constructor(isOne: boolean) {
    this.#isOne = isOne;
  }

  set(what: Told, question: string, column: number, value: string): void {
    if (this.#isOne) this.#whole.set(`${what} ${column}`, value);
    this.#byQuestion.set(`${what} ${column} ${question}`, value);
  }

  /** @param column null: of all columns */
  setOfRow(what: Told, row: number, column: number | null, value: string): void {
    this.#byRow.set(`${what} ${column ?? ''} ${row}`, value);
  }

  /** Takes back what was told of one column in a row. */
  withoutRow(what: Told, row: number, column: number): void {
    this.#byRow.delete(`${what} ${column} ${row}`);
  }

  /** Says that a question was not asked of all: what stands over the whole table does not hold for it. */
  ofSome(question: string): void {
    this.#ofSome.add(question);
    for (const key of this.#byQuestion.keys())
      if (key.endsWith(` ${question}`) && key.split(' ').slice(2).join(' ') === question)
        this.#byQuestion.delete(key);
  }

  has(what: Told, question: string, column: number): boolean {
    return this.#byQuestion.has(`${what} ${column} ${question}`);
  }

  of(what: Told, question: string, row: number, { index, n }: FigureColumn): string {
    return (
      this.#byRow.get(`${what} ${index} ${row}`) ??
      this.#byRow.get(`${what}  ${row}`) ??
      this.#byQuestion.get(`${what} ${index} ${question}`) ??
      (this.#ofSome.has(question)
        ? ''
        : (this.#whole.get(`${what} ${index}`) ?? (what === 'n' ? (n ?? '') : '')))
    );
  }
}
