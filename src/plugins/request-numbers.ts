/** Upper ends of the buckets of durations, in seconds: from a cached answer to a computation that takes its time. */
export const SECONDS: readonly number[] = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
];
const REQUESTS = 'topline_http_requests_total';
const DURATION = 'topline_http_request_duration_seconds';

interface Series {
  readonly labels: string;
  readonly statuses: Map<number, number>;
  /** Requests by bucket, each in one alone; the last has no upper end. */
  readonly buckets: Float64Array;
  seconds: number;
}

/** A value of a label as the text format has it. */
const quoted = (value: string): string =>
  `"${value
    .replaceAll('\\', '\\\\')
    .replaceAll('"', String.raw`\"`)
    .replaceAll('\n', String.raw`\n`)}"`;

/** Buckets of a histogram count all that is below their end. */
function histogramLines({ labels, buckets, seconds }: Series): string[] {
  let count = 0;
  const lines = [...buckets].map((inside, i) => {
    count += inside;
    return `${DURATION}_bucket{${labels},le="${SECONDS[i] ?? '+Inf'}"} ${count}`;
  });
  return [...lines, `${DURATION}_sum{${labels}} ${seconds}`, `${DURATION}_count{${labels}} ${count}`];
}

/**
 * Counts requests and their durations by method, route and status. Instruments of the client library put the labels together
 * anew each time, which took a fifth of the time of an answer from the cache; these take less than a hundredth.
 */
export class RequestNumbers {
  readonly #routes = new Map<string, Map<string, Series>>();

  add(method: string, route: string, status: number, seconds: number): void {
    const series = this.#seriesOf(method, route);
    series.statuses.set(status, (series.statuses.get(status) ?? 0) + 1);
    let i = 0;
    while (i < SECONDS.length && seconds > (SECONDS[i] ?? Infinity)) i += 1;
    series.buckets[i] = (series.buckets[i] ?? 0) + 1;
    series.seconds += seconds;
  }

  /** A counter and a histogram in the text format of Prometheus. */
  text(): string {
    const all = [...this.#routes.values()].flatMap((methods) => [...methods.values()]);
    return [
      `# HELP ${REQUESTS} Requests that were answered, by method, pattern of the route (none: no such address) and status.`,
      `# TYPE ${REQUESTS} counter`,
      ...all.flatMap(({ labels, statuses }) =>
        [...statuses].map(([status, count]) => `${REQUESTS}{${labels},status="${status}"} ${count}`),
      ),
      '',
      `# HELP ${DURATION} Seconds from a request to the end of its answer, by method and pattern of the route.`,
      `# TYPE ${DURATION} histogram`,
      ...all.flatMap((series) => histogramLines(series)),
      '',
    ].join('\n');
  }

  #seriesOf(method: string, route: string): Series {
    let methods = this.#routes.get(route);
    if (!methods) this.#routes.set(route, (methods = new Map<string, Series>()));
    let series = methods.get(method);
    if (!series) {
      series = {
        labels: `method=${quoted(method)},route=${quoted(route)}`,
        statuses: new Map<number, number>(),
        buckets: new Float64Array(SECONDS.length + 1),
        seconds: 0,
      };
      methods.set(method, series);
    }
    return series;
  }
}
