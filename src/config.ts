import { availableParallelism } from 'node:os';
import { z } from 'zod';

const wholeNumber = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .refine((value) => value >= minimum && value <= maximum);

/**
 * The environment. `meta.allowed` is what a bad value is answered with; the README's table is made from the
 * descriptions.
 */
export const environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1').meta({
    description: 'Address to listen on. The Docker image sets `0.0.0.0`.',
    allowed: 'an address of this machine, e.g. 127.0.0.1 or 0.0.0.0',
  }),
  PORT: wholeNumber(0, 65_535).prefault('8080').meta({
    description: 'Port to listen on; `0` takes any free one. The log says which.',
    allowed: 'a whole number from 0 to 65535',
  }),
  DATA_DIR: z
    .string()
    .min(1)
    .refine(
      (value) => !value.startsWith('s3:') || /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/.*)?$/.test(value),
    )
    .default('data')
    .meta({
      description:
        'Folder that holds the surveys, or `s3://bucket/prefix`: what stands in an object store is kept in `CACHE_DIR`, verified, and looked for anew every `RELOAD_SECONDS`.',
      allowed: 'the path of a folder, or s3://bucket or s3://bucket/prefix',
    }),
  CACHE_DIR: z.string().min(1).optional().meta({
    description:
      'Folder, of this server alone, for what an object store holds. Left out: one of the folder for temporary files (`TMPDIR`).',
    allowed: 'the path of a folder',
  }),
  S3_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({
      description:
        'Address of an object store that is not Amazon’s. Keys, roles and region are found as the AWS SDK finds them (`AWS_ACCESS_KEY_ID`, `AWS_REGION`, …).',
      allowed: 'an http or https address',
    }),
  RELOAD_SECONDS: wholeNumber(0, 86_400).prefault('1').meta({
    description:
      'Seconds after which new releases in DATA_DIR are seen at the latest; mostly the file system tells at once. `0`: only at the next start.',
    allowed: 'a whole number of seconds from 0 to 86400',
  }),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info').meta({
    description: 'The least severe level that is logged.',
    allowed: 'trace, debug, info, warn, error, fatal or silent',
  }),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .refine((value) => !/[?#]/.test(value))
    .transform((value) => value.replace(/\/+$/, ''))
    .optional()
    .meta({
      description:
        'Address under which clients reach the service, for links behind a proxy. Left out: links are relative.',
      allowed: 'an http or https address without a query, e.g. https://api.example.org/topline',
    }),
  TRUST_PROXY: z
    .string()
    .regex(/^(true|false|\d{1,2}|[0-9a-fA-F.:/]+(,\s*[0-9a-fA-F.:/]+)*)$/)
    .default('false')
    .meta({
      description:
        'Whose `X-Forwarded-For` is believed: `false`, `true`, a number of hops, or addresses and networks with commas.',
      allowed: 'true, false, a number of hops, or addresses such as 10.0.0.0/8 with commas',
    }),
  ENGINE: z.enum(['duckdb', 'clickhouse']).default('duckdb').meta({
    description:
      'What adds up respondents’ records: `duckdb`, within this process, or `clickhouse`, a cluster into which `topline load` has loaded them.',
    allowed: 'duckdb or clickhouse',
  }),
  ENGINE_URL: z
    .string()
    .regex(/^https?:\/\/[^\s,]+(,\s*https?:\/\/[^\s,]+)*$/)
    .optional()
    .meta({
      description:
        'Addresses of the servers of a remote engine, by HTTP, with commas: any of them answers for all. `duckdb` has none.',
      allowed:
        'http or https addresses with commas, such as http://clickhouse-1:8123, with ENGINE=clickhouse; nothing with ENGINE=duckdb',
    }),
  ENGINE_USER: z.string().min(1).optional().meta({
    description: 'Who asks a remote engine. Left out: `default`. It needs to read, and nothing else.',
    allowed: 'a name',
  }),
  ENGINE_PASSWORD_FILE: z.string().min(1).optional().meta({
    description:
      'File with the password, and nothing else, of who asks a remote engine. Left out: there is none.',
    allowed: 'the path of a file',
  }),
  ENGINE_DATABASE: z.string().min(1).optional().meta({
    description: 'Database of a remote engine that is Topline’s. Left out: `topline`.',
    allowed: 'a name',
  }),
  ENGINE_MEMORY: wholeNumber(64, 1_048_576).prefault('1024').meta({
    description: 'Megabytes of memory that computations from records may take together.',
    allowed: 'a whole number of megabytes from 64 to 1048576',
  }),
  ENGINE_THREADS: wholeNumber(1, 256).prefault(String(availableParallelism())).meta({
    description: 'Threads of a computation. Left out: the cores of the machine.',
    allowed: 'a whole number from 1 to 256',
    shownDefault: 'all cores',
  }),
  MEMORY_MEGABYTES: wholeNumber(0, 1_048_576).prefault('512').meta({
    description:
      'Megabytes of memory that codebooks and published figures may take together, as far as their files tell. Releases are read when they are asked for; those that nobody has asked for the longest are let go of. The last one is held whatever it takes.',
    allowed: 'a whole number of megabytes from 0 to 1048576',
  }),
  SPOOL_MEGABYTES: wholeNumber(0, 1_048_576).prefault('1024').meta({
    description:
      'Megabytes of temporary files, in the folder for them (`TMPDIR`), that keep long Parquet answers so that they can be read by ranges. `0`: they are streamed, without ranges.',
    allowed: 'a whole number of megabytes from 0 to 1048576',
  }),
  QUERY_TIMEOUT_MS: wholeNumber(1, 600_000).prefault('10000').meta({
    description: 'Milliseconds that a computation may run, and that it may wait before; then 503.',
    allowed: 'a whole number from 1 to 600000',
  }),
  MAX_CELLS: wholeNumber(1, 1_000_000).prefault('20000').meta({
    description:
      'Cells that one computation may have: the product of the answers of its variables. Also the cells of an answer of `/px/v2`.',
    allowed: 'a whole number from 1 to 1000000',
  }),
  RATE_LIMIT_PER_MINUTE: wholeNumber(0, 1_000_000).prefault('0').meta({
    description:
      'Requests that one client address (of IPv6, one /64 network) may make in a minute; `0` is no limit. A crosstab, a table as a whole (`limit=all`) and one as XLSX, Parquet, Arrow or JSON-stat cost ten where the answer is not kept. What is left is told by `RateLimit` and `RateLimit-Policy`.',
    allowed: 'a whole number from 0 to 1000000',
  }),
  WORKERS: z
    .string()
    .regex(/^(?:auto|[1-9]\d?)$/)
    .transform((value) => (value === 'auto' ? availableParallelism() : Number(value)))
    .prefault('1')
    .meta({
      description:
        'Processes that answer at the port; `auto` is the cores of the machine. Each holds the releases and the answers that it keeps; `ENGINE_MEMORY`, `MEMORY_MEGABYTES` and `SPOOL_MEGABYTES` are divided among them. Where the system cannot share a port it is 1.',
      allowed: 'auto, or a whole number from 1 to 99',
    }),
  CORS_ORIGINS: z
    .string()
    .regex(/^(\*|https?:\/\/[^\s,/]+(,\s*https?:\/\/[^\s,/]+)*)$/)
    .default('*')
    .meta({
      description: 'Origins whose pages may read the answers: `*`, or origins with commas.',
      allowed: '* or origins such as https://example.org with commas, without a trailing slash',
    }),
  MCP: z.enum(['on', 'off']).default('on').meta({
    description: 'Whether assistants are served at `/mcp` (Model Context Protocol).',
    allowed: 'on or off',
  }),
  KEYS_FILE: z.string().min(1).optional().meta({
    description:
      'File of access keys, made by `topline keys add`, read again whenever it changes. Left out: there are no keys, and `/metrics` is open.',
    allowed: 'the path of a file that topline keys add has made',
  }),
});
export type Config = Readonly<z.infer<typeof environment>>;

/** A setting that cannot be used; the message is the one line that the operator reads. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads the settings once. Variables that are set to nothing count as not set. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const known = Object.keys(environment.shape);
  const given = Object.fromEntries(known.map((name) => [name, env[name] === '' ? undefined : env[name]]));
  const result = environment.safeParse(given);
  if (result.success && (result.data.ENGINE === 'duckdb') === (result.data.ENGINE_URL === undefined))
    return Object.freeze(result.data);
  const name = String(result.error?.issues[0]?.path[0] ?? 'ENGINE_URL') as keyof typeof environment.shape;
  throw new ConfigError(
    `${name}=${given[name] ?? ''} is not allowed: ${String(environment.shape[name].meta()?.['allowed'])}`,
  );
}

/** Whose word of a client's address is taken. */
export type TrustedProxies = boolean | string[] | ((address: string, hop: number) => boolean);

/** TRUST_PROXY as Fastify takes it; a number of hops becomes a rule for the addresses on the way. */
export function trustProxy(value: string): TrustedProxies {
  if (value === 'true' || value === 'false') return value === 'true';
  if (/^\d+$/.test(value)) return (_address, hop) => hop < Number(value);
  return value.split(',').map((part) => part.trim());
}
