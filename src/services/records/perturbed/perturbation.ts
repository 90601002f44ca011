import type { Filter } from '../../../engine/engine.ts';
import { effectiveBase } from '../../../stats/design/linearised-estimates.ts';
import { weightUnit } from '../../../stats/disclosure/cell-key.ts';
import { pTable, type PTable } from '../../../stats/disclosure/p-table.ts';
import type { Records } from '../records.ts';
import type { Sample } from '../sample.ts';
import type { Variable } from '../variables.ts';
import { keyedTable } from './keyed-table.ts';
import { NoisyTable } from './noisy-table.ts';
import { questionDesign, type QuestionDesign } from './question-design.ts';

/** Two digits of what the weights of all records do to a base: what is exact says something of each of them. */
const KISH_DIGITS = 100;

/** How the counts of a release are perturbed, with one weight. */
export class Perturbation {
  readonly records: Records;
  readonly noise: PTable;
  /** n times Σw²/(Σw)² of all records, rounded. */
  readonly kish: number;
  /** Degrees of freedom of a design of clusters or replicates; null where respondents are the sampling units. */
  readonly designDf: number | null;
  readonly #weight: string | null;
  readonly #column: string | null;
  readonly #unit: number | null;
  readonly #strata: number;
  readonly #designs = new Map<Variable, Promise<QuestionDesign>>();

  constructor(
    records: Records,
    noise: PTable,
    weight: string | null,
    {
      sample,
      n,
      w,
      w2,
    }: { readonly sample: Sample; readonly n: number; readonly w: number; readonly w2: number },
  ) {
    this.records = records;
    this.noise = noise;
    this.#weight = weight;
    this.#column = sample.split.weight;
    this.#unit = this.#column === null || !(w > 0) ? null : weightUnit(w / n);
    this.kish = Math.max(1, Math.round((n / (effectiveBase(w, w2) ?? n)) * KISH_DIGITS) / KISH_DIGITS);
    const { strata, clusters } = sample.design;
    this.#strata = strata.length;
    const psus = strata.reduce((sum, stratum) => sum + stratum.psus, 0);
    this.designDf = sample.replicates?.df ?? (clusters === null ? null : psus - strata.length);
  }

  /** Degrees of freedom of a group that is shown with n respondents: those minus the strata, at most those of the design. */
  degreesOfFreedom(n: number): number {
    return this.designDf === null ? n - this.#strata : Math.min(this.designDf, n - 1);
  }

  /** The design effect of the answers of some variables, the largest of them. */
  async design(variables: readonly Variable[]): Promise<QuestionDesign> {
    let largest: QuestionDesign = Math.max(0.1, Math.round(this.kish * 10) / 10);
    const found = await Promise.all(variables.map((variable) => this.#designOf(variable)));
    for (const [i, one] of found.entries()) {
      if (typeof one === 'string') return one;
      largest = i === 0 ? one : Math.max(largest, one);
    }
    return largest;
  }

  #designOf(variable: Variable): Promise<QuestionDesign> {
    const known = this.#designs.get(variable);
    if (known) return known;
    const made = questionDesign(this.records, this.#weight, variable, this.kish);
    this.#designs.set(variable, made);
    // A failure, such as a time limit, is not for ever.
    made.catch(() => this.#designs.delete(variable));
    return made;
  }

  /** Counts over some variables, as they are shown. @param signal ends the counting */
  async table(
    variables: readonly Variable[],
    filters: readonly Filter[] = [],
    signal?: AbortSignal,
  ): Promise<NoisyTable> {
    const { engine } = this.records;
    const exact = await keyedTable(engine, this.#column, variables, filters, signal);
    return new NoisyTable(exact, this.noise, this.#unit);
  }
}

const tables = new WeakMap<Records, PTable>();
const perturbations = new WeakMap<Records, Map<string | null, Promise<Perturbation>>>();

async function make(records: Records, weight: string | null): Promise<Perturbation> {
  if (records.noise === null) throw new RangeError('the survey adds no noise');
  const noise = tables.get(records) ?? pTable(records.noise);
  tables.set(records, noise);
  const sample = await records.sample(weight);
  const [all] = await records.engine.tally({
    by: [],
    filters: [],
    weight: sample.split.weight,
    strata: [],
    cluster: null,
    numeric: null,
    replicates: [],
  });
  return new Perturbation(records, noise, weight, {
    sample,
    n: all?.n ?? 0,
    w: all?.w ?? 0,
    w2: all?.w2 ?? 0,
  });
}

/** How the counts of a release are perturbed; read once for each weight. @param weight id of a weight; null: all weigh 1 */
export function perturbationOf(records: Records, weight: string | null): Promise<Perturbation> {
  const ofRecords = perturbations.get(records) ?? new Map<string | null, Promise<Perturbation>>();
  perturbations.set(records, ofRecords);
  const known = ofRecords.get(weight);
  if (known) return known;
  const made = make(records, weight);
  ofRecords.set(weight, made);
  made.catch(() => ofRecords.delete(weight));
  return made;
}
