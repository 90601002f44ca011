import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import type { DraftSurvey } from '../../src/import/records/questions.ts';
import { recordsApp, single } from '../records-helper.ts';
import { temporaryFolder } from '../helper.ts';
import { importFile, readDraftSurvey, records } from './support.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;

/** Imports records with a codebook beside them, which the option names. */
async function withCodebook(csv: string, name: string, codebook: string | Uint8Array, files: Files = {}) {
  const folder = await temporaryFolder();
  for (const [file, content] of Object.entries({ 'x.csv': csv, [name]: codebook, ...files }))
    await writeFile(join(folder, file), content);
  const into = join(folder, 'draft');
  const summary = await importFile(join(folder, 'x.csv'), into, { codebook: join(folder, name) });
  return { into, summary, survey: await readDraftSurvey(into) };
}

const question = ({ questions }: DraftSurvey, text: string) =>
  questions.find((one) => one.text === text || one.id === text);
const answers = (survey: DraftSurvey, text: string) =>
  question(survey, text)?.options?.map(({ label, code, id }) => [code ?? id, label]);
const items = (survey: DraftSurvey, text: string) => question(survey, text)?.items?.map(({ label }) => label);

/** Rows of records, each from its number. */
const csv = (head: string, row: (i: number) => readonly unknown[], rows = 40): string =>
  `${head}\n${Array.from({ length: rows }, (_, i) => row(i).join(',')).join('\n')}\n`;

describe('a data dictionary of REDCap', () => {
  const DICTIONARY = `"Variable / Field Name","Form Name","Section Header","Field Type","Field Label","Choices, Calculations, OR Slider Labels","Text Validation Type OR Show Slider Number","Matrix Group Name"
sex,base,,radio,"<p><b>Sex</b> at&#32;birth&nbsp;</p>","1, Female | 2, Male | 98, Not said, or unknown",,
smokes,base,,yesno,"Do you smoke?",,,
race,base,,checkbox,"What is your race?","1, White | 2, Black | -9, Not said",,
bmi,base,,calc,"Body mass index","[weight]/[height]",,
age,base,,text,"How old are you?",,integer,
trust_1,base,"How far do you trust…",radio,"the courts","1, Not at all | 2, A little | 3, A lot",,trust
trust_2,base,,radio,"the press","1, Not at all | 2, A little | 3, A lot",,trust
hint,base,,descriptive,"Read this",,,
`;
  const CSV = csv('sex,smokes,race___1,race___2,race____9,bmi,age,trust_1,trust_2', (i) => [
    [1, 2, 98][i % 3],
    i % 2,
    i % 2,
    (i + 1) % 2,
    0,
    20 + i / 10,
    18 + (i % 30),
    1 + (i % 3),
    1 + (i % 2),
  ]);

  test('gives texts, answers in their order, choices among several, matrices', async () => {
    const { survey, summary } = await withCodebook(CSV, 'dictionary.csv', DICTIONARY);
    expect(answers(survey, 'Sex at birth')).toEqual([
      [1, 'Female'],
      [2, 'Male'],
      [98, 'Not said, or unknown'],
    ]);
    expect(answers(survey, 'Do you smoke?')).toEqual([
      [1, 'Yes'],
      [0, 'No'],
    ]);
    expect(question(survey, 'What is your race?')).toMatchObject({ type: 'multiple' });
    expect(items(survey, 'What is your race?')).toEqual(['White', 'Black', 'Not said']);
    expect(question(survey, 'Body mass index')?.type).toBe('numeric');
    expect(question(survey, 'How old are you?')?.type).toBe('numeric');
    expect(items(survey, 'How far do you trust…')).toEqual(['the courts', 'the press']);
    expect(answers(survey, 'How far do you trust…')?.map(([, label]) => label)).toEqual([
      'Not at all',
      'A little',
      'A lot',
    ]);
    const notes = summary.notes.join('\n');
    expect(notes).toContain('dictionary.csv is a data dictionary of REDCap: it describes 9 of 9 columns');
    expect(notes).toContain('describes what x.csv does not hold: hint');
  });

  test('also where records hold the words of answers', async () => {
    const { survey, into } = await withCodebook(
      csv('sex,age', (i) => [i % 4 === 0 ? 'Female' : 'Male', 18 + i]),
      'dictionary.csv',
      DICTIONARY,
    );
    expect(answers(survey, 'Sex at birth')?.map(([code, label]) => [code, label])).toEqual([
      ['Female', 'Female'],
      ['Male', 'Male'],
      ['Not said, or unknown', 'Not said, or unknown'],
    ]);
    expect((await records(into))[0]).toMatchObject({ sex: 'Female' });
  });

  test('a choice that cannot be read is named', async () => {
    await expect(
      withCodebook(CSV, 'dictionary.csv', DICTIONARY.replace('1, Female', ', Female')),
    ).rejects.toThrow('the choice ", Female" is no code and label');
    const broken = DICTIONARY.replace('1, Female | 2, Male', 'Female | 2, Male');
    await expect(withCodebook(CSV, 'dictionary.csv', broken)).rejects.toThrow(
      'dictionary.csv: field "sex": the choice "Female" is no code and label with a comma between',
    );
  });
});

describe('a form (XLSForm)', () => {
  const form = (survey: string[][], choices: string[][]) =>
    writeXlsx({
      sheets: [
        { name: 'survey', rows: survey },
        { name: 'choices', rows: choices },
        {
          name: 'settings',
          rows: [
            ['form_title', 'form_id'],
            ['Water at home', 'water'],
          ],
        },
      ],
    });
  const SURVEY = [
    ['type', 'name', 'label::English (en)', 'label::Français (fr)', 'appearance'],
    ['start', 'start', '', '', ''],
    ['begin group', 'home', 'Your home', 'Chez vous', ''],
    ['select_one yn', 'tap', 'Is there a tap?', 'Y a-t-il un robinet ?', ''],
    ['select_multiple src', 'sources', 'Where is water from?', 'D’où vient l’eau ?', ''],
    ['end group', '', '', '', ''],
    ['integer', 'people', 'How many live here?', 'Combien ?', ''],
    ['begin_group', 'trust', 'How good is the water of …?', '', 'table-list'],
    ['select_one good', 'well', 'the well', '', ''],
    ['select_one good', 'river', 'the river', '', ''],
    ['end_group', '', '', '', ''],
    ['note', 'thanks', 'Thank you', 'Merci', ''],
  ];
  const CHOICES = [
    ['list_name', 'name', 'label::English (en)'],
    ['yn', 'yes', 'Yes'],
    ['yn', 'no', 'No'],
    ['src', 'well', 'Well'],
    ['src', 'river', 'River'],
    ['src', 'rain', 'Rain'],
    ['good', '1', 'Bad'],
    ['good', '2', 'Fair'],
    ['good', '3', 'Good'],
  ];

  test('with a column an answer, in groups', async () => {
    const data = csv(
      'home/tap,home/sources/well,home/sources/river,home/sources/rain,people,trust/well,trust/river',
      (i) => [
        i % 3 === 0 ? 'yes' : 'no',
        i % 2,
        i % 3 === 0 ? 1 : 0,
        0,
        1 + (i % 9),
        1 + (i % 3),
        1 + (i % 2),
      ],
    );
    const { survey } = await withCodebook(data, 'form.xlsx', await form(SURVEY, CHOICES));
    expect(survey.title).toBe('Water at home');
    expect(answers(survey, 'Is there a tap?')).toEqual([
      ['yes', 'Yes'],
      ['no', 'No'],
    ]);
    expect(question(survey, 'Where is water from?')).toMatchObject({ type: 'multiple', chosen: [1] });
    expect(items(survey, 'Where is water from?')).toEqual(['Well', 'River', 'Rain']);
    expect(question(survey, 'How many live here?')?.type).toBe('numeric');
    expect(items(survey, 'How good is the water of …?')).toEqual(['the well', 'the river']);
  });

  test('a group ends where it ends', async () => {
    const data = csv('home/tap,home/people', (i) => [i % 3 === 0 ? 'yes' : 'no', 1 + (i % 9)]);
    const { survey } = await withCodebook(data, 'form.xlsx', await form(SURVEY, CHOICES));
    expect(question(survey, 'How many live here?')).toBeUndefined();
  });

  test('with all answers in one cell', async () => {
    const data = csv('tap,sources,people', (i) => [
      i % 3 === 0 ? 'yes' : 'no',
      ['well', 'well river', 'rain river', ''][i % 4],
      1 + (i % 9),
    ]);
    const { survey, into } = await withCodebook(data, 'form.xlsx', await form(SURVEY, CHOICES));
    expect(question(survey, 'Where is water from?')).toMatchObject({ type: 'multiple' });
    expect(items(survey, 'Where is water from?')).toEqual(['Well', 'River', 'Rain']);
    const rows = await records(into);
    const [well, river] =
      question(survey, 'Where is water from?')?.items?.map(({ variable }) => variable) ?? [];
    expect(rows.slice(0, 3).map((row) => [row[well ?? ''], row[river ?? '']])).toEqual([
      [1, 0],
      [1, 1],
      [0, 1],
    ]);
  });

  test('a workbook that is no form is refused', async () => {
    const other = await writeXlsx({ sheets: [{ name: 'Codes', rows: [['variable', 'label']] }] });
    await expect(withCodebook('q1\n1\n', 'form.xlsx', other)).rejects.toThrow(
      'form.xlsx: is a workbook, but no form',
    );
  });
});

describe('a survey of Qualtrics', () => {
  const element = (payload: object) => ({ SurveyID: 'SV_1', Element: 'SQ', Payload: payload });
  const QSF = {
    SurveyEntry: { SurveyID: 'SV_1', SurveyName: 'Of work' },
    SurveyElements: [
      { Element: 'BL', Payload: [] },
      element({
        DataExportTag: 'Q1',
        QuestionText: 'Do you work <strong>from home</strong>?',
        QuestionType: 'MC',
        Selector: 'SAVR',
        Choices: { 1: { Display: 'Never' }, 2: { Display: 'Now and then' }, 4: { Display: 'Always' } },
        ChoiceOrder: ['1', 2, '4'],
        RecodeValues: { 1: '0', 2: '1', 4: '2' },
      }),
      element({
        DataExportTag: 'Q2',
        QuestionText: 'What do you have?',
        QuestionType: 'MC',
        Selector: 'MAVR',
        Choices: { 1: { Display: 'A desk' }, 2: { Display: 'A door' } },
        ChoiceOrder: ['2', '1'],
      }),
      element({
        DataExportTag: 'Q3',
        QuestionText: 'How content are you with …',
        QuestionType: 'Matrix',
        Selector: 'Likert',
        SubSelector: 'SingleAnswer',
        Choices: { 1: { Display: 'the pay' }, 2: { Display: 'the hours' } },
        Answers: { 1: { Display: 'Not' }, 2: { Display: 'Rather' }, 3: { Display: 'Very' } },
        RecodeValues: { 1: '-1', 2: '0', 3: '1' },
        ChoiceDataExportTags: { 1: 'pay', 2: 'hours' },
      }),
      element({
        DataExportTag: 'Q4',
        QuestionText: 'Rate us',
        QuestionType: 'MC',
        Selector: 'NPS',
        Choices: [],
      }),
      element({ DataExportTag: 'Q5', QuestionText: 'Thank you', QuestionType: 'DB', Selector: 'TB' }),
    ],
  };

  test('gives codes as they are exported, matrices by their tags, several answers', async () => {
    const data = csv('Q1,Q2_1,Q2_2,pay,hours,Q4', (i) => [
      i % 3,
      i % 2 ? 1 : '',
      i % 3 ? '' : 1,
      (i % 3) - 1,
      i % 2,
      i % 11,
    ]);
    const { survey } = await withCodebook(data, 'of-work.qsf', JSON.stringify(QSF));
    expect(survey.title).toBe('Of work');
    expect(answers(survey, 'Do you work from home?')).toEqual([
      [0, 'Never'],
      [1, 'Now and then'],
      [2, 'Always'],
    ]);
    expect(question(survey, 'What do you have?')).toMatchObject({ type: 'multiple' });
    expect(items(survey, 'What do you have?')?.toSorted()).toEqual(['A desk', 'A door']);
    expect(items(survey, 'How content are you with …')).toEqual(['the pay', 'the hours']);
    expect(answers(survey, 'How content are you with …')).toEqual([
      [-1, 'Not'],
      [0, 'Rather'],
      [1, 'Very'],
    ]);
    expect(question(survey, 'Rate us')?.type).toBe('numeric');
  });

  test('also of exports of words', async () => {
    const data = csv('Q1,Q2_1,Q2_2', (i) => [
      ['Never', 'Now and then', 'Always'][i % 3],
      i % 2 ? 'A desk' : '',
      i % 3 ? '' : 'A door',
    ]);
    const { survey } = await withCodebook(data, 'of-work.qsf', JSON.stringify(QSF));
    const [work] = survey.questions;
    expect(work?.options?.map(({ label }) => label)).toEqual(['Never', 'Now and then', 'Always']);
    expect(question(survey, 'What do you have?')).toMatchObject({ type: 'multiple' });
  });

  test('what is broken is named', async () => {
    await expect(
      withCodebook(
        'Q1\n1\n',
        'x.qsf',
        JSON.stringify({ SurveyEntry: {}, SurveyElements: [{ Payload: {} }] }),
      ),
    ).rejects.toThrow('x.qsf:SurveyElements[0].Element');
    await expect(withCodebook('other\n1\n', 'x.qsf', JSON.stringify(QSF))).rejects.toThrow(
      'x.qsf: a survey of Qualtrics, describes no column of x.csv: it names Q1, Q2_2',
    );
  });
});

describe('syntax of SPSS', () => {
  const SYNTAX = `* What isn't read: comments, and other commands.
GET FILE='x.sav'.
VARIABLE LABELS
  sex "Sex of the respondent"
  /t1 'Trust: the courts' t2 'Trust: the ' + 'press'.
VALUE LABELS sex 1 'Female' 2 "Male" 9 'Won''t say'
  / t1 TO t2 1 'None' 2 'Some' 3 'A lot' 8 'No idea'.
ADD VALUE LABELS t1 8 'Does not know' .
MISSING VALUES sex (9) / t1 TO t2 (7 THRU HI) /inc (LO THRU 0, 99999).
VARIABLE LEVEL t1 t2 (ORDINAL) / inc (SCALE).
variable labels inc 'Income'.
MRSETS
  /MDGROUP NAME=$media LABEL='Media used' CATEGORYLABELS=VARLABELS VARIABLES=m1 m2 VALUE=1
  /DISPLAY NAME=[$media].
variable labels m1 'Television' m2 'Radio'.
EXECUTE.
`;
  const CSV = csv('SEX,t1,t2,inc,m1,m2', (i) => [
    [1, 2, 9][i % 3],
    [1, 2, 3, 8][i % 4],
    [3, 2, 1, 7][i % 4],
    [100 + i, 99999, -5][i % 3],
    i % 2,
    (i + 1) % 2,
  ]);

  test('gives labels, values that are no answer, ranges, levels, sets', async () => {
    const { survey } = await withCodebook(CSV, 'labels.sps', SYNTAX);
    expect(answers(survey, 'Sex of the respondent')).toEqual([
      [1, 'Female'],
      [2, 'Male'],
    ]);
    expect(question(survey, 'Sex of the respondent')?.missing).toEqual([{ code: 9, label: "Won't say" }]);
    expect(items(survey, 'Media used')).toEqual(['Television', 'Radio']);
    const income = question(survey, 'Income');
    expect([income?.type, income?.missing?.map(({ code }) => code).toSorted()]).toEqual([
      'numeric',
      [-5, 99999],
    ]);
    const trust = survey.questions.filter(({ missing }) => missing?.some(({ code }) => code === 8));
    expect(JSON.stringify(trust)).toContain('Does not know');
    expect(JSON.stringify(survey.questions)).toContain('the press');
  });

  test('ALL are all columns', async () => {
    const { survey } = await withCodebook(CSV, 'labels.sps', 'MISSING VALUES ALL (2).\n');
    for (const { id, missing } of survey.questions.filter(({ id: one }) => ['sex', 't1', 't2'].includes(one)))
      expect([id, missing?.map(({ code }) => code)]).toEqual([id, [2]]);
    expect(survey.questions.filter(({ missing }) => missing?.[0]?.code === 2).length).toBeGreaterThan(0);
  });

  test.each([
    ["VALUE LABELS sex 1 'a' 2.", 'line 1: a text in quotation marks is expected, and its end stands there'],
    ['MISSING VALUES sex 9.', 'line 1: "(" is expected, and "9" stands there'],
    ["VARIABLE LABELS\n sex 'open.", 'line 2: a quotation mark at column 6 is not closed'],
    ["VARIABLE LABELS q9 'Nine'.", 'syntax of SPSS, describes no column of x.csv: it names q9'],
  ])('%s is refused', async (text, message) => {
    await expect(withCodebook(CSV, 'labels.sps', `${text}\n`)).rejects.toThrow(`labels.sps: ${message}`);
  });
});

describe('DDI-Codebook 2', () => {
  test('what is written of a release is read as it was', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => ({
      q: [1, 2, 9][i % 3] ?? 1,
      g1: 1 + (i % 2),
      g2: 1 + (i % 3),
      m1: i % 2,
      m2: (i + 1) % 2,
      n: 20 + (i % 25),
    }));
    const scale = [1, 2, 3].map((code) => ({ id: `o${code}`, label: `Level ${code}`, code }));
    const battery = (id: string, columns: string[], more: object) => ({
      ...single(id, [], { text: `Which ${id}?` }),
      variable: undefined,
      items: columns.map((variable) => ({ id: variable, label: `Row ${variable}`, variable })),
      ...more,
    });
    const app = await recordsApp(rows, {
      title: 'A study',
      questions: [
        single('q', [1, 2], { text: 'How is <it>?', missing: [{ code: 9, label: 'Refused' }] }),
        battery('grid', ['g1', 'g2'], { options: scale, type: 'scale' }),
        battery('media', ['m1', 'm2'], {
          options: [],
          type: 'multiple',
          chosen: [1],
          notChosen: [0],
          asked: 'everyone',
        }),
        { ...single('n', [], { text: 'How old?' }), type: 'numeric', options: [] },
      ],
      disclosure: { publicRecords: true },
    });
    const ddi = (await app.inject('/v1/surveys/small/ddi')).body;
    const columns = Object.keys(rows[0] ?? {});
    const data = csv(columns.join(','), (i) => Object.values(rows[i] ?? {}));
    const { survey } = await withCodebook(data, 'codebook.xml', ddi);
    expect(survey.title).toBe('A study');
    expect(answers(survey, 'How is <it>?')).toEqual([
      [1, '1'],
      [2, '2'],
    ]);
    expect(question(survey, 'How is <it>?')?.missing).toEqual([{ code: 9, label: 'Refused' }]);
    expect(items(survey, 'Which grid?')).toEqual(['Row g1', 'Row g2']);
    expect(answers(survey, 'Which grid?')).toEqual(scale.map(({ code, label }) => [code, label]));
    expect(question(survey, 'Which media?')).toMatchObject({ type: 'multiple' });
    expect(items(survey, 'Which media?')).toEqual(['Row m1', 'Row m2']);
    expect(question(survey, 'How old?')?.type).toBe('numeric');
  });

  test('with prefixes, marks in texts and values that are no answer', async () => {
    const ddi = `<?xml version="1.0"?>
<ddi:codeBook xmlns:ddi="ddi:codebook:2_5"><ddi:dataDscr>
 <ddi:var ID="V1" name="v1" intrvl="discrete"><ddi:labl>Sex</ddi:labl>
  <ddi:qstn><ddi:preQTxt>Please.</ddi:preQTxt><ddi:qstnLit>What <ddi:emph>is</ddi:emph> your sex?</ddi:qstnLit></ddi:qstn>
  <ddi:invalrng><ddi:item VALUE="8"/></ddi:invalrng>
  <ddi:catgry><ddi:catValu>1</ddi:catValu><ddi:labl>F &amp; co</ddi:labl></ddi:catgry>
  <ddi:catgry><ddi:catValu>2</ddi:catValu><ddi:labl>M</ddi:labl></ddi:catgry>
  <ddi:catgry missing="Y"><ddi:catValu>9</ddi:catValu><ddi:labl>Refused</ddi:labl></ddi:catgry></ddi:var>
 <ddi:var ID="V2" name="inc" intrvl="contin"><ddi:labl>Income</ddi:labl><ddi:invalrng><ddi:range max="-1"/></ddi:invalrng></ddi:var>
</ddi:dataDscr></ddi:codeBook>`;
    const data = csv('v1,inc', (i) => [[1, 2, 8, 9][i % 4], i % 5 === 0 ? -3 : 1000 + i]);
    const { survey } = await withCodebook(data, 'x.xml', ddi);
    const [sex, income] = survey.questions;
    expect(sex?.text).toMatch(/^What is your sex\?$/);
    expect(sex?.options?.map(({ label }) => label)).toEqual(['F & co', 'M']);
    expect(sex?.missing?.map(({ code }) => code)).toEqual([8, 9]);
    expect([income?.type, income?.missing?.map(({ code }) => code)]).toEqual(['numeric', [-3]]);
  });

  test.each([
    ['<codeBook><dataDscr>', 'is no XML'],
    ['<html/>', 'is XML, but no codebook of DDI'],
    ['<!DOCTYPE a [<!ENTITY b "c">]><codeBook/>', 'has a document type (DTD), which is not read'],
    ['<codeBook/>', 'describes no column of x.csv: it names none'],
  ])('%s is refused', async (xml, message) => {
    await expect(withCodebook('q1\n1\n', 'x.xml', xml)).rejects.toThrow(message);
  });
});

test('what is none of them is refused with what there is', async () => {
  await expect(withCodebook('q1\n1\n', 'x.docx', 'x')).rejects.toThrow(
    'x.docx: cannot tell what it is by its ending ".docx": .csv (our own, or a data dictionary of REDCap)',
  );
});
