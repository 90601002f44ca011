import type { Question, ReleaseEntry, SurveyFile } from '../schemas/dataset.ts';
import { RECORDS_FILE, TOPLINES_FILE } from '../schemas/files.ts';
import type { DisclosureFile } from '../schemas/disclosure-file.ts';
import { placesIn, type CodebookPlace } from './codebook-place.ts';
import type { Figure, FigureKey } from './figures.ts';
import type { PublishedFigures } from './published-figures.ts';
import type { ReleaseFile } from './release-file.ts';
import type { ReleaseFolder } from './release-folder.ts';

/** What an object of a codebook takes, in bytes for each byte of its JSON, with what is made of it to answer. */
const BYTES_OF_JSON = 6;
/** The same for each byte of toplines.csv. */
const BYTES_OF_CSV = 2;
/** And what the smallest release takes. */
const LEAST_BYTES = 24 * 1024;

/** One immutable release, read, checked and indexed. */
export class Release {
  readonly survey: SurveyFile;
  readonly entry: ReleaseEntry;
  /** Those that were published, in the order of the codebook. */
  readonly figures: PublishedFigures;
  readonly questions: ReadonlyMap<string, Question>;
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
    figures: PublishedFigures,
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
    this.figures = figures;
  }

  /** The same release under an entry of the index that says something else of it: its embargo, its changes. */
  withEntry(entry: ReleaseEntry): Release {
    return new Release(this.survey, entry, this.figures, this.records, this.folder, this.disclosure);
  }

  /** All files of its folder, as they were when their hashes were checked. */
  get files(): readonly ReleaseFile[] {
    return this.folder?.files ?? [];
  }

  /** Bytes of memory that it takes, as far as the sizes of its files tell. */
  get bytes(): number {
    const factorOf = (name: string): number =>
      name === RECORDS_FILE ? 0 : name === TOPLINES_FILE ? BYTES_OF_CSV : BYTES_OF_JSON;
    return this.files.reduce((sum, { name, bytes }) => sum + factorOf(name) * bytes, LEAST_BYTES);
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
    const figure = this.figures.find(key);
    return figure < 0 ? undefined : this.figures.at(figure);
  }

  /** The published figures of a question, in the order of the codebook; none of a question that is not there. */
  figuresOf(question: string): readonly Figure[] {
    const [from, to] = this.figures.rangeOf(question);
    return Array.from({ length: to - from }, (_, i) => this.figures.at(from + i));
  }

  /** Position of a wave in time, from 0; −1 of a wave that is not there. */
  waveIndex(wave: string): number {
    return this.#waveIndex.get(wave) ?? -1;
  }
}
