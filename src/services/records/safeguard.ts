import PQueue from 'p-queue';
import { ApiError } from '../../errors/api-error.ts';
import { MAXIMUM_VARIABLES } from '../../stats/disclosure/decide.ts';
import { turns } from '../../turns/turns.ts';
import type { Records } from './records.ts';
import type { RecordsCodebook } from './records-codebook.ts';
import { axisKey, meanId, namedDesign } from './respondents.ts';
import type { Variable } from './variables.ts';
import {
  combinationKey,
  isDecided,
  reachVerdict,
  readVerdict,
  type HiddenValues,
  type Verdict,
} from './verdict.ts';

/**
 * Why a table is not served: somebody in it could be told apart; it is over too many variables; or it was not looked at, as one of
 * its columns would have been too much to hold, or as there are more tables than there was work for.
 */
export type UnsafeReason = 'small-groups' | 'too-many-variables' | 'too-many-values' | 'too-many-tables';

/** What is hidden of records, asked for combination by combination. */
export class Safeguard {
  readonly #verdict: Verdict;
  readonly #design: readonly string[];
  readonly #places: ReadonlySet<string>;

  constructor(records: RecordsCodebook, verdict: Verdict) {
    this.#verdict = verdict;
    this.#design = namedDesign(records);
    this.#places = new Set(records.memberships.map(axisKey));
  }

  /** The column of a variable whose answers are told apart. */
  static column(variable: Variable): string {
    return axisKey(variable);
  }

  /**
   * The column of a variable of which a mean or a quantile is shown: that of a scale is the one of its answers, since nothing of
   * these may be hidden then.
   */
  static meanColumn(variable: Variable): string {
    return variable.question?.type === 'numeric' ? meanId(variable.column) : axisKey(variable);
  }

  /** Whether a mean is hidden because answers that it is made of are. @param meanColumn whose mean; null: it is none */
  static hidesMean(hidden: HiddenValues, meanColumn: string | null): boolean {
    return meanColumn !== null && hidden.has(meanColumn);
  }

  /** What is hidden of the table over some columns; null: it is not served. */
  hiddenIn(columns: readonly string[]): HiddenValues | null {
    if (columns.length === 0) return new Map();
    if (new Set(columns).size > MAXIMUM_VARIABLES) return null;
    return this.#verdict.served.get(combinationKey(columns)) ?? null;
  }

  /** Whether a column was not looked at. */
  isLeftOut(column: string): boolean {
    return this.#verdict.leftOut.has(column);
  }

  /** Why the table over some columns, which is not served, is not. */
  whyRefused(columns: readonly string[]): UnsafeReason {
    const distinct = [...new Set(columns)];
    const { crossed } = this.#verdict;
    if (distinct.some((column) => this.isLeftOut(column))) return 'too-many-values';
    if (distinct.length > MAXIMUM_VARIABLES) return 'too-many-variables';
    const others = distinct.filter((column) => !crossed.has(column));
    const isWithinReach =
      others.length === 0 ||
      distinct.length === 1 ||
      (others.length === 1 && distinct.every((column) => column === others[0] || this.#places.has(column)));
    return isWithinReach ? 'small-groups' : 'too-many-tables';
  }

  /** The same for the table split by the strata and clusters that a query can name; null: it has no precision. */
  hiddenInDesign(columns: readonly string[]): HiddenValues | null {
    if (columns.some((column) => this.#verdict.withoutPrecision.has(column))) return null;
    const split = this.hiddenIn([...columns, ...this.#design]);
    return split && this.#design.some((column) => split.has(column)) ? null : split;
  }
}

/** Rows that a server looks at for a release that came without a verdict. */
const SERVER_BUDGET = 60_000_000;
const RETRY_SECONDS = '5';

const reached = new WeakMap<Records, Promise<Safeguard>>();
/** One at a time: each holds the records of a release. */
const deciding = new PQueue({ concurrency: 1 });

/** What a client is told that has waited for long enough for a verdict; it is gone on with afterwards. */
function later(patienceMs: number, signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const timer = setTimeout(() => {
      const detail =
        'What of this release is hidden is being decided, as it was published without that. Ask again in a few seconds.';
      reject(new ApiError('unavailable', detail, { headers: { 'retry-after': RETRY_SECONDS } }));
    }, patienceMs);
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  });
}

/** The verdict that a release was published with, or else one that is reached now. */
async function safeguard(records: Records): Promise<Safeguard> {
  const { disclosure } = records;
  const verdict =
    disclosure === null
      ? await deciding.add(() =>
          reachVerdict(records, records.engine, { budget: SERVER_BUDGET, pause: () => turns.pause() }),
        )
      : readVerdict(disclosure);
  return new Safeguard(records, verdict);
}

/**
 * What is hidden of tables, decided once for all of them; null: nothing is, but figures on too small a base.
 *
 * @throws ApiError `unavailable`, if it takes long to decide: whoever asks again later has it
 */
export async function safeguardOf(records: Records): Promise<Safeguard | null> {
  if (!isDecided(records)) return null;
  const known = reached.get(records) ?? safeguard(records);
  reached.set(records, known);
  // A failure, such as a time limit, is not for ever.
  known.catch(() => reached.delete(records));
  const done = new AbortController();
  try {
    return await Promise.race([known, later(records.patienceMs, done.signal)]);
  } finally {
    done.abort();
  }
}
