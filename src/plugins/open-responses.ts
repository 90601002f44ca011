import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Counts the answers that are under way on each connection, so that what must be said to a connection as such, outside of any
 * answer, is not written into the middle of one.
 */
export class OpenResponses {
  readonly #open = new WeakMap<Socket, number>();
  readonly #waiting = new WeakMap<Socket, () => void>();

  constructor(server: Server) {
    server.on('request', ({ socket }, response) => {
      this.#open.set(socket, (this.#open.get(socket) ?? 0) + 1);
      response.once('close', () => this.#closed(socket));
    });
  }

  /** Does something once no answer is under way on a connection: at once where there is none. Only the first thing is done. */
  whenNone(socket: Socket, then: () => void): void {
    if ((this.#open.get(socket) ?? 0) === 0) then();
    else if (!this.#waiting.has(socket)) this.#waiting.set(socket, then);
  }

  #closed(socket: Socket): void {
    const left = (this.#open.get(socket) ?? 1) - 1;
    this.#open.set(socket, left);
    if (left > 0) return;
    const then = this.#waiting.get(socket);
    this.#waiting.delete(socket);
    then?.();
  }
}
