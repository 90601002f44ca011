import type { Engine } from '../../engine/engine.ts';
import type { Design, SurveyFile } from '../../schemas/dataset.ts';
import type { DisclosureFile } from '../../schemas/disclosure-file.ts';
import { storedForms } from './axes.ts';
import { RecordsCodebook } from './records-codebook.ts';
import { readSample, type Sample } from './sample.ts';
import type { Variable } from './variables.ts';

/** Plain counts, without weight or design. */
const UNSPLIT = { weight: null, strata: [], cluster: null, numeric: null, replicates: [] } as const;

/** How long a request waits where nothing else is said. */
const PATIENCE_MS = 8000;

/** The respondents' records of one release: what can be asked of them, and the engine that adds them up. */
export class Records extends RecordsCodebook {
  readonly engine: Engine;
  /** What of it is hidden, as it was decided when it was published; null: that is not known. */
  readonly disclosure: DisclosureFile | null;
  /** How long (ms) a request waits until that is decided. */
  readonly patienceMs: number;
  readonly #samples = new Map<string | null, Promise<Sample>>();

  constructor(
    survey: SurveyFile,
    design: Design,
    engine: Engine,
    disclosure: DisclosureFile | null = null,
    patienceMs: number = PATIENCE_MS,
  ) {
    super(survey, design);
    this.engine = engine;
    this.disclosure = disclosure;
    this.patienceMs = patienceMs;
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
