import { MemoryAccounts, type Accounts } from './load/accounts.ts';

/** What an application has in common with others that answer at the same port. */
export interface Peers {
  /** Whether it is this one that watches the data directory. */
  readonly watches: boolean;
  /** What clients have left. @param limit requests of a client in a window */
  accounts(limit: number): Accounts;
  /** What tells the numbers of all. @param own tells those of this application */
  numbers(own: () => Promise<string>): () => Promise<string>;
  /** Says that the data directory, or a file of a release, was seen to change. */
  tellOfChange(): void;
  /** Looks at the data directory again whenever another one says so. */
  onChange(look: () => Promise<void>): void;
}

/** An application that is by itself. */
export const ALONE: Peers = {
  watches: true,
  accounts: (limit) => new MemoryAccounts(limit),
  numbers: (own) => own,
  tellOfChange: () => undefined,
  onChange: () => undefined,
};
