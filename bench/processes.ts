import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { startServer, type LiveServer } from './live-server.ts';
import { median } from './measure.ts';
import { familyProcessorSeconds } from './processor-seconds.ts';
import { tellRatio } from './ratios.ts';

/**
 * What two processes at one port answer in a second beside one, and what a request costs either in processor time, the one that leads
 * them included. The load comes from wrk, which must be installed and stands on the same cores; an answer that is kept already, the log on,
 * by turns, medians of the rounds. Requests a second say something only where nothing else runs.
 */
const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '3' }, rounds: { type: 'string', default: '5' } },
});
const PINNED = '/v1/surveys/cmo-cio-alignment@1.0.0/gaps?question=need-to-align';
const CONNECTIONS = 32;
const COUNTS = ['1', '2'] as const;

interface Round {
  readonly rate: number;
  readonly cost: number;
}

async function load({ origin, pid }: LiveServer): Promise<Round> {
  const before = familyProcessorSeconds(pid);
  const url = `${origin}${PINNED}`;
  const wrk = spawn('wrk', ['-t1', `-c${CONNECTIONS}`, `-d${values.seconds}s`, url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output] = await Promise.all([text(wrk.stdout), once(wrk, 'close')]);
  const { requests, rate } =
    /(?<requests>\d+) requests in[^]*Requests\/sec:\s+(?<rate>[\d.]+)/.exec(output)?.groups ?? {};
  if (requests === undefined || /Non-2xx|Socket errors/.test(output)) throw new Error(output);
  return { rate: Number(rate), cost: (familyProcessorSeconds(pid) - before) / Number(requests) };
}

const servers = new Map<string, LiveServer>();
try {
  for (const count of COUNTS) servers.set(count, await startServer({ WORKERS: count }));
  const rounds = new Map<string, Round[]>(COUNTS.map((count) => [count, []]));
  // The first is left out: answers are kept, and code is compiled.
  for (let round = -1; round < Number(values.rounds); round += 1)
    for (const [count, server] of servers) {
      const one = await load(server);
      if (round >= 0) rounds.get(count)?.push(one);
    }
  const middle = (count: string, of: (round: Round) => number): number =>
    median((rounds.get(count) ?? []).map(of));
  for (const count of COUNTS)
    console.log(
      `${count} processes  ${Math.round(middle(count, ({ rate }) => rate))
        .toString()
        .padStart(
          7,
        )} requests/s  ${(1e6 * middle(count, ({ cost }) => cost)).toFixed(0).padStart(5)} µs processor time`,
    );
  const ratio = (of: (round: Round) => number): number => middle('2', of) / middle('1', of);
  tellRatio(
    'two processes : one, requests a second',
    ratio(({ rate }) => rate),
    'more',
  );
  tellRatio(
    'two processes : one, processor time of a request',
    ratio(({ cost }) => cost),
    'less',
  );
} finally {
  for (const server of servers.values()) await server.stop();
}
