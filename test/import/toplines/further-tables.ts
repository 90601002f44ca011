/** Tables in the manner of publishers and programs, made by hand after how they print, that the reader was not tuned to. */
export const FURTHER = {
  GALLUP_WORLD: `"Do you approve or disapprove of the job performance of the leadership of the United States?",,,
% Approve,,,
Country,2018,2019,2020
Germany,12%,17%,6%
France,21%,24%,20%
Kenya,55%,58%,60%
Japan,39%,43%,30%
`,
  GALLUP_TREND: `"In general, are you satisfied or dissatisfied with the way things are going in the United States at this time?",,,
,Satisfied,Dissatisfied,No opinion
,%,%,%
2024 Jan 2-22,20,79,1
2023 Dec 1-20,21,78,1
2023 Nov 1-21,19,80,*
* Less than 0.5%,,,
`,
  EUROBAROMETER: `QA6.1 How much trust do you have in certain institutions? Do you tend to trust or tend not to trust the European Union?,,,,,
(% - EU),,,,,
,EU27,BE,BG,CZ,DK
TOTAL,26402,1012,1027,1016,1003
Tend to trust,47,50,44,42,62
Diff. EB98,+2,-1,=,+4,+3
Tend not to trust,42,45,41,51,31
Diff. EB98,-2,+1,-1,-3,-4
Don't know,11,5,15,7,7
Diff. EB98,=,=,+1,-1,+1
`,
  CTABLES: `Table 1,,,,,,
,,Gender,,,,
,,Male,,Female,,
,,Column N %,Unweighted Count,Column N %,Unweighted Count,
Trust in parliament,A lot,20.1%,98,15.0%,75,
,Some,39.9%,195,45.0%,226,
,Subtotal,60.0%,293,60.0%,301,
,Not much,25.0%,122,30.0%,151,
,None,15.0%,73,10.0%,50,
,Total,100.0%,488,100.0%,502,
`,
  QUALTRICS: `"Q5: How satisfied are you with our service?",,,
,Total,Q12: What is your gender?,
,,Male,Female
Total Count (All),1000.0,490.0,510.0
Extremely satisfied,20.5%,19.0%,21.9%
Somewhat satisfied,34.0%,36.1%,32.0%
Neither satisfied nor dissatisfied,25.5%,25.0%,26.1%
Dissatisfied,20.0%,19.9%,20.0%
`,
  DISPLAYR: `Preferred cola by Gender,,,
Column %,Male,Female,NET
Coca-Cola,50% ↑,38% ↓,44%
Diet Coke,10%,15%,13%
Pepsi,40%,47%,43%
NET,100%,100%,100%
Column n,160,167,327
"Filter: None; Unweighted; base n = 327; Multiple comparison correction: None",,,
`,
  SURVEYMONKEY: `How satisfied are you with the meeting?,,
Answer Choices,Responses,
Very satisfied,45.00%,90
Satisfied,30.00%,60
Dissatisfied,25.00%,50
,Answered,200
,Skipped,12
`,
  KANTAR: `Table 12,,,,,,,
Q4. Have you heard of the scheme before today?,,,,,,,
Base: All adults,,,,,,,
,,Gender,,Social grade,,,
,TOTAL,Male,Female,AB,C1,C2,DE
,,(a),(b),(c),(d),(e),(f)
Unwtd base,1011,495,516,240,290,210,271
Weighted base,1011,493,518,273,293,212,233
Effective base,890,440,455,215,260,180,230
Yes,512,261,251,164,152,95,101
,51%,53%,48%,60%ef,52%,45%,43%
No,455,215,240,98,129,109,119
,45%,44%,46%,36%,44%,51%c,51%c
Don't know,44,17,27,11,12,8,13
,4%,3%,5%,4%,4%,4%,6%
`,
  PEW_GLOBAL: `Q8a. Please tell me if you have a favorable or unfavorable opinion of the United States,,,,,,,
,,Very favorable,Somewhat favorable,Somewhat unfavorable,Very unfavorable,DK/Refused,Total
Canada,Summer 2020,6,29,34,28,3,100
,Spring 2019,12,39,25,21,3,100
France,Summer 2020,4,27,39,27,3,100
,Spring 2019,8,34,39,17,2,100
Japan,Summer 2020,5,36,40,14,4,100
,Spring 2019,13,55,22,6,4,100
`,
  YOUGOV_TRACKER: `YouGov tracker: Do you approve or disapprove of the Government's record to date?,,,
,29 Jul - 1 Aug 2019,5 - 6 Aug 2019,13 - 14 Aug 2019
Unweighted base,1700,1628,1625
Approve,25%,28%,29%
Disapprove,51%,48%,47%
Don't know,24%,24%,24%
Net,-26,-20,-18
`,
  FIVE_POLLS: `poll_id,pollster,start_date,end_date,sample_size,population,yes,no
74825,YouGov,1/2/2021,1/5/2021,1500,a,55,36
74826,Ipsos,1/4/2021,1/6/2021,1005,a,51,40
74827,Gallup,1/4/2021,1/15/2021,1023,rv,57,37
`,
  IPSOS_KP: `2. How concerned are you about the following?,,,,
Total Concerned Summary,,,,
,Total,Democrat,Republican,Independent
Inflation,88%,82%,95%,89%
Crime,76%,68%,88%,77%
Climate change,61%,86%,31%,62%
Base (unweighted),1023,330,300,310
`,
  YG_GRID: `5A. Importance of issues — Jobs,,,,
How important are the following issues to you?,,,,
,Total,Male,Female,18-29
Very Important,62%,58%,66%,55%
Somewhat Important,28%,31%,25%,33%
Not very Important,7%,8%,6%,9%
Unimportant,3%,3%,3%,3%
Totals,100%,100%,100%,100%
Unweighted N,"(1,497)",(712),(785),(288)
,,,,
5B. Importance of issues — Climate,,,,
How important are the following issues to you?,,,,
,Total,Male,Female,18-29
Very Important,40%,33%,47%,48%
Somewhat Important,26%,26%,26%,27%
Not very Important,16%,18%,14%,15%
Unimportant,18%,23%,13%,10%
Totals,100%,100%,100%,100%
Unweighted N,"(1,495)",(711),(784),(287)
`,
  IPSOS_GA: `Q2. Please tell us whether you agree or disagree: my country is on the wrong track,,,,,
,Total,Argentina,Australia,Belgium,Brazil
Base: All Respondents (unwt),17510,500*,1000,500*,1000
Strongly agree,28%,45%,20%,22%,38%
Somewhat agree,34%,32%,35%,37%,30%
T2B,62%,77%,56%,59%,68%
Somewhat disagree,24%,15%,28%,27%,20%
Strongly disagree,13%,8%,17%,14%,12%
B2B,38%,23%,44%,41%,32%
`,
  PEW_COLS: `Q.1 Do you approve or disapprove of the way the president is handling his job?,,,
,Approve,Disapprove,DK/Ref
"Apr 7-12, 2020",44,53,3
"Jan 6-19, 2020",40,58,2
"Sep 3-15, 2019",40,59,2
"Based on registered voters",,,
`,
  FIVE_N: `Share of respondents who said each is an issue,,,,
Group,N,Inflation,Crime,Abortion
All,1500,54%,30%,19%
Democrats,520,38%,18%,31%
Republicans,480,69%,41%,9%
`,
  CTABLES_BATTERY: `,,Very satisfied,Satisfied,Dissatisfied,Very dissatisfied,Total
,,Row N %,Row N %,Row N %,Row N %,Unweighted Count
Service,Male,30.0%,40.0%,20.0%,10.0%,488
,Female,35.0%,35.0%,20.0%,10.0%,502
Price,Male,10.0%,30.0%,35.0%,25.0%,488
,Female,12.0%,28.0%,35.0%,25.0%,502
`,
  DISPLAYR_MULTI: `Which brands do you know?,,,,
%,Total,18 to 34,35 to 54,55+
,,A,B,C
Brand A,60%,70% C,62%,49%
Brand B,35%,30%,36%,40% A
Brand C,20%,22%,20%,18%
None of these,12%,9%,11%,16%
NET,100%,100%,100%,100%
Sample Size,900,300,310,290
`,
  SM_MATRIX: `How satisfied are you with each of these?,,,,,,,
,Very satisfied,,Satisfied,,Not satisfied,,Total
Price,20.00%,40,50.00%,100,30.00%,60,200
Service,45.00%,90,35.00%,70,20.00%,40,200
,,,,,,,Answered,200
`,
  KANTAR_PUB: `KANTAR PUBLIC,,,,,
"Q1: Voting intention, headline",,,,,
"Base: All likely voters, n=1,099",,,,,
,%,,,,
Conservative,38,,,,
Labour,33,,,,
Liberal Democrat,17,,,,
Other,12,,,,
`,
  EB_VOLUME: `"QB1 En général, l'image de l'UE est-elle... / In general, does the EU conjure up...",,,,
,TOTAL,BE,BG,CZ
TOTAL,26523,1017,1033,1010
Très positive / Very positive,2387,61,134,40
,9%,6%,13%,4%
Assez positive / Fairly positive,9813,356,372,242
,37%,35%,36%,24%
Neutre / Neutral,9813,437,331,455
,37%,43%,32%,45%
Négative / Negative,4243,163,165,263
,16%,16%,16%,26%
NSP / DK,267,0,31,10
,1%,0%,3%,1%
`,
  GALLUP_CHANGE: `"Americans' Confidence in Institutions, 2021 vs. 2022",,,
% Great deal/Quite a lot of confidence,,,
Institution,2021,2022,Change
,%,%,pct. pts.
Small business,70,68,-2
The military,69,64,-5
The police,51,45,-6
Congress,12,7,-5
`,
} as const;
