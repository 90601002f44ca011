import { expect, test } from 'vitest';
import { appOver, getJson, smallSurvey, temporaryFolder, toplines, writeSurvey } from '../helper.ts';

test('shows what came, went and changed, in figures and in words', async () => {
  const folder = await temporaryFolder();
  const later = smallSurvey({ id: 'small', version: '1.1.0', title: 'Small, again' }) as {
    samples: unknown[];
    waves: { note?: string }[];
  };
  later.samples = [{ wave: 'w1', audience: 'a', n: 205, source: 'report' }];
  later.waves[1] = { ...later.waves[1], note: 'Late.' };
  await writeSurvey(folder, 'small', [
    { toplines: toplines('q,,yes,w1,a,percent,77', 'q,,yes,w1,b,percent,56', 'q,,yes,w2,a,percent,60') },
    {
      version: '1.1.0',
      survey: later,
      toplines: toplines('q,,yes,w1,a,percent,77', 'q,,yes,w1,b,percent,56.0', 'q,,yes,w2,b,percent,61'),
    },
    { version: '1.2.0', toplines: toplines() },
  ]);
  const app = await appOver(folder);
  const { data, meta } = await getJson(app, '/v1/surveys/small/diff?from=1.0.0&to=1.1.0');
  expect(meta['permalink']).toBe('/v1/surveys/small@1.1.0/diff?from=1.0.0&to=1.1.0');
  const has = (row: object) => expect(data).toContainEqual(expect.objectContaining(row));
  has({ change: 'removed', subject: 'sample', id: 'w1|b' });
  has({ change: 'removed', subject: 'figure', id: 'q||yes|w2|a|percent' });
  has({ change: 'added', subject: 'figure', id: 'q||yes|w2|b|percent', field: null });
  has({ change: 'changed', subject: 'sample', id: 'w1|a', field: 'n', from: 200, to: 205 });
  has({
    change: 'changed',
    subject: 'survey',
    id: 'small',
    field: 'title',
    from: 'Small',
    to: 'Small, again',
  });
  has({ change: 'changed', subject: 'wave', id: 'w2', field: 'note', from: null, to: 'Late.' });
  has({
    change: 'changed',
    subject: 'figure',
    id: 'q||yes|w1|b|percent',
    field: 'value',
    from: '56',
    to: '56.0',
  });
  has({ change: 'changed', subject: 'figure', id: 'q||yes|w1|a|percent', field: 'n', from: 200, to: 205 });
  // Every change but the base of the unchanged figure b, which lost its sample.
  has({ change: 'changed', subject: 'figure', id: 'q||yes|w1|b|percent', field: 'n', from: 100, to: null });

  expect((await getJson(app, '/v1/surveys/small@1.1.0/diff')).meta['permalink']).toContain(
    '@1.1.0/diff?from=1.0.0&to=1.1.0',
  );
  expect((await getJson(app, '/v1/surveys/small/diff')).meta['permalink']).toContain(
    '@1.2.0/diff?from=1.1.0&to=1.2.0',
  );
});

test('the older release must be older', async () => {
  const folder = await temporaryFolder();
  await writeSurvey(
    folder,
    'small',
    ['1.0.0', '1.1.0', '2.0.0'].map((version) => ({ version, toplines: toplines() })),
  );
  const app = await appOver(folder);
  for (const query of ['from=2.0.0&to=1.1.0', 'from=1.1.0&to=1.1.0']) {
    const { errors } = await getJson<{ errors: object[] }>(app, `/v1/surveys/small/diff?${query}`, 400);
    expect(errors).toMatchObject([{ name: 'from', allowed: ['1.0.0'] }]);
  }
  const contradiction = await getJson<{ errors: object[] }>(
    app,
    '/v1/surveys/small@1.1.0/diff?to=2.0.0',
    400,
  );
  expect(contradiction.errors).toMatchObject([{ name: 'to', allowed: ['1.1.0'] }]);
});

test('a release does not differ from itself in another folder', async () => {
  const folder = await temporaryFolder();
  const csv = toplines('q,,yes,w1,a,percent,77');
  await writeSurvey(folder, 'small', [{ toplines: csv }, { version: '1.0.1', toplines: csv }]);
  expect((await getJson(await appOver(folder), '/v1/surveys/small/diff')).data).toEqual([]);
});
