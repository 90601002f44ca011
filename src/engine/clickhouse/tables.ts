import { randomBytes } from 'node:crypto';
import { ClusterFault } from './cluster-fault.ts';
import { serverFault, type ClusterServer, type Connection } from './connection.ts';
import {
  localTable,
  quotedName,
  quotedText,
  RELEASES_TABLE,
  tablesOf,
  type LoadedShape,
} from './loaded-table.ts';
import type { SlimColumn } from './slim-columns.ts';
import type { Topology } from './topology.ts';

/** A statement of a load: it may take as long as it takes. */
const COMMAND_MS = 600_000;

/** Makes, fills and drops the tables of a cluster: by one server where they have a Keeper, else by each for itself. */
export class Tables {
  readonly #connection: Connection;
  readonly #topology: Topology;

  constructor(connection: Connection, topology: Topology) {
    this.#connection = connection;
    this.#topology = topology;
  }

  /** A table of ours, as it stands in a statement. */
  name(table: string): string {
    return `${quotedName(this.#connection.database)}.${quotedName(table)}`;
  }

  /** The servers that must be told of a change of tables, and what tells all others. */
  get #told(): readonly ClusterServer[] {
    const { servers } = this.#connection;
    return this.#topology.hasKeeper ? servers.slice(0, 1) : servers;
  }

  get #onCluster(): string {
    const { cluster, hasKeeper } = this.#topology;
    return cluster !== null && hasKeeper ? ` ON CLUSTER ${quotedName(cluster)}` : '';
  }

  async #each(sql: (onCluster: string) => string): Promise<void> {
    const query = sql(this.#onCluster);
    for (const server of this.#told) await this.command(server, query);
  }

  /** Runs a statement on one server. @throws ClusterFault that names the server, for the operator */
  async command(
    { client, url }: ClusterServer,
    query: string,
    values: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    try {
      await client.command({
        query,
        query_params: values,
        clickhouse_settings: {
          wait_end_of_query: 1,
          distributed_ddl_task_timeout: String(COMMAND_MS / 1000),
        },
      });
    } catch (error) {
      throw serverFault(url, error);
    }
  }

  /**
   * Makes the database and the list of releases where they are not there yet.
   *
   * @throws ClusterFault if there are servers of the cluster that nobody could tell of new tables
   */
  async prepare(): Promise<void> {
    await this.#allAreTold();
    const { cluster, hasKeeper } = this.#topology;
    const engine =
      cluster !== null && hasKeeper
        ? `ReplicatedMergeTree('/clickhouse/tables/${this.#connection.database}/${RELEASES_TABLE}', '{shard}-{replica}')`
        : 'MergeTree';
    await this.#each(
      (onCluster) => `CREATE DATABASE IF NOT EXISTS ${quotedName(this.#connection.database)}${onCluster}`,
    );
    await this.#each(
      (onCluster) =>
        `CREATE TABLE IF NOT EXISTS ${this.name(RELEASES_TABLE)}${onCluster} (sha256 String, survey String, version String, shape String, loaded DateTime64(3)) ENGINE = ${engine} ORDER BY sha256`,
    );
  }

  async #allAreTold(): Promise<void> {
    const { cluster, hasKeeper } = this.#topology;
    if (cluster === null || hasKeeper) return;
    const told = new Set<string>();
    const all = new Set<string>();
    for (const server of this.#connection.servers) {
      const address = "concat(hostName(), ':', toString(tcpPort()))";
      for (const [own] of await this.ask(server, `SELECT ${address}`)) told.add(String(own));
      const known = `SELECT ${address} FROM clusterAllReplicas(${quotedText(cluster)}, system.one)`;
      for (const [other] of await this.ask(server, known)) all.add(String(other));
    }
    const others = [...all].filter((address) => !told.has(address));
    if (others.length > 0)
      throw new ClusterFault(
        `the cluster has no Keeper by which one server tells the others of new tables, and ENGINE_URL does not name ${others.join(', ')}: name all servers there, with commas`,
      );
  }

  /** The rows that one server gives. @throws ClusterFault that names the server */
  async ask({ client, url }: ClusterServer, query: string): Promise<(readonly unknown[])[]> {
    try {
      const result = await client.query({
        query,
        format: 'JSONCompactEachRow',
        clickhouse_settings: { wait_end_of_query: 1, output_format_json_quote_64bit_integers: 1 },
      });
      return await result.json<readonly unknown[]>();
    } catch (error) {
      throw serverFault(url, error);
    }
  }

  /**
   * Makes the tables of a load, under a name that no other load has.
   *
   * @param spread columns by which rows are spread: rows alike in them come to the same server; none: any
   * @returns the table that all servers are asked by
   */
  async create(
    sha256: string,
    columns: readonly SlimColumn[],
    spread: readonly SlimColumn[],
  ): Promise<string> {
    const table = `${tablesOf(sha256)}${randomBytes(4).toString('hex')}`;
    const { cluster, hasKeeper } = this.#topology;
    const declared = columns
      .map(({ name, place, type }) => `${place} ${type} COMMENT ${quotedText(name)}`)
      .join(', ');
    const own = cluster === null ? table : localTable(table);
    const engine = cluster !== null && hasKeeper ? 'ReplicatedMergeTree' : 'MergeTree';
    await this.#each(
      (onCluster) =>
        `CREATE TABLE ${this.name(own)}${onCluster} (${declared}) ENGINE = ${engine} ORDER BY tuple()`,
    );
    if (cluster === null) return table;
    const key = spread.length === 0 ? 'rand()' : `cityHash64(${spread.map(({ place }) => place).join(', ')})`;
    const whole = [cluster, this.#connection.database, own].map(quotedText).join(', ');
    await this.#each(
      (onCluster) =>
        `CREATE TABLE ${this.name(table)}${onCluster} (${declared}) ENGINE = Distributed(${whole}, ${key})`,
    );
    return table;
  }

  /** Says that a release is loaded, whole: from now on it is served. */
  async announce(
    release: { readonly sha256: string; readonly survey: string; readonly version: string },
    shape: LoadedShape,
  ): Promise<void> {
    for (const server of this.#told)
      await this.command(
        server,
        `INSERT INTO ${this.name(RELEASES_TABLE)} SELECT {sha256:String}, {survey:String}, {version:String}, {shape:String}, now64(3)`,
        { ...release, shape: JSON.stringify(shape) },
      );
  }

  /** Takes back that a release is loaded. */
  async renounce(sha256: string): Promise<void> {
    await this.#each(
      (onCluster) =>
        `ALTER TABLE ${this.name(RELEASES_TABLE)}${onCluster} DELETE WHERE sha256 = ${quotedText(sha256)} SETTINGS mutations_sync = 2`,
    );
  }

  /**
   * Drops the tables of a release, those of loads that never came to their end too.
   *
   * @param kept the table that stays; null: none
   */
  async drop(sha256: string, kept: string | null): Promise<void> {
    for (const server of this.#connection.servers) {
      const found = await this.ask(
        server,
        `SELECT name FROM system.tables WHERE database = ${quotedText(this.#connection.database)} AND startsWith(name, ${quotedText(tablesOf(sha256))}) ORDER BY length(name)`,
      );
      for (const [name] of found) {
        const table = String(name);
        if (kept !== null && (table === kept || table === localTable(kept))) continue;
        await this.command(server, `DROP TABLE IF EXISTS ${this.name(table)}${this.#onCluster} SYNC`);
      }
    }
  }
}
