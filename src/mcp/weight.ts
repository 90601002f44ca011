import type { RequestWeight } from '../plugins/load/heavy.ts';

/** What a tool costs that computes; the others are cheap. */
const WEIGHTS: Readonly<Record<string, RequestWeight>> = {
  get_estimates: { computes: 'figures' },
  get_gaps: { computes: 'figures' },
  get_trends: { computes: 'figures' },
  get_gap_trends: { computes: 'figures' },
  get_ranks: { computes: 'figures' },
  check_claim: { computes: 'figures' },
  diff_releases: { computes: 'figures' },
  get_crosstab: { computes: 'records' },
  get_chart: { computes: 'figures', heavy: true },
};

interface Message {
  readonly method?: unknown;
  readonly params?: { readonly name?: unknown } | null;
}

/** What a message costs that was sent: known without what answers it, which is loaded when it is first asked. */
export function weightOfMessage(body: unknown): RequestWeight {
  const { method, params } = Object(body) as Message;
  if (method === 'prompts/get') return { computes: 'figures' };
  const name = method === 'tools/call' ? String(params?.name) : '';
  return Object.hasOwn(WEIGHTS, name) ? (WEIGHTS[name] ?? {}) : {};
}
