import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimalText } from '../../src/px/decimal-text.ts';
import { packQuery, unpackQuery } from '../../src/px/saved-query.ts';
import {
  parseCodeListId,
  parseTableId,
  releaseReference,
  writeCodeListId,
  writeTableId,
} from '../../src/px/table-id.ts';
import { uniqueLabels } from '../../src/px/unique-labels.ts';
import { OUTPUT_FORMATS, OUTPUT_PARAMS } from '../../src/schemas/px-query.ts';
import { runs } from '../runs.ts';

test('a number is written in full, without an exponent, and reads as the same number', () => {
  expect([1e21, 1.5e-7, -2.25e25, 0, -0.5, 123.456].map(decimalText)).toEqual([
    '1000000000000000000000',
    '0.00000015',
    '-22500000000000000000000000',
    '0',
    '-0.5',
    '123.456',
  ]);
  const number = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(number, (value) => {
      const text = decimalText(value);
      expect(text).toMatch(/^-?\d+(\.\d+)?$/);
      expect(Number(text) === value).toBe(true);
    }),
    { numRuns: runs(200, 20_000) },
  );
});

const code = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/);
const version = fc.option(fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)).map((parts) => parts.join('.')));

test('ids of tables and code lists read as they were written, and name a release as /v1 does', () => {
  fc.assert(
    fc.property(code, code, code, version, (survey, question, list, of) => {
      const id = { survey, question, version: of };
      expect(parseTableId(writeTableId(id))).toEqual(id);
      expect(parseCodeListId(writeCodeListId({ ...id, list }))).toEqual({ ...id, list });
      expect(releaseReference(id)).toBe(of === null ? survey : `${survey}@${of}`);
      expect(parseTableId(writeCodeListId({ ...id, list }))).toBeNull();
      expect(parseCodeListId(writeTableId(id))).toEqual(null);
    }),
    { numRuns: runs(100, 2000) },
  );
  for (const text of [
    '',
    'q',
    '.q',
    'a.',
    'A.q',
    'a.q@',
    'a.q@1@2',
    'a/b.q',
    'a.q@1/2',
    `${'a'.repeat(65)}.q`,
  ])
    expect(parseTableId(text), text).toBeNull();
});

test('labels are words, and no two are alike, whatever their case', () => {
  const label = fc.option(fc.string({ unit: fc.constantFrom('a', 'A', ' ', '\n', '('), maxLength: 3 }));
  fc.assert(
    fc.property(
      fc.uniqueArray(code, { maxLength: 8 }),
      fc.array(label, { minLength: 8, maxLength: 8 }),
      (codes, labels) => {
        const made = uniqueLabels(codes.map((one, i) => ({ code: one, label: labels[i] ?? null })));
        expect(new Set(made.map((one) => one.toLowerCase())).size).toBe(codes.length);
        expect(made.every((one) => one.trim() === one && one !== '' && !/\s\s|\n/.test(one))).toBe(true);
      },
    ),
    { numRuns: runs(200, 5000) },
  );
  const three = [
    { code: 'x', label: 'Same' },
    { code: 'y', label: 'same' },
    { code: 'z', label: null },
  ];
  expect(uniqueLabels(three)).toEqual(['Same (x)', 'same (y)', 'z']);
  const taken = { code: 'w', label: 'Same (x)' };
  expect(uniqueLabels([...three, taken])).toEqual(['Same (x)', 'same (y)', 'z', 'Same (x) (w)']);
});

const words = fc.array(fc.string({ maxLength: 20 }), { maxLength: 6 });
const query = fc.record({
  tableId: fc.string({ maxLength: 40 }),
  language: fc.constant('en'),
  selection: fc.record({
    selection: fc.uniqueArray(
      fc.record({
        variableCode: fc.string({ maxLength: 10 }),
        valueCodes: words,
        codelist: fc.option(fc.string({ maxLength: 20 })),
      }),
      { maxLength: 5, selector: ({ variableCode }) => variableCode },
    ),
    placement: fc.record({ heading: words, stub: words }),
  }),
  outputFormat: fc.constantFrom(...OUTPUT_FORMATS),
  outputFormatParams: fc.uniqueArray(fc.constantFrom(...OUTPUT_PARAMS)).map((params) => params.toSorted()),
});

test('the id of a saved query is the query, whatever the order of its variables', () => {
  fc.assert(
    fc.property(query, (saved) => {
      const id = packQuery(saved);
      expect(id).toMatch(/^[\w-]+$/);
      const { selection } = saved.selection;
      const other = { ...saved, selection: { ...saved.selection, selection: selection.toReversed() } };
      expect(packQuery(other)).toBe(id);
      const byCode = (one: { variableCode: string }, two: { variableCode: string }): number =>
        one.variableCode < two.variableCode ? -1 : 1;
      expect(unpackQuery(id)).toEqual({
        ...saved,
        selection: { ...saved.selection, selection: selection.toSorted(byCode) },
      });
    }),
    { numRuns: runs(100, 3000) },
  );
});

test('what is no id is none, also where it would become very much', () => {
  const packed = (value: unknown): string => deflateRawSync(JSON.stringify(value)).toString('base64url');
  const bomb = packed(['a'.repeat(10_000_000)]);
  for (const id of [
    '',
    '!',
    'AAAA',
    packed([]),
    packed({}),
    packed(['a', 'en', [], null, null, 'pdf', []]),
    bomb,
  ])
    expect(unpackQuery(id), id.slice(0, 40)).toBeNull();
});
