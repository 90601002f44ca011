import { ApiError } from '../../errors/api-error.ts';

/** Why there is no place: the client has its share, or all are taken. */
type Refused = 'share' | 'full';

/** Places for what goes on for long, of which a client has a share, so that one cannot take them all. */
export class Places {
  readonly #places: number;
  readonly #share: number;
  readonly #of = new Map<string, number>();
  #taken = 0;

  constructor({ places, share }: { readonly places: number; readonly share: number }) {
    this.#places = places;
    this.#share = share;
  }

  /** Takes a place. @returns what gives it back, however often it is called; or why there is none */
  take(client: string): (() => void) | Refused {
    const own = this.#of.get(client) ?? 0;
    if (own >= this.#share) return 'share';
    if (this.#taken >= this.#places) return 'full';
    this.#taken += 1;
    this.#of.set(client, own + 1);
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      this.#taken -= 1;
      const left = (this.#of.get(client) ?? 1) - 1;
      if (left > 0) this.#of.set(client, left);
      else this.#of.delete(client);
    };
  }
}

/** Seconds after which a place may be free. */
const RETRY_SECONDS = 5;

/** What who gets no place is told: to have fewer at once (429), or that others have them (503). */
export function noPlace(
  refused: Refused,
  { places, share }: { readonly places: number; readonly share: number },
  state: 'are under way' | 'are being made',
): ApiError {
  const headers = { 'retry-after': String(RETRY_SECONDS) };
  return refused === 'share'
    ? new ApiError(
        'rate-limited',
        `${share} long answers for this client ${state}, which is all that one may have at once. Try again in a few seconds.`,
        { headers },
      )
    : new ApiError('unavailable', `${places} long answers ${state}. Try again in a few seconds.`, {
        headers,
      });
}
