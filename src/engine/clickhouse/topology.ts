import type { Allowance, Connection } from './connection.ts';
import { isNewEnough, OLDEST_SERVER, serverFault } from './connection.ts';
import { ClusterFault } from './cluster-fault.ts';

/** How the servers of a cluster belong together. */
export interface Topology {
  /** The name by which they know each other; null: there is one server alone. */
  readonly cluster: string | null;
  /** Whether they have a Keeper, by which replicas copy each other and one server tells all others. */
  readonly hasKeeper: boolean;
}

async function checkVersions(connection: Connection): Promise<void> {
  for (const { client, url } of connection.servers) {
    const version = await client
      .query({ query: 'SELECT version()', format: 'JSONCompactEachRow' })
      .then(async (result) => (await result.json<[string]>())[0]?.[0] ?? '')
      .catch((error: unknown) => {
        throw serverFault(url, error);
      });
    if (!isNewEnough(version))
      throw new ClusterFault(`${url} is ClickHouse ${version}; ${OLDEST_SERVER} or newer is needed`);
  }
}

/**
 * What the servers know of each other.
 *
 * @param wanted the name of the cluster; null: the only one that there is
 * @throws ClusterFault if a server is too old, or if it is not plain which cluster is meant
 */
export async function readTopology(
  connection: Connection,
  wanted: string | null,
  allowance: Allowance,
): Promise<Topology> {
  await checkVersions(connection);
  const all = await connection.all(
    'SELECT cluster, count() FROM system.clusters GROUP BY cluster ORDER BY cluster',
    [],
    allowance,
  );
  const names = all.map(([name]) => String(name));
  if (wanted !== null && !names.includes(wanted))
    throw new ClusterFault(
      `the servers know no cluster "${wanted}"; they know ${names.join(', ') || 'none'}: set ENGINE_CLUSTER`,
    );
  // Servers come with clusters of themselves alone.
  const several = all.flatMap(([name, servers]) => (Number(servers) > 1 ? [String(name)] : []));
  if (wanted === null && several.length > 1)
    throw new ClusterFault(`the servers know several clusters, ${several.join(', ')}: set ENGINE_CLUSTER`);
  const [keeper] = await connection.all(
    "SELECT count() FROM system.tables WHERE database = 'system' AND name = 'zookeeper'",
    [],
    allowance,
  );
  return { cluster: wanted ?? several[0] ?? null, hasKeeper: Number(keeper?.[0]) > 0 };
}
