import { figureKey, type FigureKey } from '../../repository/figures.ts';
import type { Release } from '../../repository/release.ts';
import type { Question, ReleaseEntry, SurveyFile } from '../../schemas/dataset.ts';
import type { Method } from '../../schemas/results/common.ts';
import type { Sample } from '../records/sample.ts';
import { samplesOf, type Samples } from './samples.ts';
import { coordinatesKey, published, type Estimate, type HiddenEstimate } from './estimate.ts';

/** What records add to the figures of a release. */
export interface ComputedFigures {
  readonly figures: readonly Estimate[];
  readonly hidden: readonly HiddenEstimate[];
  /** What must be known to read them, such as how many gave no answer. */
  readonly notes: readonly string[];
  /** The choices behind them; null where there are no records. */
  readonly method: Method | null;
  /** Where their sampling error is from; null where there are no records. */
  readonly variance: Sample['kind'] | null;
}

const NOTHING: ComputedFigures = { figures: [], hidden: [], notes: [], method: null, variance: null };
const cellKey = ({ question, item, option, measure }: FigureKey): string =>
  [question, item, option, measure].join('|');

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

  constructor(release: Release, computed: ComputedFigures = NOTHING) {
    const asPublished = new Set(release.figures.map(cellKey));
    const added = computed.figures.filter((figure) => !asPublished.has(cellKey(figure)));
    this.release = release;
    this.samples = samplesOf(release);
    const ready = release.figures.map((figure) => published(figure, this.samples));
    this.figures = release.inCodebookOrder([...ready, ...added]);
    this.hidden = release.inCodebookOrder(computed.hidden.filter((one) => !asPublished.has(cellKey(one))));
    this.notes = computed.notes;
    this.method = computed.method;
    this.variance = computed.variance;
    this.#byKey = new Map(
      this.figures
        .filter(({ measure }) => measure !== 'quantile')
        .map((figure) => [figureKey(figure), figure]),
    );
    this.#byQuestion = Map.groupBy(this.figures, ({ question }) => question);
    this.#hiddenByKey = new Map(this.hidden.map((one) => [coordinatesKey(one), one]));
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
