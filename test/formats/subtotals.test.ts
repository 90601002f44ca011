import type { FastifyInstance } from 'fastify';
import { expect, test } from 'vitest';
import { recordsApp, single, type TestRecord } from '../records-helper.ts';

const low = (of: string) => ({
  nets: [{ id: 'low', label: 'One *or* two', options: [`${of}-1`, `${of}-2`] }],
});
const SURVEY = {
  design: { wave: 'w1', audience: 'all', weights: [] },
  disclosure: { publicRecords: true },
  questions: [single('q', [1, 2, 3], low('q')), single('p', [1, 2, 3], low('p'))],
};
const RECORDS: TestRecord[] = Array.from({ length: 60 }, (_, i) => ({ q: 1 + (i % 3), p: 1 + (i % 2) }));
const URL = '/v1/surveys/small/crosstab?rows=q&columns=p&net=q:odd:q-1,q-3';

/** Texts that stand in italics, each once. */
async function italicsOf(
  app: FastifyInstance,
  query: string,
  format: 'html' | 'markdown',
): Promise<string[]> {
  const { body } = await app.inject(`${URL}${query}&format=${format}`);
  const found =
    format === 'html'
      ? body.matchAll(/<t[dh][^>]*><i>(.*?)<\/i>/g)
      : body.split('\n## ')[0]?.matchAll(/(?<=\| )\*(.*?)\*(?= \|)/g);
  return [...new Set([...(found ?? [])].map(([, text = '']) => text))];
}

test('subtotals of rows and columns are in italics where people read them, and nothing else is', async () => {
  const app = await recordsApp(RECORDS, SURVEY, { memory: true });
  const italics = (query: string, format: 'html' | 'markdown') => italicsOf(app, query, format);
  for (const query of ['', '&labels=both']) {
    expect((await italics(query, 'html')).filter((text) => text !== 'low')).toEqual(['One *or* two', 'odd']);
    expect((await italics(query, 'markdown')).filter((text) => text !== 'low')).toEqual([
      String.raw`One \*or\* two`,
      'odd',
    ]);
  }
  expect(await italics('&labels=codes', 'html')).toEqual(['low', 'odd']);
  const wide = await italics('&layout=wide', 'html');
  expect(wide).toEqual(['One *or* two (D)', 'One *or* two', 'odd']);
  expect(await italics('&layout=wide', 'markdown')).toEqual(
    wide.map((text) => text.replaceAll('*', String.raw`\*`)),
  );
});

test('a table without subtotals has none, and programs are told by the kind', async () => {
  const app = await recordsApp(RECORDS, { ...SURVEY, questions: [single('q', [1, 2, 3])] }, { memory: true });
  const { body } = await app.inject('/v1/surveys/small/crosstab?rows=q&format=html');
  expect(body).not.toContain('<i>');
  const withNets = await recordsApp(RECORDS, SURVEY, { memory: true });
  const csv = await withNets.inject(`${URL}&format=csv&fields=row,rowKind,column,columnKind&limit=1000`);
  expect(csv.body).toContain('low,net,low,net');
  expect(csv.body).toContain('odd,net,p-1,category');
});
