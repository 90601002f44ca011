import type { SurveyMetadata } from '../metadata.ts';

/** What is said of a table of figures beside what stands in it. Null: not said. */
export interface ToplineOptions {
  /** Folder of the draft. */
  readonly into: string;
  /** A survey.json whose labels and codes are used. */
  readonly codebook: string | null;
  /** Replaces a draft that is there. */
  readonly force: boolean;
  /** Name of the sheet of a workbook; `all` for all of them. */
  readonly sheet: string | null;
  readonly wave: string | null;
  /** The audience of a table whose columns are waves. */
  readonly audience: string | null;
  readonly source: string | null;
  readonly measure: string | null;
  /** The question that all rows belong to. */
  readonly question: string | null;
  /** What a person says of the survey; left out: nothing. */
  readonly metadata?: SurveyMetadata;
  /** What marks in cells mean, each as SYMBOL=MEANING; left out: nothing is said. */
  readonly marks?: readonly string[];
  /** Columns of a long table that are called otherwise, each as name=column; left out: none. */
  readonly columns?: readonly string[];
  /** Texts that stand for no figure. */
  readonly missing: readonly string[];
}

/** What an import of published figures did, for people and programs. */
export interface ToplineSummary {
  readonly file: string;
  readonly into: string;
  readonly kind: 'toplines';
  readonly figures: number;
  readonly questions: number;
  readonly waves: readonly string[];
  readonly audiences: readonly string[];
  readonly sources: readonly string[];
  readonly notes: readonly string[];
}
