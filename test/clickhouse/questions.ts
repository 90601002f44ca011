const ROWS = 'q5 q6 q7 q14 q15 q16 q20 q21 q23 q24 q25 q26 q30 income'.split(' ');
const COLUMNS = 'q1 q2 q3 q4'.split(' ');
const FILTERS =
  'gender:female gender:male educ:college educ:some-college race:white race:black voter-category:always voter-category:sporadic'.split(
    ' ',
  );

/** Questions about the bundled survey of nonvoters, each of which has to be added up. */
export const CROSSTABS: readonly string[] = COLUMNS.flatMap((column) =>
  FILTERS.flatMap((filter) => ROWS.map((row) => `crosstab?rows=${row}&columns=${column}&filter=${filter}`)),
);
