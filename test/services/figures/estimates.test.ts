import { expect, test } from 'vitest';
import { getJson, smallApp, toplines } from '../../helper.ts';
import { recordsApp, single } from '../../records-helper.ts';

type Row = Record<string, unknown>;

test('a source is asked for by any figure that it gives, alone or with others', async () => {
  const app = await smallApp(
    toplines(
      'q,,yes,w1,a,percent,77',
      'q,,yes,w1,a,percent,77,exact,,article,,,',
      'q,,yes,w2,a,percent,80,exact,,article,,,',
      'q,,yes,w2,b,percent,60',
    ),
  );
  const places = async (source: string) =>
    (await getJson<{ data: Row[] }>(app, `/v1/surveys/small/estimates?source=${source}`)).data.map(
      ({ wave, audience }) => `${String(wave)} ${String(audience)}`,
    );
  expect(await places('article')).toEqual(['w1 a', 'w2 a']);
  expect(await places('report')).toEqual(['w1 a', 'w2 b']);
  expect(await places('article,report')).toEqual(['w1 a', 'w2 a', 'w2 b']);
});

test('a figure that is hidden is given by the source of the records, and by no other', async () => {
  const records = [1, 1, 2].map((q) => ({ q }));
  const app = await recordsApp(records, {
    questions: [single('q', [1, 2])],
    design: { wave: 'w1', audience: 'all', source: 'report' },
    disclosure: { minimumBase: 30 },
  });
  const rows = async (query: string) =>
    (await getJson<{ data: Row[] }>(app, `/v1/surveys/small/estimates${query}`)).data;
  const all = await rows('');
  expect(all.map(({ value, reasons }) => [value, (reasons as Row)['value']])).toEqual([
    [null, 'suppressed-low-base'],
    [null, 'suppressed-low-base'],
  ]);
  expect(await rows('?source=report')).toEqual(all);
  expect(await rows('?source=article')).toEqual([]);
});
