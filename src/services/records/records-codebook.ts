import type { Design, SurveyFile } from '../../schemas/dataset.ts';
import { DEFAULT_NOISE } from '../../schemas/vocabulary.ts';
import type { NoiseSettings } from '../../stats/disclosure/p-table.ts';
import { audienceVariable, questionVariables, waveVariable, type Variable } from './variables.ts';

/** What the codebook says of the records of a release. */
export class RecordsCodebook {
  readonly survey: SurveyFile;
  readonly design: Design;
  /** Null where all respondents belong to one wave (or audience). */
  readonly wave: Variable | null;
  readonly audience: Variable | null;
  readonly questions: readonly Variable[];

  constructor(survey: SurveyFile, design: Design) {
    this.survey = survey;
    this.design = design;
    this.wave = waveVariable(survey);
    this.audience = audienceVariable(survey);
    this.questions = questionVariables(survey);
  }

  /** What says in which group a respondent is: wave and audience, where they differ. */
  get memberships(): readonly Variable[] {
    return [this.wave, this.audience].flatMap((variable) => variable ?? []);
  }

  /** The weight that is used where a query names none, or null where all weigh the same. */
  get defaultWeight(): string | null {
    const { replicates, weights } = this.design;
    return replicates?.weight ?? weights[0]?.id ?? null;
  }

  /** Respondents that a figure must be based on to be shown. */
  get minimumBase(): number {
    return Math.max(1, this.survey.disclosure.minimumBase);
  }

  /** Respondents that a cell must have to be shown: never one alone, unless the records are public. */
  get minimumCell(): number {
    const { minimumCell, publicRecords } = this.survey.disclosure;
    return publicRecords ? 1 : Math.max(2, minimumCell);
  }

  /** The noise that is added to counts; null: none is, small numbers are hidden. */
  get noise(): NoiseSettings | null {
    const { method, noise } = this.survey.disclosure;
    return method === 'cell-key' ? { ...(noise ?? DEFAULT_NOISE), minimum: this.minimumCell } : null;
  }

  /** Whether anything may have to be hidden. */
  get hides(): boolean {
    return this.minimumBase > 1 || this.minimumCell > 1;
  }
}
