import JSONstat from 'jsonstat-toolkit';
import { describe, expect, test } from 'vitest';
import { body } from '../../src/formats/index.ts';
import { jsonStat } from '../../src/formats/json-stat.ts';
import { Rows } from '../../src/schemas/rows.ts';
import { bundledApp } from '../helper.ts';

interface Dataset {
  readonly id: string[];
  readonly size: number[];
  readonly role: { time?: string[]; metric: string[] };
  readonly dimension: Record<
    string,
    {
      label: string;
      category: { index: string[]; label?: Record<string, string>; unit?: Record<string, unknown> };
    }
  >;
  readonly value: Record<string, number>;
  readonly status?: Record<string, string>;
  readonly note?: string[];
}

async function dataset(url: string): Promise<Dataset> {
  const app = await bundledApp();
  return (await app.inject(`${url}${url.includes('?') ? '&' : '?'}format=json-stat`)).json<Dataset>();
}

const CMO = '/v1/surveys/cmo-cio-alignment@1.1.0';

describe.each([
  [`${CMO}/gaps?question=need-to-align`, ['wave']],
  [`${CMO}/gaps?limit=1000`, ['wave']],
  [`${CMO}/trends?question=need-to-align`, ['waveFrom', 'waveTo']],
  [`${CMO}/questions?limit=1000`, undefined],
  [`${CMO}/gaps?question=need-to-align&audience=cmo-italy`, ['wave']],
  [CMO, undefined],
  ['/v1/surveys/nonvoters@1.0.0/crosstab?rows=q5&columns=voter-category', undefined],
])('%s', (url, times) => {
  test('obeys the rules of JSON-stat 2.0', async () => {
    const cube = await dataset(url);
    expect(cube).toMatchObject({ version: '2.0', class: 'dataset' });
    expect(cube.size).toHaveLength(cube.id.length);
    expect(Object.keys(cube.dimension)).toEqual(cube.id);
    cube.id.forEach((id, i) => {
      const { index, label } = cube.dimension[id]?.category ?? { index: [], label: {} };
      expect(new Set(index).size, id).toBe(cube.size[i]);
      expect(Object.keys(label ?? {}).toSorted(), id).toEqual(index.toSorted());
    });
    const cells = cube.size.reduce((product, size) => product * size, 1);
    for (const cell of [...Object.keys(cube.value), ...Object.keys(cube.status ?? {})]) {
      expect(Number(cell)).toBeLessThan(cells);
    }
    expect(Object.keys(cube.status ?? {}).filter((cell) => cell in cube.value)).toEqual([]);
    expect(cube.role).toEqual({ ...(times && { time: times }), metric: ['metric'] });
    const read = JSONstat(structuredClone(cube));
    expect(read.class).toBe('dataset');
    expect(read.n).toBe(cells);
    expect(read.role.metric).toEqual(['metric']);
  });
});

test('a small table has a dimension for each field that places a row', async () => {
  const { id, dimension } = await dataset(
    '/v1/surveys/nonvoters@1.0.0/crosstab?rows=q5&columns=voter-category',
  );
  expect(id).toEqual(['measure', 'rowVariable', 'row', 'columnVariable', 'column', 'metric']);
  expect(dimension['row']?.category.label?.['matters']).toBe('Matters');
});

test('a large one joins them, so that no client lays out an empty cube', async () => {
  const { id, size } = await dataset(`${CMO}/gaps?limit=1000`);
  expect(id).toEqual(['question/item/option/measure/audienceA/audienceB', 'wave', 'metric']);
  expect(size.reduce((product, one) => product * one, 1)).toBeLessThan(5000);
});

test('why a figure is missing, its unit and its decimals are told', async () => {
  const cube = await dataset(`${CMO}/estimates?question=need-to-align&wave=2012&audience=cmo`);
  expect(Object.values(cube.status ?? {})).toContain('design-unknown');
  expect(cube.dimension['metric']?.category.unit?.['value']).toEqual({ label: 'percent', decimals: 0 });
  expect(cube.note?.[0]).toContain('Contested');
});

test('rows that no code tells apart are numbered', () => {
  const rows = [
    { wave: 'w1', value: 1 },
    { wave: 'w1', value: 2 },
  ];
  const cube = JSON.parse(
    body(jsonStat, {
      rows: Rows.of(rows),
      single: false,
      meta: { permalink: '/x' },
      fields: [
        { name: 'wave', type: 'text' },
        { name: 'value', type: 'number' },
      ],
    }) as string,
  ) as Dataset;
  expect(cube.id).toEqual(['line', 'metric']);
  expect(cube.value).toEqual({ 0: 1, 1: 2 });
});
