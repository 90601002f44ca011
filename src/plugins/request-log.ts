import type { FastifyInstance } from 'fastify';
import { LRUCache } from 'lru-cache';
import { symbols, type Logger } from 'pino';
import { withoutSecrets } from '../access/key-format.ts';

/** What a line tells of a request. */
interface AnsweredRequest {
  /** Its id and its address, as `textOf` writes them. */
  readonly loggedId: string;
  readonly loggedUrl: string;
  readonly method: string;
  readonly status: number;
  readonly milliseconds: number;
  /** Left out where the connection is gone. */
  readonly address: string | undefined;
}

const INFO = 30;

/**
 * One line a request, when it has been answered. A client's error is information, not an error of ours. The lines are as the logger
 * would write them, put together by hand: that costs a tenth.
 */
export class RequestLog {
  readonly #logger: Logger | undefined;
  readonly #stream: { write(line: string): unknown } | undefined;
  /** What each line of the logger says of the process and the machine, with a comma before it. */
  readonly #bindings: string;
  readonly #addresses = new LRUCache<string, string>({ max: 1000 });

  /** @param logger left out: nothing is logged */
  constructor(logger: Logger | undefined) {
    this.#logger = logger;
    this.#stream = logger && (Reflect.get(logger, symbols.streamSym) as { write(line: string): unknown });
    this.#bindings = logger ? String(Reflect.get(logger, symbols.chindingsSym)) : '';
  }

  /** A text as it stands in a line. It comes from a client: no key gets into the log. */
  textOf(text: string): string {
    return JSON.stringify(withoutSecrets(text));
  }

  /** Of a client that asks often it is made once. */
  #addressText(address: string): string {
    const known = this.#addresses.get(address);
    if (known !== undefined) return known;
    const text = this.textOf(address);
    this.#addresses.set(address, text);
    return text;
  }

  write({ loggedId, method, loggedUrl, status, milliseconds, address }: AnsweredRequest): void {
    if (this.#logger?.isLevelEnabled('info') !== true) return;
    const ms = Math.round(milliseconds * 1000) / 1000;
    this.#stream?.write(
      `{"level":${INFO},"time":${Date.now()}${this.#bindings},"reqId":${loggedId},"method":"${method}","url":${loggedUrl},"status":${status},"ms":${ms},"client":${this.#addressText(address ?? '')},"msg":"request"}\n`,
    );
  }

  /** Writes a line of each request that the framework answers. */
  observe(app: FastifyInstance): void {
    app.addHook('onResponse', (request, reply, done) => {
      const { id, method, url, ip } = request;
      const { statusCode: status, elapsedTime: milliseconds } = reply;
      this.write({
        loggedId: this.textOf(id),
        method,
        loggedUrl: this.textOf(url),
        status,
        milliseconds,
        address: ip,
      });
      done();
    });
  }
}
