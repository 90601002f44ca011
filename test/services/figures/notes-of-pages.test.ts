import { expect, test } from 'vitest';
import { getJson, smallApp, toplines } from '../../helper.ts';

interface Answer {
  readonly data: { readonly wave: string; readonly status: string }[];
  readonly meta: {
    readonly notes: string[];
    readonly method: Record<string, unknown>;
    readonly next: string;
  };
}

const FIGURES = toplines(
  'q,,yes,w1,a,percent,50,,,report,,preferred,',
  'q,,yes,w1,a,percent,51,,,article,,alternative,',
  'q,,yes,w1,b,percent,40,,,report,,,',
  'q,,yes,w2,a,percent,52,,,report,,,',
  'q,,yes,w2,b,percent,45,,,report,,,',
);

test('each page of figures says what is said of all that its query picks, whatever was asked before', async () => {
  const app = await smallApp(FIGURES);
  const ask = (query: string): Promise<Answer> => getJson(app, `/v1/surveys/small/estimates${query}`);
  for (const _ of [1, 2]) {
    const first = await ask('?limit=1');
    const second = await getJson<Answer>(app, first.meta.next);
    for (const { meta } of [first, second]) expect(meta.notes).toHaveLength(1);
    expect(second.meta.method).toEqual(first.meta.method);
    const other = await ask('?wave=w2&confidence=0.9');
    expect(other.data.map(({ status }) => status)).toEqual(['reported', 'reported']);
    expect(other.meta.notes).toEqual([]);
    expect(other.meta.method).toEqual({ ...first.meta.method, confidence: 0.9 });
    expect((await ask('?wave=w2')).meta.method['confidence']).toBe(0.95);
  }
});
