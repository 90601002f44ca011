import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { formatFault } from '../../src/errors/faults.ts';
import { readAs } from '../../src/errors/read-as.ts';
import { surveyFile, toplineRow } from '../../src/schemas/dataset.ts';
import { smallSurvey } from '../helper.ts';

/** What the schema library says by itself, which is of no use to a publisher. */
const OF_THE_LIBRARY =
  /Invalid|Expected|expected|received|Too (?:small|big)|Unrecognized|undefined|NaN|Infinity|\[object|nonoptional|safeint|union/;

const said = (schema: z.ZodType, value: unknown): string[] =>
  readAs(schema, value, 'x.json').faults.map((fault) => formatFault(fault).replace('x.json', ''));

/** A fault of the only value that a document holds. */
const saidOf = (schema: z.ZodType, value: unknown): string =>
  said(z.strictObject({ v: schema }), { v: value }).join('\n');

describe('each kind of fault says what was found and what would be right', () => {
  const listed = z.array(z.string()).min(1);
  const of = (examples: unknown[]) => ({ examples });
  test.each<[string, z.ZodType, unknown, string]>([
    ['a number for a text', z.string(), 7, 'must be text, not 7: texts stand in quotation marks'],
    ['null for a text', z.string(), null, 'must be text, not null'],
    ['a list for a text', z.string(), ['a', 'b'], 'must be text, not ["a","b"]'],
    ['a text for a number', z.number(), '7', 'must be a number, not "7"'],
    ['a text for a whole number', z.int().positive(), '7', 'must be a whole number above 0, not "7"'],
    ['a fraction', z.int().min(1).max(5), 1.5, 'must be a whole number from 1 to 5, not 1.5'],
    [
      'a number too small',
      z.number().min(1800).max(2200),
      1500,
      'must be a number from 1800 to 2200, not 1500',
    ],
    ['a number too large', z.number().gt(0).lt(1), 95, 'must be a number above 0 and below 1, not 95'],
    ['a word for truth', z.boolean(), 'yes', 'must be true or false, not "yes"'],
    ['a text for a list', listed, 'a', 'must be a list […], not "a"'],
    [
      'a text for a list with an example',
      listed.meta(of([['a', 'b']])),
      'a',
      'must be a list […] such as ["a","b"], not "a"',
    ],
    ['an empty list', listed, [], 'must have at least 1 entry, not 0'],
    ['a list too long', z.array(z.string()).max(2), ['a', 'b', 'c'], 'must have at most 2 entries, not 3'],
    ['three for a pair', z.tuple([z.string(), z.string()]), ['a', 'b', 'c'], 'must be a list of 2, not of 3'],
    ['one for a pair', z.tuple([z.string(), z.string()]), ['a'], 'must be a list of 2, not of 1'],
    ['a text for an object', z.strictObject({ a: z.string() }), 'a', 'must be an object { a }, not "a"'],
    ['null for an object', z.strictObject({ a: z.string() }), null, 'must be an object { a }, not null'],
    ['a list for an object', z.record(z.string(), z.int()), [1], 'must be an object {…}, not [1]'],
    ['an empty text', z.string().trim().min(1), '  ', 'must not be empty'],
    ['a text too short', z.string().min(3), 'ab', 'must have at least 3 characters, not 2'],
    ['a text too long', z.string().max(3), 'abcd', 'must have at most 3 characters, not 4'],
    [
      'another word',
      z.enum(['single', 'scale']),
      'singel',
      'unknown v "singel" (did you mean "single"?): one of single, scale',
    ],
    ['the only word', z.literal('topline/1'), 2, 'must be "topline/1", not 2'],
    ['a pattern', z.string().regex(/^\d$/, 'must be a digit'), 'x', 'must be a digit, not "x"'],
    [
      'a number for a pattern',
      z.string().regex(/^\d$/, 'must be a digit'),
      5,
      'must be a digit, not 5: texts stand in quotation marks',
    ],
    ['a day in another form', z.iso.date(), '14.3.2025', 'must be a day such as 2025-03-14, not "14.3.2025"'],
    [
      'a number for a day',
      z.iso.date().nullable(),
      20250314,
      'must be a day such as 2025-03-14 or null, not 20250314: texts stand in quotation marks',
    ],
    [
      'an address without a scheme',
      z.url(),
      'www.example.org',
      'must be an address that begins with http:// or https://, not "www.example.org"',
    ],
    ['a rule of its own', z.number().refine(() => false, 'no test shows that'), 4, 'no test shows that: 4'],
    [
      'a value that its message names',
      z.string().refine(() => false, '"a" stands twice'),
      'a',
      '"a" stands twice',
    ],
    ['one of two kinds', z.union([z.number(), z.string()]), null, 'must be a number or text, not null'],
    [
      'one of two kinds, or null',
      z.union([z.string(), z.array(z.string())]).nullable(),
      7,
      'must be text or a list […] or null, not 7',
    ],
    [
      'a text of a kind',
      z.union([z.string().regex(/^a/, 'must be a word in a'), listed]),
      'b',
      'must be a word in a, not "b"',
    ],
    ['a word or a list', z.union([z.literal('all'), listed]), 'al', 'must be "all" or a list […], not "al"'],
    ['after it was prepared', z.preprocess((one) => one, z.int()), 'x', 'must be a whole number, not "x"'],
    ['a default of another kind', z.int().default(3), 'x', 'must be a whole number, not "x"'],
  ])('%s', (_, schema, value, expected) => {
    expect(saidOf(schema, value)).toBe(`:v: ${expected}`);
  });

  test('what is missing, at its place', () => {
    const schema = z.strictObject({ a: z.string().nullable(), b: z.array(z.strictObject({ c: z.int() })) });
    expect(said(schema, { b: [{ c: 1 }, {}] })).toEqual([
      ':a: is missing: text or null',
      ':b[1].c: is missing: a whole number',
    ]);
  });

  test('within lists within lists, and in one of several forms of an object', () => {
    const schema = z.strictObject({
      grid: z.array(z.array(z.number().min(0))),
      of: z.union([
        z.strictObject({ all: z.array(z.int()) }),
        z.strictObject({ one: z.int(), two: z.int() }),
      ]),
    });
    expect(
      said(schema, {
        grid: [
          [1, 2],
          [3, -4, 'x'],
        ],
        of: { one: 1, tow: 2 },
      }),
    ).toEqual([
      ':grid[1][1]: must be a number from 0, not -4',
      ':grid[1][2]: must be a number from 0, not "x"',
      ':of.two: is missing: a whole number',
      ':of: unknown key "tow" (did you mean "two"?)',
    ]);
    expect(said(schema, { grid: [], of: { all: [1, null] } })).toEqual([
      ':of.all[1]: must be a whole number, not null',
    ]);
  });

  test('the document as a whole', () => {
    expect(said(z.strictObject({ a: z.int() }), [1])).toEqual([': must be an object { a }, not [1]']);
  });

  test('a long value is cut', () => {
    expect(saidOf(z.int(), 'x'.repeat(5000))).toBe(`:v: must be a whole number, not "${'x'.repeat(58)}…`);
  });
});

const [question] = smallSurvey()['questions'] as object[];
const claim = (asserts: unknown) => ({ claims: [{ id: 'c', source: 'report', text: 'More.', asserts }] });

test.each<[Record<string, unknown>, string]>([
  [
    { sources: [{ id: 'report', title: 'R', published: 2013 }] },
    ':sources[0].published: must be YYYY, YYYY-MM or YYYY-MM-DD or null, not 2013: texts stand in quotation marks',
  ],
  [
    { waves: [{ id: 'w1', label: 'x', year: 2020, fieldwork: { start: '14.3.2025', end: null } }] },
    ':waves[0].fieldwork.start: must be a day such as 2025-03-14 or null, not "14.3.2025"',
  ],
  [
    { questions: [{ ...question, audiences: [['a']] }] },
    ':questions[0].audiences[0]: must be lower-case letters, digits and hyphens, start with a letter or digit, and have 64 characters at most, not ["a"]',
  ],
  [{ licence: null }, ':licence: must be an object { name, url, note }'],
  [
    claim({ quantity: 'gaap', question: 'q', relation: 'equals' }),
    ':claims[0].asserts.quantity: unknown quantity "gaap" (did you mean "gap"?)',
  ],
  [claim('more'), ':claims[0].asserts: must be an object { all } or an object { quantity, '],
])('survey.json: %j', (changes, expected) => {
  expect(said(surveyFile, smallSurvey(changes))[0]).toContain(expected);
});

/** Each place of a document, by what leads to it. */
function places(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, inner]) =>
      places(inner, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

function changed(value: unknown, [part, ...rest]: readonly (string | number)[], to: unknown): unknown {
  if (part === undefined) return to;
  if (Array.isArray(value))
    return value.map((one: unknown, i) => (i === part ? changed(one, rest, to) : one));
  const object = value as Record<string, unknown>;
  return { ...object, [part]: changed(object[part], rest, to) };
}

test('no value at any place is told in the words of the library', () => {
  const document = smallSurvey({
    ...claim({ quantity: 'gap', question: 'q', relation: 'equals', between: ['a', 'b'], waves: ['w1'] }),
    samples: [
      { wave: 'w1', audience: 'a', n: 200, source: 'report', marginOfError: { points: 3.1, level: 0.95 } },
    ],
    design: {
      wave: 'wave',
      audience: 'role',
      strata: ['s'],
      weights: [{ id: 'final', column: 'w', label: 'W' }],
    },
  });
  const lines = places(document).flatMap((path) =>
    [null, 7.5, 'No such', [[null]], { no: 1 }, undefined].flatMap((value) =>
      said(surveyFile, changed(document, path, value)),
    ),
  );
  expect(lines.length).toBeGreaterThan(200);
  expect(lines.filter((line) => OF_THE_LIBRARY.test(line) || !/: \S/.test(line))).toEqual([]);
  const row = { question: 'Q', item: 1, option: null, measure: '', value: '1e5', n: '-3', status: 'x' };
  expect(said(toplineRow, row).filter((line) => OF_THE_LIBRARY.test(line))).toEqual([]);
});
