import { expect, test } from 'vitest';
import { importedText, records } from '../support.ts';
import { importedTable } from '../toplines/support.ts';

/** Records of which the fifth line of the file is wrong, below a first line that says what divides them. */
test.each([
  ['a row that is too short', 'a;b\n1;2\n1;2\n1\n', 'x.csv:5:b'],
  ['a row that is too long', 'a;b\n1;2\n1;2\n1;2;3\n', 'x.csv:5'],
  ['a quote that is out of place', 'a;b\n1;2\n1;2\n1;x"y" z\n', 'x.csv:5'],
  ['a quote that is out of place at once', 'a;b\n1;"x"y\n1;2\n1;2\n', 'x.csv:3'],
])('the line of %s is counted as in the file', async (_, csv, expected) => {
  await expect(importedText({ 'x.csv': `sep=;\n${csv}` })).rejects.toThrow(expected);
});

test('what the first line says divides is no answer', async () => {
  const { into } = await importedText({ 'x.csv': 'sep=|\r\nq|r\r\nyes|1\r\nno|2\r\nyes|1\r\n' });
  expect(await records(into)).toHaveLength(3);
});

const FIGURES = 'Answer;CMO;CIO\nBase;200;100\nYes;60 %;48 %\nNo;40 %;52 %\n';

test.each([
  ['sep=;\n', FIGURES],
  ['sep=;\r\n', FIGURES.replaceAll('\n', '\r\n')],
  ['"sep=;"\n', FIGURES],
  ['\uFEFFsep=|\n', FIGURES.replaceAll(';', '|')],
])('published figures below the line %j', async (line, text) => {
  const options = { wave: '2020', question: 'q', source: 'report' };
  const plain = await importedTable({ 'x.csv': FIGURES }, options);
  const said = await importedTable({ 'x.csv': line + text }, options);
  expect(said.lines.map((one) => one.replace(/row \d+/, ''))).toEqual(
    plain.lines.map((one) => one.replace(/row \d+/, '')),
  );
  expect(said.summary.figures).toBe(4);
});

test('the line of a figure that cannot be read is counted as in the file', async () => {
  const wrong = FIGURES.replace('48 %', 'many');
  await expect(importedTable({ 'x.csv': wrong }, { wave: '2020', question: 'q' })).rejects.toThrow('x.csv:3');
  await expect(
    importedTable({ 'x.csv': `sep=;\n${wrong}` }, { wave: '2020', question: 'q' }),
  ).rejects.toThrow('x.csv:4');
});
