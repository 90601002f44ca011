import { describe, expect, test } from 'vitest';
import { bundledApp, getJson, smallApp, toplines } from '../helper.ts';
import { pictureOf, wordsOf } from './picture.ts';

describe('an answer without rows', () => {
  test.each(['estimates', 'gaps', 'trends', 'gap-trends', 'ranks'])(
    'as a picture of %s says that there is nothing to draw, and has no axis',
    async (chart) => {
      const app = await smallApp(toplines());
      const base = '/v1/surveys/small@1.0.0';
      expect((await getJson(app, `${base}/${chart}`)).data).toEqual([]);
      const { svg, rows } = await pictureOf(app, `${base}/charts/${chart}.svg?width=400`);
      expect(rows).toEqual([]);
      expect(wordsOf(svg)).toContain('There is nothing to draw: the answer has no rows.');
      expect(wordsOf(svg)).toContain('Source: Small survey, 1.0.0');
      expect(svg).not.toMatch(/<(?:path|line|circle)\b/);
    },
  );

  test('is only that: a picture with rows does not say so', async () => {
    const { svg } = await pictureOf(
      await bundledApp(),
      '/v1/surveys/cmo-cio-alignment@1.2.0/charts/gaps.svg?question=need-to-align',
    );
    expect(wordsOf(svg)).not.toContain('nothing to draw');
  });
});
