import { figureKey, type FigureKey } from '../../repository/figures.ts';
import type { Release } from '../../repository/release.ts';
import type { Question, ReleaseEntry, SurveyFile } from '../../schemas/dataset.ts';
import type { Method } from '../../schemas/results/common.ts';
import type { Sample } from '../records/sample.ts';
import { turns } from '../../turns/turns.ts';
import { inCodebookOrder } from './codebook-order.ts';
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
const cellKey = ({ question, item, option, measure }: FigureKey): string =>
  [question, item, option, measure].join('|');

/** Where figures are found. */
interface Index {
  readonly byKey: ReadonlyMap<string, Estimate>;
  readonly byQuestion: ReadonlyMap<string, readonly Estimate[]>;
  readonly hiddenByKey: ReadonlyMap<string, HiddenEstimate>;
}

/**
 * The figures of a release, published and computed, in the order of the codebook. Where somebody published a figure of a
 * question, item, option and measure, the published ones are what is served for all waves and audiences of it.
 */
export class ReleaseFigures {
  readonly release: Release;
  /** The samples behind its published figures. */
  readonly samples: Samples;
  readonly figures: readonly Estimate[];
  readonly hidden: readonly HiddenEstimate[];
  readonly notes: readonly string[];
  readonly method: Method | null;
  readonly variance: Sample['kind'] | null;
  readonly #byKey: ReadonlyMap<string, Estimate>;
  readonly #byQuestion: ReadonlyMap<string, readonly Estimate[]>;
  readonly #hiddenByKey: ReadonlyMap<string, HiddenEstimate>;

  private constructor(release: Release, samples: Samples, computed: ComputedFigures, index: Index) {
    this.release = release;
    this.samples = samples;
    this.figures = computed.figures;
    this.hidden = computed.hidden;
    this.notes = computed.notes;
    this.method = computed.method;
    this.variance = computed.variance;
    this.#byKey = index.byKey;
    this.#byQuestion = index.byQuestion;
    this.#hiddenByKey = index.hiddenByKey;
  }

  /** Puts published and computed figures together, in turns. */
  static async of(release: Release, computed: ComputedFigures = NOTHING): Promise<ReleaseFigures> {
    const samples = samplesOf(release);
    const { isFiltered } = computed;
    const made = isFiltered ? NO_COMBINATIONS : publishedCombinations(release, samples);
    const asPrinted = isFiltered ? [] : release.figures;
    const printed = await turns.map(asPrinted, (figure) => published(figure, samples));
    const asPublished = new Set(await turns.map([...printed, ...made.figures, ...made.hidden], cellKey));
    const isAdded = (figure: FigureKey): boolean => !asPublished.has(cellKey(figure));
    const added = [...made.figures, ...(await turns.filter(computed.figures, isAdded))];
    const figures = await inCodebookOrder(release, printed, added);
    const ofRecords = await turns.filter(computed.hidden, isAdded);
    const hidden = await inCodebookOrder(release, [], [...made.hidden, ...ofRecords]);
    const byKey = new Map<string, Estimate>();
    await turns.map(figures, (figure) => {
      if (figure.measure !== 'quantile') byKey.set(figureKey(figure), figure);
    });
    return new ReleaseFigures(
      release,
      samples,
      { ...computed, figures, hidden },
      {
        byKey,
        byQuestion: await turns.groupBy(figures, ({ question }) => question),
        hiddenByKey: new Map(await turns.map(hidden, (one) => [coordinatesKey(one), one] as const)),
      },
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

  figure(key: FigureKey): Estimate | undefined {
    return this.#byKey.get(figureKey(key));
  }

  figuresOf(question: string): readonly Estimate[] {
    return this.#byQuestion.get(question) ?? [];
  }

  /** A figure that exists and is not shown, or undefined. */
  hiddenAt(key: FigureKey): HiddenEstimate | undefined {
    return this.#hiddenByKey.get(coordinatesKey({ ...key, quantile: null }));
  }

  waveIndex(wave: string): number {
    return this.release.waveIndex(wave);
  }
}
