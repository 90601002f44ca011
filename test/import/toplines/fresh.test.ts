import { describe, expect, test } from 'vitest';
import type { ToplineOptions } from '../../../src/import/toplines/options.ts';
import { importedTable, refusedTable } from './support.ts';

/** Figures of one audience as `question option wave value sign n`, and its nets. */
async function read(text: string, audience: string, changes: Partial<ToplineOptions> = {}) {
  const done = await importedTable({ 't.csv': text }, { wave: '2018', ...changes });
  const rows = done.lines.map((line) => line.split(','));
  return {
    audiences: done.survey.audiences.map(({ id }) => id),
    figures: rows
      .filter((cells) => cells[4] === audience)
      .map((cells) => [cells[0]?.slice(0, 12), cells[2], cells[3], cells[6], cells[7], cells[8]].join(' ')),
    count: rows.length,
    notes: done.summary.notes,
    options: done.survey.questions.map(({ options = [] }) => options.map(({ id }) => id)),
    nets: Object.assign(
      {},
      ...done.survey.questions.map(({ nets = [] }) =>
        Object.fromEntries(nets.map(({ id, options }) => [id, options])),
      ),
    ),
  };
}


const YOUGOV_MULTI = `YouGov Survey Results,,,,,,,
"Sample Size: 2,003 adults in GB",,,,,,,
Fieldwork: 2nd - 3rd May 2018,,,,,,,
,,,,,,,
,,Age,,,,Social Grade,
,Total,18-24,25-49,50-64,65+,ABC1,C2DE
Weighted Sample,2003,230,820,480,473,1140,863
Unweighted Sample,2003,190,850,500,463,1200,803
,%,%,%,%,%,%,%
"Which, if any, of these have you done? Please tick all that apply.",,,,,,,
Walked,71,74,70,71,72,75,66
Cycled,22,30,25,18,12,25,18
None of these,15,10,14,17,20,12,19
,,,,,,,
"Why do you cycle? [Asked to those who cycle; n=440]",,,,,,,
Health,60,62,61,58,55,64,54
Cost,40,38,39,42,45,36,46
,,,,,,,
How often do you walk?,,,,,,,
"[Only asked to those who walked]",,,,,,,
Daily,50,52,51,49,47,51,48
Less,50,48,49,51,53,49,52
Net Daily + Less,100,100,100,100,100,100,100
`;

const YOUGOV_US_WIDE = `39. Favorability: Joe Biden,,,,,,,,
Do you have a favorable or an unfavorable opinion of Joe Biden?,,,,,,,,
,,,Sex,,Race,,,
,,Total,Male,Female,White,Black,Hispanic,Other
Very favorable,,17%,16%,17%,12%,39%,17%,15%
Somewhat favorable,,26%,25%,27%,25%,30%,27%,22%
Somewhat unfavorable,,12%,12%,12%,11%,8%,18%,16%
Very unfavorable,,38%,42%,35%,47%,10%,24%,39%
Don't know,,7%,5%,9%,5%,13%,14%,8%
Total favorable,,43%,41%,44%,37%,69%,44%,37%
Total unfavorable,,50%,54%,47%,58%,18%,42%,55%
Unweighted N,,"1,500",700,800,"1,000",180,210,110
"Weighted N",,"1,500","726.3","773.7","978.1",190.2,220.4,111.3
`;

const IPSOS_MULTI = `Table 12,,,,,,
"Q12. Which of the following, if any, do you use? MULTICODE OK",,,,,,
Base : All adults aged 16-75 in Great Britain,,,,,,
,Total,Gender,,Children in household,,
,,Male,Female,Yes,No,Prefer not to say
Significance Level: 95%,,*a,*b,*a,*b,**c
Unweighted row,"1,100",530,570,400,670,30
Total,"1,100",540,560,410,660,30
Facebook,733,335,398,280,430,23
,67%,62%,71%,68%,65%,77%
,,,a,,,
Twitter,314,180,134,120,185,9
,29%,33%,24%,29%,28%,30%
,,b,,,,
None of these,220,119,101,70,145,5
,20%,22%,18%,17%,22%,17%
Sigma,1267,634,633,470,760,37
,115%,117%,113%,115%,115%,123%
`;

const IPSOS_US = `2. How concerned are you about each of the following?,,,,
,Total,Republican,Democrat,Independent
,(N=1018),(N=310),(N=340),(N=250)
Very concerned,34%,20%,50%,30%
Somewhat concerned,36%,38%,35%,37%
Not very concerned,20%,27%,11%,21%
Not at all concerned,9%,14%,3%,10%
Skipped,1%,1%,1%,2%
Concerned (Net),70%,58%,85%,67%
Not concerned (Net),29%,41%,14%,31%
,,,,
3. Do you trust the news?,,,,
,Total,Republican,Democrat,Independent
,(N=1018),(N=310),(N=340),(N=250)
Yes,45%,22%,70%,40%
No,54%,78%,29%,58%
Skipped,1%,*,1%,2%
`;

const PEW_MIXED = `"ASK ALL [N=10,441]:",,,,
SATIS Are you satisfied with the way things are going?,,,,
"Jan 6-19, 2020",,,,
31,Satisfied,,,
67,Dissatisfied,,,
2,No answer,,,
,,,,
TREND:,,,,
,Satisfied,Dissatisfied,No answer,
"Sep 3-15, 2019",28,70,2,
"Jul 22-Aug 4, 2019",30,69,1,
,,,,
"ASK ALL [N=10,441]:",,,,
ECON Would you say the economy is good or bad?,,,,
"Jan 6-19, 2020",,,,
57,NET Good,,,
16,Very good,,,
41,Somewhat good,,,
43,Bad,,,
*,No answer,,,
`;

const PEW_ITEMS = `% of U.S. adults who have a great deal of confidence in each,,,,
,Scientists,Military,Journalists,N
All adults,39,42,9,"12,043"
Republican,27,60,3,"5,100"
 Conservative,22,64,2,"3,400"
 Moderate,35,53,4,"1,700"
Democrat,52,28,15,"6,300"
Source: Survey of U.S. adults.,,,,
`;

const FIVE_CROSS = `,,Generation,,,Region
,Overall,Gen Z,Millennial,Boomer,Northeast
n,2218,300,700,800,410
In which situation do you vote?,,,,,
Always,55,20.5,50,75,56
Sometimes,30,49.5,35,20,29
Never,15,30,15,5,15
avg. elections voted in,4.1,2.2,3.8,5.5,4.0
`;

const FIVE_DK = `"AMONG LIKELY VOTERS","","All","Men","Women"
"Question 1: Who won the debate?","","","",""
"","Candidate A","48%","45%","51%"
"","Candidate B","40%","44%","36%"
"","(DK/NA)","12%","11%","13%"
"Question 2: Did it change your vote?","","","",""
"","Yes","5%","5%","5%"
"","No","95%","95%","95%"
"Base","","600","290","310"
`;

const SPSS_STACKED = `,,Sex,,,,Age group,,,
,,Male,,Female,,18-34,,35+,
,,Count,Column N %,Count,Column N %,Count,Column N %,Count,Column N %
Q1 Own a car,Yes,50,50.0%,40,40.0%,20,33.3%,70,50.0%
,No,50,50.0%,60,60.0%,40,66.7%,70,50.0%
,Total,100,100.0%,100,100.0%,60,100.0%,140,100.0%
Q2 Own a bike,Yes,30,30.0%,45,45.0%,25,41.7%,50,35.7%
,No,70,70.0%,55,55.0%,35,58.3%,90,64.3%
,Total,100,100.0%,100,100.0%,60,100.0%,140,100.0%
`;

const SPSS_SETS_CROSS = `$media*sex Crosstabulation,,,,,
,,,sex,,Total
,,,Male,Female,
Media(a),Radio,Count,20,30,50
,,% within sex,40.0%,60.0%,
,TV,Count,45,45,90
,,% within sex,90.0%,90.0%,
Total,,Count,50,50,100
Percentages and totals are based on respondents.,,,,,
a. Dichotomy group tabulated at value 1.,,,,,
`;

const SPSS_COUNTS = `,Male,Female
Is it good?,,
Yes,30,40
No,30,30
Total,60,70
`;

const SPSS_MEANS = `Report,,,
age Age in years,,,
sex,Mean,N,Std. Deviation
Male,41.2,50,12.1
Female,43.9,60,13.0
Total,42.7,110,12.6
`;
const show = async (text: string, audience: string, changes: Partial<ToplineOptions> = {}) => {
  const lines = await refusedTable({ 't.csv': text }, { wave: '2018', ...changes });
  console.log(
    lines.length > 0 ? lines.join('\n') : JSON.stringify(await read(text, audience, changes), null, 1),
  );
};

test.each([
  ['yougov multi', YOUGOV_MULTI, '65', {}],
  ['yougov us wide', YOUGOV_US_WIDE, 'black', {}],
  ['ipsos multi', IPSOS_MULTI, 'female', { marks: ['*a=none', '*b=none', '**c=none'] }],
  ['ipsos multi bare', IPSOS_MULTI, 'yes', {}],
  ['ipsos us', IPSOS_US, 'republican', { marks: ['*=<0.5'] }],
  ['pew mixed', PEW_MIXED, 'all', { wave: null, audience: 'all', marks: ['*=<0.5'] }],
  ['pew items', PEW_ITEMS, 'conservative', { question: 'q' }],
  ['538 cross', FIVE_CROSS, 'gen-z', {}],
  ['538 dk', FIVE_DK, 'women', {}],
  ['spss stacked', SPSS_STACKED, '18-34', {}],
  ['spss sets cross', SPSS_SETS_CROSS, 'female', {}],
  ['spss counts', SPSS_COUNTS, 'female', {}],
  ['spss means', SPSS_MEANS, 'female', {}],
])('%s', async (name, text, audience, changes) => {
  console.log('#### ' + name);
  await show(text, audience, changes as Partial<ToplineOptions>);
});
