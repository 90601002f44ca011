import type { WorkDatabase } from '../work-database.ts';
import { levels } from '../exact-sum.ts';
import { ClusterFault } from './cluster-fault.ts';
import type { Connection } from './connection.ts';
import { localTable, quotedText, type LoadedShape } from './loaded-table.ts';
import { slimSelect, type SlimColumn } from './slim-columns.ts';
import type { Tables } from './tables.ts';
import type { Topology } from './topology.ts';

/** How the same is written in either engine. */
interface Words {
  readonly text: (expression: string) => string;
  readonly wide: (expression: string) => string;
  readonly finite: (expression: string) => string;
  readonly nan: (expression: string) => string;
  /** Half of the MD5 of a text, as a whole number. */
  readonly digest: (expression: string) => string;
}

const DUCKDB: Words = {
  text: (expression) => `CAST(${expression} AS VARCHAR)`,
  wide: (expression) => `CAST(${expression} AS HUGEINT)`,
  finite: (expression) => `isfinite(${expression})`,
  nan: (expression) => `isnan(${expression})`,
  digest: (expression) => `CAST(md5_number_upper(${expression}) AS HUGEINT)`,
};

const CLICKHOUSE: Words = {
  text: (expression) => `toString(${expression})`,
  wide: (expression) => `toInt128(${expression})`,
  finite: (expression) => `isFinite(${expression})`,
  nan: (expression) => `isNaN(${expression})`,
  digest: (expression) => `toInt128(reinterpretAsUInt64(substring(MD5(${expression}), 1, 8)))`,
};

/**
 * What is known of a column on either side, as SQL, each as a text or a count: how many are missing, the smallest and the largest, and the
 * exact sum; of texts the sum of their digests. The sum of numbers in DOUBLE is that of terms that add up exactly, in whatever order.
 */
function factsOf({ place, type, missing, range }: SlimColumn, rows: number, words: Words): string[] {
  const { text, wide } = words;
  if (type === 'String' || type === 'LowCardinality(String)') {
    return [
      missing === null ? '0' : `sum(CASE WHEN ${place} = ${quotedText(missing)} THEN 1 ELSE 0 END)`,
      `min(${place})`,
      `max(${place})`,
      text(`sum(${words.digest(place)})`),
    ];
  }
  if (type !== 'Float64')
    return [
      missing === null ? '0' : `sum(CASE WHEN ${place} = ${missing} THEN 1 ELSE 0 END)`,
      text(`min(${place})`),
      text(`max(${place})`),
      text(`sum(${wide(place)})`),
    ];
  const number = `CASE WHEN ${words.finite(place)} THEN ${place} ELSE 0 END`;
  const { largest, smallest } = range ?? { largest: 0, smallest: 1 };
  const terms = largest === 0 ? [number] : levels(`(${number})`, rows, largest, smallest);
  return [
    `sum(CASE WHEN ${words.nan(place)} THEN 1 ELSE 0 END)`,
    `sum(CASE WHEN ${words.finite(place)} OR ${words.nan(place)} THEN 0 ELSE 1 END)`,
    `min(${number})`,
    `max(${number})`,
    ...terms.map((term) => `sum(${term})`),
  ];
}

/** Columns that are looked at by one statement. */
const AT_ONCE = 20;

/** The parts of the columns of a release that one statement looks at. */
function* partsOf(columns: readonly SlimColumn[]): Generator<readonly SlimColumn[]> {
  for (let start = 0; start < columns.length; start += AT_ONCE) yield columns.slice(start, start + AT_ONCE);
}

const factsSql = (columns: readonly SlimColumn[], rows: number, words: Words): string =>
  ['count(*)', ...columns.flatMap((column) => factsOf(column, rows, words))].join(', ');

/** A fact, however an engine's client gives it. */
const plain = (fact: unknown): string => String(fact);

/** The first of some columns whose facts differ, by its name; null: the number of rows does. */
function firstDifference(
  columns: readonly SlimColumn[],
  rows: number,
  ours: readonly string[],
  theirs: readonly string[],
): string | null {
  let place = 1;
  for (const column of columns) {
    const count = factsOf(column, rows, DUCKDB).length;
    const differs = ours.slice(place, place + count).some((fact, i) => fact !== theirs[place + i]);
    if (differs) return column.name;
    place += count;
  }
  return null;
}

/**
 * Holds what a cluster has of a release against the records themselves, which a database sees as `responses`: the rows, and of each column how
 * many are missing, the ends, and the exact sum; over all servers together, and replica by replica.
 *
 * @throws ClusterFault if anything differs
 */
export async function verifyLoad(
  { connection, tables, topology }: { connection: Connection; tables: Tables; topology: Topology },
  { table, rows, columns }: LoadedShape,
  database: WorkDatabase,
): Promise<void> {
  const [server] = connection.servers;
  if (!server) throw new ClusterFault('no server is named');
  for (const part of partsOf(columns)) {
    const names = new Set(part.map(({ place }) => place));
    const slim = slimSelect(columns.filter(({ place }) => names.has(place)));
    const read = await database.watch(
      async () =>
        (
          await database.connection.runAndReadAll(
            `SELECT ${factsSql(part, rows, DUCKDB)} FROM (${slim}) AS slim`,
          )
        ).getRows()[0] ?? [],
      'verifying',
    );
    const ours = read.map(plain);
    const [whole = []] = await tables.ask(
      server,
      `SELECT ${factsSql(part, rows, CLICKHOUSE)} FROM ${tables.name(table)}`,
    );
    const theirs = whole.map(plain);
    if (ours.some((fact, i) => fact !== theirs[i])) {
      const column = ours[0] === theirs[0] ? firstDifference(part, rows, ours, theirs) : null;
      throw new ClusterFault(
        column === null
          ? `the cluster holds ${theirs[0]} of ${ours[0]} records`
          : `the cluster holds other values of the column "${column}"`,
      );
    }
    if (topology.cluster === null) continue;
    await replicasAgree(tables, server, topology.cluster, connection.database, { table, rows, part });
  }
}

async function replicasAgree(
  tables: Tables,
  server: Connection['servers'][number],
  cluster: string,
  database: string,
  { table, rows, part }: { table: string; rows: number; part: readonly SlimColumn[] },
): Promise<void> {
  const shards = new Map(
    (
      await tables.ask(
        server,
        `SELECT toString(shard_num), toString(row_number() OVER (ORDER BY shard_num, replica_num)) FROM system.clusters WHERE cluster = ${quotedText(cluster)}`,
      )
    ).map(([shard, place]) => [plain(place), plain(shard)]),
  );
  // Of all replicas each counts as a shard of its own, in their order.
  const facts = await tables.ask(
    server,
    `SELECT toString(_shard_num), ${factsSql(part, rows, CLICKHOUSE)} FROM clusterAllReplicas(${[cluster, database, localTable(table)].map(quotedText).join(', ')}) GROUP BY _shard_num`,
  );
  const known = new Map<string, string>();
  for (const [place, ...rest] of facts) {
    const shard = shards.get(plain(place)) ?? '';
    const said = rest.map(plain).join('\n');
    if ((known.get(shard) ?? said) !== said)
      throw new ClusterFault(`the replicas of shard ${shard} do not hold the same`);
    known.set(shard, said);
  }
  const held = new Set(facts.map(([place]) => shards.get(plain(place)) ?? ''));
  const counts = Map.groupBy(shards.values(), (shard) => shard);
  for (const [shard, { length }] of counts) {
    const answered = facts.filter(([place]) => shards.get(plain(place)) === shard).length;
    // Without a row of it a server gives no group: all of the shard, or none.
    if (answered !== 0 && answered !== length)
      throw new ClusterFault(`the replicas of shard ${shard} do not hold the same`);
  }
  if (held.has('')) throw new ClusterFault('the servers changed while they were looked at; load again');
}
