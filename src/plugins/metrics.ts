import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from '@prometheus-io/client';
import type { Repository } from '../repository/repository.ts';
import { RequestNumbers, SECONDS } from './request-numbers.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whether the request got as far as its handler: answers from the cache come before. */
    reachedHandler: boolean;
  }
}

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** For whom an engine counts. */
interface Waiting {
  readonly signal?: AbortSignal | undefined;
}

/** What an engine does that is measured here. */
interface Tallying<Query, Rows, Coded, Columns, Names, Conditions, Counts, Axes, Patterns> {
  readonly columns: Columns;
  tally(query: Query, options?: Waiting & { readonly isCheck?: boolean }): Promise<Rows>;
  codedTallies(query: Query, options?: Waiting): Promise<Coded>;
  patterns(by: Axes, maximum: number): Promise<Patterns>;
  rank(columns: Names): Promise<number>;
  countRows(conditions: Conditions): Promise<Counts>;
  close(): Promise<void>;
}

/**
 * How often the main thread is looked at for these numbers (ms). Each time wakes the process, which takes some 0.1 ms: their own 10 and 100
 * would be 1.5 % of a core at rest.
 */
const [DELAY_EVERY_MS, UTILIZATION_EVERY_MS] = [100, 1000];

let ofProcess: Registry | null = null;

/** The numbers of the process and of Node: one set a process, however many applications it has. */
function processMetrics(): Registry {
  if (ofProcess === null) {
    ofProcess = new Registry();
    collectDefaultMetrics({
      register: ofProcess,
      eventLoopMonitoringPrecision: DELAY_EVERY_MS,
      eventLoopUtilizationTimeout: UTILIZATION_EVERY_MS,
    });
  }
  return ofProcess;
}

/**
 * What an operator wants to know of a running service, for Prometheus. Labels take a fixed set of values: patterns of
 * routes, never addresses; and no number tells of a release before its time.
 */
export class Metrics {
  readonly #registry = new Registry();
  readonly #process = processMetrics();
  readonly #requests = new RequestNumbers();
  readonly #kept = { hit: 0, miss: 0 };
  readonly #underWay = new Gauge({
    name: 'topline_tallies_under_way',
    help: 'Computations from records that run or wait for their turn.',
    registers: [this.#registry],
  });
  readonly #tallies = new Histogram({
    name: 'topline_tally_duration_seconds',
    help: 'Seconds of a computation from records with the time that it waited; known tallies are answered at once.',
    labelNames: ['outcome'],
    buckets: [...SECONDS],
    registers: [this.#registry],
  });

  constructor() {
    const kept = new Counter({
      name: 'topline_http_cache_total',
      help: 'Answers that can be kept: hit, the bytes were there; miss, they were made.',
      labelNames: ['result'],
      registers: [this.#registry],
      collect: () => {
        kept.reset();
        for (const result of ['hit', 'miss'] as const) kept.inc({ result }, this.#kept[result]);
      },
    });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** All numbers as Prometheus reads them. */
  async text(): Promise<string> {
    return `${this.#requests.text()}\n${await this.#registry.metrics()}\n${await this.#process.metrics()}`;
  }

  /** Measures every request of an application, and tells how many releases it serves. */
  observe(app: FastifyInstance, repository: Pick<Repository, 'view'>): void {
    const releases = new Gauge({
      name: 'topline_releases',
      help: 'Releases that are served, those of them that are still to be checked after a start (pending), and those that were refused because their files are not right. Those under embargo are in none.',
      labelNames: ['state'],
      registers: [this.#registry],
      collect: () => {
        const { surveys, refusals } = repository.view();
        const right = [...surveys.values()].flatMap(({ releases: all, damaged }) =>
          all.filter(({ version }) => !damaged.has(version)),
        );
        const pending = right.filter(({ isPending }) => isPending).length;
        releases.set({ state: 'served' }, right.length);
        releases.set({ state: 'pending' }, pending);
        releases.set({ state: 'refused' }, refusals.length);
      },
    });
    app.decorateRequest('reachedHandler', false);
    app.addHook('preHandler', (request, _reply, done) => {
      request.reachedHandler = true;
      done();
    });
    app.addHook('onResponse', (request, reply, done) => {
      this.#answered(request, reply);
      done();
    });
  }

  /** Counts a request that was answered with what is ready, before the framework knew of it. */
  countReady(route: string, status: number, seconds: number): void {
    this.#requests.add('GET', route, status, seconds);
    this.#kept.hit += 1;
  }

  #answered(request: FastifyRequest, reply: FastifyReply): void {
    const method = METHODS.has(request.method) ? request.method : 'other';
    const route = request.routeOptions.url ?? request.refusedAt ?? 'none';
    this.#requests.add(method, route, reply.statusCode, reply.elapsedTime / 1000);
    // An error or a private answer has no tag: it is never kept.
    if (!reply.hasHeader('etag')) return;
    if (!request.reachedHandler) this.#kept.hit += 1;
    else if (request.cacheKey !== null) this.#kept.miss += 1;
  }

  /** What opens engines, so that those that it opens are measured. */
  measured<
    Query,
    Rows,
    Coded,
    Columns,
    Names,
    Conditions,
    Counts,
    Axes,
    Patterns,
    Opening extends readonly unknown[],
  >(
    open: (
      ...opening: Opening
    ) => Promise<Tallying<Query, Rows, Coded, Columns, Names, Conditions, Counts, Axes, Patterns>>,
  ): (
    ...opening: Opening
  ) => Promise<Tallying<Query, Rows, Coded, Columns, Names, Conditions, Counts, Axes, Patterns>> {
    return async (...opening) => {
      const engine = await open(...opening);
      return {
        columns: engine.columns,
        // Of a release that is being read: no computation that somebody waits for.
        tally: (query, options) =>
          options?.isCheck
            ? engine.tally(query, options)
            : this.#measure(() => engine.tally(query, options), options),
        codedTallies: (query, options) => this.#measure(() => engine.codedTallies(query, options), options),
        patterns: (by, maximum) => this.#measure(() => engine.patterns(by, maximum)),
        rank: (columns) => this.#measure(() => engine.rank(columns)),
        // Neither is this.
        countRows: (conditions) => engine.countRows(conditions),
        close: () => engine.close(),
      };
    };
  }

  async #measure<T>(tally: () => Promise<T>, { signal }: Waiting = {}): Promise<T> {
    const end = this.#tallies.startTimer();
    this.#underWay.inc();
    try {
      const rows = await tally();
      end({ outcome: 'answered' });
      return rows;
    } catch (error) {
      end({ outcome: signal?.aborted ? 'abandoned' : 'failed' });
      throw error;
    } finally {
      this.#underWay.dec();
    }
  }
}
