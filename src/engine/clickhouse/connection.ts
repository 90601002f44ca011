import { ClickHouseError, ClickHouseLogLevel, createClient, type ClickHouseClient } from '@clickhouse/client';
import { ClusterFault } from './cluster-fault.ts';
import {
  EngineBusyError,
  EngineMemoryError,
  EngineNotLoadedError,
  EngineTimeoutError,
  EngineUnavailableError,
} from '../engine.ts';

/** How a cluster is reached. */
export interface ClusterSettings {
  /** Addresses of its servers, http or https: any of them answers for all. */
  readonly urls: readonly string[];
  readonly user: string;
  readonly password: string;
  /** The database that is ours. */
  readonly database: string;
}

/** A value of a statement, which never becomes part of its text. */
export type ParameterValue = string | number;

/** What a statement may take. */
export interface Allowance {
  /** How long it may run (ms). */
  readonly timeoutMs: number;
  /** Memory on each server (MB of a million bytes). */
  readonly memoryMegabytes: number;
  /** Ends it early. */
  readonly signal?: AbortSignal | undefined;
}

/** Beyond the time of a statement, as the server itself ends it. */
const GRACE_MS = 2000;
/** Of what is asked, the oldest server that is known to answer right. */
const OLDEST = [24, 3] as const;

/** Errors of ClickHouse by what they mean for who asks. */
const TIMEOUT = new Set(['159', '160']);
const MEMORY = new Set(['241']);
const BUSY = new Set(['202', '203', '745']);
const NOT_THERE = new Set(['60', '81']);
const REFUSED = new Set(['192', '193', '194', '195', '497', '516']);
const UNREACHED = new Set(['3', '209', '210', '279', '425', '236', '394', '198', '519', '242']);

/** Those of a statement that is wrong, which no server could answer: they are faults of ours. */
const OURS = new Set(['6', '36', '42', '43', '46', '47', '53', '62', '70', '184', '386', '407']);

/** Whether a server could not be asked at all, so that another may answer. */
function isUnreached(error: unknown): boolean {
  if (error instanceof ClickHouseError || !(error instanceof Error)) return false;
  // What is no JSON was cut off.
  if (error instanceof SyntaxError) return true;
  const { code } = error as NodeJS.ErrnoException;
  return (
    (code !== undefined && /^(E[A-Z_]+|UND_ERR_\w+|CERT_\w+|DEPTH_\w+|SELF_\w+|UNABLE_\w+)$/.test(code)) ||
    /socket hang up|Timeout error|premature close/i.test(error.message)
  );
}

/** What is told of an error of the cluster: never its addresses, and never a user. */
function clusterError(error: unknown, { timeoutMs }: Pick<Allowance, 'timeoutMs'>): unknown {
  const because = { cause: error };
  if (error instanceof ClickHouseError) {
    if (TIMEOUT.has(error.code))
      return new EngineTimeoutError(`the query took longer than ${timeoutMs} ms`, because);
    if (MEMORY.has(error.code))
      return new EngineMemoryError('the query needs more memory than it may have', because);
    if (BUSY.has(error.code)) return new EngineBusyError('the cluster answers too many already', because);
    if (NOT_THERE.has(error.code))
      return new EngineNotLoadedError('its records are not loaded into the cluster', because);
    if (REFUSED.has(error.code))
      return new EngineUnavailableError('the cluster refuses the user or its password', because);
    if (UNREACHED.has(error.code))
      return new EngineUnavailableError('a part of the cluster does not answer', because);
    // A server that dies, is full or cannot read its files has many words for it.
    return OURS.has(error.code)
      ? error
      : new EngineUnavailableError('a server of the cluster failed', because);
  }
  return isUnreached(error) ? new EngineUnavailableError('the cluster does not answer', because) : error;
}

/** What an operator is told of an error of a server, in one line. */
export function serverFault(url: string, error: unknown): unknown {
  const known = clusterError(error, { timeoutMs: 0 });
  if (!(known instanceof Error)) return known;
  const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
  const words = known === error || known instanceof EngineTimeoutError ? '' : `${known.message}: `;
  return new ClusterFault(`${url}: ${words}${detail.slice(0, 300)}`, { cause: error });
}

/** A server of the cluster. */
export interface ClusterServer {
  readonly client: ClickHouseClient;
  /** Its address, for the operator alone. */
  readonly url: string;
}

/** Some rows of an answer, and the names of its columns. */
export interface RowPart {
  readonly names: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** The servers of a cluster, by HTTP. */
export class Connection {
  readonly database: string;
  readonly servers: readonly ClusterServer[];
  /** The one that answered last. */
  #first = 0;

  constructor({ urls, user, password, database }: ClusterSettings) {
    this.database = database;
    this.servers = urls.map((url) => ({
      url,
      client: createClient({
        url,
        username: user,
        password,
        application: 'topline',
        // Said here, by who asked; a client's log would have addresses in it.
        log: { level: ClickHouseLogLevel.OFF },
        max_open_connections: 64,
        keep_alive: { enabled: true, idle_socket_ttl: 2000 },
      }),
    }));
  }

  /**
   * The rows that a statement gives, whole or not at all, in parts as they come.
   *
   * @param sql with its parameters as `{p1:String}`
   * @throws the errors of engines
   */
  async *rows(sql: string, values: readonly ParameterValue[], allowance: Allowance): AsyncGenerator<RowPart> {
    const result = await this.#anywhere(
      (client) =>
        client.query({
          query: sql,
          format: 'JSONCompactEachRowWithNames',
          // Of 0 there is but one.
          query_params: Object.fromEntries(values.map((value, i) => [`p${i + 1}`, value === 0 ? 0 : value])),
          abort_signal: signalOf(allowance),
          clickhouse_settings: settingsOf(allowance),
        }),
      allowance,
    );
    try {
      let names: readonly string[] | null = null;
      for await (const part of result.stream<readonly unknown[]>()) {
        const rows = part.map((row) => row.json());
        names ??= (rows.shift() ?? []).map(String);
        yield { names, rows };
      }
    } catch (error) {
      throw endedBy(error, allowance);
    } finally {
      result.close();
    }
  }

  /** All rows that a statement gives. @throws as {@link rows} does */
  async all(
    sql: string,
    values: readonly ParameterValue[],
    allowance: Allowance,
  ): Promise<(readonly unknown[])[]> {
    const rows: (readonly unknown[])[] = [];
    for await (const part of this.rows(sql, values, allowance)) rows.push(...part.rows);
    return rows;
  }

  /** Asks the server that answered last, and, if it cannot be reached, the others. */
  async #anywhere<T>(ask: (client: ClickHouseClient) => Promise<T>, allowance: Allowance): Promise<T> {
    let failure: unknown;
    for (let i = 0; i < this.servers.length; i += 1) {
      const place = (this.#first + i) % this.servers.length;
      const server = this.servers[place];
      if (!server) break;
      try {
        const answer = await ask(server.client);
        this.#first = place;
        return answer;
      } catch (error) {
        const reason = endedBy(error, allowance);
        if (!(reason instanceof EngineUnavailableError) || allowance.signal?.aborted) throw reason;
        // What a server that answers has to say is more than that others do not.
        if (failure === undefined || error instanceof ClickHouseError) failure = reason;
      }
    }
    throw failure;
  }

  /** Lets go of all connections. */
  async close(): Promise<void> {
    await Promise.all(this.servers.map(({ client }) => client.close()));
  }
}

/** Ends a request when its time is over, also where a server stands still and says nothing. */
function signalOf({ timeoutMs, signal }: Allowance): AbortSignal {
  const late = AbortSignal.timeout(timeoutMs + GRACE_MS);
  return signal ? AbortSignal.any([signal, late]) : late;
}

function endedBy(error: unknown, allowance: Allowance): unknown {
  const { signal, timeoutMs } = allowance;
  if (signal?.aborted) return signal.reason;
  if (error instanceof Error && /abort/i.test(error.name + error.message))
    return new EngineTimeoutError(`the query took longer than ${timeoutMs} ms`, { cause: error });
  return clusterError(error, allowance);
}

/** A statement that fails late must not be half an answer, and one that nobody waits for must end. */
function settingsOf({ timeoutMs, memoryMegabytes }: Allowance) {
  return {
    wait_end_of_query: 1 as const,
    readonly: '2',
    cancel_http_readonly_queries_on_client_close: 1 as const,
    skip_unavailable_shards: 0 as const,
    prefer_column_name_to_alias: 1 as const,
    output_format_json_quote_64bit_integers: 0 as const,
    // Rounding is part of the statement: nothing of it may be put in another order.
    optimize_arithmetic_operations_in_aggregate_functions: 0 as const,
    compile_expressions: 0 as const,
    compile_aggregate_expressions: 0 as const,
    distributed_product_mode: 'global' as const,
    max_execution_time: timeoutMs / 1000,
    max_memory_usage: String(memoryMegabytes * 1_000_000),
  };
}

/** Whether a server is new enough. */
export function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

/** The oldest version that is. */
export const OLDEST_SERVER = OLDEST.join('.');
