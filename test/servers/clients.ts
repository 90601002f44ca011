import { setTimeout as rest } from 'node:timers/promises';
import { eventually } from '../eventually.ts';
import { GROUP_CODES, GROUPS, NUMBERED } from './numbered-draft.ts';
import { Witness, type Answer } from './witness.ts';

/** So that clients leave the processor to those whom they ask (ms). */
const REST_MS = 20;
/** What a server says on a machine that has too much else to do, and when it is asked again (ms). */
const BUSY =
  /more to compute than it can|Too many (?:long )?computations|took longer than it may|It is not known yet/;
const BUSY_MS = 200;
const SURVEY = `/v1/surveys/${NUMBERED}`;

/** Whom clients ask. */
interface Asked {
  /** What stands in front of all servers. */
  readonly front: string;
  /** Each server by itself, as long as none is to be ended. */
  readonly servers: readonly string[];
  /** A server that adds up by itself. */
  readonly alone: string;
}

/** The load of some clients, who go on asking. */
export interface ClientLoad {
  readonly witness: Witness;
  /** Asks each server by itself no more. */
  askFrontAlone(): Promise<void>;
  /** From now on asks what names no release at addresses of which no cache has an answer of before. */
  askAnew(): void;
  /** Waits for so many further answers. */
  more(count: number): Promise<void>;
  stop(): Promise<void>;
}

let asked = 0;
/** A table of a release that nobody has asked for. */
function unkept(number: number): string {
  const [i, j, k] = [asked % 5, Math.floor(asked / 5) % 4, Math.floor(asked / 20)];
  asked += 1;
  const rows = GROUPS[i] ?? 'a';
  const columns = GROUPS.filter((name) => name !== rows)[j] ?? 'b';
  const [first = '', second = ''] = GROUPS.filter((name) => name !== rows && name !== columns);
  const code = (name: string, n: number): string =>
    `filter=${name}:${name}-${GROUP_CODES[n % GROUP_CODES.length]}`;
  const filter = [
    code(first, k),
    code(second, Math.floor(k / 3)),
    `filter=q:q-${1 + (Math.floor(k / 9) % 2)}`,
  ].slice(0, 1 + (k % 3));
  return `${SURVEY}@${number}.0.0/crosstab?rows=${rows}&columns=${columns}&${filter.join('&')}`;
}

/** Clients who ask what moves and what is pinned, follow links, and ask for what is to come. */
export function startClients({ front, servers, alone }: Asked): ClientLoad {
  const witness = new Witness();
  const state = { isOver: false, direct: true, followers: 0, another: '' };
  let newest = 0;

  const ask = async (url: string, headers: Record<string, string> = {}): Promise<Answer | null> => {
    const begun = Date.now();
    try {
      const response = await fetch(url, { headers });
      const text = await response.text();
      const answer = {
        where: url,
        status: response.status,
        text,
        headers: response.headers,
        asked: begun,
        answered: Date.now(),
      };
      witness.saw(answer);
      return answer;
    } catch (error) {
      witness.fail(
        `${url}: ${error instanceof Error ? `${error.message} ${String(error.cause)}` : String(error)}`,
      );
      return null;
    }
  };
  /** Asks for what must be answered; where a server has too much to do, asks again, as it says. */
  const wanted = async (url: string, headers?: Record<string, string>): Promise<Answer | null> => {
    const answer = await ask(url, headers);
    if (answer === null) return null;
    const { status, text } = answer;
    if (status === 200 || (status === 304 && headers?.['if-none-match'] !== undefined)) return answer;
    if (status === 503 && BUSY.test(text) && !state.isOver) {
      witness.busy += 1;
      await rest(BUSY_MS);
      return wanted(url, headers);
    }
    if (!state.isOver) witness.fail(`${url}: ${status} ${text}`);
    return null;
  };

  /** Asks what names no release: some addresses again and again, which the cache keeps, and others once. */
  const moving = async (turn: number, tags: Map<string, { tag: string; number: number }>): Promise<void> => {
    const paths = [
      `/estimates?question=q&limit=${2 + (turn % 900)}`,
      '/estimates?question=q',
      '',
      '/estimates?question=q&sort=option',
    ];
    const plain = paths[turn % paths.length] ?? '';
    const path = state.another === '' ? plain : plain + (plain.includes('?') ? '' : '?') + state.another;
    const known = turn % 3 === 0 ? tags.get(path) : undefined;
    const answer = await wanted(front + SURVEY + path, known ? { 'if-none-match': known.tag } : {});
    if (answer === null) return;
    const number = answer.status === 304 && known ? known.number : witness.release(answer);
    tags.set(path, { tag: answer.headers.get('etag') ?? '', number });
    witness.numbers.add(number);
    newest = Math.max(newest, number);
    witness.seen(number, answer);
  };

  /** Follows an answer to the release that it names, on every server, and to its next page. */
  const follow = async (turn: number): Promise<void> => {
    const first = await wanted(
      `${front}${SURVEY}/estimates?limit=1&question=q&sort=${turn % 2 ? '-' : ''}value&confidence=0.${800 + (turn % 199)}`,
    );
    if (first === null) return;
    const number = witness.release(first);
    newest = Math.max(newest, number);
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1];
    const pinned = `${SURVEY}@${number}.0.0/estimates?question=q&limit=${2 + (turn % 900)}`;
    const urls = [...(state.direct ? servers : []), front].map((origin) => origin + pinned);
    if (next !== undefined) urls.push(new URL(next, front).href);
    else witness.fail(`${first.where}: no next page`);
    for (const answer of await Promise.all(urls.map((url) => wanted(url))))
      if (answer && witness.release(answer) !== number)
        witness.fail(`${answer.where}: not release ${number}`);
  };

  /** Asks for the next release before it is there: whoever does so must not make it missing to others. */
  const probe = async (turn: number): Promise<void> => {
    const number = newest + 1;
    const answer = await ask(
      `${front}${SURVEY}@${number}.0.0/estimates?question=q${turn % 2 ? '' : '&limit=9'}`,
    );
    if (answer === null) return;
    if (answer.status === 404) witness.notYet += 1;
    else if (answer.status === 200) witness.release(answer);
    else if (answer.status === 503 && BUSY.test(answer.text)) {
      witness.busy += 1;
      return;
    } else witness.fail(`${answer.where}: ${answer.status} ${answer.text}`);
    if (number === witness.embargo?.number) witness.seen(number, answer, answer.status === 200);
  };

  /** Asks for tables that the cluster adds up, and holds them against those of a server that does so by itself. */
  const computed = async (): Promise<void> => {
    const question = unkept(10);
    const [answer, right] = await Promise.all([wanted(front + question), wanted(alone + question)]);
    if (answer && right && answer.text !== right.text)
      witness.fail(`${question}: not what a server by itself says`);
  };

  const client = async (work: (turn: number) => Promise<void>, start: number): Promise<void> => {
    for (let turn = start; !state.isOver; turn += 1) {
      await work(turn);
      await rest(REST_MS);
    }
  };
  const followers = async (turn: number): Promise<void> => {
    state.followers += 1;
    await follow(turn).finally(() => (state.followers -= 1));
  };
  const clients = [
    ...[0, 101, 202].map((start) => {
      const tags = new Map<string, { tag: string; number: number }>();
      return client((turn) => moving(turn, tags), start);
    }),
    ...[0, 57].map((start) => client(followers, start)),
    client(probe, 0),
    client(computed, 0),
  ];
  return {
    witness,
    askFrontAlone: async () => {
      state.direct = false;
      // Those who follow already are done at some time.
      const before = witness.requests;
      await eventually(() => witness.requests > before + 200 || state.followers === 0);
    },
    // The same to a server, and another address to a cache.
    askAnew: () => void (state.another += '&'),
    more: async (count) => {
      const before = witness.requests;
      await eventually(() => witness.requests >= before + count);
    },
    stop: async () => {
      state.isOver = true;
      await Promise.all(clients);
    },
  };
}
