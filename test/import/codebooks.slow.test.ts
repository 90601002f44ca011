import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { findProgram, needs } from '../components.ts';
import { temporaryFolder } from '../helper.ts';
import { figuresOf, questionIn } from './field/support.ts';
import { imported, importedText, type Changes } from './support.ts';

const pspp = findProgram('pspp');
const numbered = (n: number, row: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => `${row(i)}\n`).join('');

/** Imports records with a codebook beside them, named by `--codebook`. */
async function described(
  csv: string,
  name: string,
  codebook: string,
  changes: Changes = {},
): ReturnType<typeof imported> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'x.csv'), csv);
  await writeFile(join(folder, name), codebook);
  return imported(join(folder, 'x.csv'), { codebook: join(folder, name), ...changes });
}

describe('REDCap: a data dictionary', () => {
  const HEAD =
    '"Variable / Field Name","Form Name","Section Header","Field Type","Field Label","Choices, Calculations, OR Slider Labels","Field Note","Text Validation Type OR Show Slider Number"';
  const DICTIONARY = `${HEAD}
record_id,f,,text,Record ID,,,
consent,f,"<b>Consent</b>",yesno,"Do you <i>agree</i>
to take part?",,,
smoke,f,,radio,"How often do you smoke?","1, Never | 2, Sometimes, but not daily | 3, Daily | -99, No answer",,
race,f,,checkbox,"Race (all that apply)","1, White | 2, Black | -9, Rather not say",,
age,f,,text,Age in years,,,integer
info,f,,descriptive,Thank you,,,
later,f,,radio,Asked in another export,"1, A | 2, B",,
`;
  const CSV = `record_id,consent,smoke,race___1,race___2,race____9,age\n${numbered(60, (i) => [i + 1, i % 4 === 0 ? 0 : 1, [1, 2, 3, 2][i % 4], i % 2, i % 3 === 0 ? 1 : 0, i % 10 === 0 ? 1 : 0, 20 + (i % 50)].join(','))}`;

  test('labels of fields and choices, checkboxes as one question', async () => {
    const { into, survey, summary } = await described(CSV, 'dictionary.csv', DICTIONARY);
    expect(survey.questions.map(({ id, type, text }) => [id, type, text])).toEqual([
      ['consent', 'single', 'Do you agree to take part?'],
      ['smoke', 'single', 'How often do you smoke?'],
      ['race', 'multiple', 'Race (all that apply)'],
      ['age', 'numeric', 'Age in years'],
    ]);
    expect(await figuresOf(into, questionIn(survey, 'smoke'))).toEqual({
      Never: { share: 25, n: 60 },
      'Sometimes, but not daily': { share: 50, n: 60 },
      Daily: { share: 25, n: 60 },
      'No answer': { share: 0, n: 60 },
    });
    expect(await figuresOf(into, questionIn(survey, 'race'))).toEqual({
      White: { share: 50, n: 60 },
      Black: { share: (100 * 20) / 60, n: 60 },
      'Rather not say': { share: 10, n: 60 },
    });
    expect(summary.notes.join()).toContain('dictionary.csv describes what x.csv does not hold: info, later');
  });

  test('choices that are none are refused with their line', async () => {
    await expect(described(CSV, 'd.csv', `${HEAD}\nsmoke,f,,radio,Smoke?,Never,,\n`)).rejects.toThrow(
      /d\.csv: field "smoke": the choice "Never" is no code and label/,
    );
    await expect(described(CSV, 'd.csv', `${HEAD}\nother,f,,text,X,,,\n`)).rejects.toThrow(
      /describes no column of x\.csv/,
    );
  });
});

describe('SPSS syntax', () => {
  const CSV = `id,Q1,q2,m1,m2,m3,first,second,age\n${numbered(80, (i) =>
    [
      i,
      [1, 2, 9, 1][i % 4],
      ['a', 'b', 'x'][i % 3],
      i % 2,
      i % 3 === 0 ? 1 : 0,
      0,
      1 + (i % 3),
      i % 2 === 0 ? 1 + ((i + 1) % 3) : '',
      i % 20 === 0 ? 998 : 20 + (i % 40),
    ].join(','),
  )}`;
  const SYNTAX = `* Labels of the second wave, with a "quote.
* It goes on
  here.
VARIABLE LABELS
  q1 'Is it "good"?'
  /q2 "It's " + "which?"
  m1 "Media: radio" m2 'Media: TV' m3 'Media: none'
  age 'Age'.
VALUE LABELS q1 1 'Yes' 2 "No" 9 'Refused'
  /q2 'a' 'Apple' 'b' 'Pear'  /* comment */
  /m1 TO m3 0 'No' 1 'Yes'
  /first second 1 'Tax' 2 'Rent'.
ADD VALUE LABELS first second 3 'War'.
MISSING VALUES q1 (9) / q2 ('x') / age (998 THRU HI).
VARIABLE LEVEL age (SCALE) / q1 (ORDINAL).
MRSETS
  /MDGROUP NAME=$media LABEL='Which media?' CATEGORYLABELS=VARLABELS VARIABLES=m1 m2 m3 VALUE=1
  /MCGROUP NAME=$worst LABEL='Worst problem' VARIABLES=first second.
FREQUENCIES q1.
`;

  test('labels, missing values, sets', async () => {
    const { into, survey } = await described(CSV, 'labels.sps', SYNTAX);
    expect(survey.questions.map(({ id, type, text }) => [id, type, text])).toEqual([
      ['q1', 'scale', 'Is it "good"?'],
      ['q2', 'single', "It's which?"],
      ['media', 'multiple', 'Which media?'],
      ['worst', 'multiple', 'Worst problem'],
      ['age', 'numeric', 'Age'],
    ]);
    expect(questionIn(survey, 'q1').missing).toEqual([{ code: 9, label: 'Refused' }]);
    expect(await figuresOf(into, questionIn(survey, 'q1'))).toEqual({
      Yes: { share: (100 * 40) / 60, n: 60 },
      No: { share: (100 * 20) / 60, n: 60 },
    });
    expect(await figuresOf(into, questionIn(survey, 'media'))).toMatchObject({
      radio: { share: 50, n: 80 },
      none: { share: 0, n: 80 },
    });
    expect(Object.keys(await figuresOf(into, questionIn(survey, 'worst')))).toEqual(['Tax', 'Rent', 'War']);
  });

  test('says what the file says that PSPP makes of the same syntax and records', needs(pspp), async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'x.csv'), CSV);
    const [, ...lines] = SYNTAX.split('\n');
    await writeFile(
      join(folder, 'run.sps'),
      `GET DATA /TYPE=TXT /FILE='x.csv' /DELIMITERS=',' /FIRSTCASE=2 /VARIABLES=id F8 Q1 F8 q2 A1 m1 F8 m2 F8 m3 F8 first F8 second F8 age F8.\n${lines
        .slice(2)
        .filter((line) => !line.startsWith('FREQ'))
        .join('\n')}\nSAVE OUTFILE='x.sav'.\n`,
    );
    execFileSync(pspp.command, ['-o', 'out.txt', 'run.sps'], { cwd: folder });
    const own = await described(CSV, 'labels.sps', SYNTAX);
    const theirs = await imported(join(folder, 'x.sav'));
    expect(own.survey.questions.map(({ id, type, text }) => [id, type, text])).toEqual(
      theirs.survey.questions.map(({ id, type, text }) => [id, type, text]),
    );
    for (const { id } of theirs.survey.questions) {
      const [ours, other] = [questionIn(own.survey, id), questionIn(theirs.survey, id)];
      expect({ ...ours, missing: ours.missing ?? [] }).toMatchObject({ missing: other.missing ?? [] });
      if (ours.type !== 'numeric')
        expect(await figuresOf(own.into, ours)).toEqual(await figuresOf(theirs.into, other));
    }
  });

  test.each([
    ['VARIABLE LABELS\n q1.\n', /l\.sps: line 2: a text in quotation marks is expected/],
    ["VALUE LABELS q1\n 1 'Yes' 2.\n", /l\.sps: line 2: a text in quotation marks is expected/],
    ['MISSING VALUES q1 9.', /l\.sps: line 1: "\(" is expected, and "9" stands there/],
    ['FREQUENCIES q1.', /l\.sps: syntax of SPSS, describes no column of x\.csv: it names none/],
    ["VARIABLE LABELS other 'x'.", /describes no column of x\.csv/],
  ])('%j is refused', async (syntax, message) => {
    await expect(described(CSV, 'l.sps', syntax)).rejects.toThrow(message);
  });
});

describe('DDI-Codebook 2.5', () => {
  const DDI = (inner: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<codeBook xmlns="ddi:codebook:2_5" version="2.5"><stdyDscr><citation><titlStmt><titl>A study &amp; more</titl></titlStmt></citation></stdyDscr>
<dataDscr>${inner}</dataDscr></codeBook>`;
  const CSV = `q1,age,q9\n${numbered(60, (i) => [[1, 2, 9][i % 3], 20 + (i % 40), i % 2].join(','))}`;

  test('questions, labels, missing values', async () => {
    const { into, survey, summary } = await described(
      CSV,
      'study.xml',
      DDI(`<var ID="V1" name="q1" nature="ordinal"><labl>Trust</labl><qstn><qstnLit>How much do you trust them?</qstnLit></qstn>
        <catgry><catValu>1</catValu><labl>A lot</labl><catStat type="freq">20</catStat></catgry>
        <catgry><catValu>2</catValu><labl level="category">Not at
          all</labl></catgry>
        <catgry missing="Y"><catValu>9</catValu><labl>Refused</labl></catgry></var>
      <var name="age" intrvl="contin"><labl>Age</labl></var>
      <var name="weight2" intrvl="contin"><labl>Weight</labl></var>`),
    );
    expect(survey.title).toBe('A study & more');
    expect(survey.questions.map(({ id, type, text }) => [id, type, text])).toEqual([
      ['q1', 'scale', 'How much do you trust them?'],
      ['age', 'numeric', 'Age'],
      ['q9', 'single', null],
    ]);
    expect(await figuresOf(into, questionIn(survey, 'q1'))).toEqual({
      'A lot': { share: 50, n: 40 },
      'Not at all': { share: 50, n: 40 },
    });
    expect(summary.notes.join()).toContain('study.xml describes what x.csv does not hold: weight2');
  });

  test.each([
    ['<a>', /study\.xml: is no XML/],
    ['<a/>', /study\.xml: is XML, but no codebook of DDI/],
    [DDI(''), /study\.xml: a codebook of DDI, describes no column/],
  ])('%j is refused', async (xml, message) => {
    await expect(described(CSV, 'study.xml', xml)).rejects.toThrow(message);
  });
});

describe('XLSForm', () => {
  const form = (
    survey: readonly (readonly string[])[],
    choices: readonly (readonly string[])[],
  ): Promise<Buffer> => {
    const sheet = (
      name: string,
      rows: readonly (readonly string[])[],
    ): { sheet: string; data: SheetData } => ({
      sheet: name,
      data: rows.map((row) => row.map((value) => (value === '' ? null : { value }))),
    });
    return writeXlsxFile([
      sheet('survey', survey),
      sheet('choices', choices),
      sheet('settings', [['form_title'], ['Farms']]),
    ]).toBuffer();
  };
  const SURVEY = [
    ['type', 'name', 'label::English (en)', 'label::Français (fr)'],
    ['start', 'start', '', ''],
    ['begin_group', 'head', 'The head', 'Le chef'],
    ['select_one sex', 'sex', 'Sex of the **head**', 'Sexe'],
    ['integer', 'age', 'Age', 'Âge'],
    ['end_group', '', '', ''],
    ['select_multiple tool', 'tools', 'Which tools do you own?', 'Outils'],
    ['note', 'thanks', 'Thank you', 'Merci'],
  ];
  const CHOICES = [
    ['list_name', 'name', 'label::English (en)'],
    ['sex', 'm', 'Male'],
    ['sex', 'f', 'Female'],
    ['tool', 'hoe', 'Hoe'],
    ['tool', 'axe', 'Axe'],
    ['tool', 'saw', 'Saw'],
  ];
  const tools = (i: number): string => [i % 2 === 0 ? 'hoe' : '', i % 3 === 0 ? 'axe' : ''].join(' ').trim();
  const EXPORTS = {
    'with groups, all in one cell': `head/sex,head/age,tools\n${numbered(60, (i) => [i % 4 === 0 ? 'm' : 'f', 20 + (i % 30), tools(i)].join(','))}`,
    'without groups, a column each': `sex,age,tools,tools/hoe,tools/axe,tools/saw\n${numbered(60, (i) => [i % 4 === 0 ? 'm' : 'f', 20 + (i % 30), tools(i), i % 2 === 0 ? 1 : 0, i % 3 === 0 ? 1 : 0, 0].join(','))}`,
  };

  async function withForm(csv: string, survey = SURVEY): ReturnType<typeof imported> {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'x.csv'), csv);
    await writeFile(join(folder, 'form.xlsx'), await form(survey, CHOICES));
    return imported(join(folder, 'x.csv'), { codebook: join(folder, 'form.xlsx'), keep: [] });
  }

  test.each(Object.entries(EXPORTS))('labels of an export %s', async (_, csv) => {
    const { into, survey } = await withForm(csv);
    expect(survey.title).toBe('Farms');
    const [sex, age, owned, ...others] = survey.questions;
    expect(others).toEqual([]);
    expect([sex?.text, age?.text, owned?.text, owned?.type]).toEqual([
      'Sex of the head',
      'Age',
      'Which tools do you own?',
      'multiple',
    ]);
    if (!sex || !owned) throw new Error('no questions');
    expect(await figuresOf(into, sex)).toEqual({ Male: { share: 25, n: 60 }, Female: { share: 75, n: 60 } });
    expect(await figuresOf(into, owned)).toEqual({
      Hoe: { share: 50, n: 60 },
      Axe: { share: (100 * 20) / 60, n: 60 },
      Saw: { share: 0, n: 60 },
    });
  });

  test('what is no form is refused, and a list that is not there', async () => {
    await expect(withForm(EXPORTS['with groups, all in one cell'], [['a'], ['b']])).rejects.toThrow(
      /form\.xlsx: is a workbook, but no form/,
    );
    await expect(
      withForm(EXPORTS['with groups, all in one cell'], [...SURVEY, ['select_one none', 'x', 'X', '']]),
    ).rejects.toThrow(/form\.xlsx: sheet survey, row 9: there is no list "none"/);
  });
});

test('a codebook in JSON or CSV must still be of the file', async () => {
  await expect(
    importedText({
      'x.csv': 'q1\n1\n2\n',
      'x.codebook.csv': 'variable,label,code,value,missing\nq2,Other,,,\n',
    }),
  ).rejects.toThrow(/x\.csv has no column "q2"/);
});
