import { expect, test } from 'vitest';
import { bundledApp, getJson } from '../helper.ts';
import { pageAt } from '../pages/page-of.ts';

const GAPS = '/v1/surveys/cmo-cio-alignment@1.2.0/gaps?question=need-to-align';

/** The cells below a head, as they are written. */
function columnOf(body: string, head: string): string[] {
  const heads = [...body.matchAll(/<th scope="col"[^>]*>(.*?)<\/th>/g)].map(([, text]) => text);
  const at = heads.indexOf(head);
  const [, ...rows] = body.split('<tr>');
  return rows.slice(1).map((row) => [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)][at]?.[1] ?? '');
}

test('a page of the interface says who leads in words', async () => {
  const app = await bundledApp();
  const { data } = await getJson<{
    data: { leader: string; audienceA: string; audienceALabel: string; audienceBLabel: string }[];
  }>(app, GAPS);
  const leaders = columnOf(await pageAt(app, `${GAPS}&format=html`), 'Leader');
  expect(leaders).toEqual(
    data.map((row) => (row.leader === row.audienceA ? row.audienceALabel : row.audienceBLabel)),
  );
  expect(new Set(leaders).size).toBeGreaterThan(2);
});

test('and in codes for who asks for codes', async () => {
  const app = await bundledApp();
  const { data } = await getJson<{ data: { leader: string }[] }>(app, GAPS);
  for (const asked of ['labels=codes', 'fields=leader,gap,audienceA,audienceB']) {
    const body = await pageAt(app, `${GAPS}&format=html&${asked}`);
    expect(columnOf(body, 'leader'), asked).toEqual(data.map(({ leader }) => leader));
  }
});
