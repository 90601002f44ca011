import { Agent, get, type IncomingMessage } from 'node:http';
import { expect } from 'vitest';
import { PROBLEMS } from '../../src/errors/api-error.ts';
import { eventually } from '../eventually.ts';
import { bundledApp } from '../helper.ts';

/** Addresses of the bundled surveys that nothing but a release decides on. */
const FIGURES = [
  'estimates',
  'gaps',
  'trends',
  'ranks?wave=2012',
  'claims',
  'download',
  'estimates?format=csv',
].map((path) => `/v1/surveys/cmo-cio-alignment@1.1.0/${path}`);
const VARIABLES = ['q5', 'q20', 'q21', 'q22', 'q23', 'q25', 'q26', 'q30'];
const GROUPS = ['voter-category', 'gender', 'race', 'income', 'educ'];
const RECORDS = VARIABLES.flatMap((rows) => [
  ...GROUPS.map((columns) => `crosstab?rows=${rows}&columns=${columns}`),
  `estimates?question=${rows}`,
  `crosstab?rows=${rows}&columns=gender&limit=all&format=ndjson`,
]).map((path) => `/v1/surveys/nonvoters@1.0.0/${path}`);
const FILES = ['/v1/surveys/nonvoters@1.0.0/crosstab?rows=q5&columns=race&limit=all&format=parquet'];

/** What is asked under load: figures that are in memory, records that the engine reads, and files. */
export const ASKED: readonly string[] = [...FIGURES, ...RECORDS, ...FILES];
export const OF_RECORDS: readonly string[] = RECORDS;

/** What a client got; null: the connection broke off, or there was none. */
export interface Got {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** Asks on a connection of an agent. A body that is not whole counts as none. */
export const ask = (address: string, agent?: Agent): Promise<Got | null> =>
  new Promise((resolve) => {
    const request = get(address, agent ? { agent } : {}, (response) => {
      const chunks: Buffer[] = [];
      response
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('error', () => resolve(null))
        .on('close', () => {
          if (!response.complete) return resolve(null);
          const { statusCode = NaN, headers } = response;
          return resolve({ status: statusCode, headers, body: Buffer.concat(chunks) });
        });
    });
    request.setTimeout(120_000, () => request.destroy()).on('error', () => resolve(null));
  });

/** What the same software answers to whom nothing happens, computed in this process. */
const answers = new Map<string, Promise<Buffer>>();
function rightAnswer(path: string): Promise<Buffer> {
  const known = answers.get(path);
  if (known) return known;
  const made = bundledApp().then(async (app) => {
    const { statusCode, rawPayload } = await app.inject(path);
    expect(statusCode, path).toBe(200);
    return rawPayload;
  });
  answers.set(path, made);
  return made;
}

/** What clients met so far. */
interface Met {
  /** 200, with the bytes that are right. */
  right: number;
  /** 503 as a problem document that says when to come again. */
  turnedAway: number;
  /** No answer, or one that broke off, which a client sees. */
  broken: number;
  /** Anything else, with what it was: there may be none. */
  readonly wrong: string[];
}

/** Sorts an answer. */
async function judgeAnswer(path: string, got: Got | null, met: Met): Promise<void> {
  if (got === null) {
    met.broken += 1;
    return;
  }
  const { status, headers, body } = got;
  if (status === 200) {
    if (body.equals(await rightAnswer(path))) met.right += 1;
    else met.wrong.push(`${path}: another answer: ${body.toString('latin1').slice(0, 200)}`);
    return;
  }
  const known = Object.entries(PROBLEMS).some(
    ([code, problem]) => problem.status === 503 && body.includes(`"/v1/problems/${code}"`),
  );
  if (status === 503 && known && Number(headers['retry-after']) > 0) met.turnedAway += 1;
  else met.wrong.push(`${path}: ${status} ${body.toString('latin1').slice(0, 300)}`);
}

/** Many clients that ask a server all the time. */
export interface Load {
  readonly met: Met;
  /** Waits until so many more requests have been answered, one way or another. */
  readonly more: (requests: number) => Promise<unknown>;
  readonly stop: () => Promise<Met>;
}

const sum = ({ right, turnedAway, broken, wrong }: Met): number => right + turnedAway + broken + wrong.length;

/**
 * Starts clients; each keeps its connection, and asks one address after another.
 *
 * @param paths what is asked, whose right answers are known before the load begins
 */
export async function underLoad(
  origin: string,
  clients = 8,
  paths: readonly string[] = ASKED,
): Promise<Load> {
  for (const path of paths) await rightAnswer(path);
  const met: Met = { right: 0, turnedAway: 0, broken: 0, wrong: [] };
  const state = { isOver: false };
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const running = Array.from({ length: clients }, async (_, client) => {
    for (let i = client * 7; !state.isOver; i += 1) {
      const path = paths[i % paths.length] ?? '';
      await judgeAnswer(path, await ask(origin + path, agent), met);
    }
  });
  return {
    met,
    more: (requests) => {
      const until = sum(met) + requests;
      return eventually(() => sum(met) >= until);
    },
    stop: async () => {
      state.isOver = true;
      await Promise.all(running);
      agent.destroy();
      return met;
    },
  };
}

/** All is as before: everything is answered, and rightly. */
export async function expectRecovered(origin: string, paths: readonly string[] = ASKED): Promise<void> {
  const ready = await ask(`${origin}/readyz`);
  expect(JSON.parse(String(ready?.body))).toMatchObject({ status: 'ready', refused: [] });
  const met: Met = { right: 0, turnedAway: 0, broken: 0, wrong: [] };
  for (const path of paths) await judgeAnswer(path, await ask(origin + path), met);
  expect(met).toEqual({ right: paths.length, turnedAway: 0, broken: 0, wrong: [] });
}
