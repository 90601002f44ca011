import autocannon from 'autocannon';
import type { LiveServer } from './live-server.ts';
import { MADE } from './made-release.ts';
import { median } from './measure.ts';

/** What answering costs once records need not be read. */
export interface RepeatedAnswer {
  readonly name: string;
  /** Bytes of JSON of an answer. */
  readonly bytes: number;
  readonly requestsPerSecond: number;
  /** Processor time of the server for each request. */
  readonly microseconds: number;
}

interface Course {
  readonly name: string;
  readonly path: string;
  /** Each request with a confidence of its own: nothing of it is among the bytes that are kept. */
  readonly anew: boolean;
}

const PUBLISHED = '/v1/surveys/cmo-cio-alignment/gaps?question=need-to-align';
const CROSSTAB = `/v1/surveys/${MADE}/crosstab?rows=q0&columns=audience&wave=w1`;
const ESTIMATES = `/v1/surveys/${MADE}/estimates?question=q15&wave=w1&audience=a1`;

/** The first two are what the others are held against: published figures, from their bytes and computed anew. */
const COURSES: readonly Course[] = [
  { name: 'published figures, kept bytes', path: PUBLISHED, anew: false },
  { name: 'published figures, computed anew', path: PUBLISHED, anew: true },
  { name: 'crosstab, kept bytes', path: CROSSTAB, anew: false },
  { name: 'crosstab, kept tallies', path: CROSSTAB, anew: true },
  { name: 'estimates, kept bytes', path: ESTIMATES, anew: false },
  { name: 'estimates, kept tallies', path: ESTIMATES, anew: true },
];
const CONNECTIONS = 32;

let fresh = 0;
const withNewConfidence = (path: string): string =>
  `${path}&confidence=0.${String(500_000_000 + (fresh += 1))}`;

/** @throws Error if a connection fails, or anything but 200 is answered */
async function run(
  server: LiveServer,
  { name, path, anew }: Course,
  duration: number,
): Promise<{ rate: number; micros: number }> {
  const before = server.processorSeconds();
  const setupRequest = (request: autocannon.Request): autocannon.Request => ({
    ...request,
    path: withNewConfidence(path),
  });
  const { requests, errors, non2xx } = await autocannon({
    url: `${server.origin}${path}`,
    connections: CONNECTIONS,
    duration,
    ...(anew ? { requests: [{ setupRequest }] } : {}),
  });
  if (errors + non2xx > 0) throw new Error(`${name}: ${errors} connections failed, ${non2xx} were not 200`);
  return {
    rate: requests.average,
    micros: ((server.processorSeconds() - before) / requests.total) * 1e6,
  };
}

/** Loads the server with answers that it has given before, by turns; medians. */
export async function repeatedAnswers(
  server: LiveServer,
  { duration, rounds }: { readonly duration: number; readonly rounds: number },
): Promise<RepeatedAnswer[]> {
  const bytes = await Promise.all(
    COURSES.map(
      async ({ path }) => (await (await fetch(`${server.origin}${path}`)).arrayBuffer()).byteLength,
    ),
  );
  const results = COURSES.map((): { rate: number; micros: number }[] => []);
  for (let round = 0; round < rounds; round += 1)
    for (const [i, course] of COURSES.entries()) results[i]?.push(await run(server, course, duration));
  return COURSES.map(({ name }, i) => ({
    name,
    bytes: bytes[i] ?? NaN,
    requestsPerSecond: median((results[i] ?? []).map(({ rate }) => rate)),
    microseconds: median((results[i] ?? []).map(({ micros }) => micros)),
  }));
}
