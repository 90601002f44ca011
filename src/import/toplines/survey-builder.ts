import { basename, extname } from 'node:path';
import { didYouMean } from '../../errors/faults.ts';
import { CODE_PATTERN } from '../../schemas/codes.ts';
import { codeOf, UniqueCodes } from '../code.ts';
import { SCHEMA_BESIDE } from '../write-survey.ts';
import type { DraftQuestion, DraftSurvey } from '../records/questions.ts';

/** What only a person knows: it is written as null, and `validate` asks for it. */
const unknown = null as unknown as never;

interface Entry {
  readonly id: string;
}

const same = (a: string, b: string): boolean =>
  a.replaceAll(/\s+/g, ' ').trim().toLowerCase() === b.replaceAll(/\s+/g, ' ').trim().toLowerCase();

type DraftAudience = DraftSurvey['audiences'][number];

/** A margin of error, as a source gives it of a share of 50 %. */
interface Margin {
  readonly wave: string;
  readonly audience: string;
  readonly n: number;
  readonly points: string;
  readonly level: number;
  readonly source: string;
}

interface Labelled extends Entry {
  readonly label: string | null;
}

const yearOf = (text: string): number | null => (/^(19|20)\d\d$/.test(text) ? Number(text) : null);

/** A survey.json in the making: what occurs in a table of figures is looked up, and added where it is not there yet. */
export class SurveyBuilder {
  readonly survey: DraftSurvey;
  /** What was added to a codebook that was given. */
  readonly added: string[] = [];
  readonly #isGiven: boolean;
  readonly #ownSource: string;
  readonly #isNew = new Set<Entry>();

  /** @param codebook a survey.json that is completed; null: one is made */
  constructor(file: string, codebook: DraftSurvey | null) {
    this.#isGiven = codebook !== null;
    this.#ownSource = codeOf(basename(file, extname(file))) ?? 'survey';
    this.survey = codebook ?? {
      $schema: SCHEMA_BESIDE,
      format: 'topline/1',
      id: this.#ownSource,
      version: '1.0.0',
      title: unknown,
      description: unknown,
      publisher: unknown,
      language: unknown,
      licence: { name: null, url: null, note: null },
      citation: unknown,
      sources: [],
      waves: [],
      audiences: [],
      questions: [],
      notes: [],
    };
  }

  /**
   * The entry of a list that a text names, by its id or its label. What stands here under its own label is no other thing
   * because its code would be the same: C+ and c are two options.
   */
  #find<T extends Entry>(
    list: readonly T[],
    text: string,
    labelOf: (one: T) => string | null,
  ): T | undefined {
    return (
      list.find((one) => one.id === text && (this.#isGiven || labelOf(one) === null)) ??
      list.find((one) => same(labelOf(one) ?? '', text)) ??
      list.find((one) => labelOf(one) === null && one.id === codeOf(text, 40))
    );
  }

  #add<T extends Entry>(list: T[], what: string, text: string, make: (id: string) => T): T {
    const ids = new UniqueCodes();
    for (const { id } of list) ids.give(id);
    // A code stands as it is, and what can be no code is told when the rows are checked.
    const entry = make(ids.give(CODE_PATTERN.test(text) ? text : (codeOf(text, 40) ?? what)));
    if (this.#isGiven)
      this.added.push(
        `added ${what} "${entry.id}", which the codebook does not have${didYouMean(
          entry.id,
          list.map(({ id }) => id),
        )}`,
      );
    list.push(entry);
    this.#isNew.add(entry);
    return entry;
  }

  #question(id: string): DraftQuestion | undefined {
    return this.survey.questions.find((question) => question.id === id);
  }

  /** Names of the waves that are known. */
  waveNames(): string[] {
    return this.survey.waves.flatMap(({ id, label }) => [id, label ?? '']).filter((name) => name !== '');
  }

  wave(name: string): string {
    const { waves } = this.survey;
    const year = yearOf(name);
    const label = year === null && CODE_PATTERN.test(name) ? unknown : name;
    const make = (id: string) => ({ id, label, year: year ?? unknown });
    return (this.#find(waves, name, (one) => one.label) ?? this.#add(waves, 'wave', name, make)).id;
  }

  audienceByLabel(label: string): string {
    const { audiences } = this.survey;
    return (
      this.#find(audiences, label, (one) => one.label) ??
      this.#add(audiences, 'audience', label, (id) => ({ id, label }))
    ).id;
  }

  /** What an audience is a part of, and by what that was divided; what a codebook says stands. */
  related(id: string, { parent, dimension }: Pick<DraftAudience, 'parent' | 'dimension'>): void {
    const audience = this.survey.audiences.find((one) => one.id === id);
    if (!audience || !this.#isNew.has(audience)) return;
    if (parent !== null && parent !== undefined) audience.parent = parent;
    if (dimension !== null && dimension !== undefined) audience.dimension = dimension;
  }

  audienceById(id: string): string {
    const { audiences } = this.survey;
    const known = audiences.find((one) => one.id === id);
    return (known ?? this.#add(audiences, 'audience', id, (own) => ({ id: own, label: unknown }))).id;
  }

  /** @param id null: the only source of the codebook, or one that is named after the file */
  source(id: string | null): string {
    const { sources } = this.survey;
    const [only, ...others] = sources;
    if (id === null && only && others.length === 0) return only.id;
    const name = id ?? this.#ownSource;
    const title = CODE_PATTERN.test(name) ? unknown : name;
    const known = this.#find(sources, name, (one) => one.title);
    return (known ?? this.#add(sources, 'source', name, (own) => ({ id: own, title }))).id;
  }

  #addQuestion(name: string, text: string | null): string {
    return this.#add<DraftQuestion>(this.survey.questions, 'question', name, (id) => ({
      id,
      text,
      wording: 'unknown',
      type: unknown,
      audiences: [],
    })).id;
  }

  questionByLabel(text: string): string {
    return this.#find(this.survey.questions, text, (one) => one.text)?.id ?? this.#addQuestion(text, text);
  }

  questionById(id: string): string {
    return this.#question(id)?.id ?? this.#addQuestion(id, null);
  }

  /** Says that an audience was asked. */
  asked(question: string, audience: string): void {
    const asked = this.#question(question)?.audiences;
    if (asked && !asked.includes(audience)) asked.push(audience);
  }

  /** Whether a text is an item or an option of a question, by its labels, or by what it has only; null: not known. */
  kindOf(question: string, text: string): 'item' | 'option' | null {
    const { items = [], options = [] } = this.#question(question) ?? {};
    if (this.#find(items, text, ({ label }) => label)) return 'item';
    if (this.#find(options, text, ({ label }) => label)) return 'option';
    if (items.length > 0 === options.length > 0) return null;
    return items.length > 0 ? 'item' : 'option';
  }

  /** The id of an item, by its label or its id. */
  item(question: string, text: string, label: string | null = text): string {
    return this.#part('items', 'item', question, text, label);
  }

  /** The id of an option, or of a net that is known, by its label or its id. */
  option(question: string, text: string, label: string | null = text): string {
    return this.netNamed(question, text) ?? this.#part('options', 'option', question, text, label);
  }

  /** The id of a net of a question that has one of that name; null: it has none. */
  netNamed(question: string, text: string): string | null {
    return this.#find(this.#question(question)?.nets ?? [], text, (one) => one.label)?.id ?? null;
  }

  /** Adds a net of options to their question, where it has none of that name. @returns its id; null where it takes no options together */
  net(question: string, label: string, options: readonly string[]): string | null {
    const known = this.netNamed(question, label);
    if (known !== null) return known;
    const own = this.#question(question);
    if (!own || options.length === 0) return null;
    const nets = (own.nets ??= []);
    const ids = new UniqueCodes();
    for (const one of [...(own.options ?? []), ...nets]) ids.give(one.id);
    const id = ids.give(codeOf(label, 40) ?? 'net');
    nets.push({ id, label, options: [...options] });
    return id;
  }

  /** The options of a question that no codebook gave. */
  newOptions(question: string): readonly Labelled[] {
    const options: readonly Labelled[] = this.#question(question)?.options ?? [];
    return options.filter((one) => this.#isNew.has(one));
  }

  withoutOption(question: string, id: string): void {
    const own = this.#question(question);
    if (own) own.options = (own.options ?? []).filter((one) => one.id !== id);
  }

  /** Makes an option, which turned out to take others together, a net of them, under its own id. */
  becomesNet(question: string, id: string, options: readonly string[]): void {
    const own = this.#question(question);
    const option = own?.options?.find((one) => one.id === id);
    if (!own || !option) return;
    this.withoutOption(question, id);
    (own.nets ??= []).push({ id, label: option.label ?? id, options: [...options] });
  }

  /** Says the margin of error of a sample. @returns whether it has no other one */
  margin({ wave, audience, n, points, level, source }: Margin): boolean {
    const samples = (this.survey.samples ??= []);
    const known = samples.find((one) => one.wave === wave && one.audience === audience);
    if (known) return known.n === n && known.marginOfError?.points === points;
    samples.push({ wave, audience, n, marginOfError: { points, level }, source });
    return true;
  }

  #part(list: 'items' | 'options', what: string, id: string, text: string, label: string | null): string {
    const question = this.#question(id);
    if (!question) return text;
    const entries: Labelled[] = question[list] ?? [];
    question[list] = entries;
    return (
      entries.find((one) => label === null && one.id === text) ??
      this.#find(entries, text, (one) => one.label) ??
      this.#add(entries, what, text, (own) => ({ id: own, label }))
    ).id;
  }

  /** Says what kind of question it is, where that is not known yet. */
  typed(id: string, type: DraftQuestion['type']): void {
    const question = this.#question(id);
    if (question) question.type ??= type;
  }

  /** Waves in the order of time, where all are years. */
  finish(): void {
    const { waves } = this.survey;
    if (waves.some(({ year }) => year === null)) return;
    waves.sort((a, b) => a.year - b.year);
  }
}
