import type { WhoWasAsked } from './who-was-asked.ts';

/** One answer of a question with several: how it is told in the records that respondents chose it. */
interface SeveralItem {
  /** Its column in the records of the draft. */
  readonly column: string;
  readonly label: string | null;
  /** In SQL: 1 chosen, 0 not chosen, null not asked; who was asked matters where the records do not say it. */
  readonly sql: (asked: WhoWasAsked) => string;
}

/** A question with several answers, whatever form it has in the file. */
export interface SeveralAnswers {
  /** What its id is made of. */
  readonly name: string;
  readonly text: string | null;
  readonly items: readonly SeveralItem[];
  /** What the records say of who was asked: everyone; of each item, and not alike; null: nothing, but what was chosen. */
  readonly said: 'everyone' | 'each' | null;
  /** Variables of the source that it is made of. */
  readonly variables: readonly string[];
  /** Those of them of which nothing is kept, and why. */
  readonly leftOut: readonly {
    readonly variable: string;
    readonly reason: 'empty' | 'free-text';
    readonly why: string;
  }[];
  /** What is said of the form that was found. */
  readonly note: (asked: WhoWasAsked) => string;
}
