import type { FastifyRequest } from 'fastify';
import { formatById } from '../../formats/index.ts';
import { negotiateFormat } from '../../formats/negotiate.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What an answer is computed from, where that may take long: tables of figures, or tallies of records. */
    computes?: 'figures' | 'records';
    /** Whether each of its answers takes much more to write than a text: a picture of pixels. */
    heavy?: boolean;
    /** The same of an address whose requests differ by what is sent. */
    weigh?: (body: unknown) => RequestWeight;
  }
}

/** What a request costs that is not kept. */
export interface RequestWeight {
  readonly computes?: 'figures' | 'records';
  readonly heavy?: boolean;
}

function weightOf({ routeOptions: { config }, body }: FastifyRequest): RequestWeight {
  return config.weigh?.(body) ?? config;
}

/** A request, and what its query, which has been checked, may say of the answer. */
export type PresentedRequest = FastifyRequest<{ Querystring: Presented }>;

interface Presented {
  readonly format?: string;
  readonly limit?: number | 'all';
}

/** Whether a request is for what takes much to make: a picture, a table as a whole, or one in a representation of many parts. */
function isLargeAnswer(request: PresentedRequest): boolean {
  if (weightOf(request).heavy === true) return true;
  if (request.routeOptions.config.sends !== 'table') return false;
  const { format, limit } = request.query;
  if (limit === 'all') return true;
  return (
    (format === undefined ? negotiateFormat(request.headers.accept, true) : formatById(format))?.heavy ===
    true
  );
}

/** Whether an answer may take long to compute or to write. Known once the query was checked. */
export const isHeavy = (request: PresentedRequest): boolean =>
  weightOf(request).computes !== undefined || isLargeAnswer(request);

/** Whether an answer costs more than a request of the limit of a client. */
export const isCostly = (request: PresentedRequest): boolean =>
  weightOf(request).computes === 'records' || isLargeAnswer(request);
