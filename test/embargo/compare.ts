import type { FastifyInstance } from 'fastify';
import { answerTo, type Asked } from './crawl.ts';

const statusOf = (answer: string): string => answer.slice(1, 4);

export interface Comparison {
  /** What was answered differently. */
  readonly leaks: string[];
  readonly statuses: Map<string, number>;
  /** What was answered to a body that nobody chose, though the method is not refused: a route that is not crawled. */
  readonly bodyless: string[];
}

/** The applications are asked the same, one after the other; what differs from the first is a leak. */
export async function compare(
  apps: readonly FastifyInstance[],
  asked: readonly Asked[],
  comparable: (answer: string, asked: Asked) => string = (answer) => answer,
): Promise<Comparison> {
  const leaks: string[] = [];
  const bodyless: string[] = [];
  const statuses = new Map<string, number>();
  for (const one of asked) {
    const answers: string[] = [];
    for (const app of apps) answers.push(comparable(await answerTo(app, one), one));
    const [first = ''] = answers;
    const status = statusOf(first);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (one.anyBody === true && status !== '405') bodyless.push(`${one.method} ${one.url}: ${status}`);
    answers.forEach((answer, i) => {
      if (answer !== first)
        leaks.push(`${i}: ${one.method} ${one.url} ${JSON.stringify(one.headers)}\n${first}\n${answer}`);
    });
  }
  return { leaks, statuses, bodyless };
}
