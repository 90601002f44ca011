import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { clientNetwork } from '../../access/failure-limit.ts';
import { ApiError } from '../../errors/api-error.ts';
import { isCostly, type PresentedRequest } from './heavy.ts';
import type { Accounts, Charged } from './accounts.ts';

/** What a query costs whose answer is not kept and takes long to make. */
const HEAVY_COST = 10;
const POLICY = '"default"';

/** What a request took of what its client may. */
export interface Taken {
  readonly isRefused: boolean;
  /** Seconds until the client may ask for as much as ever. */
  readonly seconds: number;
  /** The header RateLimit. */
  readonly header: string;
}

function takenOf({ isRefused, left, milliseconds }: Charged): Taken {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  return { isRefused, seconds, header: `${POLICY};r=${left};t=${seconds}` };
}

/**
 * Limits what a client may ask for in a minute, and says so in the fields of draft-ietf-httpapi-ratelimit-headers-10: `RateLimit-Policy`
 * with the quota and the window in seconds, `RateLimit` with what remains and until when. Every request costs one, also of kept
 * answers; a heavy one that is not kept costs ten. What is refused costs nothing.
 */
export class RateLimit {
  readonly #accounts: Accounts;

  /** @param accounts what clients have left, by address or IPv6 network */
  constructor(accounts: Accounts) {
    this.#accounts = accounts;
  }

  /** Charges who is at an address. */
  take(address: string, cost: number): Taken | Promise<Taken> {
    const charged = this.#accounts.charge(clientNetwork(address), cost);
    return charged instanceof Promise ? charged.then(takenOf) : takenOf(charged);
  }

  /** Its first hook comes before `httpCache`, the second after it. */
  observe(app: FastifyInstance): void {
    const { limit, seconds: window } = this.#accounts;
    const take = async (request: FastifyRequest, reply: FastifyReply, cost: number): Promise<void> => {
      const { isRefused, seconds, header } = await this.take(request.ip, cost);
      reply.headers({ 'ratelimit-policy': `${POLICY};q=${limit};w=${window}`, ratelimit: header });
      if (!isRefused) return;
      const costs = cost > 1 ? ` This one would cost as much as ${cost + 1}.` : '';
      throw new ApiError(
        'rate-limited',
        `The limit is ${limit} requests a minute.${costs} Try again in ${seconds} seconds.`,
        { headers: { 'retry-after': String(seconds) } },
      );
    };
    // What watches the service must not be kept from it.
    const isFree = ({ routeOptions }: FastifyRequest): boolean => routeOptions.config.sends === 'state';
    app.addHook('onRequest', async (request, reply) => {
      if (!isFree(request)) await take(request, reply, 1);
    });
    app.addHook('preHandler', async (request: PresentedRequest, reply) => {
      const more = Math.min(HEAVY_COST, limit) - 1;
      if (more > 0 && !isFree(request) && isCostly(request)) await take(request, reply, more);
    });
  }
}
