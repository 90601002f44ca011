import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { clientNetwork } from '../../access/failure-limit.ts';
import { ApiError } from '../../errors/api-error.ts';
import { isCostly, type PresentedRequest } from './heavy.ts';

const WINDOW_SECONDS = 60;
/** What a query costs whose answer is not kept and takes long to make. */
const HEAVY_COST = 10;
const POLICY = '"default"';

/**
 * Limits what a client may ask for in a minute, and says so in the fields of draft-ietf-httpapi-ratelimit-headers-10: `RateLimit-Policy`
 * with the quota and the window in seconds, `RateLimit` with what remains and until when. Every request costs one, also of kept
 * answers; a heavy one that is not kept costs ten. What is refused costs nothing.
 *
 * Its first hook comes before `httpCache`, the second after it. Call it only where there is a limit.
 *
 * @param limit requests of a client, by address or IPv6 network, in a minute
 */
export function rateLimit(app: FastifyInstance, limit: number): void {
  const limiter = new RateLimiterMemory({ points: limit, duration: WINDOW_SECONDS });

  /** What a client has left after a request; `isRefused`: it had too little for it. */
  async function consume(client: string, cost: number) {
    try {
      return { isRefused: false, left: await limiter.consume(client, cost) };
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      return { isRefused: true, left: await limiter.reward(client, cost) };
    }
  }

  async function take(request: FastifyRequest, reply: FastifyReply, cost: number): Promise<void> {
    const { isRefused, left } = await consume(clientNetwork(request.ip), cost);
    const seconds = Math.max(1, Math.ceil(left.msBeforeNext / 1000));
    reply.headers({
      'ratelimit-policy': `${POLICY};q=${limit};w=${WINDOW_SECONDS}`,
      ratelimit: `${POLICY};r=${left.remainingPoints};t=${seconds}`,
    });
    if (!isRefused) return;
    const costs = cost > 1 ? ` This one would cost as much as ${cost + 1}.` : '';
    throw new ApiError(
      'rate-limited',
      `The limit is ${limit} requests a minute.${costs} Try again in ${seconds} seconds.`,
      { headers: { 'retry-after': String(seconds) } },
    );
  }

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
