import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import { startServer, type LiveServer } from './live-server.ts';
import { median } from './measure.ts';
import { tellRatio } from './ratios.ts';

/**
 * What words beside codes cost: processor time of the server for a page of 100 rows with them (`labels=both`) and without (`labels=codes`),
 * computed anew for each request and from the bytes that are kept. The two are asked by turns, each as often, and who is first changes, so
 * that the ratio of one run says something on a busy machine too.
 */
const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '200' },
    rounds: { type: 'string', default: '7' },
  },
});
const [REQUESTS, ROUNDS] = [Number(values.requests), Number(values.rounds)];
const ROWS = 100;
/** Few: on a busy machine the server refuses what would wait too long, and a refusal costs less than an answer. */
const CONNECTIONS = 2;
/** A kept answer costs so little that a clock of hundredths of a second needs more of them. */
const KEPT_FOR_ONE_ANEW = 20;

const LABELS = ['both', 'codes'] as const;
type Labels = (typeof LABELS)[number];

interface Course {
  readonly name: string;
  readonly path: string;
  readonly anew: boolean;
}
/** Published figures, and such that are computed from records, whose tallies are kept in either case. */
const PATHS = {
  estimates: `/v1/surveys/cmo-cio-alignment@1.2.0/estimates?limit=${ROWS}`,
  gaps: `/v1/surveys/nonvoters@1.0.0/gaps?question=q2&limit=${ROWS}`,
};
const COURSES: readonly Course[] = Object.entries(PATHS).flatMap(([resource, path]) =>
  [true, false].map((anew) => ({
    name: `${resource}, ${anew ? 'computed anew' : 'kept bytes'}`,
    path,
    anew,
  })),
);

/** Each request for a level of confidence of its own: nothing of it is kept. */
let fresh = 0;
const withNewConfidence = (path: string): string =>
  `${path}&confidence=0.${String(500_000_000 + (fresh += 1))}`;

/**
 * @returns microseconds of processor time of the server for a request; null where it was too busy to answer each of them
 * @throws Error if a connection fails, or anything but 200 and 503 is answered
 */
async function cost(
  server: LiveServer,
  { name, path, anew }: Course,
  labels: Labels,
): Promise<number | null> {
  const asked = `${path}&labels=${labels}`;
  const setupRequest = (request: autocannon.Request): autocannon.Request => ({
    ...request,
    path: withNewConfidence(asked),
  });
  const before = server.processorSeconds();
  const {
    requests,
    errors,
    non2xx,
    '4xx': refused,
  } = await autocannon({
    url: `${server.origin}${asked}`,
    connections: CONNECTIONS,
    amount: anew ? REQUESTS : REQUESTS * KEPT_FOR_ONE_ANEW,
    ...(anew ? { requests: [{ setupRequest }] } : {}),
  });
  if (errors + refused > 0) throw new Error(`${name}: ${errors} connections failed, ${refused} were refused`);
  return non2xx > 0 ? null : ((server.processorSeconds() - before) / requests.total) * 1e6;
}

/** @returns bytes of JSON of an answer @throws Error unless it has as many rows as it should */
async function bytesOf(origin: string, path: string): Promise<number> {
  const text = await (await fetch(`${origin}${path}`)).text();
  const { data } = JSON.parse(text) as { data: readonly unknown[] };
  if (data.length !== ROWS) throw new Error(`${path}: ${data.length} rows instead of ${ROWS}`);
  return Buffer.byteLength(text);
}

const server = await startServer({ QUERY_TIMEOUT_MS: '120000' });
const costs = COURSES.map((): Record<Labels, number[]> => ({ both: [], codes: [] }));
// Before the first round the code is compiled.
for (let round = -1; round < ROUNDS; round += 1) {
  for (const [i, course] of COURSES.entries()) {
    for (const labels of round % 2 === 0 ? LABELS : LABELS.toReversed()) {
      const micros = await cost(server, course, labels);
      if (round >= 0 && micros !== null) costs[i]?.[labels].push(micros);
    }
  }
}
console.log(
  `${ROWS} rows of JSON, ${ROUNDS} rounds of ${REQUESTS} requests (kept bytes: ${REQUESTS * KEPT_FOR_ONE_ANEW}), medians of the server's processor time\n`,
);
for (const [i, { name, path }] of COURSES.entries()) {
  const [both, codes] = LABELS.map((labels) => median(costs[i]?.[labels] ?? []));
  const [bytes, bytesOfCodes] = await Promise.all(
    LABELS.map((labels) => bytesOf(server.origin, `${path}&labels=${labels}`)),
  );
  const micros = (value = NaN): string => `${value.toFixed(0).padStart(6)} µs`;
  console.log(
    `${name.padEnd(26)} both ${micros(both)} (${bytes} bytes)  codes ${micros(codes)} (${bytesOfCodes} bytes)  both : codes ${((both ?? NaN) / (codes ?? NaN)).toFixed(2)}`,
  );
  tellRatio(`${name}, words : codes`, (both ?? NaN) / (codes ?? NaN), 'less');
}
await server.stop();
