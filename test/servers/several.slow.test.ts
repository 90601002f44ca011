import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as moment } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addKey } from '../../src/access/manage-keys.ts';
import { inProcess } from '../cli/in-process.ts';
import { startCluster, STEADY_USERS, type Cluster } from '../clickhouse/cluster.ts';
import { startServer, type LiveServer } from '../clients/live-server.ts';
import { findClickHouse, findNginx, findPython, needs } from '../components.ts';
import { startNginx } from '../deploy/cache-in-front.ts';
import { freePort } from '../free-port.ts';
import { eventually } from '../eventually.ts';
import { startLocalStore, type LocalStore } from '../store/local-store.ts';
import { startClients, type ClientLoad } from './clients.ts';
import { NUMBERED, writeNumberedDraft } from './numbered-draft.ts';

const clickhouse = findClickHouse();
const nginx = findNginx();
const python = findPython('moto');
const CONFIGURATION = new URL('../../deploy/cluster/nginx.conf', import.meta.url);
const FIRST = 10;
/** An embargo lasts so much longer than it takes all servers to have a release, and so long more (ms). */
const EMBARGO = { times: 2, and: 10_000 };

interface Place {
  readonly port: number;
  readonly cache: string;
  server: LiveServer;
}

describe(
  'three servers on one store and one cluster, behind one proxy',
  needs(clickhouse, nginx, python),
  () => {
    const ends: (() => Promise<void>)[] = [];
    let folder: string;
    let cluster: Cluster;
    let store: LocalStore;
    let data: string;
    const places: Place[] = [];
    let load: ClientLoad;
    let key: string;
    /** How long it took at most until all servers had a release that was published (ms). */
    let longest = 0;

    const endWith = (end: () => Promise<void>): void => void ends.push(end);
    /** One looks often and the others seldom, so that one knows what they do not. */
    const start = (port: number, cache: string): Promise<LiveServer> =>
      startServer(data, {
        PORT: String(port),
        CACHE_DIR: cache,
        S3_ENDPOINT: store.endpoint,
        ENGINE: 'clickhouse',
        ENGINE_URL: cluster.urls,
        KEYS_FILE: join(folder, 'keys.json'),
        RELOAD_SECONDS: (places[0]?.port ?? port) === port ? '1' : '10',
        TRUST_PROXY: '1',
      });
    async function publish(number: number, ...more: string[]): Promise<void> {
      const draft = await writeNumberedDraft(join(folder, `draft-${number}`), number);
      const said = await inProcess([
        'publish',
        draft,
        '--data',
        data,
        '--load',
        '--engine-url',
        cluster.urls,
        ...more,
      ]);
      if (said.code !== 0) throw new Error(`${number} is not published: ${said.code} ${said.err}`);
    }
    const listed = async ({ server }: Place): Promise<string[]> => {
      const response = await fetch(`${server.url}/v1/surveys/${NUMBERED}/releases`);
      const { data: rows } = (await response.json()) as { data: { version: string }[] };
      return rows.map(({ version }) => version);
    };
    const allList = (number: number) =>
      eventually(
        async () => (await Promise.all(places.map(listed))).every((list) => list.includes(`${number}.0.0`)),
        100,
      );
    /** The servers that answer behind the proxy from now on. */
    async function answering(): Promise<string[]> {
      const before = new Map(load.witness.servers);
      await load.more(300);
      return [...load.witness.servers].flatMap(([name, count]) =>
        count > (before.get(name) ?? 0) ? [name] : [],
      );
    }

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'topline-servers-'));
      endWith(() => rm(folder, { recursive: true, force: true }));
      ({ key } = await addKey(
        join(folder, 'keys.json'),
        { scopes: ['preview'], note: 'ahead', expires: null },
        Date.now(),
      ));
      cluster = await startCluster(clickhouse.command, { shards: 2, replicas: 2, users: STEADY_USERS });
      endWith(() => cluster.stop());
      store = await startLocalStore(python.command, endWith);
      data = await store.address();
      await publish(FIRST);
      for (const name of ['1', '2', '3']) {
        const [port, cache] = [await freePort(), join(folder, `cache-${name}`)];
        const place = { port, cache, server: await start(port, cache) };
        places.push(place);
        endWith(() => place.server.stop());
      }
      const alone = await startServer(data, {
        CACHE_DIR: join(folder, 'cache-alone'),
        S3_ENDPOINT: store.endpoint,
      });
      endWith(() => alone.stop());
      await mkdir(join(folder, 'nginx'));
      const front = await startNginx(nginx.command, {
        configuration: CONFIGURATION,
        places: [
          ...places.map(
            ({ port }, i) => [`server topline-${i + 1}:8080`, `server 127.0.0.1:${port}`] as const,
          ),
          ['add_header X-Cache', 'add_header X-Server $upstream_addr always; add_header X-Cache'],
        ],
        folder: join(folder, 'nginx'),
        end: endWith,
      });
      load = startClients({ front, servers: places.map(({ server }) => server.url), alone: alone.url });
      endWith(() => load.stop());
    });
    afterAll(async () => {
      for (const end of ends.toReversed()) await end();
    });

    test('releases that are published while clients ask are seen everywhere, and no answer fails or is of two', async () => {
      for (const number of [11, 12, 13]) {
        const begun = Date.now();
        await publish(number);
        await allList(number);
        longest = Math.max(longest, Date.now() - begun);
        await eventually(() => load.witness.numbers.has(number));
        await load.more(300);
      }
      expect(await answering()).toHaveLength(3);
      expect(load.witness.failures.slice(0, 3)).toEqual([]);
      expect(load.witness.notYet).toBeGreaterThan(10);
      expect(load.witness.fromCache).toBeGreaterThan(10);
      expect(load.witness.unchanged).toBeGreaterThan(10);
    });

    test('a release under embargo is seen by nobody before the moment, and by all after it', async () => {
      const { witness } = load;
      const lift = Math.ceil((Date.now() + EMBARGO.times * longest + EMBARGO.and) / 1000) * 1000;
      witness.embargo = { number: 14, lift };
      await publish(14, '--embargo', new Date(lift).toISOString().replace('.000', ''));
      // Who may see it before its time sees it on each.
      const ahead = { headers: { authorization: `Bearer ${key}` } };
      await eventually(async () => {
        const answers = await Promise.all(
          places.map(({ server }) => fetch(`${server.url}/v1/surveys/${NUMBERED}@14.0.0`, ahead)),
        );
        return answers.every(({ status }) => status === 200);
      }, 100);
      // What a server said before it knew of the embargo may be kept for its minute.
      load.askAnew();
      expect(Date.now()).toBeLessThan(lift - 2000);
      expect((await Promise.all(places.map(listed))).flat()).not.toContain('14.0.0');
      await moment(lift - Date.now());
      await eventually(() => witness.numbers.has(14), 100);
      await load.more(500);
      expect(witness.failures.slice(0, 3)).toEqual([]);
      expect(witness.tooLate).toEqual([]);
      expect([witness.early, witness.late].every((count) => count > 50)).toBe(true);
      await allList(14);
      witness.embargo = null;
    });

    test('a server that is killed is not felt, and is back with what it kept', async () => {
      await load.askFrontAlone();
      const [place] = places;
      if (!place) throw new Error('no server');
      expect(await answering()).toContain(`127.0.0.1:${place.port}`);
      await place.server.kill();
      await load.more(500);
      expect(load.witness.failures.slice(0, 3)).toEqual([]);
      place.server = await start(place.port, place.cache);
      await eventually(async () => (await answering()).includes(`127.0.0.1:${place.port}`));
      await publish(15);
      await allList(15);
      expect(load.witness.failures.slice(0, 3)).toEqual([]);
    });

    test('a replica of the cluster that is killed changes no answer', async () => {
      const node = cluster.nodes.find(({ shard, replica }) => shard === 2 && replica === 1);
      await load.more(200);
      await node?.kill();
      await load.more(800);
      expect(load.witness.failures.slice(0, 3)).toEqual([]);
      await node?.start();
      await load.more(200);
      expect(load.witness.failures.slice(0, 3)).toEqual([]);
    });

    test('the store being away, all is answered on, and a server starts from what it kept', async () => {
      await store.stop();
      await load.more(500);
      const [, place] = places;
      if (!place) throw new Error('no server');
      await place.server.kill();
      place.server = await start(place.port, place.cache);
      expect(await listed(place)).toContain('15.0.0');
      await eventually(async () => (await answering()).includes(`127.0.0.1:${place.port}`));
      const { requests, unchanged, fromCache, notYet, busy, failures } = load.witness;
      process.stdout.write(
        `three servers: ${requests} answers, ${fromCache} from the cache, ${unchanged} of them 304, ${notYet} times not there yet, ${busy} times too busy; ${failures.length} failures\n`,
      );
      expect(failures.slice(0, 3)).toEqual([]);
    });
  },
);
