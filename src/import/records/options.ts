import type { Progress } from '../../engine/work-database.ts';
import type { SurveyMetadata } from '../metadata.ts';
import type { Roles } from './design.ts';
import type { WhoWasAsked } from './several/who-was-asked.ts';
import type { LeftOut } from './shape.ts';

export interface ImportOptions {
  /** Folder of the draft. */
  readonly into: string;
  readonly codebook: string | null;
  /** Texts of a CSV or Parquet file that stand for no value. */
  readonly missing: readonly string[];
  /** Variables that are kept though they hold free text or identify respondents. */
  readonly keep: readonly string[];
  readonly roles: Roles;
  /** Sheet of a workbook; left out: the first. */
  readonly sheet?: string;
  /** How the text of a CSV or Stata file is encoded; null or left out: to be told from it. */
  readonly encoding?: string | null;
  /** Rows of the header of a CSV file; null or left out: to be told from it. */
  readonly headerRows?: number | null;
  /** What stands between several answers in one cell; empty: cells hold one answer; null or left out: to be told from them. */
  readonly separator?: string | null;
  /** Who was asked the questions with several answers of which only what was ticked is in the file; left out: everyone. */
  readonly asked?: WhoWasAsked;
  /** Takes answers together that differ in blanks, upper and lower case or apostrophes only. */
  readonly mergeAlike?: boolean;
  /** Columns of which it is known already that they are answers, or have a role: whatever they look like, they are kept. */
  readonly known?: ReadonlySet<string>;
  /** What a person says of the survey; left out: nothing. */
  readonly metadata?: SurveyMetadata;
  /** Replaces a draft that is there. */
  readonly force: boolean;
}

/** A variable that is not in the draft, and why. */
export interface LeftOutVariable {
  readonly variable: string;
  readonly reason: LeftOut['leftOut'] | 'not-named';
  readonly why: string;
}

/** What an import did, for people and programs. */
export interface ImportSummary {
  readonly file: string;
  readonly into: string;
  readonly records: number;
  readonly columns: number;
  readonly questions: number;
  readonly leftOut: readonly LeftOutVariable[];
  readonly notes: readonly string[];
}

/** The world around an import. */
export interface Running {
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** Called with what removes all that is temporary, should the process have to end at once. */
  readonly onTemporary?: (removeSync: () => void) => void;
}
