import { ITEMS, WAVES } from './made-records.ts';
import { MADE } from './made-release.ts';

/** How requests that came all at once were answered. */
export interface Answers {
  readonly answered: number;
  /** 503 with a Retry-After of whole seconds and a problem as its body. */
  readonly refused: number;
  /** Anything else, each as what was asked and what came. */
  readonly failures: readonly string[];
}

/** Addresses of different crosstabs, none of which can be answered from the tallies of another. */
export function differentCrosstabs(count: number): string[] {
  const pairs = Array.from({ length: ITEMS * (ITEMS - 1) * WAVES }, (_, i) => {
    const [row, step] = [i % ITEMS, 1 + (Math.floor(i / ITEMS) % (ITEMS - 1))];
    const wave = 1 + Math.floor(i / (ITEMS * (ITEMS - 1)));
    return `/v1/surveys/${MADE}/crosstab?rows=q${row}&columns=q${(row + step) % ITEMS}&wave=w${wave}`;
  });
  if (count > pairs.length)
    throw new RangeError(`there are ${pairs.length} different crosstabs, not ${count}`);
  return pairs.slice(0, count);
}

/** What is wrong with an answer; null: nothing. */
async function fault(response: Response): Promise<string | null> {
  const { status, headers } = response;
  const body = (await response.json()) as { data?: unknown[]; status?: number };
  if (status === 200) return body.data && body.data.length > 0 ? null : '200 without data';
  if (status !== 503) return `${status} ${JSON.stringify(body)}`;
  if (!/^[1-9]\d*$/.test(headers.get('retry-after') ?? '')) return '503 without Retry-After';
  return body.status === 503 ? null : '503 without a problem';
}

/** Asks for everything at once, each on a connection of its own. */
export async function askAtOnce(origin: string, paths: readonly string[]): Promise<Answers> {
  const answers = await Promise.all(
    paths.map(async (path) => {
      try {
        const response = await fetch(`${origin}${path}`);
        return { status: response.status, path, fault: await fault(response) };
      } catch (error) {
        return { status: 0, path, fault: `no answer: ${String(error)}` };
      }
    }),
  );
  const good = answers.filter((one) => one.fault === null);
  return {
    answered: good.filter(({ status }) => status === 200).length,
    refused: good.filter(({ status }) => status === 503).length,
    failures: answers.flatMap((one) => (one.fault === null ? [] : [`${one.path}: ${one.fault}`])),
  };
}
