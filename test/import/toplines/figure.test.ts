import { describe, expect, test } from 'vitest';
import { hasDecimalComma, readFigure } from '../../../src/import/toplines/figure.ts';

const value = (text: string, comma = false): unknown => {
  const read = readFigure(text, comma);
  if (read.kind !== 'figure') return read.kind;
  return [
    read.value,
    ...(read.qualifier === 'exact' ? [] : [read.qualifier]),
    ...(read.isPercent ? ['%'] : []),
  ].join(' ');
};

describe('a cell with a decimal point', () => {
  test.each([
    ['69', '69'],
    ['69.0', '69.0'],
    ['69.00 %', '69.00 %'],
    ['69%', '69 %'],
    [' 69\u00A0% ', '69 %'],
    ['1,234', '1234'],
    ['1 234 567.50', '1234567.50'],
    ["1'234", '1234'],
    ['.5', '0.5'],
    ['-1.20', '-1.20'],
    ['−3', '-3'],
    ['<1', '1 less-than'],
    ['< 1 %', '1 less-than %'],
    ['>50', '50 more-than'],
    ['~33', '33 approximately'],
    ['≈ 33', '33 approximately'],
    ['', 'none'],
    [' ', 'none'],
    ['-', 'none'],
    ['–', 'none'],
    ['N/A', 'none'],
    ['n.a.', 'none'],
    ['..', 'none'],
    ['69,0', 'text'],
    ['1,23', 'text'],
    ['12,34,567', 'text'],
    ['069', 'text'],
    ['6 9', 'text'],
    ['69.', 'text'],
    ['69 points', 'text'],
    ['6.9.1', 'text'],
    ['%', 'text'],
    ['<', 'text'],
    ['*', 'text'],
    ['1e3', 'text'],
    ['Infinity', 'text'],
  ])('%j is %s', (text, expected) => {
    expect(value(text)).toBe(expected);
  });
});

test.each([
  ['69,0', '69.0'],
  ['69,0 %', '69.0 %'],
  ['1.234', '1234'],
  ['1.234,5', '1234.5'],
  ['69.5', 'text'],
])('with a decimal comma %j is %s', (text, expected) => {
  expect(value(text, true)).toBe(expected);
});

test('further texts may stand for no figure', () => {
  expect(readFigure('999', false, new Set(['999'])).kind).toBe('none');
});

test.each([
  [[['69,0', '7']], true],
  [[['a', '<1,5 %']], true],
  [[['1,234', '69']], false],
  [[['69', 'x, y']], false],
])('%j has a decimal comma: %s', (rows, expected) => {
  expect(hasDecimalComma(rows)).toBe(expected);
});
