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

const YOUGOV_WAVES = `YouGov / The Times Survey Results,,,,,,,,,
Sample Size: 1639 GB Adults,,,,,,,,,
Fieldwork: 9th - 10th April 2018,,,,,,,,,
Voting Intention,,,Vote in 2017,,,,Gender,,
,,Total,Con,Lab,Lib Dem,,Male,Female,
Weighted Sample,,1639,480,476,105,,793,846,
Unweighted Sample,,1639,497,488,108,,691,948,
,%,%,%,%,%,,%,%,
,4-5 Apr,9-10 Apr,,,,,,,
HEADLINE VOTING INTENTION:,,,,,,,,,
Headline Voting Intention,,,,,,,,,
"[Weighted by likelihood to vote, excluding those who would not vote or don't know]",,,,,,,,,
Con,42,40,100,0,6,,39,41,
Lab,41,40,0,100,14,,39,42,
Lib Dem,7,9,0,0,72,,13,9,
Other,10,11,0,0,8,,9,8,
,,,,,,,,,
www.yougov.co.uk 1,,,,,,,,,
© 2018 YouGov plc. All Rights Reserved,,,,,,,,,
`;

const YOUGOV_TWO_BANNERS = `1. Direction of Country,,,,,
"Would you say things in this country today are...",,,,,
,,Sex,,Race,
,Total,Male,Female,White,Black
Generally headed in the right direction,27%,32%,22%,25%,33%
Off on the wrong track,60%,58%,62%,64%,45%
Not sure,13%,10%,16%,11%,22%
Totals,100%,100%,100%,100%,100%
Unweighted N,"(1,496)",(700),(796),"(1,100)",(190)
,,,,,
,,Party ID,,,
,Total,Dem,Rep,Ind,
Generally headed in the right direction,27%,45%,12%,20%,
Off on the wrong track,60%,35%,84%,66%,
Not sure,13%,20%,4%,14%,
Totals,100%,100%,100%,100%,
Unweighted N,"(1,496)",(540),(410),(546),
`;

const IPSOS_MEAN = `Table 7/1,,,,,
Q7. How much do you agree that ... is fair?,,,,,
Base: All answering,,,,,
,,GENDER,,AGE,
,Total,Male (A),Female (B),16-34 (C),35+ (D)
Unweighted Total,1015,495,520,260,755
Weighted Total,1015,497,518,300,715
Strongly agree (5),152,90,62,30,122
,15%,18%,12%,10%,17%
,,B,,,C
Tend to agree (4),254,124,130,78,176
,25%,25%,25%,26%,25%
Neither (3),305,139,166,96,209
,30%,28%,32%,32%,29%
Disagree (2),304,144,160,96,208
,30%,29%,31%,32%,29%
,,,,,
Top 2 Box,406,214,192,108,298
,40%,43%,37%,36%,42%
Mean,3.25,3.33,3.19,3.14,3.3
Standard deviation,1.05,1.08,1.01,0.97,1.08
Standard error,0.03,0.05,0.04,0.06,0.04
,,,,,
"Prepared by Ipsos - Columns tested: A,B - C,D - overlap formulae used. * small base",,,,,
`;

const IPSOS_COUNTRIES = `Q3. Would you say things in your country are heading in the right direction?,,,,,
,Global Total,Argentina,Brazil,France,Great Britain
Base: All Respondents,4508,500,1001,1001,2006
Right direction (Net),1623,110,290,270,953
,36%,22%,29%,27%,48%
Definitely,451,30,90,70,261
,10%,6%,9%,7%,13%
Somewhat,1172,80,200,200,692
,26%,16%,20%,20%,35%
Wrong track (Net),2885,390,711,731,1053
,64%,78%,71%,73%,53%
Somewhat wrong,1262,140,300,320,502
,28%,28%,30%,32%,25%
Definitely wrong,1623,250,411,411,551
,36%,50%,41%,41%,28%
Sigma,4508,500,1001,1001,2006
,100%,100%,100%,100%,100%
`;

const PEW_TREND = `ASK ALL:,,,,
"Q.1 All in all, are you satisfied or dissatisfied with the way things are going?",,,,
,,,,(VOL.)
,Satisfied,Dissatisfied,,DK/Ref
"Apr 25-May 1, 2018",30,63,,7
"Mar 7-14, 2018",29,65,,5
"Jan 10-15, 2018",29,67,,4
"Oct 25-30, 2017",*,99,,1
`;

const PEW_LEFT = `ASK ALL:,,
CENHEARD Have you ever heard of the United States census?,,
"Jan 3-13, 2020",,
93,"Yes, have heard",
6,"No, have not heard",
1,No answer,
`;

const PEW_DETAIL = `% of U.S. adults who say the following is a very big problem,,,,,,
,NET Problem,,,Not a,,
,,Very big,Moderately big,problem,No answer,Unweighted N
,%,%,%,%,%,
Total,88,50,38,11,1,"10,441"
Men,86,46,40,13,1,"4,600"
Women,90,54,36,9,1,"5,841"
Ages 18-29,84,40,44,15,1,"1,200"
30-49,87,47,40,12,1,"3,100"
50+,91,57,34,8,1,"6,141"
"Note: Figures may not add to 100% because of rounding.",,,,,,
"Source: Survey of U.S. adults conducted Jan. 6-19, 2020.",,,,,,
`;

const FIVE_SUPPORT = `Question,Start,End,Pollster,Population,Support,Republican Support,Democratic Support,URL
age-21,2/20/18,2/23/18,CNN/SSRS,Registered Voters,72,61,86,http://cdn.example/1.pdf
age-21,2/27/18,2/28/18,NPR/Ipsos,Adults,82,72,92,http://cdn.example/2.pdf
arm-teachers,2/23/18,2/25/18,YouGov/Huffpost,Registered Voters,41,69,20,http://cdn.example/3.pdf
`;

const FIVE_BASES = `"AMONG ADULT WOMEN",,"All Women","Party ID",,,"Race",
,,,"Democrat","Republican","Independent","White","Nonwhite"
,"BASE",800,300,260,240,560,240
"How much do you trust the news?",,,,,,,
,"NET A lot or some",52%,70%,30%,53%,50%,57%
,"A lot",20%,30%,8%,20%,18%,25%
,"Some",32%,40%,22%,33%,32%,32%
,"Not at all",47%,29%,70%,46%,49%,42%
,"No answer",<1%,1%,0%,1%,1%,1%
`;

const SPSS_SETS = `$media Frequencies,,,,
,,Responses,,Percent of Cases
,,N,Percent,
Media used(a),Radio,50,25.0%,50.0%
,Television,90,45.0%,90.0%
,Print,60,30.0%,60.0%
Total,,200,100.0%,200.0%
a. Dichotomy group tabulated at value 1.,,,,
`;

const SPSS_ROW_PERCENT = `q1 Is it good? * sex Sex Crosstabulation,,,,,
,,,sex Sex,,Total
,,,Male,Female,
q1 Is it good?,Yes,Count,30,40,70
,,% within q1 Is it good?,42.9%,57.1%,100.0%
,,% within sex Sex,50.0%,57.1%,53.8%
,,% of Total,23.1%,30.8%,53.8%
,No,Count,30,30,60
,,% within q1 Is it good?,50.0%,50.0%,100.0%
,,% within sex Sex,50.0%,42.9%,46.2%
,,% of Total,23.1%,23.1%,46.2%
Total,,Count,60,70,130
,,% within q1 Is it good?,46.2%,53.8%,100.0%
,,% within sex Sex,100.0%,100.0%,100.0%
,,% of Total,46.2%,53.8%,100.0%
`;

const SPSS_ONLY_ROW = `,,Male,,Female,
,,Count,Row N %,Count,Row N %
Is it good?,Yes,30,42.9%,40,57.1%
,No,30,50.0%,30,50.0%
`;

const SPSS_STACKED = `,,,Region,,,
,,Total,,North,,South
,,Count,Column N %,Count,Column N %,Count
,,,,,,
`;

const show = async (text: string, audience: string, changes: Partial<ToplineOptions> = {}) => {
  const lines = await refusedTable({ 't.csv': text }, { wave: '2018', ...changes });
  console.log(
    lines.length > 0 ? lines.join('\n') : JSON.stringify(await read(text, audience, changes), null, 1),
  );
};

test.each([
  ['yougov waves', YOUGOV_WAVES, 'lib-dem', {}],
  ['yougov waves total', YOUGOV_WAVES, 'total', {}],
  ['yougov two banners', YOUGOV_TWO_BANNERS, 'rep', {}],
  ['ipsos mean', IPSOS_MEAN, 'male', {}],
  ['ipsos countries', IPSOS_COUNTRIES, 'france', {}],
  ['pew trend', PEW_TREND, 'all', { wave: null, audience: 'all', marks: ['*=<0.5'] }],
  ['pew left', PEW_LEFT, 'all', { wave: null, audience: 'all' }],
  ['pew detail', PEW_DETAIL, 'women', { question: 'q' }],
  ['538 support', FIVE_SUPPORT, 'x', {}],
  ['538 bases', FIVE_BASES, 'republican', {}],
  ['spss sets', SPSS_SETS, 'all', { audience: 'all' }],
  ['spss row', SPSS_ROW_PERCENT, 'female', {}],
  ['spss only row', SPSS_ONLY_ROW, 'female', {}],
])('%s', async (name, text, audience, changes) => {
  console.log('#### ' + name);
  await show(text, audience, changes as Partial<ToplineOptions>);
});
