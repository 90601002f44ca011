import type { Fault } from '../errors/faults.ts';
import type { Draft } from './read-draft.ts';
import { SURVEY_FILE } from '../schemas/files.ts';

/** What a check found: faults keep a draft from being released, warnings are for a person to look at. */
export interface Findings {
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
}

/** A check of a draft. It passes over what is not there to be checked. */
export type Check = (draft: Draft) => Findings | Promise<Findings>;

/** Gathers the findings of one check on survey.json. */
export class Report implements Findings {
  readonly faults: Fault[] = [];
  readonly warnings: Fault[] = [];

  fault(column: string | null, message: string): void {
    this.faults.push({ file: SURVEY_FILE, row: null, column, message });
  }

  warn(column: string | null, message: string): void {
    this.warnings.push({ file: SURVEY_FILE, row: null, column, message });
  }
}

export const NOTHING: Findings = { faults: [], warnings: [] };
