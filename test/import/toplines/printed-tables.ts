/** Tables made after how publishers print them; the reader was written before them. */
export const TABLES = {
  YOUGOV_WAVES: `YouGov / The Times Survey Results,,,,,,,,,
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
`,
  YOUGOV_TWO_BANNERS: `1. Direction of Country,,,,,
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
`,
  IPSOS_MEAN: `Table 7/1,,,,,
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
`,
  IPSOS_COUNTRIES: `Q3. Would you say things in your country are heading in the right direction?,,,,,
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
`,
  PEW_TREND: `ASK ALL:,,,,
"Q.1 All in all, are you satisfied or dissatisfied with the way things are going?",,,,
,,,,(VOL.)
,Satisfied,Dissatisfied,,DK/Ref
"Apr 25-May 1, 2018",30,63,,7
"Mar 7-14, 2018",29,65,,5
"Jan 10-15, 2018",29,67,,4
"Oct 25-30, 2017",*,99,,1
`,
  PEW_LEFT: `ASK ALL:,,
CENHEARD Have you ever heard of the United States census?,,
"Jan 3-13, 2020",,
93,"Yes, have heard",
6,"No, have not heard",
1,No answer,
`,
  PEW_DETAIL: `% of U.S. adults who say the following is a very big problem,,,,,,
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
`,
  FIVE_BASES: `"AMONG ADULT WOMEN",,"All Women","Party ID",,,"Race",
,,,"Democrat","Republican","Independent","White","Nonwhite"
,"BASE",800,300,260,240,560,240
"How much do you trust the news?",,,,,,,
,"NET A lot or some",52%,70%,30%,53%,50%,57%
,"A lot",20%,30%,8%,20%,18%,25%
,"Some",32%,40%,22%,33%,32%,32%
,"Not at all",47%,29%,70%,46%,49%,42%
,"No answer",<1%,1%,0%,1%,1%,1%
`,
  SPSS_SETS: `$media Frequencies,,,,
,,Responses,,Percent of Cases
,,N,Percent,
Media used(a),Radio,50,25.0%,50.0%
,Television,90,45.0%,90.0%
,Print,60,30.0%,60.0%
Total,,200,100.0%,200.0%
a. Dichotomy group tabulated at value 1.,,,,
`,
  SPSS_ROW_PERCENT: `q1 Is it good? * sex Sex Crosstabulation,,,,,
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
`,
  SPSS_ONLY_ROW: `,,Male,,Female,
,,Count,Row N %,Count,Row N %
Is it good?,Yes,30,42.9%,40,57.1%
,No,30,50.0%,30,50.0%
`,
  YOUGOV_MULTI: `YouGov Survey Results,,,,,,,
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
`,
  YOUGOV_US_WIDE: `39. Favorability: Joe Biden,,,,,,,,
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
`,
  IPSOS_MULTI: `Table 12,,,,,,
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
`,
  IPSOS_US: `2. How concerned are you about each of the following?,,,,
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
`,
  PEW_MIXED: `"ASK ALL [N=10,441]:",,,,
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
`,
  PEW_ITEMS: `% of U.S. adults who have a great deal of confidence in each,,,,
,Scientists,Military,Journalists,N
All adults,39,42,9,"12,043"
Republican,27,60,3,"5,100"
 Conservative,22,64,2,"3,400"
 Moderate,35,53,4,"1,700"
Democrat,52,28,15,"6,300"
Source: Survey of U.S. adults.,,,,
`,
  FIVE_CROSS: `,,Generation,,,Region
,Overall,Gen Z,Millennial,Boomer,Northeast
n,2218,300,700,800,410
In which situation do you vote?,,,,,
Always,55,20.5,50,75,56
Sometimes,30,49.5,35,20,29
Never,15,30,15,5,15
avg. elections voted in,4.1,2.2,3.8,5.5,4.0
`,
  FIVE_DK: `"AMONG LIKELY VOTERS","","All","Men","Women"
"Question 1: Who won the debate?","","","",""
"","Candidate A","48%","45%","51%"
"","Candidate B","40%","44%","36%"
"","(DK/NA)","12%","11%","13%"
"Question 2: Did it change your vote?","","","",""
"","Yes","5%","5%","5%"
"","No","95%","95%","95%"
"Base","","600","290","310"
`,
  SPSS_STACKED: `,,Sex,,,,Age group,,,
,,Male,,Female,,18-34,,35+,
,,Count,Column N %,Count,Column N %,Count,Column N %,Count,Column N %
Q1 Own a car,Yes,50,50.0%,40,40.0%,20,33.3%,70,50.0%
,No,50,50.0%,60,60.0%,40,66.7%,70,50.0%
,Total,100,100.0%,100,100.0%,60,100.0%,140,100.0%
Q2 Own a bike,Yes,30,30.0%,45,45.0%,25,41.7%,50,35.7%
,No,70,70.0%,55,55.0%,35,58.3%,90,64.3%
,Total,100,100.0%,100,100.0%,60,100.0%,140,100.0%
`,
  SPSS_SETS_CROSS: `$media*sex Crosstabulation,,,,,
,,,sex,,Total
,,,Male,Female,
Media(a),Radio,Count,20,30,50
,,% within sex,40.0%,60.0%,
,TV,Count,45,45,90
,,% within sex,90.0%,90.0%,
Total,,Count,50,50,100
Percentages and totals are based on respondents.,,,,,
a. Dichotomy group tabulated at value 1.,,,,,
`,
  SPSS_COUNTS: `,Male,Female
Is it good?,,
Yes,30,40
No,30,30
Total,60,70
`,
  SPSS_MEANS: `Report,,,
age Age in years,,,
sex,Mean,N,Std. Deviation
Male,41.2,50,12.1
Female,43.9,60,13.0
Total,42.7,110,12.6
`,
  YOUGOV_NAMES: `YouGov / Sunday Times Survey Results,,,,,,
"Sample Size: 1,850 adults in GB",,,,,,
,,Vote intention,,,Gender,
,Total,Con,Lab,Lib Dem,Male,Female
Weighted Sample,1850,500,510,120,900,950
Unweighted Sample,1850,520,505,130,880,970
,%,%,%,%,%,%
Do you think the following are doing well or badly?,,,,,,
Theresa May,,,,,,
Very well,8,20,2,3,9,7
Fairly well,32,55,18,25,31,33
TOTAL WELL,40,75,20,28,40,40
Very badly,50,20,75,62,52,48
Don't know,10,5,5,10,8,12
,,,,,,
Jeremy Corbyn,,,,,,
Very well,10,1,25,5,11,9
Fairly well,25,9,45,20,26,24
TOTAL WELL,35,10,70,25,37,33
Very badly,55,87,22,65,55,55
Don't know,10,3,8,10,8,12
`,
  IPSOS_NET: `Q4 Satisfaction with the way the government is running the country,,,,
BASE: ALL ADULTS 18+ IN GREAT BRITAIN,,,,
,,Voting intention,,
,Total,Conservative,Labour,Lib Dem
Base,1003,300,330,80
Weighted base,1003,310,325,78
Satisfied,26%,58%,8%,15%
Dissatisfied,65%,33%,87%,80%
Don't know,9%,9%,5%,5%
Net satisfied,-39,25,-79,-65
`,
  PEW_NO_BASES: `Republicans and Democrats differ on the economy,,,,,
% who say economic conditions are …,,,,,
,Excellent,Good,NET,Only fair,Poor
Total,8,24,32,40,28
Rep/Lean Rep,14,40,54,33,13
Dem/Lean Dem,3,11,14,46,40
"Note: No answer not shown.",,,,,
`,
  SPSS_BOOK: `Case Processing Summary,,,,,,
,Cases,,,,,
,Valid,,Missing,,Total,
,N,Percent,N,Percent,N,Percent
q1 * sex,130,96.3%,5,3.7%,135,100.0%
,,,,,,
q1 Is it good? * sex Sex Crosstabulation,,,,,,
% within sex Sex,,,,,,
,,sex Sex,,Total,,
,,Male,Female,,,
q1 Is it good?,Yes,50.0%,57.1%,53.8%,,
,No,50.0%,42.9%,46.2%,,
Total,,100.0%,100.0%,100.0%,,
,,,,,,
Chi-Square Tests,,,,,,
,Value,df,Asymp. Sig. (2-sided),,,
Pearson Chi-Square,.660a,1,.417,,,
N of Valid Cases,130,,,,,
`,
  PEW_BATTERY: `% who have … confidence in each,,,
,A great deal,Some,None
Scientists,39,45,16
Military,42,40,18
Journalists,9,40,51
`,
} as const;
