export const TABLES = '/v1/surveys/cmo-cio-alignment@1.1.0';
const RECORDS = '/v1/surveys/nonvoters@1.0.0';

/** Answers of every kind: tables with and without nulls, lists without figures, no rows, a single thing. */
export const ANSWERS = [
  `${TABLES}/gaps?limit=1000`,
  `${TABLES}/estimates?limit=1000`,
  `${TABLES}/trends?limit=1000`,
  `${TABLES}/gap-trends?limit=1000`,
  `${TABLES}/ranks?limit=1000`,
  `${TABLES}/gaps?question=need-to-align&wave=2014&audience=cio-italy`,
  `${TABLES}/questions?limit=1000`,
  `${TABLES}/claims`,
  TABLES,
  '/v1/surveys',
  `${RECORDS}/crosstab?rows=q5&columns=voter-category,age&limit=1000`,
  `${RECORDS}/crosstab?rows=q5&columns=voter-category&layout=wide`,
  `${RECORDS}/crosstab?rows=q19,q18&columns=voter-category&limit=1000`,
  `${RECORDS}/crosstab?rows=q19&columns=voter-category&layout=wide`,
  `${RECORDS}/variables?limit=1000`,
  `${RECORDS}/crosstab/comparisons?rows=q5&columns=voter-category`,
];
