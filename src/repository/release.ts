import type { Question, ReleaseEntry, SurveyFile } from '../schemas/dataset.ts';
import type { DisclosureFile } from '../schemas/disclosure-file.ts';
import { figureKey, type Figure, type FigureKey } from './figures.ts';
import type { ReleaseFile } from './release-file.ts';
import type { ReleaseFolder } from './release-folder.ts';

/** Positions of question, item, option, wave and audience, each −1 where the codebook has none. */
export type CodebookPlace = readonly [number, number, number, number, number];

/** Which of two places in the codebook is the first: negative for the first one, 0 where they are one. */
export function comparePlaces(a: CodebookPlace, b: CodebookPlace): number {
  for (const [i, part] of a.entries()) {
    const difference = part - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** What finds the places in a codebook, which is looked through once. */
function placesIn({ questions, audiences, waves }: SurveyFile): (figure: FigureKey) => CodebookPlace {
  const positions = (list: readonly { id: string }[]): Map<string | null, number> =>
    new Map(list.map(({ id }, i) => [id, i]));
  const outer = { questions: positions(questions), audiences: positions(audiences), waves: positions(waves) };
  const inner = new Map(
    questions.map(({ id, items, options, nets, differences }) => [
      id,
      { items: positions(items), options: positions([...options, ...nets, ...differences]) },
    ]),
  );
  return ({ question, item, option, wave, audience }) => [
    outer.questions.get(question) ?? -1,
    inner.get(question)?.items.get(item) ?? -1,
    inner.get(question)?.options.get(option) ?? -1,
    outer.waves.get(wave) ?? -1,
    outer.audiences.get(audience) ?? -1,
  ];
}

/** One immutable release, read, checked and indexed. Figures stand in the order of the codebook. */
export class Release {
  readonly survey: SurveyFile;
  readonly entry: ReleaseEntry;
  readonly figures: readonly Figure[];
  readonly questions: ReadonlyMap<string, Question>;
  readonly #byKey: ReadonlyMap<string, Figure>;
  readonly #byQuestion: ReadonlyMap<string, readonly Figure[]>;
  readonly #waveIndex: ReadonlyMap<string, number>;
  /** Where a thing with a figure's coordinates stands in the codebook, to be held against another one by `comparePlaces`. */
  readonly placeInCodebook: (figure: FigureKey) => CodebookPlace;

  /** The file of respondents' records, or null where there is none. */
  readonly records: string | null;
  /** Its folder, and whether that still is what was released; null: it was made of no files. */
  readonly folder: ReleaseFolder | null;
  /** What of its records is hidden, as it was decided when it was published; null: it came without. */
  readonly disclosure: DisclosureFile | null;

  constructor(
    survey: SurveyFile,
    entry: ReleaseEntry,
    figures: readonly Figure[],
    records: string | null = null,
    folder: ReleaseFolder | null = null,
    disclosure: DisclosureFile | null = null,
  ) {
    this.disclosure = disclosure;
    this.records = records;
    this.folder = folder;
    this.survey = survey;
    this.entry = entry;
    this.questions = new Map(survey.questions.map((question) => [question.id, question]));
    this.#waveIndex = new Map(survey.waves.map(({ id }, i) => [id, i]));
    this.placeInCodebook = placesIn(survey);
    this.figures = this.#inCodebookOrder(figures);
    this.#byKey = new Map(this.figures.map((figure) => [figureKey(figure), figure]));
    this.#byQuestion = Map.groupBy(this.figures, ({ question }) => question);
  }

  /** The same release under an entry of the index that says something else of it: its embargo, its changes. */
  withEntry(entry: ReleaseEntry): Release {
    return new Release(this.survey, entry, this.figures, this.records, this.folder, this.disclosure);
  }

  /** All files of its folder, as they were when their hashes were checked. */
  get files(): readonly ReleaseFile[] {
    return this.folder?.files ?? [];
  }

  /** The survey's. */
  get id(): string {
    return this.survey.id;
  }

  /** As it stands in survey.json, which the folder and the index agree with. */
  get version(): string {
    return this.survey.version;
  }

  /** The published figure of a place; undefined where none was published. */
  figure(key: FigureKey): Figure | undefined {
    return this.#byKey.get(figureKey(key));
  }

  /** The published figures of a question, in the order of the codebook; none of a question that is not there. */
  figuresOf(question: string): readonly Figure[] {
    return this.#byQuestion.get(question) ?? [];
  }

  /** Position of a wave in time, from 0; −1 of a wave that is not there. */
  waveIndex(wave: string): number {
    return this.#waveIndex.get(wave) ?? -1;
  }

  /** Things with a figure's coordinates, in the order of the codebook. */
  #inCodebookOrder<Keyed extends FigureKey>(figures: readonly Keyed[]): Keyed[] {
    const placeOf = this.placeInCodebook;
    return figures
      .map((figure) => ({ figure, place: placeOf(figure) }))
      .toSorted((a, b) => comparePlaces(a.place, b.place))
      .map(({ figure }) => figure);
  }
}
