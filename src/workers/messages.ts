import type { Charged } from '../plugins/load/accounts.ts';

/** What a worker says to the process that leads. */
export type FromWorker =
  | { readonly kind: 'listening'; readonly address: string; readonly port: number }
  | { readonly kind: 'changed' }
  | { readonly kind: 'charge'; readonly id: number; readonly client: string; readonly cost: number }
  /** Asks for the numbers of all. */
  | { readonly kind: 'numbers-wanted'; readonly id: number }
  /** Its own, for a worker that asked. */
  | { readonly kind: 'numbers'; readonly id: number; readonly text: string }
  /** Wants a survey to be looked for, of which somebody names what is not there. */
  | { readonly kind: 'seek'; readonly id: number; readonly survey: string };

/** What a worker is told. */
export type ToWorker =
  | { readonly kind: 'look' }
  | { readonly kind: 'charged'; readonly id: number; readonly charged: Charged }
  | { readonly kind: 'tell-numbers'; readonly id: number }
  | { readonly kind: 'all-numbers'; readonly id: number; readonly text: string }
  /** Whether looking for it is over; false: it takes too long. */
  | { readonly kind: 'sought'; readonly id: number; readonly isOver: boolean };

/** The variable by which a worker knows its place, from 0 on. The first watches the data directory. */
export const PLACE = 'TOPLINE_WORKER';
/** The variable by which a worker knows that there is more to look in than the data directory. */
export const SEEKS = 'TOPLINE_SEEKS';
