import type { SurveyFile } from '../schemas/dataset.ts';
import { toplineCheck } from './check.ts';
import { publishableAnswers } from './codebook-place.ts';
import { codesFor, type Codes } from './codes.ts';
import type { ToplineColumns } from './topline-columns.ts';

/** Where each row of toplines.csv stands in the codebook. Positions of items and options begin at 1: 0 is a row that names none. */
export interface RowPlaces {
  readonly question: Codes;
  readonly item: Codes;
  readonly option: Codes;
  readonly wave: Codes;
  readonly audience: Codes;
}

/** So many rows take a few milliseconds. */
const ROWS = 20_000;

/** Pairs of numbers, with what was found of the first of each. */
class Pairs {
  readonly #others: number;
  readonly #found = new Map<number, number>();
  #last = -1;
  #lastFound = 0;

  /** @param others how many numbers the second may be */
  constructor(others: number) {
    this.#others = others;
  }

  /** What was found of a pair; −1 where it was not there before. */
  get(one: number, other: number): number {
    const pair = one * this.#others + other;
    // Rows stand beside others of the same kind.
    if (pair === this.#last) return this.#lastFound;
    const found = this.#found.get(pair);
    if (found === undefined) return -1;
    this.#last = pair;
    this.#lastFound = found;
    return found;
  }

  set(one: number, other: number, found: number): number {
    this.#found.set(one * this.#others + other, found);
    return found;
  }
}

const positions = (list: readonly { readonly id: string }[]): ReadonlyMap<string | null, number> =>
  new Map(list.map(({ id }, i) => [id, i]));

/**
 * Finds the places of all rows in the codebook, in steps. Whether the codes of a row fit together, and its value its measure, is
 * asked once for each two that stand together somewhere: what is asked of a row is asked of two of its cells at a time.
 *
 * @returns null where a row has a fault
 */
export function* placesOf(rows: ToplineColumns, survey: SurveyFile): Generator<undefined, RowPlaces | null> {
  const check = toplineCheck(survey);
  const size = rows.length;
  const { questions, waves, audiences } = survey;
  const inner = questions.map((question) => ({
    item: positions(question.items),
    option: positions(publishableAnswers(question)),
  }));
  const most = (list: 'item' | 'option'): number =>
    inner.reduce((largest, one) => Math.max(largest, one[list].size), 0);
  const anyNets = questions.some(({ nets }) => nets.length > 0);
  const places = {
    question: codesFor(questions.length, size),
    item: codesFor(most('item'), size),
    option: codesFor(most('option'), size),
    wave: codesFor(waves.length, size),
    audience: codesFor(audiences.length, size),
  };
  const of = (column: Parameters<ToplineColumns['codes']>[0]): Codes => rows.codes(column);
  const [question, item, option] = [of('question'), of('item'), of('option')];
  const [wave, audience, source] = [of('wave'), of('audience'), of('source')];
  const [measure, value, sd] = [of('measure'), of('value'), of('sd')];
  const position = (list: readonly { readonly id: string }[], ids: readonly string[]): number[] => {
    const known = positions(list);
    return ids.map((id) => known.get(id) ?? -1);
  };
  const ofQuestion = position(questions, rows.values('question'));
  const ofWave = position(waves, rows.values('wave'));
  const ofAudience = position(audiences, rows.values('audience'));
  const [items, options] = [rows.values('item'), rows.values('option')];
  const itemOf = new Pairs(items.length);
  const optionOf = new Pairs(options.length);
  const seen = {
    audience: new Pairs(rows.values('audience').length),
    source: new Pairs(rows.values('source').length),
    value: new Pairs(rows.values('measure').length),
    sd: new Pairs(rows.values('measure').length),
    // Of which measures a net can be: the pair of question and option is one number.
    net: new Pairs(rows.values('measure').length),
  };
  const place = (i: number): boolean => {
    const q = question[i] as number;
    const its = item[i] as number;
    const one = option[i] as number;
    const who = audience[i] as number;
    const by = source[i] as number;
    const kind = measure[i] as number;
    let itemAt = itemOf.get(q, its);
    let optionAt = optionOf.get(q, one);
    if (
      itemAt < 0 ||
      optionAt < 0 ||
      seen.audience.get(q, who) < 0 ||
      seen.source.get(wave[i] as number, by) < 0 ||
      seen.value.get(value[i] as number, kind) < 0 ||
      seen.sd.get(sd[i] as number, kind) < 0 ||
      (anyNets && seen.net.get(q * options.length + one, kind) < 0)
    ) {
      const codes = inner[ofQuestion[q] as number];
      if (codes === undefined || check({ line: i, row: rows.row(i) }).length > 0) return false;
      itemAt = itemOf.set(q, its, (codes.item.get(items[its] ?? null) ?? -1) + 1);
      optionAt = optionOf.set(q, one, (codes.option.get(options[one] ?? null) ?? -1) + 1);
      seen.audience.set(q, who, 0);
      seen.source.set(wave[i] as number, by, 0);
      seen.value.set(value[i] as number, kind, 0);
      seen.sd.set(sd[i] as number, kind, 0);
      if (anyNets) seen.net.set(q * options.length + one, kind, 0);
    }
    places.question[i] = ofQuestion[q] as number;
    places.item[i] = itemAt;
    places.option[i] = optionAt;
    places.wave[i] = ofWave[wave[i] as number] as number;
    places.audience[i] = ofAudience[who] as number;
    return true;
  };
  for (let from = 0; from < size; from += ROWS) {
    if (from > 0) yield;
    const to = Math.min(from + ROWS, size);
    for (let i = from; i < to; i += 1) if (!place(i)) return null;
  }
  return places;
}
