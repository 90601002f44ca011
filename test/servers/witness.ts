import { createHash } from 'node:crypto';

/** What a server answered, and when. */
export interface Answer {
  readonly where: string;
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  /** When it was asked and answered (ms since 1970). */
  readonly asked: number;
  readonly answered: number;
}

/** A release that nobody may see before a moment (ms since 1970), and everybody afterwards. */
interface Embargo {
  readonly number: number;
  readonly lift: number;
}

interface Body {
  readonly data: Record<string, unknown>[] | Record<string, unknown>;
  readonly meta: { readonly release: string; readonly sha256: string; readonly permalink: string };
}

/** What clocks of whole seconds may cost (ms). */
const AFTER_MS = 1500;
const EXACT = 1e-9;

/** The number of the release that an answer is of, wholly; NaN where it is of none, or of several. */
function numberOf(text: string): number {
  const { data, meta } = JSON.parse(text) as Body;
  const number = Number(meta.release.split('.')[0]);
  const rows = Array.isArray(data) ? data : [data];
  const whole = rows.every(({ option, value, description, question }) => {
    const share = option === 'q-1' ? number : 100 - number;
    return (
      (question !== 'q' || Math.abs(Number(value) - share) < EXACT) &&
      (description === undefined || description === `Release ${number}.`)
    );
  });
  return whole && meta.permalink.includes(`@${meta.release}`) ? number : NaN;
}

/** What all clients together have seen of some servers, and what of it must not be. */
export class Witness {
  readonly failures: string[] = [];
  /** The releases that were seen at addresses that name none. */
  readonly numbers = new Set<number>();
  readonly servers = new Map<string, number>();
  requests = 0;
  unchanged = 0;
  fromCache = 0;
  /** Answers that it was not there, to who asked for a release before it was. */
  notYet = 0;
  /** Answers that a server had too much to do. */
  busy = 0;
  early = 0;
  late = 0;
  embargo: Embargo | null = null;
  /** How long the slowest answer took (ms). */
  #slowest = 0;
  /** Answers of before an embargo lifted to who asked so much later (ms). */
  readonly #overdue: { readonly where: string; readonly by: number }[] = [];
  readonly #tags = new Map<string, string>();
  readonly #hashes = new Map<number, string>();

  fail(what: string): void {
    this.failures.push(what.slice(0, 500));
  }

  /** Counts an answer, and looks at what must be so of each. */
  saw({ where, status, text, headers, asked, answered }: Answer): void {
    this.requests += 1;
    this.#slowest = Math.max(this.#slowest, answered - asked);
    if (headers.get('x-cache') === 'HIT') this.fromCache += 1;
    const server = headers.get('x-server');
    for (const one of server?.split(', ') ?? []) this.servers.set(one, (this.servers.get(one) ?? 0) + 1);
    if (status === 304) this.unchanged += 1;
    if (status !== 200) return;
    // One tag stands for the same bytes, whichever server gave it.
    const tag = headers.get('etag') ?? '';
    const bytes = createHash('sha256').update(text).digest('hex');
    if (tag === '' || (this.#tags.get(tag) ?? bytes) !== bytes)
      this.fail(`${where}: the tag ${tag} stands for two answers`);
    this.#tags.set(tag, bytes);
  }

  /** The number of the release of an answer, if it is wholly of it. */
  release({ where, text }: Answer): number {
    const number = numberOf(text);
    const { sha256 } = (JSON.parse(text) as Body).meta;
    if (Number.isNaN(number)) this.fail(`${where}: a mixture: ${text}`);
    else if ((this.#hashes.get(number) ?? sha256) !== sha256)
      this.fail(`${where}: ${number} is not ${sha256}`);
    else this.#hashes.set(number, sha256);
    return number;
  }

  /** Looks at a release that was seen without its being named, or at one that was asked for by name and seen or not. */
  seen(number: number, { where, asked, answered }: Answer, isThere = true): void {
    if (this.embargo === null) return;
    const { number: embargoed, lift } = this.embargo;
    const sees = isThere && number >= embargoed;
    if (sees && answered < lift) this.fail(`${where}: release ${number} ${lift - answered} ms too early`);
    if (!sees && asked > lift) this.#overdue.push({ where, by: asked - lift });
    if (answered < lift) this.early += 1;
    else if (sees) this.late += 1;
  }

  /**
   * Answers of before an embargo lifted that were given too long after it: a cache counts from when it has an answer, which is as much later
   * than it was made as it was under way.
   */
  get tooLate(): readonly string[] {
    const allowed = AFTER_MS + this.#slowest;
    return this.#overdue
      .filter(({ by }) => by > allowed)
      .map(({ where, by }) => `${where}: ${by} ms too late`);
  }
}
