import { expect, test } from 'vitest';
import { idOf, namesOf, type Thing } from '../../src/repository/thing.ts';
import { appOver, getJson, smallSurvey, temporaryFolder, toplines, writeSurvey } from '../helper.ts';

test.each<[Thing, (string | null)[], string]>([
  [
    {
      subject: 'figure',
      question: 'q',
      item: null,
      option: 'yes',
      wave: 'w1',
      audience: 'a',
      measure: 'percent',
    },
    ['q', null, 'yes', 'w1', 'a', 'percent'],
    'q||yes|w1|a|percent',
  ],
  [{ subject: 'sample', wave: 'w1', audience: null }, ['w1', null], 'w1|'],
  [{ subject: 'comparison', between: ['a', 'b'] }, ['a', 'b'], 'a|b'],
  [{ subject: 'item', question: 'battery', id: 'i1' }, ['battery', 'i1'], 'battery|i1'],
  [{ subject: 'option', question: 'q', id: 'yes' }, ['q', 'yes'], 'q|yes'],
  [{ subject: 'claim', id: 'c' }, ['c'], 'c'],
])('%j has its names, and one text', (thing, names, id) => {
  expect(namesOf(thing)).toEqual(names);
  expect(idOf(thing)).toBe(id);
});

test('items of two questions with one id are two things', async () => {
  const questions = (label: string) => {
    const { questions: list } = smallSurvey() as { questions: { id: string; items?: object[] }[] };
    const battery = list.find(({ id }) => id === 'battery') ?? { items: [] };
    return [...list, { ...battery, id: 'other', items: [{ id: 'i1', label }] }];
  };
  const folder = await temporaryFolder();
  const release = (version: string, label: string) => ({
    version,
    survey: { version, questions: questions(label) },
    toplines: toplines('q,,yes,w1,a,percent,50'),
  });
  await writeSurvey(folder, 'small', [release('1.0.0', 'Before'), release('1.0.1', 'After')]);
  const app = await appOver(folder);
  const { data } = await getJson(app, '/v1/surveys/small/diff');
  expect(data).toEqual([
    { change: 'changed', subject: 'item', id: 'other|i1', field: 'label', from: 'Before', to: 'After' },
  ]);
});
