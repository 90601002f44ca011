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
  return (name: string): (string | null)[] | null => {
    const column = table.getChild(name);
    if (!column) throw new Error(`no column ${name}`);
    const type: unknown = column.type;
    if (!(type instanceof Dictionary)) return null;
    expect(type.isOrdered, name).toBe(true);
    const dictionary: unknown = column.data[0]?.dictionary?.toArray();
    return [...(dictionary as Iterable<string | null>)];
  };
}

describe('ordered dictionaries', () => {
  test('have the words of audiences in the order of the survey, however the rows are sorted', async () => {
    const app = await bundledApp();
    const survey = '/v1/surveys/nonvoters@1.0.0';
    const audiences = (await getJson<{ data: Named[] }>(app, `${survey}/audiences`)).data;
    const levels = await levelsIn(app, `${survey}/estimates?question=q2&measure=percent&sort=value`);
    expect(levels('audienceLabel')).toEqual(audiences.map(({ label }) => label));
    // The alphabet would have another order.
    expect(levels('audienceLabel')).not.toEqual(audiences.map(({ label }) => label).toSorted());
    // What tables are joined, grouped and filled by is text.
    for (const field of ['audience', 'wave', 'item', 'itemLabel']) expect(levels(field), field).toBe(null);
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
    expect(levels('waveLabel')).toEqual(['Z first', 'A second']);
  });
});
