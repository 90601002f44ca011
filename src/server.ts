import { readFile } from 'node:fs/promises';
import type { AddressInfo, Socket } from 'node:net';
import { destination, pino } from 'pino';
import { PRIVATE_LOG } from './access/private-log.ts';
import { LineBuffer } from './access/line-buffer.ts';
import { buildApp } from './app.ts';
import { ConfigError, readConfig } from './config.ts';
import type { Examples } from './plugins/openapi/document.ts';
import { EmptyRepositoryError } from './repository/repository.ts';

/** What is in flight has this long to finish after SIGTERM. */
const GRACE_MS = 8000;
/** And the last lines of the log this long. */
const FLUSH_MS = 1000;

/** Faults of the surroundings, which one line explains; anything else is ours and shows its stack. */
function explain(error: unknown): string {
  if (error instanceof ConfigError || error instanceof EmptyRepositoryError) return error.message;
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

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const output = destination({ sync: false, maxWrite: LineBuffer.LONGEST });
  const lines = new LineBuffer((text) => output.write(text));
  const logger = pino({ level: config.LOG_LEVEL, ...PRIVATE_LOG }, lines);
  const examples = JSON.parse(
    await readFile(new URL('../openapi/examples.json', import.meta.url), 'utf8'),
  ) as Examples;
  const app = await buildApp({ config, logger, examples });
  // The document takes a moment to make: before there are requests that would wait for it, and a fault in it ends the start.
  app.swagger();

  const sockets = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });

  // Whoever reads the log may be gone, or read no more; waiting for them must not hold the process.
  const end = (code: number): void => {
    const exit = (): void => {
      // What is left is not tried again at the exit: where nobody takes it, that would never end.
      output.flushSync = () => undefined;
      process.exit(code);
    };
    lines.flush();
    output.once('close', exit).once('error', exit).end();
    setTimeout(exit, FLUSH_MS);
  };
  let closing = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (closing) return;
    closing = true;
    logger.info({ signal }, 'closing');
    // Browsers open connections ahead of need; one that has asked for nothing has nothing in flight.
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    setTimeout(() => app.server.closeAllConnections(), GRACE_MS).unref();
    app.close().then(
      () => {
        logger.info('closed');
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
  await app.listen({ host: config.HOST, port: config.PORT });
  app.log.level = config.LOG_LEVEL;
  const { address, port } = app.server.address() as AddressInfo;
  logger.info({ address, port }, 'listening');
  // Words for people, where they are: the log is for programs.
  if (process.stderr.isTTY) process.stderr.write(`\n${whereToLook(address, port)}\n`);
}

start().catch((error: unknown) => {
  process.stderr.write(`topline: ${explain(error)}\n`);
  process.exitCode = 1;
});
