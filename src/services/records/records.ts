import type { Engine } from '../../engine/engine.ts';
import type { Design, SurveyFile } from '../../schemas/dataset.ts';
import type { DisclosureFile } from '../../schemas/disclosure-file.ts';
import { DEFAULT_NOISE } from '../../schemas/vocabulary.ts';
import type { NoiseSettings } from '../../stats/disclosure/p-table.ts';
import { storedForms } from './axes.ts';
import { readSample, type Sample } from './sample.ts';
import { audienceVariable, questionVariables, waveVariable, type Variable } from './variables.ts';

/** Plain counts, without weight or design. */
const UNSPLIT = { weight: null, strata: [], cluster: null, numeric: null, replicates: [] } as const;

/** The respondents' records of one release: what can be asked of them, and the engine that adds them up. */
export class Records {
  readonly survey: SurveyFile;
  readonly design: Design;
  readonly engine: Engine;
  /** Null where all respondents belong to one wave (or audience). */
  readonly wave: Variable | null;
  readonly audience: Variable | null;
  readonly questions: readonly Variable[];
  /** What of it is hidden, as it was decided when it was published; null: that is not known. */
  readonly disclosure: DisclosureFile | null;
  readonly #samples = new Map<string | null, Promise<Sample>>();

  constructor(survey: SurveyFile, design: Design, engine: Engine, disclosure: DisclosureFile | null = null) {
    this.disclosure = disclosure;
    this.survey = survey;
    this.design = design;
    this.engine = engine;
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

  /** How the sample was drawn; read once for each weight. @param weight id of a weight; null: all weigh 1 */
  sample(weight: string | null): Promise<Sample> {
    const known = this.#samples.get(weight);
    if (known) return known;
    const column = this.design.weights.find(({ id }) => id === weight)?.column ?? null;
    const isReplicated = weight === this.defaultWeight;
    const sample = readSample(this.engine, this.design, column, this.wave?.column ?? null, isReplicated);
    this.#samples.set(weight, sample);
    // A failure, such as a time limit, is not for ever.
    sample.catch(() => this.#samples.delete(weight));
    return sample;
  }

  /** The waves in which each question was answered. */
  async answeredWaves(): Promise<ReadonlyMap<string, readonly string[]>> {
    const { wave, survey, design } = this;
    const found = new Map<string, readonly string[]>();
    for (const { question, column } of this.questions) {
      if (!question || found.has(question.id)) continue;
      const rows = await this.engine.tally({
        ...UNSPLIT,
        by: wave ? [{ column: wave.column }] : [],
        filters: [{ column }],
      });
      const codes = new Set(rows.map(({ codes: [code] }) => String(code)));
      const waves = survey.waves.filter(({ id }, i) =>
        wave
          ? wave.categories[i]?.codes.some((code) => codes.has(String(code)))
          : id === design.wave && rows.length > 0,
      );
      found.set(
        question.id,
        waves.map(({ id }) => id),
      );
    }
    return found;
  }

  /** The distinct numbers of a numeric question, ascending, without those that are missing. */
  async distinctValues({ column, missing }: Variable): Promise<number[]> {
    const rows = await this.engine.tally({
      ...UNSPLIT,
      by: [{ column }],
      filters: missing.length > 0 ? [{ column, notIn: storedForms(missing.map(({ code }) => code)) }] : [],
    });
    return rows
      .flatMap(({ codes: [code] }) => (typeof code === 'number' ? [code] : []))
      .toSorted((a, b) => a - b);
  }
}
