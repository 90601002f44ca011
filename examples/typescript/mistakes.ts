import { body, toplineClient } from './client.ts';
import type { Gap } from './topline.d.ts';

/** What the types refuse, before anything is asked. Never run: `npm run types` fails if one of these goes through. */
export async function mistakes(): Promise<void> {
  const topline = toplineClient('http://127.0.0.1:8080');
  const path = { survey: 'cmo-cio-alignment' };

  // @ts-expect-error there is no such address
  await topline.GET('/v1/surveys/{survey}/gapz', { params: { path } });
  // @ts-expect-error the survey is missing
  await topline.GET('/v1/surveys/{survey}/gaps', { params: {} });
  // @ts-expect-error a crosstab needs its rows
  await topline.GET('/v1/surveys/{survey}/crosstab', { params: { path, query: {} } });
  // @ts-expect-error there is no such adjustment
  await topline.GET('/v1/surveys/{survey}/gaps', { params: { path, query: { adjust: 'bonferroni' } } });
  // @ts-expect-error there is no such parameter
  await topline.GET('/v1/surveys/{survey}/gaps', { params: { path, query: { year: 2012 } } });
  // @ts-expect-error there is no such field to sort by
  await topline.GET('/v1/surveys/{survey}/gaps', { params: { path, query: { sort: ['size'] } } });

  const answer = await topline.GET('/v1/surveys/{survey}/gaps', { params: { path } });
  // @ts-expect-error an error is a problem, which has a detail and no message
  console.log(answer.error?.message);
  // @ts-expect-error where a fault is: the query, the path, a header or the body
  console.log(answer.error?.errors[0]?.in === 'cookie');

  const [gap] = body(answer).data as [Required<Gap>];
  // @ts-expect-error a gap may be null
  gap.gap.toFixed(1);
  // @ts-expect-error there is no such field
  console.log(gap.difference);
}
