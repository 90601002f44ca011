import { single, type TestRecord } from '../records-helper.ts';
import { generator } from './random.ts';

const MINIMUM = 5;

/** Of each question some answers are rare, in one wave or audience rarer; a few did not answer. */
export function respondents(): TestRecord[] {
  const random = generator(20_261);
  const pick = (options: number, skew: number): number => 1 + Math.floor(random() ** skew * options);
  return Array.from({ length: 1200 }, (_, i): TestRecord => ({
    wave: i % 2 === 0 ? 'w1' : 'w2',
    role: random() < 0.55 ? 'a' : 'b',
    w: 0.5 + pick(4, 1) / 4,
    q: i % 20 === 0 ? 9 : random() < 0.004 ? 5 : pick(4, 1.3),
    s: random() < 0.004 ? 1 : random() < 0.03 ? 2 : 2 + pick(3, 1),
    kx: random() < 0.003 ? 4 : pick(3, 1.2),
    ky: random() < 0.06 ? null : random() < 0.003 ? 4 : pick(3, 1),
    mx: random() < 0.5 ? 1 : 0,
    my: random() < 0.3 ? 1 : 0,
    region: random() < 0.003 ? 4 : pick(3, 1.2),
    age: 18 + pick(60, 1),
  }));
}

/** With two audiences figures are by waves and audiences, so that a filter would be a fourth variable; with one they take filters. */
export const AUDIENCES = [['a', 'b'], ['all']];

const asked = (audiences: readonly string[]) => ({ audiences });
const items = (id: string) => ['x', 'y'].map((name) => ({ id: name, label: name, variable: `${id}${name}` }));
export const surveyOf = (audiences: readonly string[]) => ({
  waves: [1, 2].map((i) => ({ id: `w${i}`, label: `Wave ${i}`, year: 2019 + i })),
  audiences: audiences.map((id) => ({ id, label: id })),
  comparisons: audiences.length > 1 ? [{ between: ['a', 'b'] }] : [],
  design: {
    wave: 'wave',
    audience: audiences.length > 1 ? 'role' : 'all',
    weights: [{ id: 'final', column: 'w', label: 'Weight' }],
  },
  disclosure: { minimumBase: 10, minimumCell: MINIMUM },
  questions: [
    single('q', [1, 2, 3, 4, 5], {
      ...asked(audiences),
      missing: [{ code: 9, label: 'refused' }],
      nets: [
        { id: 'low', label: 'low', options: ['q-1', 'q-2'] },
        { id: 'high', label: 'high', options: ['q-4', 'q-5'] },
      ],
      differences: [{ id: 'lead', label: 'lead', plus: ['q-1'], minus: ['q-4', 'q-5'] }],
    }),
    { ...single('s', [1, 2, 3, 4, 5]), ...asked(audiences), type: 'scale' },
    {
      ...single('k', [1, 2, 3, 4]),
      ...asked(audiences),
      type: 'scale',
      variable: undefined,
      items: items('k'),
    },
    {
      ...single('m', []),
      ...asked(audiences),
      type: 'multiple',
      variable: undefined,
      chosen: [1],
      notChosen: [0],
      items: items('m'),
    },
    single('region', [1, 2, 3, 4], asked(audiences)),
    { ...single('age', []), ...asked(audiences), type: 'numeric', options: [], bands: [30, 50] },
  ],
});
