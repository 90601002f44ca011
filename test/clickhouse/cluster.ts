import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePorts } from '../free-port.ts';
import { startLink, type Link } from './link.ts';

const LOOK_MS = 50;
const SERVER = fileURLToPath(new URL('server.py', import.meta.url));
/** The name of the cluster that its nodes know. */
const CLUSTER = 'surveys';

/** A server of a cluster. */
export interface Node {
  readonly shard: number;
  readonly replica: number;
  /** Where it is asked, by HTTP. */
  readonly url: string;
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>;
  /** Starts it again where it was, if it does not run. */
  start(): Promise<void>;
  /** Lets it stand still, and go on. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void;
  /** The network by which the others reach it; null: nothing stands between. */
  readonly link: Link | null;
  /** Its process; null before it runs. */
  readonly pid: number | null;
  /** What it wrote to its log. */
  readonly log: () => string;
}

export interface Cluster {
  readonly nodes: readonly Node[];
  /** The addresses of all nodes, as `ENGINE_URL` takes them. */
  readonly urls: string;
  /** Starts the servers that do not run, as whoever watches over them would. */
  revive(): Promise<void>;
  stop(): Promise<void>;
}

interface Place {
  readonly shard: number;
  readonly replica: number;
  readonly tcp: number;
  readonly http: number;
  readonly link: Link | null;
}

/** How a cluster is made. */
export interface ClusterOptions {
  readonly shards?: number;
  readonly replicas?: number;
  /** Whether the network between its servers can be cut. */
  readonly linked?: boolean;
  /** Folders of servers, by shard and replica as in "2-1"; left out: one that goes with the cluster. */
  readonly folders?: Readonly<Record<string, string>>;
  /** Who may what, as `users.xml` says it; null: everybody may all. */
  readonly users?: string | null;
  /** By which servers know each other, and ask in the name of who asked; left out: they ask in their own. */
  readonly secret?: string;
}

function configuration(
  folder: string,
  { tcp, http }: Place,
  places: readonly Place[],
  { secret, hasUsers }: { readonly secret: string; readonly hasUsers: boolean },
): string {
  const shards = Map.groupBy(places, ({ shard }) => shard);
  const cluster = [...shards.values()].map(
    (replicas) =>
      `<shard><internal_replication>false</internal_replication>${replicas
        .map((one) => `<replica><host>127.0.0.1</host><port>${one.link?.port ?? one.tcp}</port></replica>`)
        .join('')}</shard>`,
  );
  return [
    '<clickhouse>',
    '<logger><level>warning</level><console>1</console></logger>',
    `<tcp_port>${tcp}</tcp_port><http_port>${http}</http_port><listen_host>127.0.0.1</listen_host><path>${folder}/data/</path>`,
    '<mark_cache_size>67108864</mark_cache_size><background_pool_size>2</background_pool_size>',
    ...(hasUsers ? [`<users_config>${folder}/users.xml</users_config>`] : []),
    `<remote_servers><${CLUSTER}>${secret === '' ? '' : `<secret>${secret}</secret>`}${cluster.join('')}</${CLUSTER}></remote_servers>`,
    '</clickhouse>',
  ].join('\n');
}

/** The library, unlike a server, ends when a peer breaks off a connection that has more to say, as one does that asks with many threads or two replicas at once. */
export const STEADY_SETTINGS = '<max_threads>1</max_threads><use_hedged_requests>0</use_hedged_requests>';

/** What is told, by a server of ours or by a test, of a node that has ended by itself. */
const HAS_ENDED = /does not answer|a server of the cluster failed|has ended by itself/;

/** The options of tests that nodes may end amid: tried again where one has, and for no other reason, with all of them started. */
export const TRIED_AGAIN = { retry: { count: 5, condition: HAS_ENDED } } as const;

/** Everybody may all, on nodes that outlive many questions at a time. */
export const STEADY_USERS =
  `<clickhouse><profiles><default>${STEADY_SETTINGS}</default></profiles>` +
  '<users><default><password></password><profile>default</profile><quota>default</quota><networks><ip>127.0.0.1</ip></networks></default></users>' +
  '<quotas><default/></quotas></clickhouse>\n';

class LocalNode implements Node {
  readonly shard: number;
  readonly replica: number;
  readonly url: string;
  readonly link: Link | null;
  readonly #folder: string;
  readonly #place: Place;
  readonly #python: string;
  #process: ChildProcess | null = null;
  #log = '';

  constructor(folder: string, place: Place, python: string) {
    ({ shard: this.shard, replica: this.replica, link: this.link } = place);
    this.url = `http://127.0.0.1:${place.http}`;
    this.#folder = folder;
    this.#place = place;
    this.#python = python;
  }

  readonly log = (): string => this.#log;

  get pid(): number | null {
    return this.#process?.pid ?? null;
  }

  get #runs(): boolean {
    const child = this.#process;
    return child !== null && child.exitCode === null && child.signalCode === null;
  }

  async start(): Promise<void> {
    if (this.#runs) return;
    const { tcp, http } = this.#place;
    const child = spawn(this.#python, [SERVER, this.#folder, String(tcp), String(http)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (this.#log += text));
    // Benchmarks start one too, which have no test that waits.
    while (!(await fetch(`${this.url}/ping`).catch(() => null))?.ok) {
      if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${this.#log}`);
      await wait(LOOK_MS);
    }
  }

  async kill(): Promise<void> {
    const child = this.#process;
    if (!child || !this.#runs) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#process?.kill(signal);
  }
}

/** Another process may take a port between its being found free and its being taken. */
const TRIES = 3;

/** Starts servers on this machine that know each other as a cluster. */
export async function startCluster(python: string, options: ClusterOptions = {}): Promise<Cluster> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await startOnce(python, options);
    } catch (error) {
      if (tried === TRIES) throw error;
    }
  }
}

async function startOnce(
  python: string,
  { shards = 2, replicas = 1, linked = false, folders = {}, users = null, secret = '' }: ClusterOptions,
): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'topline-clickhouse-'));
  const ports = await freePorts(2 * shards * replicas);
  const places = await Promise.all(
    Array.from({ length: shards * replicas }, async (_, i): Promise<Place> => {
      const [tcp = 0, http = 0] = ports.slice(2 * i);
      const link = linked ? await startLink(tcp) : null;
      return { shard: Math.floor(i / replicas) + 1, replica: (i % replicas) + 1, tcp, http, link };
    }),
  );
  const nodes: LocalNode[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(nodes.map((node) => node.kill()));
    for (const { link } of places) await link?.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    for (const place of places) {
      const name = `${place.shard}-${place.replica}`;
      const own = folders[name] ?? join(folder, name);
      await mkdir(join(own, 'data'), { recursive: true });
      await writeFile(
        join(own, 'config.xml'),
        configuration(own, place, places, { secret, hasUsers: users !== null }),
      );
      if (users !== null) await writeFile(join(own, 'users.xml'), users);
      nodes.push(new LocalNode(own, place, python));
    }
    await Promise.all(nodes.map((node) => node.start()));
  } catch (error) {
    await stop();
    throw error;
  }
  const revive = async (): Promise<void> => {
    await Promise.all(nodes.map((node) => node.start()));
  };
  return { nodes, urls: nodes.map(({ url }) => url).join(','), revive, stop };
}
