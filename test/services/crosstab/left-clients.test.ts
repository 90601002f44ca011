import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { Engines } from '../../../src/engine/engines.ts';
import type { Engine, TallyQuery } from '../../../src/engine/engine.ts';
import { OPTIONS } from '../../engine/registry.ts';
import { eventually } from '../../eventually.ts';
import { appOver, temporaryFolder } from '../../helper.ts';
import { messageOf } from '../../mcp/speak.ts';
import { recordsSurvey, single, writeRecordsSurvey } from '../../records-helper.ts';

const RECORDS = Array.from({ length: 60 }, (_, i) => ({ q: i % 3, g: i % 2 }));
const SURVEY = recordsSurvey({ questions: [single('q', [0, 1, 2]), single('g', [0, 1])] });

/** What an engine is asked that does not answer by itself. */
interface Held {
  readonly signal: AbortSignal | undefined;
  readonly goOn: () => void;
}

/** An application whose engine holds the tallies of some axes until it is told to go on, and a port of its own. */
async function holding(): Promise<{ app: FastifyInstance; port: number; held: Held[]; log: () => string }> {
  const folder = await temporaryFolder();
  await writeRecordsSurvey(folder, 'small', RECORDS, SURVEY);
  const engines = new Engines(OPTIONS);
  onTestFinished(() => engines.close());
  const held: Held[] = [];
  const hold = async (asked: TallyQuery, signal: AbortSignal | undefined): Promise<void> => {
    if (asked.by.length < 2) return;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    signal?.addEventListener('abort', () => reject(signal.reason as Error));
    held.push({ signal, goOn: resolve });
    await promise;
  };
  const lines = new PassThrough();
  let log = '';
  lines.setEncoding('utf8').on('data', (text: string) => (log += text));
  const app = await appOver(folder, {
    logger: pino(lines),
    openEngine: async (path, key): Promise<Engine> => {
      const engine = await engines.open(path, key);
      return {
        columns: engine.columns,
        tally: (asked, options) => hold(asked, options?.signal).then(() => engine.tally(asked, options)),
        codedTallies: (asked, options) =>
          hold(asked, options?.signal).then(() => engine.codedTallies(asked, options)),
        patterns: (by, maximum) => engine.patterns(by, maximum),
        rank: (columns) => engine.rank(columns),
        countRows: (conditions) => engine.countRows(conditions),
        close: () => engine.close(),
      };
    },
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  return { app, port, held, log: () => log };
}

/** Asks, and leaves when it is told to. @param message to an assistant's address */
function ask(port: number, path: string, message?: ReturnType<typeof messageOf>): { leave: () => void } {
  const asked = request({
    port,
    host: '127.0.0.1',
    path,
    ...(message && { method: 'POST', headers: message.headers }),
  });
  asked.on('error', () => undefined);
  asked.end(message && JSON.stringify(message.body));
  return { leave: () => asked.destroy() };
}

const TABLE = '/v1/surveys/small/crosstab?rows=q&columns=g';

test.each<[what: string, path: string, message: ReturnType<typeof messageOf> | undefined]>([
  ['a table', TABLE, undefined],
  ['its comparisons', '/v1/surveys/small/crosstab/comparisons?rows=q&columns=g', undefined],
  ['its size', '/v1/surveys/small/crosstab/size?rows=q&columns=g&filter=g:g-0&filter=q:q-0', undefined],
  ['its picture', '/v1/surveys/small/charts/crosstab.svg?rows=q&columns=g', undefined],
  ['its page', '/surveys/small/crosstab?rows=q&columns=g', undefined],
  [
    'an assistant’s table',
    '/mcp',
    messageOf('tools/call', {
      name: 'get_crosstab',
      arguments: { survey: 'small', rows: 'q', columns: 'g' },
    }),
  ],
])('a client that leaves ends the counting of %s', async (_, path, message) => {
  const { app, port, held, log } = await holding();
  const client = ask(port, path, message);
  await eventually(() => held.length === 1);
  expect(held[0]?.signal?.aborted).toBe(false);
  client.leave();
  await eventually(() => held[0]?.signal?.aborted === true);
  // The next one who asks has it counted anew.
  const next = app.inject({ url: TABLE });
  await eventually(() => held.length > 1);
  held[1]?.goOn();
  expect((await next).statusCode).toBe(200);
  expect(log()).not.toMatch(/"level":(?:40|50|60)/);
  const { body: metrics } = await app.inject('/metrics');
  expect(metrics).toMatch(/topline_tally_duration_seconds_count\{outcome="abandoned"\} 1/);
  expect(metrics).toMatch(/topline_tallies_under_way 0/);
});

test('a client that stays gets his answer, whoever leaves', async () => {
  const { app, port, held } = await holding();
  const client = ask(port, TABLE);
  await eventually(() => held.length === 1);
  const stays = app.inject({ url: TABLE });
  await eventually(() => held.length === 2);
  client.leave();
  await eventually(() => held[0]?.signal?.aborted === true);
  expect(held[1]?.signal?.aborted).toBe(false);
  held[1]?.goOn();
  expect((await stays).statusCode).toBe(200);
});
