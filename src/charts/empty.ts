import type { ChartData, Picture } from './chart.ts';

/** What a picture of an answer without rows says: no axis stands for figures that are not there. */
const NOTHING =
  'There is nothing to draw: the answer has no rows. Nothing was asked that fits the query, or what it would be held against is missing. The figures at the address below say why, where the query names the question.';

/** An answer without rows. */
export function emptyPicture({ survey }: ChartData<unknown>): Picture {
  return {
    title: survey.title,
    subtitle: NOTHING,
    legend: [],
    marks: '',
    height: 0,
    below: [],
    table: [],
  };
}
