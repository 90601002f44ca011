import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { detectKind } from '../../../src/import/toplines/detect.ts';
import { isBaseLabel, readHead } from '../../../src/import/toplines/labels.ts';
import { HEADER, temporaryFolder } from '../../helper.ts';

test.each([
  [`${HEADER}\nq,,yes,2012,a,percent,5,,,s,,,\n`, 'toplines'],
  // Two of its columns misspelt.
  [
    `${HEADER.replace('measure', 'mesure').replace('source', 'sauce')}\nq,,yes,2012,a,percent,5,,,s,,,\n`,
    'toplines',
  ],
  ['option,CMO,CIO\nYes,69,77\nNo,31,23\n', 'toplines'],
  [',CMO,CIO\nYes,69,77\nNo,31,23\n', 'toplines'],
  ['Antwort;CMO;CIO\nJa;69 %;77 %\nNein;31 %;–\n', 'toplines'],
  ['Antwort;CMO;CIO\nJa;69;77\nn=;200;100\n', 'toplines'],
  ['Thema,Antwort,CMO,CIO\nA,Ja,69,77\nA,Nein,31,23\nA,Base,100,100\n', 'toplines'],
  ['id,q,r\n1,1,5\n2,1,6\n3,2,5\n', 'records'],
  ['name,age,score\nann,20,1\nbob,30,2\n', 'records'],
  // An answer stands more than once: records.
  ['answer,age\nyes,20\nyes,30\n', 'records'],
  ['answer,age,role\nyes,20,cmo\nno,30,cio\n', 'records'],
])('%j holds %s', async (text, kind) => {
  const path = join(await temporaryFolder(), 'x.csv');
  await writeFile(path, text);
  expect(await detectKind(path)).toBe(kind);
});

test.each([
  ['x.xlsx', 'toplines'],
  ['x.sav', 'records'],
  ['x.parquet', 'records'],
  ['none.csv', 'records'],
])('%s holds %s', async (name, kind) => {
  expect(await detectKind(join(await temporaryFolder(), name))).toBe(kind);
});

test.each([
  ['CMOs', [], 'CMOs', null, null],
  ['CMO 2014', [], 'CMO', '2014', null],
  ['2014: CMO', [], 'CMO', '2014', null],
  ['CMO\n(2014)', [], 'CMO', '2014', null],
  ['2014', [], '', '2014', null],
  ['CMO – 2014 (n=1,250)', [], 'CMO', '2014', '1250'],
  ['CMO, n = 250', [], 'CMO', null, '250'],
  ['CMO (Base: 250)', [], 'CMO', null, '250'],
  ['CMOs 2012 to 2014', [], 'CMOs 2012 to 2014', null, null],
  ['CMOs 2012-2014', [], 'CMOs 2012-2014', null, null],
  ['Over 20145', [], 'Over 20145', null, null],
  ['CMO Spring wave', ['w1', 'Spring wave'], 'CMO', 'Spring wave', null],
  ['w1 CIO', ['w1', 'Spring wave'], 'CIO', 'w1', null],
  ['w10 CIO', ['w1'], 'w10 CIO', null, null],
])('the head %j, waves %j', (text, waves, audience, wave, n) => {
  expect(readHead(text, waves, false)).toMatchObject({ audience, wave, n });
});

test.each([
  'n',
  'n=',
  'n = 250',
  'N',
  'Base',
  'Bases:',
  'Base: all respondents',
  'Unweighted base',
  'Unweighted n',
  'Sample size',
  'Respondents',
  'Number of respondents',
])('%j is a row of bases', (label) => expect(isBaseLabel(label)).toBe(true));
test.each(['No', 'Base salary', 'None', 'Never', 'Weighted base', 'Sampling', '', 'Respondents who agree'])(
  '%j is none',
  (label) => expect(isBaseLabel(label)).toBe(false),
);
