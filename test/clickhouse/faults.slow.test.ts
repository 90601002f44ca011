import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startServer, type LiveServer } from '../clients/live-server.ts';
import { canMount, findClickHouse, needs } from '../components.ts';
import { inProcess } from '../cli/in-process.ts';
import { eventually } from '../eventually.ts';
import { runs } from '../runs.ts';
import { fillDisk, smallDisk } from '../small-disk.ts';
import { startCluster, STEADY_USERS, type Cluster, type ClusterOptions, type Node } from './cluster.ts';
import { CROSSTABS } from './questions.ts';

const python = findClickHouse();
const RELEASE = 'nonvoters@1.0.0';
const QUESTIONS = runs(24, 60);
/** So many at least, as a machine that is busy with other things may be late with some, and says so. */
const MOST = QUESTIONS / 2;
const CLIENTS = 6;
/** Of a server's disk: enough for the survey, and few enough to be filled in no time. */
const DISK_KILOBYTES = 98_304;
/** Too little of it for the survey. */
const ROOM_KILOBYTES = 200;

/** What was answered while something was wrong. */
interface Counts {
  right: number;
  told: number;
  wrong: number;
}
const table: (Counts & { readonly fault: string })[] = [];

/** A cluster with the survey of nonvoters, a server on it, and one that adds up by itself. */
class Room {
  readonly cluster: Cluster;
  readonly #topline: LiveServer;
  readonly #alone: LiveServer;
  readonly #left = CROSSTABS.values();

  private constructor(cluster: Cluster, topline: LiveServer, alone: LiveServer) {
    [this.cluster, this.#topline, this.#alone] = [cluster, topline, alone];
  }

  static async open(options: ClusterOptions): Promise<Room> {
    const cluster = await startCluster(python.command, {
      shards: 2,
      replicas: 2,
      users: STEADY_USERS,
      ...options,
    });
    const settings = { ENGINE: 'clickhouse', ENGINE_URL: cluster.urls, QUERY_TIMEOUT_MS: '8000' };
    const [topline, alone] = await Promise.all([startServer('data', settings), startServer('data')]);
    const room = new Room(cluster, topline, alone);
    expect(await room.load()).toMatchObject({ code: 0 });
    await room.isWell();
    return room;
  }

  async close(): Promise<void> {
    await Promise.all([this.#topline.stop(), this.#alone.stop()]);
    await this.cluster.stop();
  }

  readonly load = (...more: string[]) =>
    inProcess(['load', RELEASE, '--engine-url', this.cluster.urls, ...more]);
  readonly unload = () => inProcess(['unload', RELEASE, '--engine-url', this.cluster.urls]);

  node(shard: number, replica: number): Node {
    const node = this.cluster.nodes.find((one) => one.shard === shard && one.replica === replica);
    if (!node) throw new Error(`${shard} ${replica}`);
    return node;
  }

  /** A question whose answer nobody has kept. */
  #unkept(): string {
    const { value } = this.#left.next();
    if (value === undefined) throw new Error('there are no more questions');
    return value;
  }

  /** What was neither right nor told. */
  readonly #faults: string[] = [];

  async #answer({ url }: LiveServer, question: string): Promise<{ status: number; text: string }> {
    const response = await fetch(`${url}/v1/surveys/${RELEASE}/${question}`);
    return { status: response.status, text: await response.text() };
  }

  /** The same question to both: whether the answer is right, is a 503 with a reason, or is anything else. */
  async #ask(question: string): Promise<keyof Counts> {
    const [ours, right] = await Promise.all([
      this.#answer(this.#topline, question),
      // The machine may be too busy for one that waits for nobody, too.
      eventually(async () => {
        const answer = await this.#answer(this.#alone, question);
        expect(answer.status).toBe(200);
        return answer;
      }),
    ]);
    if (ours.status === 503 && /"detail":"[^"]+/.test(ours.text)) return 'told';
    if (ours.status === 200 && ours.text === right.text) return 'right';
    this.#faults.push(`${ours.status} beside ${right.status}: ${question}: ${ours.text.slice(0, 500)}`);
    return 'wrong';
  }

  /** Asks with several clients at once; the first answers are waited for before `amid` happens. */
  async count(fault: string, amid: () => Promise<unknown> | void = () => {}): Promise<Counts> {
    const counts = { right: 0, told: 0, wrong: 0 };
    let asked = 0;
    let happening: Promise<void> | null = null;
    const client = async (): Promise<void> => {
      while (asked < QUESTIONS) {
        asked += 1;
        counts[await this.#ask(this.#unkept())] += 1;
        happening ??= (async () => void (await amid()))();
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, client));
    await (happening as Promise<void> | null);
    table.push({ fault, ...counts });
    const faults = this.#faults.splice(0);
    if (faults.length > 0) throw new Error(faults.join('\n'));
    return counts;
  }

  /** Starts what does not run. */
  async allRun(): Promise<void> {
    for (const node of this.cluster.nodes) await node.start();
  }

  /** Waits until it answers again by itself, and right. */
  async isWell(): Promise<void> {
    const question = this.#unkept();
    await eventually(async () => {
      // The library that is a server here may end by itself when connections are reset: as everywhere, something starts it again.
      await this.allRun();
      const { status, text } = await this.#answer(this.#topline, question);
      if (status !== 200) throw new Error(`${status} ${text}`);
    }, 200);
    expect(await this.#ask(question)).toBe('right');
  }
}

afterAll(() => {
  for (const { fault, right, told, wrong } of table)
    process.stdout.write(`| ${fault} | ${right} | ${told} | ${wrong} |\n`);
});

describe('a cluster whose network can be cut', needs(python), () => {
  let room: Room;
  beforeAll(async () => {
    room = await Room.open({ linked: true });
  });
  afterAll(() => room.close());
  const all = (shard: number) => [room.node(shard, 1), room.node(shard, 2)];
  /** Makes all good again after a test, whatever came of it. */
  const goodAgain = (): void =>
    onTestFinished(async () => {
      for (const node of room.cluster.nodes) {
        node.link?.mend();
        node.signal('SIGCONT');
      }
      await room.isWell();
    });

  test('nothing is wrong', async () => {
    expect((await room.count('none')).right).toBeGreaterThan(MOST);
  });

  test('a replica is killed amid questions, and before them', async () => {
    goodAgain();
    await room.count('a replica is killed amid questions', () => room.node(2, 1).kill());
    expect((await room.count('a replica is gone')).right).toBeGreaterThan(MOST);
  });

  test('a shard is killed amid questions, and before them', async () => {
    goodAgain();
    const { told } = await room.count('a shard is killed amid questions', () =>
      Promise.all(all(2).map((node) => node.kill())),
    );
    expect(told).toBeGreaterThan(0);
    expect((await room.count('a shard is gone')).told).toBeGreaterThan(MOST);
  });

  test('the network to a shard is cut: connections are reset', async () => {
    goodAgain();
    const { told } = await room.count('the network to a shard is cut', () => {
      for (const { link } of all(2)) link?.cut('reset');
    });
    expect(told).toBeGreaterThan(0);
  });

  test('the network to a shard is silent: nobody is told', async () => {
    goodAgain();
    const { told } = await room.count('the network to a shard is silent', () => {
      for (const { link } of all(2)) link?.cut('silent');
    });
    expect(told).toBeGreaterThan(0);
  });

  test('a server stands still; all of a shard does', async () => {
    goodAgain();
    await room.count('a replica stands still', () => room.node(2, 2).signal('SIGSTOP'));
    const { told } = await room.count('a shard stands still', () => room.node(2, 1).signal('SIGSTOP'));
    expect(told).toBeGreaterThan(0);
  });

  test('the server that is asked is killed: another is asked', async () => {
    goodAgain();
    await room.count('the server that is asked is killed', () => room.node(1, 1).kill());
  });

  test('the network is cut while records are loaded: nothing of it is served', async () => {
    goodAgain();
    expect(await room.unload()).toMatchObject({ code: 0 });
    room.node(2, 1).link?.cut('reset');
    const { code, err } = await room.load();
    expect(code).toBe(4);
    expect(err.trim().split('\n')).toHaveLength(1);
    // What was added up before may be kept.
    expect((await room.count('the records are not loaded')).told).toBeGreaterThan(MOST);
    room.node(2, 1).link?.mend();
    await eventually(async () => {
      await room.allRun();
      expect(await room.load()).toMatchObject({ code: 0 });
    });
    await room.isWell();
  });

  test('clocks of servers are a day wrong: what was loaded last is served', async () => {
    const each = async (sql: (i: number) => string): Promise<string[]> =>
      Promise.all(
        room.cluster.nodes.map(async ({ url }, i) =>
          (await fetch(url, { method: 'POST', body: sql(i) })).text(),
        ),
      );
    const settings = 'SETTINGS mutations_sync = 2';
    await each(
      (i) =>
        `ALTER TABLE topline.releases UPDATE loaded = loaded + INTERVAL ${i % 2 === 0 ? 1 : -1} DAY WHERE true ${settings}`,
    );
    await room.count('clocks of servers are a day wrong');
    const [name = ''] = await each(
      () => "SELECT name FROM system.tables WHERE database = 'topline' AND endsWith(name, '_local')",
    );
    await each((i) =>
      i === 0 ? `ALTER TABLE topline.${name.trim()} DELETE WHERE v1 = 1 ${settings}` : 'SELECT 1',
    );
    expect(await room.load()).toMatchObject({ code: 0, out: expect.stringMatching(/is loaded:/) });
    expect(await room.load('--check')).toMatchObject({ code: 0 });
    await room.isWell();
  });
});

test(
  'a disk that is full ends a load with a line, and questions go on',
  needs(python, canMount()),
  async () => {
    const disk = await smallDisk(DISK_KILOBYTES);
    const room = await Room.open({ folders: { '2-1': disk } });
    onTestFinished(() => room.close());
    const full = await fillDisk(disk, DISK_KILOBYTES);
    expect((await room.count('the disk of a server is full')).right).toBeGreaterThan(MOST);
    await rm(full);
    await room.node(2, 1).start();
    expect(await room.unload()).toMatchObject({ code: 0 });
    const filler = await fillDisk(disk, DISK_KILOBYTES, ROOM_KILOBYTES);
    const { code, err } = await room.load();
    expect(code).toBe(4);
    // A server that cannot even write its own log may end by itself.
    expect(err).toMatch(/^http:\/\/127\.0\.0\.1:\d+: .*(space|does not answer).*\n$/);
    await room.count('a load found the disk of a server full');
    await rm(filler);
    await room.node(2, 1).start();
    expect(await room.load()).toMatchObject({ code: 0 });
    await room.isWell();
  },
);
