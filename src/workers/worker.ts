import { WINDOW_SECONDS, type Accounts, type Charged } from '../plugins/load/accounts.ts';
import type { Peers } from '../plugins/peers.ts';
import { PLACE, SEEKS, type FromWorker, type ToWorker } from './messages.ts';

/** Answers that are waited for, by number. */
class Awaited<T> {
  readonly #waiting = new Map<number, (value: T) => void>();
  #last = 0;

  ask(send: (id: number) => void): Promise<T> {
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      send(id);
    });
  }

  answer(id: number, value: T): void {
    this.#waiting.get(id)?.(value);
    this.#waiting.delete(id);
  }
}

/** What this process, one of several at a port, has in common with the others, by way of the one that leads them. */
export class Worker implements Peers {
  readonly watches = process.env[PLACE] === '0';
  readonly #charges = new Awaited<Charged>();
  readonly #numbers = new Awaited<string>();
  readonly #sought = new Awaited<boolean>();
  #look: () => Promise<void> = async () => undefined;
  #own: () => Promise<string> = async () => '';

  constructor() {
    process.on('message', (message: ToWorker) => this.#hear(message));
  }

  /** Says that it is ready. */
  tellListening(address: string, port: number): void {
    this.#say({ kind: 'listening', address, port });
  }

  accounts(limit: number): Accounts {
    return {
      limit,
      seconds: WINDOW_SECONDS,
      charge: (client, cost) => this.#charges.ask((id) => this.#say({ kind: 'charge', id, client, cost })),
    };
  }

  numbers(own: () => Promise<string>): () => Promise<string> {
    this.#own = own;
    return () => this.#numbers.ask((id) => this.#say({ kind: 'numbers-wanted', id }));
  }

  /** Has a survey looked for by the process that leads, which fetches what the others read; null: there is nowhere to look. */
  get seek(): ((survey: string) => Promise<boolean>) | null {
    if (process.env[SEEKS] === undefined) return null;
    return (survey) => this.#sought.ask((id) => this.#say({ kind: 'seek', id, survey }));
  }

  tellOfChange(): void {
    if (this.watches) this.#say({ kind: 'changed' });
  }

  onChange(look: () => Promise<void>): void {
    this.#look = look;
    // What changed between its start and now nobody told it of.
    if (!this.watches) void look().catch(() => undefined);
  }

  #say(message: FromWorker): void {
    // Where nobody leads any more the process ends by itself.
    if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
  }

  #hear(message: ToWorker): void {
    switch (message.kind) {
      case 'look':
        // What is wrong with the directory is told by the one that watches it.
        void this.#look().catch(() => undefined);
        break;
      case 'charged':
        this.#charges.answer(message.id, message.charged);
        break;
      case 'tell-numbers':
        void this.#own().then((text) => this.#say({ kind: 'numbers', id: message.id, text }));
        break;
      case 'all-numbers':
        this.#numbers.answer(message.id, message.text);
        break;
      case 'sought':
        this.#sought.answer(message.id, message.isOver);
        break;
    }
  }
}
