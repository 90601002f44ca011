import type { Question, SurveyFile, ToplineRow } from '../schemas/dataset.ts';
import { orderBy, reordered, type Codes } from './codes.ts';
import { publishableAnswers, placesIn, type CodebookPlace } from './codebook-place.ts';
import type { ExactBase } from './crowded-dimensions.ts';
import { figureFaults, figureOf, publishedBase, type Figure, type FigureKey } from './figures.ts';
import { inSteps } from './in-batches.ts';
import { placesOf, type RowPlaces } from './place-columns.ts';
import { ToplineColumns } from './topline-columns.ts';

/** What picks figures: each part some codes, of which a figure has one; left out, whatever there is. */
export interface FigureChoice {
  readonly question?: readonly string[] | undefined;
  readonly item?: readonly string[] | undefined;
  readonly option?: readonly string[] | undefined;
  readonly wave?: readonly string[] | undefined;
  readonly audience?: readonly string[] | undefined;
  readonly measure?: readonly string[] | undefined;
  readonly source?: readonly string[] | undefined;
}

/** So many figures are looked at in a few milliseconds. */
const FIGURES = 50_000;
const PLACES = ['question', 'item', 'option', 'wave', 'audience'] as const;

/** Whether two rows are of one question, item, option and wave. */
const isOneThing = ({ question, item, option, wave }: RowPlaces, a: number, b: number): boolean =>
  question[a] === question[b] && item[a] === item[b] && option[a] === option[b] && wave[a] === wave[b];

/** Whether two rows stand at one place in the codebook. */
const isOnePlace = (places: RowPlaces, a: number, b: number): boolean =>
  isOneThing(places, a, b) && places.audience[a] === places.audience[b];

/** Whether each row stands behind the one before it in the codebook, so that each is a figure. */
function isInOrder({ question, item, option, wave, audience }: RowPlaces): boolean {
  for (let row = 1; row < question.length; row += 1) {
    const before = row - 1;
    const step =
      (question[row] as number) - (question[before] as number) ||
      (item[row] as number) - (item[before] as number) ||
      (option[row] as number) - (option[before] as number) ||
      (wave[row] as number) - (wave[before] as number) ||
      (audience[row] as number) - (audience[before] as number);
    if (step <= 0) return false;
  }
  return true;
}

/**
 * Rows of one place that are of several measures, so that those of one figure stand together: figures in the order of their
 * first rows.
 */
function byMeasure(order: Uint32Array, places: RowPlaces, measure: Codes): void {
  for (let from = 0, to = 0; from < order.length; from = to) {
    const first = order[from] as number;
    for (to = from + 1; to < order.length && isOnePlace(places, first, order[to] as number);) to += 1;
    if (to - from < 2) continue;
    const run = [...order.subarray(from, to)];
    order.set([...Map.groupBy(run, (row) => measure[row]).values()].flat(), from);
  }
}

/** Rows in the order of the codebook, those of one figure beside each other. */
function codebookOrder(places: RowPlaces, measure: Codes): Uint32Array {
  const order = orderBy(
    PLACES.map((part) => places[part]),
    measure.length,
  );
  byMeasure(order, places, measure);
  return order;
}

/** Where the rows of each figure begin, and one more; null: each has one row. */
function startsOf(places: RowPlaces, measure: Codes): Uint32Array | null {
  const starts: number[] = [];
  for (let row = 0; row < measure.length; row += 1)
    if (row === 0 || measure[row] !== measure[row - 1] || !isOnePlace(places, row - 1, row)) starts.push(row);
  return starts.length === measure.length ? null : Uint32Array.from([...starts, measure.length]);
}

const fitting = (
  list: readonly { readonly id: string }[],
  ids: readonly string[] | undefined,
  from: number,
): Uint8Array | null =>
  ids === undefined
    ? null
    : Uint8Array.from([...Array<number>(from).fill(0), ...list.map(({ id }) => Number(ids.includes(id)))]);

/**
 * The published figures of a release in the order of the codebook, kept as columns of numbers: each is made when it is wanted. A
 * figure that is made twice is two objects that say the same.
 */
export class PublishedFigures implements Iterable<Figure> {
  /** How many figures. */
  readonly length: number;
  /** Which figures have versions that disagree, in order. */
  readonly contested: Uint32Array;
  readonly #survey: SurveyFile;
  readonly #rows: ToplineColumns;
  readonly #places: RowPlaces;
  readonly #starts: Uint32Array | null;
  /** Where the figures of each question begin, and one more. */
  readonly #questions: Uint32Array;
  readonly #positions: ReadonlyMap<string, number>;
  readonly #placeIn: (key: FigureKey) => CodebookPlace;
  readonly #samples: ReadonlyMap<number, SurveyFile['samples'][number]>;

  private constructor(
    survey: SurveyFile,
    rows: ToplineColumns,
    places: RowPlaces,
    starts: Uint32Array | null,
    contested: Uint32Array,
  ) {
    this.#survey = survey;
    this.#rows = rows;
    this.#places = places;
    this.#starts = starts;
    this.contested = contested;
    this.length = starts === null ? rows.length : starts.length - 1;
    this.#placeIn = placesIn(survey);
    this.#positions = new Map(survey.questions.map(({ id }, i) => [id, i]));
    this.#questions = new Uint32Array(survey.questions.length + 1);
    for (let q = 0; q <= survey.questions.length; q += 1)
      this.#questions[q] = this.#firstFrom(0, this.length, (figure) => this.#part('question', figure) >= q);
    this.#samples = new Map(
      survey.samples.toReversed().flatMap((sample) => {
        const [wave, audience] = [
          survey.waves.findIndex(({ id }) => id === sample.wave),
          survey.audiences.findIndex(({ id }) => id === sample.audience),
        ];
        return audience < 0 ? [] : [[this.#sampleKey(wave, audience), sample] as const];
      }),
    );
  }

  /**
   * The figures that rows of toplines.csv give, in steps.
   *
   * @param survey a codebook without faults
   * @returns null where the rows have a fault: `checkToplines` and `figureFaults` tell of it
   */
  static of(rows: ToplineColumns, survey: SurveyFile): Promise<PublishedFigures | null> {
    return inSteps(PublishedFigures.#gather(rows, survey));
  }

  /** Of a release that has none. */
  static none(survey: SurveyFile): PublishedFigures {
    const nothing = new Uint8Array(0);
    const places = { question: nothing, item: nothing, option: nothing, wave: nothing, audience: nothing };
    return new PublishedFigures(survey, ToplineColumns.of([]), places, null, new Uint32Array(0));
  }

  static *#gather(given: ToplineColumns, survey: SurveyFile): Generator<undefined, PublishedFigures | null> {
    const found = yield* placesOf(given, survey);
    if (found === null) return null;
    if (given.length > FIGURES) yield;
    const areFigures = isInOrder(found);
    const order = areFigures ? null : codebookOrder(found, given.codes('measure'));
    if (given.length > FIGURES) yield;
    const rows = order === null ? given : given.inOrder(order);
    if (given.length > FIGURES) yield;
    const places =
      order === null
        ? found
        : {
            question: reordered(found.question, order),
            item: reordered(found.item, order),
            option: reordered(found.option, order),
            wave: reordered(found.wave, order),
            audience: reordered(found.audience, order),
          };
    if (given.length > FIGURES) yield;
    const starts = areFigures ? null : startsOf(places, rows.codes('measure'));
    const contested: number[] = [];
    const isReported = rows.values('status').map((status) => status === 'reported');
    const status = rows.codes('status');
    const length = starts === null ? rows.length : starts.length - 1;
    for (let figure = 0; figure < length; figure += 1) {
      if (figure % FIGURES === FIGURES - 1) yield;
      const from = starts?.[figure] ?? figure;
      const to = starts?.[figure + 1] ?? figure + 1;
      if (to - from === 1) {
        // One row alone is neither preferred to another nor an alternative to it.
        if (isReported[status[from] as number] !== true) return null;
        continue;
      }
      const several = Array.from({ length: to - from }, (_, i) => rows.row(from + i));
      if (figureFaults(several.map((row) => ({ line: 0, row }))).length > 0) return null;
      if (several.some((row) => row.status === 'alternative')) contested.push(figure);
    }
    return new PublishedFigures(survey, rows, places, starts, Uint32Array.from(contested));
  }

  *[Symbol.iterator](): Generator<Figure, void, undefined> {
    for (let figure = 0; figure < this.length; figure += 1) yield this.at(figure);
  }

  /** The figure at a place from 0, in the order of the codebook. */
  at(figure: number): Figure {
    const [from, to] = this.#rowsOf(figure);
    const rows: ToplineRow[] = [];
    for (let row = from; row < to; row += 1) rows.push(this.#rows.row(row));
    return figureOf(rows, this.#samples.get(this.sampleOf(figure)));
  }

  /** What the figure at a place is of, which is had for less than the figure. */
  keyOf(figure: number): FigureKey {
    return this.#rows.key(this.#rowOf(figure));
  }

  /** The figures of a question: from one place to before another. */
  rangeOf(question: string): readonly [from: number, to: number] {
    const q = this.#positions.get(question);
    return q === undefined ? [0, 0] : [this.#questions[q] ?? 0, this.#questions[q + 1] ?? 0];
  }

  /** Where the figure of a place stands; −1 where none was published. */
  find(key: FigureKey): number {
    const wanted = this.#placeIn(key);
    const [, item, option] = wanted;
    // A code that is not there has no place, as one that is left out has none.
    if ((key.item !== null && item < 0) || (key.option !== null && option < 0)) return -1;
    const [from, to] = this.rangeOf(key.question);
    const first = this.#firstFrom(from, to, (figure) => this.#compareWithin(figure, wanted) >= 0);
    for (let at = first; at < to && this.#compareWithin(at, wanted) === 0; at += 1)
      if (this.measureOf(at) === key.measure) return at;
    return -1;
  }

  /** Number of the wave and the audience of a figure: figures of one sample have the same. */
  sampleOf(figure: number): number {
    return this.#sampleKey(this.#part('wave', figure), this.#part('audience', figure));
  }

  /** Numbers of samples are below this. */
  get sampleCount(): number {
    return this.#survey.waves.length * this.#survey.audiences.length;
  }

  measureOf(figure: number): Figure['measure'] {
    return this.#rows.values('measure')[
      this.#rows.codes('measure')[this.#rowOf(figure)] as number
    ] as Figure['measure'];
  }

  /** Where a figure stands in the codebook: positions, −1 where it names none. */
  placeOf(figure: number): CodebookPlace {
    return [
      this.#part('question', figure),
      this.#part('item', figure) - 1,
      this.#part('option', figure) - 1,
      this.#part('wave', figure),
      this.#part('audience', figure),
    ];
  }

  /** Waves of which a question has a figure, in the order of the codebook. */
  wavesOf(question: string): string[] {
    const [from, to] = this.rangeOf(question);
    const there = new Set<number>();
    for (let figure = from; figure < to; figure += 1) there.add(this.#part('wave', figure));
    return this.#survey.waves.flatMap(({ id }, i) => (there.has(i) ? [id] : []));
  }

  /** How many figures each source gives, in one of their versions. */
  citations(): ReadonlyMap<string, number> {
    const ids = this.#rows.values('source');
    const source = this.#rows.codes('source');
    const counts = new Uint32Array(ids.length);
    for (let figure = 0; figure < this.length; figure += 1) {
      const [from, to] = this.#rowsOf(figure);
      if (to - from === 1) counts[source[from] as number] = (counts[source[from] as number] as number) + 1;
      else for (const code of new Set(source.subarray(from, to))) counts[code] = (counts[code] as number) + 1;
    }
    return new Map(ids.map((id, code) => [id, counts[code] ?? 0]));
  }

  /** Bases that are known exactly, those of one thing in one wave together. */
  *exactBases(): Generator<ExactBase[]> {
    for (let from = 0, to = 0; from < this.length; from = to) {
      const run: ExactBase[] = [];
      for (
        to = from;
        to < this.length && isOneThing(this.#places, this.#rowOf(from), this.#rowOf(to));
        to += 1
      ) {
        const n = this.#exactBase(to);
        if (n !== null) run.push({ ...this.#rows.row(this.#rowOf(to)), n });
      }
      yield* Map.groupBy(run, ({ measure }) => measure).values();
    }
  }

  /** Each question, item, option and measure of which there are figures, in order. */
  *cells(): Generator<Pick<FigureKey, 'question' | 'item' | 'option' | 'measure'>> {
    let [first, known] = [-1, new Set<string>()];
    for (let figure = 0; figure < this.length; figure += 1) {
      const isNew =
        first < 0 ||
        (['question', 'item', 'option'] as const).some(
          (part) => this.#part(part, first) !== this.#part(part, figure),
        );
      if (isNew) [first, known] = [figure, new Set()];
      const measure = this.measureOf(figure);
      if (known.has(measure)) continue;
      known.add(measure);
      const { question, item, option } = this.#rows.row(this.#rowOf(figure));
      yield { question, item, option, measure };
    }
  }

  /** What is noted on figures, in their versions too: each note once a question. */
  *notes(): Generator<{ readonly question: string; readonly text: string }> {
    const isNoted = this.#rows.values('note').map((note) => note !== null);
    if (!isNoted.includes(true)) return;
    const note = this.#rows.codes('note');
    for (const { id } of this.#survey.questions) {
      const seen = new Set<string>();
      /** Notes of rows that are alone in their figure, which are not made to be looked at again. */
      const alone = new Set<number>();
      const [first, end] = this.rangeOf(id);
      for (let figure = first; figure < end; figure += 1) {
        const [from, to] = this.#rowsOf(figure);
        const code = note[from] as number;
        if (to - from === 1 && (isNoted[code] !== true || alone.has(code))) continue;
        if (to - from === 1) alone.add(code);
        const made = this.at(figure);
        for (const text of [made.note, ...made.alternatives.map((version) => version.note)]) {
          if (text === null || seen.has(text)) continue;
          seen.add(text);
          yield { question: id, text };
        }
      }
    }
  }

  /** The figures that a choice picks, in steps: where they stand, in order. */
  *pick(choice: FigureChoice): Generator<undefined, Uint32Array> {
    const { waves, audiences } = this.#survey;
    const ofWave = fitting(waves, choice.wave, 0);
    const ofAudience = fitting(audiences, choice.audience, 0);
    const { measure, source } = choice;
    const ofMeasure = measure && this.#rows.values('measure').map((one) => measure.includes(one));
    const ofSource = source && this.#rows.values('source').map((one) => source.includes(one));
    const measures = this.#rows.codes('measure');
    const isAny = [ofWave, ofAudience, measure, source, choice.option].every(
      (part) => (part ?? null) === null,
    );
    const ranges = this.#rangesOf(choice);
    const picked = new Uint32Array(ranges.reduce((sum, { from, to }) => sum + to - from, 0));
    let count = 0;
    for (const { question, from, to } of ranges) {
      const ofOption = fitting(publishableAnswers(question), choice.option, 1);
      for (let figure = from; figure < to; figure += 1) {
        if (figure % FIGURES === FIGURES - 1) yield;
        const row = this.#rowOf(figure);
        if (
          isAny ||
          ((ofOption === null || ofOption[this.#places.option[row] as number] === 1) &&
            (ofWave === null || ofWave[this.#places.wave[row] as number] === 1) &&
            (ofAudience === null || ofAudience[this.#places.audience[row] as number] === 1) &&
            (ofMeasure === undefined || ofMeasure[measures[row] as number]) &&
            (ofSource === undefined || this.#isGivenBy(figure, ofSource)))
        ) {
          picked[count] = figure;
          count += 1;
        }
      }
    }
    return count < picked.length ? picked.slice(0, count) : picked;
  }

  /**
   * Of picked figures the first of each sample and all that are contested, in steps: what is said of the picked ones as a whole
   * can be seen in these.
   *
   * @param picked in order
   */
  *witnesses(picked: ArrayLike<number>): Generator<undefined, number[]> {
    const { contested, sampleCount } = this;
    const seen = new Uint8Array(sampleCount);
    let [unseen, next] = [sampleCount, 0];
    const found: number[] = [];
    for (let i = 0; i < picked.length && (unseen > 0 || next < contested.length); i += 1) {
      if (i % FIGURES === FIGURES - 1) yield;
      const figure = picked[i] as number;
      while (next < contested.length && (contested[next] as number) < figure) next += 1;
      const sample = this.sampleOf(figure);
      if (seen[sample] === 1 && contested[next] !== figure) continue;
      if (seen[sample] === 0) unseen -= 1;
      seen[sample] = 1;
      found.push(figure);
    }
    return found;
  }

  /** Where figures of the questions and items of a choice stand: those of one item are beside each other. */
  #rangesOf({
    question: ids,
    item,
  }: FigureChoice): { readonly question: Question; readonly from: number; readonly to: number }[] {
    const picked = this.#survey.questions.filter(({ id }) => ids?.includes(id) ?? true);
    return picked.flatMap((question) => {
      const [from, to] = this.rangeOf(question.id);
      if (item === undefined) return [{ question, from, to }];
      const firstOf = (place: number): number =>
        this.#firstFrom(from, to, (figure) => this.#part('item', figure) >= place);
      return question.items.flatMap(({ id }, i) =>
        item.includes(id) ? [{ question, from: firstOf(i + 1), to: firstOf(i + 2) }] : [],
      );
    });
  }

  /** Whether one of some sources gives the version of a figure that is served. */
  #isGivenBy(figure: number, sources: readonly boolean[]): boolean {
    const [from, to] = this.#rowsOf(figure);
    const source = this.#rows.codes('source');
    if (to - from === 1) return sources[source[from] as number] ?? false;
    for (let row = from; row < to; row += 1)
      if (sources[source[row] as number] && this.#rows.row(row).status !== 'alternative') return true;
    return false;
  }

  #exactBase(figure: number): number | null {
    const [from, to] = this.#rowsOf(figure);
    const [ns, qualifiers, status] = [
      this.#rows.values('n'),
      this.#rows.values('nQualifier'),
      this.#rows.values('status'),
    ];
    const served: Pick<ToplineRow, 'n' | 'nQualifier'>[] = [];
    for (let row = from; row < to; row += 1) {
      if (status[this.#rows.codes('status')[row] as number] === 'alternative') continue;
      served.push({
        n: ns[this.#rows.codes('n')[row] as number] ?? null,
        nQualifier: qualifiers[this.#rows.codes('nQualifier')[row] as number] ?? 'exact',
      });
    }
    const { n, nQualifier } = publishedBase(
      served.find((row) => row.n !== null),
      this.#samples.get(this.sampleOf(figure)),
    );
    return nQualifier === 'exact' ? n : null;
  }

  /** The first row of a figure. */
  #rowOf(figure: number): number {
    return this.#starts === null ? figure : (this.#starts[figure] as number);
  }

  #rowsOf(figure: number): readonly [from: number, to: number] {
    const starts = this.#starts;
    return starts === null ? [figure, figure + 1] : [starts[figure] as number, starts[figure + 1] as number];
  }

  #part(part: keyof RowPlaces, figure: number): number {
    return this.#places[part][this.#rowOf(figure)] as number;
  }

  /** As `comparePlaces` of the places of a figure and of something else of its question, which are not made for it. */
  #compareWithin(figure: number, [, item, option, wave, audience]: CodebookPlace): number {
    const row = this.#rowOf(figure);
    const places = this.#places;
    return (
      (places.item[row] as number) - 1 - item ||
      (places.option[row] as number) - 1 - option ||
      (places.wave[row] as number) - wave ||
      (places.audience[row] as number) - audience
    );
  }

  #sampleKey(wave: number, audience: number): number {
    return wave * this.#survey.audiences.length + audience;
  }

  /** The first figure from one place on that fits, where all after it do; the end where none does. */
  #firstFrom(from: number, to: number, fits: (figure: number) => boolean): number {
    let [low, high] = [from, to];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (fits(middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
