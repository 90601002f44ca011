import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Connection } from '../../src/engine/clickhouse/connection.ts';
import { findClickHouse, needs } from '../components.ts';
import { eventually } from '../eventually.ts';
import { startCluster, STEADY_USERS, TRIED_AGAIN, type Cluster } from './cluster.ts';

const server = findClickHouse();
/** More than any server here counts in a day, on all its shards. */
const ENDLESS =
  "SELECT count() FROM clusterAllReplicas('surveys', numbers(1000000000000)) WHERE sipHash64(number) = {p1:UInt64}";

describe('a statement that nobody waits for', { ...needs(server), ...TRIED_AGAIN }, () => {
  let cluster: Cluster;
  let connection: Connection;
  /** How many endless statements each server runs; null: it has ended by itself. */
  const running = (): Promise<(number | null)[]> =>
    Promise.all(
      cluster.nodes.map(async ({ url }) => {
        const body =
          "SELECT count() FROM system.processes WHERE query LIKE '%sipHash64%' AND query NOT LIKE '%system%'";
        const response = await fetch(url, { method: 'POST', body }).catch(() => null);
        return response?.ok ? Number(await response.text()) : null;
      }),
    );

  /** Waits until it is so of each server. */
  async function runningOnce(isSo: (count: number) => boolean): Promise<void> {
    let counts: (number | null)[] = [];
    await eventually(async () => {
      counts = await running();
      return counts.includes(null) || counts.every((count) => count !== null && isSo(count));
    }, 100);
    if (counts.includes(null)) throw new Error('a node has ended by itself');
  }

  beforeAll(async () => {
    cluster = await startCluster(server.command, { shards: 2, users: STEADY_USERS });
    connection = new Connection({
      urls: cluster.urls.split(','),
      user: 'default',
      password: '',
      database: 'topline',
    });
  });
  afterAll(async () => {
    await connection.close();
    await cluster.stop();
  });
  beforeEach(() => cluster.revive());

  test('is ended on every shard, and the next is answered', async () => {
    const leaving = new AbortController();
    const allowance = { timeoutMs: 600_000, memoryMegabytes: 500, signal: leaving.signal };
    const told = Promise.allSettled([connection.all(ENDLESS, [1], allowance)]);
    await runningOnce((count) => count > 0);
    leaving.abort(new Error('gone'));
    expect(await told).toMatchObject([{ reason: { message: 'gone' } }]);
    await runningOnce((count) => count === 0);
    expect(
      await connection.all('SELECT {p1:UInt64} + 1', [1], { timeoutMs: 60_000, memoryMegabytes: 500 }),
    ).toEqual([[2]]);
  });
});
