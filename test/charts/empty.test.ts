import { expect, test } from 'vitest';
import { getJson, smallApp, toplines } from '../helper.ts';

test.each(['estimates', 'gaps', 'trends', 'gap-trends', 'ranks'])(
  'of an answer without rows there is no picture of %s, but a problem that says so',
  async (chart) => {
    const app = await smallApp(toplines());
    const base = '/v1/surveys/small@1.0.0';
    expect((await getJson(app, `${base}/${chart}`)).data).toEqual([]);
    for (const extension of ['svg', 'png']) {
      const response = await app.inject(`${base}/charts/${chart}.${extension}?width=400`);
      expect(response.statusCode).toBe(400);
      const { errors } = response.json<{ errors: { name: string; message: string }[] }>();
      expect(errors[0]?.name).toBe('question');
      expect(errors[0]?.message).toContain('picks no figure that could be drawn');
    }
  },
);
