import type { WhoWasAsked } from './who-was-asked.ts';

/** One answer of a question with several: how it is told in the records that respondents chose it. */
interface SeveralItem {
  /** Its column in the records of the draft. */
  readonly column: string;
  readonly label: string | null;
  /** In SQL: 1 chosen, 0 not chosen, null not asked. */
  readonly sql: string;
}

/** A question with several answers, whatever form it has in the file. */
export interface SeveralAnswers {
  /** What its id is made of. */
  readonly name: string;
  readonly text: string | null;
  readonly items: readonly SeveralItem[];
  /** Null: the records say it of each item, and not alike. */
  readonly asked: WhoWasAsked | null;
  /** Variables of the source that it is made of. */
  readonly variables: readonly string[];
  /** Those of them of which nothing is kept, and why. */
  readonly leftOut: readonly { readonly variable: string; readonly why: string }[];
  /** What is said of the form that was found. */
  readonly note: string;
  /** What the draft says of it to its readers. */
  readonly remark: string | null;
}
