import type { AddressInfo, Socket } from 'node:net';
import cluster from 'node:cluster';
import { destination, pino, type Logger } from 'pino';
import { PRIVATE_LOG } from './access/private-log.ts';
import { LineBuffer } from './access/line-buffer.ts';
import type { AppDependencies } from './app.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import { isStoreAddress } from './store/store-address.ts';
import { canSharePort, Leader } from './workers/leader.ts';
import { Worker } from './workers/worker.ts';

/** What is in flight has this long to finish after SIGTERM. */
const GRACE_MS = 8000;
/** And the last lines of the log this long. */
const FLUSH_MS = 1000;

/** Faults of the surroundings, which one line explains; anything else is ours and shows its stack. */
function explain(error: unknown): string {
  if (
    error instanceof ConfigError ||
    (error instanceof Error && /^(EmptyRepository|Store)Error$/.test(error.name))
  )
    return error.message;
  const { code, message, stack } = error as NodeJS.ErrnoException;
  return code?.startsWith('E') ? message : (stack ?? String(error));
}

/** Where somebody who started it by hand finds what. */
function whereToLook(address: string, port: number): string {
  const everywhere = ['0.0.0.0', '::'].includes(address);
  const host = everywhere ? 'localhost' : address.includes(':') ? `[${address}]` : address;
  const origin = `http://${host}:${port}`;
  return `  The surveys   ${origin}/\n  The API       ${origin}/docs\n  The method    ${origin}/docs/method\n`;
}

/** The log of this process, and what ends it once the last line is out. */
interface Output {
  readonly logger: Logger;
  readonly lines: LineBuffer;
  readonly end: (code: number) => void;
}

function output({ LOG_LEVEL }: Config): Output {
  const stream = destination({ sync: false, maxWrite: LineBuffer.LONGEST });
  const lines = new LineBuffer((text) => stream.write(text));
  return {
    logger: pino({ level: LOG_LEVEL, ...PRIVATE_LOG }, lines),
    lines,
    // Whoever reads the log may be gone, or read no more; waiting for them must not hold the process.
    end: (code) => {
      const exit = (): void => {
        // What is left is not tried again at the exit: where nobody takes it, that would never end.
        stream.flushSync = () => undefined;
        process.exit(code);
      };
      lines.flush();
      stream.once('close', exit).once('error', exit).end();
      setTimeout(exit, FLUSH_MS);
    },
  };
}

/** Says that requests are taken, to programs and to people. */
function tellListening(logger: Logger, address: string, port: number): void {
  logger.info({ address, port }, 'listening');
  // Words for people, where they are: the log is for programs.
  if (process.stderr.isTTY) process.stderr.write(`\n${whereToLook(address, port)}\n`);
}

type Seek = NonNullable<AppDependencies['seek']>;

/**
 * Answers requests.
 *
 * @param worker what it has in common with others at the port; null: it is alone
 * @param seek null: there is nowhere to look but the data directory
 */
async function serve(config: Config, worker: Worker | null, seek: Seek | null): Promise<void> {
  const { logger, end } = output(config);
  const { buildApp } = await import('./app.ts');
  const generatedDocument = new URL('../openapi/openapi.json', import.meta.url);
  const app = await buildApp({
    config,
    logger,
    generatedDocument,
    ...(worker && { peers: worker }),
    ...(seek && { seek }),
  });
  await app.ready();

  const sockets = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });

  let closing = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (closing) return;
    closing = true;
    if (!worker) logger.info({ signal }, 'closing');
    // Browsers open connections ahead of need; one that has asked for nothing has nothing in flight.
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    setTimeout(() => app.server.closeAllConnections(), GRACE_MS).unref();
    app.close().then(
      () => {
        if (!worker) logger.info('closed');
        end(0);
      },
      (error: unknown) => {
        logger.fatal({ err: error }, 'closing failed');
        end(1);
      },
    );
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);

  // The framework has a line of its own for this; ours names the port as a field.
  app.log.level = 'silent';
  await app.listen({ host: config.HOST, port: config.PORT, ...(worker && { reusePort: true }) });
  app.log.level = config.LOG_LEVEL;
  const { address, port } = app.server.address() as AddressInfo;
  if (worker) worker.tellListening(address, port);
  else tellListening(logger, address, port);
}

/** What is divided among the processes at a port. */
const shareOf = (config: Config): Config => ({
  ...config,
  ENGINE_MEMORY: Math.floor(config.ENGINE_MEMORY / config.WORKERS),
  MEMORY_MEGABYTES: Math.floor(config.MEMORY_MEGABYTES / config.WORKERS),
  SPOOL_MEGABYTES: Math.floor(config.SPOOL_MEGABYTES / config.WORKERS),
});

/** Has several processes answer, and stands between them. */
function lead(config: Config, seek: Seek | null): void {
  const { logger, lines, end } = output(config);
  const leader = new Leader({
    config,
    logger,
    writeLines: (text) => lines.write(text),
    seek,
    onListening: (address, port) => tellListening(logger, address, port),
    end: (code) => {
      logger.info('closed');
      end(code);
    },
  });
  const stop = (signal: NodeJS.Signals): void => leader.stop(signal);
  process.once('SIGTERM', stop).once('SIGINT', stop);
  leader.start();
}

/** The settings with a folder for DATA_DIR: of an object store, that which is kept of it; and what looks for more. */
async function withFolder(config: Config): Promise<{ config: Config; seek: Seek | null }> {
  if (cluster.isWorker || !isStoreAddress(config.DATA_DIR)) return { config, seek: null };
  const { openMirror } = await import('./store/open-mirror.ts');
  const { logger } = output(config);
  const mirror = await openMirror(config, (error) =>
    logger.error({ err: error }, 'object store cannot be read'),
  );
  // Processes at the same port read the folder that this one keeps.
  process.env['DATA_DIR'] = mirror.data;
  return { config: { ...config, DATA_DIR: mirror.data }, seek: (survey) => mirror.seek(survey) };
}

async function start(): Promise<void> {
  const { config, seek } = await withFolder(readConfig(process.env));
  if (cluster.isWorker) {
    const worker = new Worker();
    await serve(shareOf(config), worker, worker.seek);
  } else if (config.WORKERS > 1 && (await canSharePort(config.HOST))) lead(config, seek);
  else await serve(config, null, seek);
}

start().catch((error: unknown) => {
  process.stderr.write(`topline: ${explain(error)}\n`);
  process.exitCode = 1;
  // The channel to the process that leads would keep this one.
  if (cluster.isWorker) process.exit();
});
