import { LRUCache } from 'lru-cache';
import PQueue from 'p-queue';
import type { Release } from '../../../repository/release.ts';
import type { FigureQuery } from '../../../schemas/query.ts';
import { UNWEIGHTED } from '../../../schemas/vocabulary.ts';
import { ReleaseFigures } from '../release-figures.ts';
import { GroupShare } from '../../records/group-share.ts';
import { assertFiguresServed } from './served-figures.ts';
import { itemFigures, type ItemFigures } from './item-figures.ts';
import { perturbedItemFigures } from './perturbed-item.ts';
import type { Wanted } from './wanted.ts';
import { findConditions } from '../../records/conditions.ts';
import type { Condition } from '../../records/filters.ts';
import { recordsMethod } from '../../records/method.ts';
import type { Records } from '../../records/records.ts';
import type { RecordsOf } from '../../records/registry.ts';
import type { Variable } from '../../records/variables.ts';

/** Figures kept at once, over all releases; a figure holds the tallies that it was computed from. */
const MAXIMUM_KEPT = 500_000;
const ITEMS_AT_ONCE = 4;

const onlyPublished = new WeakMap<Release, Promise<ReleaseFigures>>();

/** Made once a release, however many ask. */
function withoutRecords(release: Release): Promise<ReleaseFigures> {
  const known = onlyPublished.get(release) ?? ReleaseFigures.of(release);
  onlyPublished.set(release, known);
  return known;
}

/** What is said where figures of both kinds are there, and a filter is of records. */
const PUBLISHED_LEFT_OUT =
  'A filter picks respondents, so that all figures are computed from the records: figures that were published are left out.';

/** Computes figures from records, once for each item and kind of figure, and keeps them. */
export class ComputedFiguresService {
  readonly #recordsOf: RecordsOf;
  readonly #items = new LRUCache<string, ItemFigures>({
    maxSize: MAXIMUM_KEPT,
    sizeCalculation: ({ figures, hidden, tallies }) => 1 + figures.length + hidden.length + tallies,
  });
  readonly #underWay = new Map<string, Promise<ItemFigures>>();
  readonly #whole = new LRUCache<string, ReleaseFigures>({ max: 50 });

  constructor(recordsOf: RecordsOf) {
    this.#recordsOf = recordsOf;
  }

  /**
   * The figures of a release that a query may need, published and computed.
   *
   * @throws ApiError `unsafe-combination`, and the errors of engines: too many queries, out of time, out of memory
   */
  async of(release: Release, query: FigureQuery): Promise<ReleaseFigures> {
    const records = this.#recordsOf(release);
    if (records === null) return withoutRecords(release);
    const { measure, quantile } = query;
    const wanted: Wanted = {
      weight:
        query.weight === undefined
          ? records.defaultWeight
          : query.weight === UNWEIGHTED
            ? null
            : query.weight,
      counts: measure?.includes('count') ?? false,
      totals: measure?.includes('total') ?? false,
      median: measure?.includes('median') ?? false,
      quantiles: quantile ?? (measure?.includes('quantile') ? [0.25, 0.5, 0.75] : []),
      filters: (query.filter ?? []).toSorted(),
    };
    // All items of a question, whichever the query names: a filter never changes the place of an item among them.
    const variables = records.questions.filter(
      ({ question }) => query.question?.includes(question?.id ?? '') ?? true,
    );
    // That each of them can be is checked before anything is computed: none may be passed over.
    const conditions = findConditions(records, wanted.filters, (text, message) => {
      throw new Error(`filter=${text} was not checked: ${message}`);
    });
    const { item } = query;
    const asked = item ? variables.filter((one) => one.item !== null && item.includes(one.item)) : variables;
    // Also of figures that are kept: they may be there for the sake of another item, which is served.
    await assertFiguresServed(records, asked, { conditions, texts: wanted.filters });
    const key = `${release.entry.sha256} ${JSON.stringify([wanted, variables.map(({ id }) => id)])}`;
    const known = this.#whole.get(key);
    if (known) return known;
    // One request takes a few slots of the engine at a time, and leaves the others to others.
    const queue = new PQueue({ concurrency: ITEMS_AT_ONCE });
    const items = await queue.addAll(
      variables.map((variable) => async () => ({
        variable,
        ...(await this.#item(release, records, variable, wanted, conditions)),
      })),
    );
    introduceItems(items.filter(({ variable }) => variable.question?.type === 'multiple'));
    const sample = await records.sample(wanted.weight);
    const method = recordsMethod(records, wanted.weight, sample);
    const isFiltered = conditions.length > 0;
    const whole = await ReleaseFigures.of(release, {
      isFiltered,
      figures: items.flatMap(({ figures }) => figures),
      hidden: items.flatMap(({ hidden }) => hidden),
      notes: [
        ...(query.question ? items.flatMap(missingNote) : []),
        ...(isFiltered && release.figures.length > 0 ? [PUBLISHED_LEFT_OUT] : []),
      ],
      method: isFiltered ? { ...method, filters: wanted.filters.join(' and ') } : method,
      variance: sample.kind,
    });
    this.#whole.set(key, whole);
    return whole;
  }

  /** From now on releases with these keys are held: what is kept of all others goes. */
  keep(releaseKeys: ReadonlySet<string>): void {
    for (const cache of [this.#items, this.#whole]) {
      const gone = [...cache.keys()].filter((key) => !releaseKeys.has(key.slice(0, key.indexOf(' '))));
      for (const key of gone) cache.delete(key);
    }
  }

  async #item(
    release: Release,
    records: Records,
    variable: Variable,
    wanted: Wanted,
    conditions: readonly Condition[],
  ): Promise<ItemFigures> {
    const key = `${release.entry.sha256} ${JSON.stringify([wanted, variable.id])}`;
    const known = this.#items.get(key) ?? this.#underWay.get(key);
    if (known) return known;
    const make = records.noise === null ? itemFigures : perturbedItemFigures;
    const made = make(records, variable, wanted, conditions);
    this.#underWay.set(key, made);
    try {
      const figures = await made;
      this.#items.set(key, figures);
      return figures;
    } finally {
      this.#underWay.delete(key);
    }
  }
}

/** The items of a choice among several are its options: makes the shares of each group known to each other. */
function introduceItems(items: readonly Pick<ItemFigures, 'figures'>[]): void {
  const shares = items.flatMap(({ figures }) =>
    figures.flatMap(({ question, wave, audience, computed }) =>
      computed?.share ? [{ group: [question, wave, audience].join('|'), share: computed.share }] : [],
    ),
  );
  for (const group of Map.groupBy(shares, (one) => one.group).values())
    GroupShare.introduce(group.map(({ share }) => share));
}

/** How many gave no answer to a question or item, by what stands for it. */
function missingNote({
  variable,
  missing,
}: {
  readonly variable: Variable;
  readonly missing: ItemFigures['missing'];
}): string[] {
  if (missing.length === 0) return [];
  const counts = missing.map(({ label, n }) => `${n} ${label}`).join(', ');
  return [`Left out of the base of ${variable.id}: ${counts}.`];
}
