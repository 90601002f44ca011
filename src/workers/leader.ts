import cluster, { type Worker as Child } from 'node:cluster';
import { createServer } from 'node:net';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { MemoryAccounts } from '../plugins/load/accounts.ts';
import { PLACE, SEEKS, type FromWorker, type ToWorker } from './messages.ts';
import { countsOf, sumNumbers } from './sum-numbers.ts';
import { wholeLines } from './whole-lines.ts';

/** What is in flight has this long to finish, the workers' own time for it included. */
const END_MS = 9500;
/** One that dies young is not replaced at once: what ended it may end the next. */
const YOUNG_MS = 5000;
const REPLACE_MS = 1000;
/** How long the numbers of a worker that is busy are waited for. */
const NUMBERS_MS = 2000;

/** Whether the system lets several processes listen at one port. */
export function canSharePort(host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', ({ code }: NodeJS.ErrnoException) =>
      resolve(code !== 'ENOTSUP' && code !== 'EINVAL'),
    );
    server.listen({ host, port: 0, reusePort: true }, () => server.close(() => resolve(true)));
  });
}

interface Gathering {
  readonly wanted: Set<number>;
  readonly texts: string[];
  readonly end: () => void;
}

interface LeaderSettings {
  readonly config: Config;
  readonly logger: Logger;
  /** Writes lines of the log as they are. */
  readonly writeLines: (lines: string) => void;
  /** Looks for a survey, of which a client names what is not there; null: there is nowhere to look but the data directory. */
  readonly seek: ((survey: string) => Promise<boolean>) | null;
  /** Told once where all listen. */
  readonly onListening: (address: string, port: number) => void;
  /** Ends this process, once all others have. */
  readonly end: (code: number) => void;
}

/**
 * Starts processes that answer at one port, each of which takes connections by itself, and stands between them: one count of what
 * clients take, one text of numbers, one word of changes in the data directory. One that dies is replaced.
 */
export class Leader {
  readonly #settings: LeaderSettings;
  readonly #accounts: MemoryAccounts;
  /** The workers that are there, by their place. */
  readonly #children = new Map<number, Child>();
  readonly #listening = new Set<number>();
  readonly #gatherings = new Map<number, Gathering>();
  /** The last numbers that each told, and what was counted by those that died: a sum never falls. */
  readonly #told = new Map<number, string>();
  readonly #gone: string[] = [];
  #gathered = 0;
  #port: number;
  #isClosing = false;
  /** Whether it was said that all listen. */
  #isTold = false;
  #code = 0;

  constructor(settings: LeaderSettings) {
    this.#settings = settings;
    this.#accounts = new MemoryAccounts(settings.config.RATE_LIMIT_PER_MINUTE);
    this.#port = settings.config.PORT;
    cluster.setupPrimary({ silent: true });
  }

  /** Starts the first; the others follow, once it is known at which port. */
  start(): void {
    this.#fork(0);
  }

  /** Lets all finish what is in flight. */
  stop(signal: NodeJS.Signals): void {
    if (this.#isClosing) return;
    this.#isClosing = true;
    this.#settings.logger.info({ signal }, 'closing');
    for (const child of this.#children.values()) child.process.kill('SIGTERM');
    setTimeout(() => {
      for (const child of this.#children.values()) child.process.kill('SIGKILL');
    }, END_MS).unref();
    this.#endIfAlone();
  }

  #fork(place: number): void {
    const started = performance.now();
    const child = cluster.fork({
      [PLACE]: String(place),
      ...(this.#settings.seek && { [SEEKS]: '1' }),
      PORT: String(this.#port),
    });
    this.#children.set(place, child);
    child.process.stdout?.setEncoding('utf8').on('data', wholeLines(this.#settings.writeLines));
    child.process.stderr?.on('data', (piece: Buffer) => process.stderr.write(piece));
    child.on('message', (message: FromWorker) => this.#hear(place, child, message));
    child.on('exit', (code: number | null, signal: string | null) => {
      this.#children.delete(place);
      for (const { wanted, end } of this.#gatherings.values()) if (wanted.delete(place)) end();
      this.#ended(place, child, { code, signal, age: performance.now() - started });
    });
  }

  #ended(
    place: number,
    { process: { pid } }: Child,
    {
      code,
      signal,
      age,
    }: { readonly code: number | null; readonly signal: string | null; readonly age: number },
  ): void {
    const { logger } = this.#settings;
    const wasListening = this.#listening.delete(place);
    if (this.#isClosing) {
      // One that was only starting had nothing to finish.
      if (wasListening && code !== 0) this.#code = 1;
      this.#endIfAlone();
      return;
    }
    if (!this.#isTold) {
      // It has said why it cannot start, and no other could.
      this.#code = code ?? 1;
      this.stop('SIGTERM');
      return;
    }
    const told = this.#told.get(place);
    this.#told.delete(place);
    if (told !== undefined) this.#gone.splice(0, Infinity, sumNumbers([...this.#gone, countsOf(told)]));
    logger.error({ worker: place, ended: pid, code, signal }, 'a worker died and is replaced');
    setTimeout(
      () => {
        if (!this.#isClosing) this.#fork(place);
      },
      age < YOUNG_MS ? REPLACE_MS : 0,
    );
  }

  #endIfAlone(): void {
    if (this.#children.size === 0) this.#settings.end(this.#code);
  }

  #hear(place: number, child: Child, message: FromWorker): void {
    switch (message.kind) {
      case 'listening':
        this.#isReady(place, message.address, message.port);
        break;
      case 'changed':
        for (const [other, one] of this.#children) if (other !== place) say(one, { kind: 'look' });
        break;
      case 'charge': {
        const { id, client, cost } = message;
        say(child, { kind: 'charged', id, charged: this.#accounts.charge(client, cost) });
        break;
      }
      case 'seek':
        void this.#settings
          .seek?.(message.survey)
          .then((isOver) => say(child, { kind: 'sought', id: message.id, isOver }));
        break;
      case 'numbers-wanted':
        this.#gather(child, message.id);
        break;
      case 'numbers': {
        const gathering = this.#gatherings.get(message.id);
        if (gathering?.wanted.delete(place) !== true) break;
        gathering.texts.push(message.text);
        this.#told.set(place, message.text);
        gathering.end();
        break;
      }
    }
  }

  #isReady(place: number, address: string, port: number): void {
    const { config, onListening } = this.#settings;
    this.#listening.add(place);
    this.#port = port;
    // The others follow the first, once it is known at which port.
    for (let other = 1; !this.#isTold && other < config.WORKERS; other += 1)
      if (!this.#children.has(other)) this.#fork(other);
    if (this.#isTold || this.#listening.size < config.WORKERS) return;
    this.#isTold = true;
    onListening(address, port);
  }

  /** Asks all for their numbers, and gives the sum to the one that wants it. */
  #gather(asker: Child, id: number): void {
    this.#gathered += 1;
    const number = this.#gathered;
    const texts: string[] = [];
    const wanted = new Set(this.#children.keys());
    const finish = (): void => {
      if (!this.#gatherings.delete(number)) return;
      clearTimeout(timer);
      say(asker, { kind: 'all-numbers', id, text: sumNumbers([...texts, ...this.#gone]) });
    };
    const timer = setTimeout(finish, NUMBERS_MS);
    this.#gatherings.set(number, { wanted, texts, end: () => wanted.size === 0 && finish() });
    for (const child of this.#children.values()) say(child, { kind: 'tell-numbers', id: number });
  }
}

function say(child: Child, message: ToWorker): void {
  if (child.isConnected()) child.send(message, () => undefined);
}
