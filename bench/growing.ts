import type { LiveServer } from './live-server.ts';

/** What was measured, under names with their units. */
export type Taken = Readonly<Record<string, number>>;

/** Something that there may be more and more of. */
export interface Growing {
  readonly what: string;
  readonly sizes: readonly number[];
  /** Makes a data directory of so many of them. */
  readonly make: (data: string, size: number) => Promise<void>;
  /** Asks a server that has just started over that directory. @throws Error if a figure is not what it was made to be */
  readonly measure: (server: LiveServer, data: string, size: number) => Promise<Taken>;
}

/** An answer of a list. */
export interface Answer<Row = unknown> {
  readonly data: readonly Row[];
  readonly meta: { readonly next: string | null; readonly total: number };
}

export async function get<Row>(server: LiveServer, path: string): Promise<Answer<Row>> {
  const response = await fetch(`${server.origin}${path}`);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Answer<Row>;
}

/** Milliseconds of the processor that the server takes for a piece of work. */
export async function processorMs(server: LiveServer, work: () => Promise<unknown>): Promise<number> {
  const before = server.processorSeconds();
  await work();
  return (server.processorSeconds() - before) * 1000;
}

export const startTaken = (server: LiveServer): Taken => ({
  'start, s of CPU': server.processorSeconds(),
  MB: server.residentMegabytes(),
});
