import { Dictionary, tableFromIPC } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import { bundledApp, getJson, smallApp, toplines } from '../helper.ts';

interface Named {
  readonly id: string;
  readonly label: string;
}

async function levelsIn(app: Awaited<ReturnType<typeof bundledApp>>, url: string) {
  const { rawPayload, statusCode } = await app.inject(`${url}&limit=all&format=arrow`);
  expect(statusCode).toBe(200);
  const table = tableFromIPC(rawPayload);
  return (name: string): (string | null)[] => {
    const column = table.getChild(name);
    const type = column?.type as Dictionary | undefined;
    expect(type instanceof Dictionary && type.isOrdered, name).toBe(true);
    const dictionary: unknown = column?.data[0]?.dictionary?.toArray();
    return [...(dictionary as Iterable<string | null>)];
  };
}

describe('ordered dictionaries', () => {
  test('have audiences and items in the order of the survey, however the rows are sorted', async () => {
    const app = await bundledApp();
    const survey = '/v1/surveys/nonvoters@1.0.0';
    const audiences = (await getJson<{ data: Named[] }>(app, `${survey}/audiences`)).data;
    const { items } = (await getJson<{ data: { items: Named[] } }>(app, `${survey}/questions/q2`)).data;
    const levels = await levelsIn(app, `${survey}/estimates?question=q2&measure=percent&sort=value`);
    expect(levels('audience')).toEqual(audiences.map(({ id }) => id));
    expect(levels('audienceLabel')).toEqual(audiences.map(({ label }) => label));
    expect(levels('item')).toEqual(items.map(({ id }) => id));
    expect(levels('itemLabel')).toEqual(items.map(({ label }) => label));
    // The alphabet would have another order, and so would the size of the figures.
    expect(levels('item')).not.toEqual(items.map(({ id }) => id).toSorted());
    const gaps = await levelsIn(app, `${survey}/gaps?question=q2&between=rarely-never,always&sort=-gap`);
    expect(gaps('audienceALabel')).toEqual(['Rarely or never vote']);
  });

  test('have waves in the order of the survey, where ids and labels say another one', async () => {
    const app = await smallApp(
      toplines('q,,yes,late,a,percent,50,,,report,,,', 'q,,yes,early,a,percent,40,,,report,,,'),
      {
        waves: [
          { id: 'late', label: 'Z first', year: 2020 },
          { id: 'early', label: 'A second', year: 2022 },
        ],
        samples: [],
      },
    );
    const levels = await levelsIn(app, '/v1/surveys/small/estimates?question=q&sort=value');
    expect(levels('wave')).toEqual(['late', 'early']);
    expect(levels('waveLabel')).toEqual(['Z first', 'A second']);
  });

  test('have items of one code in two questions apart, those of the first question first', async () => {
    const questions = ['one', 'two'].map((id, i) => ({
      id,
      text: id,
      wording: 'verbatim',
      type: 'multiple',
      audiences: ['a'],
      items: (i === 0 ? ['y', 'x'] : ['w', 'y']).map((item) => ({ id: item, label: `${item} of ${id}` })),
    }));
    const rows = ['two,w', 'two,y', 'one,x', 'one,y'].map((key) => `${key},,w1,a,percent,50,,,report,,,`);
    const app = await smallApp(toplines(...rows), { questions });
    const levels = await levelsIn(app, '/v1/surveys/small/estimates?sort=-question');
    expect(levels('itemLabel')).toEqual(['y of one', 'x of one', 'w of two', 'y of two']);
  });
});
