import { expect, test } from 'vitest';
import { isWhole } from '../../src/charts/crosstab-cells.ts';
import type { CrosstabRow } from '../../src/schemas/results/crosstab.ts';

// A cell is all of its whole where each side that the whole runs along is a total.
test.each([
  ['column-percent', 'total', 'category', true],
  ['column-percent', 'category', 'total', false],
  ['row-percent', 'category', 'total', true],
  ['row-percent', 'total', 'category', false],
  ['total-percent', 'total', 'total', true],
  ['total-percent', 'total', 'category', false],
  ['total-percent', 'category', 'total', false],
  ['count', 'total', 'total', false],
] as const)('%s of a row %s and a column %s: all of it: %s', (measure, rowKind, columnKind, is) => {
  expect(isWhole({ measure, rowKind, columnKind } as CrosstabRow)).toBe(is);
});
