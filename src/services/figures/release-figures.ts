import type { FigureKey } from '../../repository/figures.ts';
import type { FigureChoice } from '../../repository/published-figures.ts';
import type { Release } from '../../repository/release.ts';
import type { Question, ReleaseEntry, SurveyFile } from '../../schemas/dataset.ts';
import type { Method } from '../../schemas/results/common.ts';
import type { Sample } from '../records/sample.ts';
import { turns } from '../../turns/turns.ts';
import { inCodebookOrder } from './codebook-order.ts';
import { pickedOf, type Picked } from './picked.ts';
import { samplesOf, type Samples } from './samples.ts';
import { publishedCombinations } from './published-combinations.ts';
import { coordinatesKey, published, type Estimate, type HiddenEstimate } from './estimate.ts';

/** What records add to the figures of a release. */
export interface ComputedFigures {
  /** Whether they are of some respondents alone, so that no published figure stands beside them. */
  readonly isFiltered: boolean;
  readonly figures: readonly Estimate[];
  readonly hidden: readonly HiddenEstimate[];
  /** What must be known to read them, such as how many gave no answer. */
  readonly notes: readonly string[];
  /** The choices behind them; null where there are no records. */
  readonly method: Method | null;
  /** Where their sampling error is from; null where there are no records. */
  readonly variance: Sample['kind'] | null;
}

const NOTHING: ComputedFigures = {
  isFiltered: false,
  figures: [],
  hidden: [],
  notes: [],
  method: null,
  variance: null,
};
const NO_COMBINATIONS = { figures: [], hidden: [] } as const;
const cellKey = ({ question, item, option, measure }: Omit<FigureKey, 'wave' | 'audience'>): string =>
  [question, item, option, measure].join('|');

/**
 * The figures of a release, published and computed, in the order of the codebook. Where somebody published a figure of a
 * question, item, option and measure, the published ones are what is served for all waves and audiences of it. A published figure is
 * made when it is wanted: one that is made twice is two objects that say the same.
 */
export class ReleaseFigures {
  readonly release: Release;
  /** The samples behind its published figures. */
  readonly samples: Samples;
  /** Those that were computed of records, or made of published shares. */
  readonly added: readonly Estimate[];
  readonly hidden: readonly HiddenEstimate[];
  readonly notes: readonly string[];
  readonly method: Method | null;
  readonly variance: Sample['kind'] | null;
  readonly #isFiltered: boolean;
  readonly #addedByKey: ReadonlyMap<string, Estimate>;
  readonly #hiddenByKey: ReadonlyMap<string, HiddenEstimate>;

  private constructor(
    release: Release,
    samples: Samples,
    computed: ComputedFigures,
    addedByKey: ReadonlyMap<string, Estimate>,
    hiddenByKey: ReadonlyMap<string, HiddenEstimate>,
  ) {
    this.release = release;
    this.samples = samples;
    this.added = computed.figures;
    this.hidden = computed.hidden;
    this.notes = computed.notes;
    this.method = computed.method;
    this.variance = computed.variance;
    this.#isFiltered = computed.isFiltered;
    this.#addedByKey = addedByKey;
    this.#hiddenByKey = hiddenByKey;
  }

  /** Puts published and computed figures together, in turns. */
  static async of(release: Release, computed: ComputedFigures = NOTHING): Promise<ReleaseFigures> {
    const samples = samplesOf(release);
    const { isFiltered } = computed;
    const made = isFiltered ? NO_COMBINATIONS : publishedCombinations(release, samples);
    const isAny = computed.figures.length + computed.hidden.length > 0;
    const printed = isAny && !isFiltered ? release.figures.cells() : [];
    const asPublished = new Set(await turns.map(printed, cellKey));
    for (const one of [...made.figures, ...made.hidden]) asPublished.add(cellKey(one));
    const isAdded = (figure: FigureKey): boolean => !asPublished.has(cellKey(figure));
    const ofRecords = await turns.filter(computed.figures, isAdded);
    const added = await inCodebookOrder(release, [], [...made.figures, ...ofRecords]);
    const hiddenOfRecords = await turns.filter(computed.hidden, isAdded);
    const hidden = await inCodebookOrder(release, [], [...made.hidden, ...hiddenOfRecords]);
    return new ReleaseFigures(
      release,
      samples,
      { ...computed, figures: added, hidden },
      new Map(await turns.map(added, (one) => [coordinatesKey(one), one] as const)),
      new Map(await turns.map(hidden, (one) => [coordinatesKey(one), one] as const)),
    );
  }

  get survey(): SurveyFile {
    return this.release.survey;
  }

  get entry(): ReleaseEntry {
    return this.release.entry;
  }

  get questions(): ReadonlyMap<string, Question> {
    return this.release.questions;
  }

  /** The published figure that stands at a place among those of the release. */
  publishedAt(place: number): Estimate {
    return published(this.release.figures.at(place), this.samples);
  }

  figure(key: FigureKey, quantile: number | null = null): Estimate | undefined {
    const place = this.#isFiltered || quantile !== null ? -1 : this.release.figures.find(key);
    return place < 0 ? this.#addedByKey.get(coordinatesKey({ ...key, quantile })) : this.publishedAt(place);
  }

  /** Values of the ranks of a question. */
  ranksOf(question: string): number[] {
    const { figures } = this.release;
    const [from, to] = this.#isFiltered ? [0, 0] : figures.rangeOf(question);
    const values = this.added.flatMap((one) =>
      one.question === question && one.measure === 'rank' ? [one.value] : [],
    );
    for (let place = from; place < to; place += 1)
      if (figures.measureOf(place) === 'rank') values.push(figures.at(place).value);
    return values;
  }

  /** Where the published figures stand that a query picks, and those that say of them all that is said of figures together. */
  async picked(choice: FigureChoice): Promise<Picked> {
    if (this.#isFiltered) return { figures: new Uint32Array(0), witnesses: [] };
    return pickedOf(this.release.figures, choice);
  }

  /** A figure that exists and is not shown, or undefined. */
  hiddenAt(key: FigureKey): HiddenEstimate | undefined {
    return this.#hiddenByKey.get(coordinatesKey({ ...key, quantile: null }));
  }

  waveIndex(wave: string): number {
    return this.release.waveIndex(wave);
  }
}
