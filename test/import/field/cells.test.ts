import { describe, expect, test } from 'vitest';
import { placeOfRange, scaleOrder } from '../../../src/import/records/scales.ts';
import { importedText, records } from '../support.ts';
import { questionIn } from './support.ts';

const numbered = (count: number, line: (i: number) => string, end = '\n'): string =>
  Array.from({ length: count }, (_, i) => line(i) + end).join('');

describe('what is no question', () => {
  const CSV = `recipient_email,IPAddress,LocationLatitude,Your ZIP code?,Date of birth,deviceid,respid,Mobile number,contact,code,q,w
${numbered(60, (i) => `p${i}@example.org,192.0.2.${i},${50 + i / 1e4},${10000 + (i % 7)},199${i % 10}-01-0${1 + (i % 9)},d${i % 3},${i % 9},+44 20 7946 0${100 + i},${i % 2 === 0 ? '' : `me${i}@example.net`},550e8400-e29b-41d4-a716-4466554400${10 + i},${['Yes', 'No'][i % 2]},${[0.5, 1.5][i % 2]}`)}`;

  test('names, addresses, numbers, places, dates of birth, devices and ids are left out and told', async () => {
    const { survey, summary, into } = await importedText({ 'x.csv': CSV });
    expect(survey.questions.map(({ id }) => id)).toEqual(['q']);
    expect(Object.fromEntries(summary.leftOut.map(({ variable, reason }) => [variable, reason]))).toEqual({
      recipient_email: 'personal',
      IPAddress: 'technical',
      LocationLatitude: 'personal',
      'Your ZIP code?': 'personal',
      'Date of birth': 'personal',
      deviceid: 'identifier',
      respid: 'identifier',
      'Mobile number': 'personal',
      contact: 'personal',
      code: 'personal',
    });
    // A weight is kept for the design, and is no question.
    expect(Object.keys((await records(into))[0] ?? {})).toEqual(['q', 'w']);
    expect(JSON.stringify(survey)).not.toMatch(/example|192\.0|550e/);
  });

  test.each([
    [
      'SurveyMonkey',
      `Respondent,Contact details,,,How often?\n,Name,Company,Email Address,Response\n${numbered(30, (i) => `${i},Ann No${i},Firm ${i % 3},a${i}@x.org,${['Never', 'Often'][i % 2]}`)}`,
      ['Respondent', 'Contact details [Name]', 'Contact details [Email Address]'],
    ],
    [
      'Kobo',
      `person/first_name,person/phone_number,q\n${numbered(30, (i) => `Ann${i},${7700900000 + i},${i % 2}`)}`,
      ['person/first_name', 'person/phone_number'],
    ],
    [
      'brackets',
      `Please tell us [Surname],Please tell us [Postcode],q\n${numbered(30, (i) => `Smith${i % 20},${10000 + (i % 25)},${i % 2}`)}`,
      ['Please tell us [Surname]', 'Please tell us [Postcode]'],
    ],
    [
      'a question over two columns',
      `What is your full name?,,q\n,Again,\n${numbered(30, (i) => `Ann No${i},Ann N${i},${i % 2}`)}`,
      ['What is your full name?', 'What is your full name? [Again]'],
    ],
  ])(
    'details of persons below a header of several rows or parts are told by name: %s',
    async (_, csv, names) => {
      const { summary, into, survey } = await importedText({ 'x.csv': csv }, {});
      const left = summary.leftOut.filter(({ reason }) =>
        ['personal', 'identifier', 'technical'].includes(reason),
      );
      expect(left.map(({ variable }) => variable)).toEqual(names);
      expect(JSON.stringify([await records(into), survey])).not.toMatch(/Ann|Smith|77009|x\.org/);
    },
  );

  test.each([
    [
      'ticked',
      'What do you own? [Phone],What do you own? [Name badge],q',
      (i: number) => `${i % 2 ? 'Phone' : ''},${i % 3 ? 'Name badge' : ''},${i % 2}`,
    ],
    [
      'rated',
      'How do you like our [Name],How do you like our [Address],q',
      (i: number) => `${(i % 5) + 1},${(i % 4) + 1},${i % 2}`,
    ],
    ['with yes and no', 'tools/phone,tools/email,q', (i: number) => `${i % 2},${i % 3 ? 0 : 1},${i % 2}`],
    [
      'rated in words',
      'Matters [Name],Matters [Street],q',
      (i: number) => `${['Much', 'Little', 'None'][i % 3]},${['Much', 'Little'][i % 2]},${i % 2}`,
    ],
  ])('a thing that has the name of a detail is no detail: %s', async (_, head, row) => {
    const { summary } = await importedText({ 'x.csv': `${head}\n${numbered(30, row)}` });
    expect(summary.leftOut).toEqual([]);
  });

  test('--keep has the last word', async () => {
    const { survey, into } = await importedText({ 'x.csv': CSV }, { keep: ['Your ZIP code?', 'w'] });
    expect(survey.questions.map(({ id }) => id)).toEqual(['your-zip-code', 'q', 'w']);
    expect((await records(into))[0]).toEqual({ 'Your ZIP code?': 10000, q: 'Yes', w: 0.5 });
  });

  test.each([
    'weight',
    'wt',
    'pspwght',
    'weightvec',
    'wtssall',
    'Gewicht',
    'finalweight',
    'WEIGHT_FINAL',
    'poids',
    'pweight',
    'anweight',
  ])('%s is proposed as a weight', async (name) => {
    const { survey, summary } = await importedText({
      'x.csv': `q,${name}\n${numbered(20, (i) => `${i % 2},${[1, 2][i % 2]}`)}`,
    });
    expect(survey.questions.map(({ id }) => id)).toEqual(['q']);
    expect(summary.notes).toContainEqual(expect.stringContaining(`--weight ${name} makes use of it`));
  });

  test.each([
    'party_id',
    'Name recognition',
    'Do you have a telephone?',
    'state',
    'waiting_time',
    'Which e-mail program?',
  ])('%s is a question', async (name) => {
    const { survey } = await importedText({
      'x.csv': `${name},q\n${numbered(40, (i) => `${['A', 'B'][i % 2]},${i % 3}`)}`,
    });
    expect(survey.questions).toHaveLength(2);
  });

  test('rare texts beside answers become one answer, whatever they say', async () => {
    const own = ['a horse of my own', 'my neighbour Jo', 'none of your business'];
    const { survey, into } = await importedText({
      'x.csv': `q,r\n${numbered(100, (i) => `${i < 3 ? own[i] : ['Bus', 'Car', 'Train'][i % 3]},${i % 2}`)}`,
    });
    const { options } = questionIn(survey, 'q');
    expect(options?.map(({ label }) => label)).toEqual([
      'Bus',
      'Car',
      'Train',
      'Other, in words of their own',
    ]);
    const texts = (await records(into)).map(({ q }) => q);
    expect(texts.filter((text) => text === 'Other, in words of their own')).toHaveLength(3);
    expect(JSON.stringify([survey, texts])).not.toMatch(/horse|Jo|business/);
  });

  test('what is told survives a second import with the survey.json that the first one made', async () => {
    const csv = `own_1,own_2,q\n${numbered(40, (i) => `${i % 2 ? 'Car' : ''},${i % 4 ? '' : 'Boat'},${i < 3 ? `word ${i}` : ['Bus', 'Train'][i % 2]}`)}`;
    const first = await importedText({ 'x.csv': csv });
    const again = await importedText({ 'x.csv': csv, 'x.survey.json': JSON.stringify(first.survey) });
    expect(await records(again.into)).toEqual(await records(first.into));
    expect(again.survey).toEqual(first.survey);
  });
});

describe('encodings', () => {
  const text = (word: string): string =>
    `n;réponse\n${numbered(40, (i) => `${i % 3};${[word, 'non'][i % 2]}`)}`;
  const latin = (from: string): Buffer => Buffer.from(from, 'latin1');
  const BYTES: readonly (readonly [string, Uint8Array, string | null, string])[] = [
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${text('déçu')}`), null, 'déçu'],
    [
      'UTF-16 with its mark, big end first',
      Buffer.from(`\uFEFF${text('déçu')}`, 'utf16le').swap16(),
      null,
      'déçu',
    ],
    ['UTF-16 without', Buffer.from(text('déçu'), 'utf16le'), null, 'déçu'],
    ['Latin 1', latin(text('déçu')), null, 'déçu'],
    [
      'Windows-1252 with its quotes',
      Buffer.concat([
        latin('n;a\n'),
        ...Array.from({ length: 40 }, (_, i) => latin(`${i % 3};it\x92s ${i % 2}\n`)),
      ]),
      null,
      'it’s 0',
    ],
    [
      'Windows-1251',
      Buffer.concat([
        Buffer.from('n;a\n'),
        ...Array.from({ length: 40 }, (_, i) =>
          Buffer.concat([
            Buffer.from(`${i % 3};`),
            Buffer.from(
              [
                [0xd5, 0xee, 0xf0, 0xee, 0xf8, 0xee],
                [0xcf, 0xeb, 0xee, 0xf5, 0xee],
              ][i % 2] ?? [],
            ),
            Buffer.from('\n'),
          ]),
        ),
      ]),
      null,
      'Хорошо',
    ],
    [
      'ISO 8859-2, as somebody says',
      Buffer.concat([
        latin('n;a\n'),
        ...Array.from({ length: 40 }, (_, i) => latin(`${i % 3};\xb1${i % 2}\n`)),
      ]),
      'iso-8859-2',
      'ą0',
    ],
  ];
  test.each(BYTES)('%s', async (_, bytes, encoding, expected) => {
    const { survey } = await importedText({ 'x.csv': bytes }, { encoding });
    expect(survey.questions.at(-1)?.options?.map(({ label }) => label)).toContain(expected);
  });

  test('a name that is not known is refused with some that are', async () => {
    await expect(importedText({ 'x.csv': 'a\n1\n' }, { encoding: 'ebcdic' })).rejects.toThrow(
      '--encoding: "ebcdic" is not known: name one such as utf-8',
    );
  });
});

describe('cells', () => {
  test.each<[string, string, object[]]>([
    [
      'separators behind each row',
      'a,b,\n1,x,\n1,y,\n2,x,\n',
      [
        { a: 1, b: 'x' },
        { a: 1, b: 'y' },
        { a: 2, b: 'x' },
      ],
    ],
    [
      'rows of nothing at the end',
      'a,b\n1,x\n1,y\n2,x\n,\n,\n',
      [
        { a: 1, b: 'x' },
        { a: 1, b: 'y' },
        { a: 2, b: 'x' },
      ],
    ],
    [
      'line ends of a Mac',
      'a,b\r1,x\r1,y\r2,x\r',
      [
        { a: 1, b: 'x' },
        { a: 1, b: 'y' },
        { a: 2, b: 'x' },
      ],
    ],
    [
      'blanks that do not break',
      'a,b\n1,\u00a0x\n1,x \n2, y\u00a0\n',
      [
        { a: 1, b: 'x' },
        { a: 1, b: 'x' },
        { a: 2, b: 'y' },
      ],
    ],
    [
      'codes for no answer',
      'a,b\n1,5\n1,-99\n1,5\n2,7\n',
      [
        { a: 1, b: 5 },
        { a: 1, b: -99 },
        { a: 1, b: 5 },
        { a: 2, b: 7 },
      ],
    ],
  ])('%s', async (_, csv, expected) => {
    const { into } = await importedText({ 'x.csv': csv });
    expect(await records(into)).toEqual(expected);
  });

  test('-99 among numbers that are not negative is no answer, and said to be none', async () => {
    const { survey, summary } = await importedText({
      'x.csv': `age,q,change\n${numbered(60, (i) => `${i % 6 === 0 ? -99 : 20 + i},${i % 5 === 0 ? -9 : 1 + (i % 3)},${(i % 30) - 15}`)}`,
    });
    expect(questionIn(survey, 'age')).toMatchObject({ type: 'numeric', missing: [{ code: -99 }] });
    expect(questionIn(survey, 'q')).toMatchObject({
      options: [{ code: 1 }, { code: 2 }, { code: 3 }],
      missing: [{ code: -9 }],
    });
    expect(questionIn(survey, 'change').missing).toBeUndefined();
    expect(summary.notes.join('\n')).toMatch(/age: -99 among numbers/);
  });

  test('answers that differ in case or apostrophes are told, and taken together on request', async () => {
    const csv = `q,r\n${numbered(60, (i) => `${['Don’t know', "Don't know", "don't  know", 'Yes', 'Yes', 'No'][i % 6]},${i % 2}`)}`;
    const { survey, summary } = await importedText({ 'x.csv': csv });
    expect(questionIn(survey, 'q').options).toHaveLength(5);
    expect(summary.notes.join('\n')).toMatch(/apostrophes only in q: .*--merge-alike/);
    const merged = await importedText({ 'x.csv': csv }, { mergeAlike: true });
    expect(questionIn(merged.survey, 'q').options).toHaveLength(3);
    expect(
      (await records(merged.into)).filter(({ q }) => String(q).toLowerCase().startsWith('don')),
    ).toHaveLength(30);
  });
});

describe('the order of answers', () => {
  test.each([
    [
      ['Agree', 'Strongly disagree', "Don't know", 'Disagree', 'Strongly agree'],
      ['Strongly agree', 'Agree', 'Disagree', 'Strongly disagree', "Don't know"],
    ],
    [
      ['Often', 'Never', 'Always', 'Sometimes'],
      ['Never', 'Sometimes', 'Often', 'Always'],
    ],
    [
      ['35-44', '18-24', '65 or older', '25-34', 'Prefer not to say'],
      ['18-24', '25-34', '35-44', '65 or older', 'Prefer not to say'],
    ],
    [
      ['$100,000 or more', 'Under $25,000', '$25,000 - $49,999', '$50,000 to $99,999'],
      ['Under $25,000', '$25,000 - $49,999', '$50,000 to $99,999', '$100,000 or more'],
    ],
    [
      ['More than 10', '1-5', 'None', '6-10'],
      ['None', '1-5', '6-10', 'More than 10'],
    ],
    [
      ['Stimme zu', 'Stimme überhaupt nicht zu', 'Stimme voll und ganz zu'],
      ['Stimme voll und ganz zu', 'Stimme zu', 'Stimme überhaupt nicht zu'],
    ],
  ])('%j is that of a scale', (labels, expected) => {
    expect(scaleOrder(labels)?.map((i) => labels[i])).toEqual(expected);
  });

  test.each([[['Red', 'Green']], [['Agree', 'Banana']], [['Paris 2024', 'London 2012', 'Agree']]])(
    '%j is of none',
    (labels) => {
      expect(scaleOrder(labels)).toBeNull();
    },
  );

  test.each([
    ['Under $25k', 24_999.5],
    ['$25k-$50k', 25_000],
    ['1.000 bis 2.000 EUR', 1000],
    ['65+', 65.5],
    ['no number', null],
  ])('%s lies at %s', (text, place) => {
    expect(placeOfRange(text)).toBe(place);
  });

  test('of answers of no scale is that in which they are met', async () => {
    const { survey } = await importedText({
      'x.csv': `q,r\n${numbered(40, (i) => `${['Pear', 'Apple', 'Fig'][i % 3]},${i % 2}`)}`,
    });
    expect(questionIn(survey, 'q').options?.map(({ label }) => label)).toEqual(['Pear', 'Apple', 'Fig']);
  });
});
