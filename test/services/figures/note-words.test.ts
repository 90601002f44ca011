import { expect, test } from 'vitest';
import { getJson, smallApp, toplines } from '../../helper.ts';

const SURVEY = {
  waves: [
    { id: 'w1', label: 'First wave', year: 2020 },
    { id: 'w2', label: 'Second wave', year: 2022 },
  ],
  audiences: [
    { id: 'a', label: 'Teachers' },
    { id: 'b', label: 'Students' },
  ],
};
const FIGURES = toplines(
  'q,,yes,w1,a,percent,50,,,report,,,Read from a chart.',
  'q,,yes,w1,b,percent,40,,,report,,,',
  'q,,yes,w2,a,percent,52,,,report,,,',
  'q,,yes,w2,b,percent,45,,,report,,,About a half.',
);

test.each([
  ['gaps?wave=w1', 'Teachers: Read from a chart.'],
  ['gaps?wave=w2', 'Students: About a half.'],
  ['trends?audience=a', 'First wave: Read from a chart.'],
  ['trends?audience=b', 'Second wave: About a half.'],
  ['gap-trends', 'Teachers, First wave: Read from a chart. Students, Second wave: About a half.'],
])('a note of %s says whose it is in the words of the survey', async (path, note) => {
  const app = await smallApp(FIGURES, SURVEY);
  const { data } = await getJson<{ data: { note: string }[] }>(app, `/v1/surveys/small/${path}`);
  expect(data).toHaveLength(1);
  expect(data[0]?.note).toContain(note);
});
