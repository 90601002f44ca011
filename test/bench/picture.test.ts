import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { drawSpeed, measuredTables, PICTURE, RESULTS } from '../../bench/picture.ts';
import { ratioTable } from '../../bench/ratios.ts';

test('the picture of how long crosstabs take is of what bench/results.md says: node bench/picture.ts', async () => {
  const page = await readFile(RESULTS, 'utf8');
  const svg = await drawSpeed(page);
  expect(await readFile(PICTURE, 'utf8')).toBe(svg);
  // Each figure stands in it, as it stands in the table.
  for (const { times } of measuredTables(page)) expect(svg).toContain(`>${times.toFixed(2)}<`);
});

test('tables are taken from a page by their names, and nothing else is', () => {
  const page = ratioTable([
    { name: 'crosstab of 1 M records, 50 strata : bare SQL of DuckDB', value: 1.5, better: 'less' },
    { name: 'crosstab of 1 M records, 50 strata, R survey : Topline', value: 100, better: 'more' },
    { name: 'gaps, 304 : bare node:http, the same bytes', value: 0.9, better: 'more' },
  ]);
  expect(measuredTables(page)).toEqual([{ label: '1 M records, 50 strata', times: 1.5 }]);
});
