import { single, type TestRecord } from '../records-helper.ts';
import { generator } from './random.ts';

/** A dimension of the records as an attacker knows it from the codebook: the values that its column can hold. */
interface Dimension {
  readonly column: string;
  /** Every value, null among them where some gave no answer. */
  readonly values: readonly (number | string | null)[];
}

export interface RandomSurvey {
  readonly records: readonly TestRecord[];
  readonly survey: Record<string, unknown>;
  /** Variables that a query can name, with the answers of each by the value that stands for it. */
  readonly variables: readonly {
    readonly id: string;
    readonly column: string;
    readonly answers: ReadonlyMap<string, readonly (number | string)[]>;
    readonly isScale: boolean;
    /** Whether its answers are numbers, and those that can be named bands of these. */
    readonly isNumeric: boolean;
  }[];
  readonly dimensions: readonly Dimension[];
  readonly weight: string | null;
  readonly stratum: string | null;
  /** Whether the column of `stratum` is of clusters. */
  readonly isClustered: boolean;
  readonly minimumCell: number;
  readonly minimumBase: number;
}

/**
 * What a survey has much of, beside what its seed gives it: `numbers`, questions with many different numbers; `unanswered`, several
 * reasons for which some gave no answer to any question; `clusters`, units of sampling that no query can name.
 */
export type Trait = 'numbers' | 'unanswered' | 'clusters';

const range = (n: number, from = 1): number[] => Array.from({ length: n }, (_, i) => i + from);

/** What a trait takes from the survey, so that enough of it is served. */
const TRAITS = {
  numbers: { scale: false, several: false, town: false, overlap: false, missing: false, age: false },
  unanswered: { missing: true, several: false, stratum: null, town: false, overlap: false, age: false },
  clusters: { several: false, town: false, stratum: null },
} as const;

/**
 * A survey at random: answers skewed, so that some are rare; towns within regions and a type of place that overlaps with both; a
 * scale, a choice among several, waves, weights with few values, strata with a name and without one, answers that are missing.
 * What there is of these follows from the seed.
 */
export function randomSurvey(seed: number, trait: Trait | null = null): RandomSurvey {
  const random = generator(seed * 7919 + 17);
  const skew = 1 + random() * 1.6;
  const pick = <T>(values: readonly T[], by = skew): T =>
    values[Math.floor(random() ** by * values.length)] as T;
  const minimumCell = pick([3, 4, 5, 5], 1);
  const minimumBase = pick([0, 5, 10], 1);
  const has = {
    waves: seed % 3 === 0,
    town: seed % 2 === 0,
    overlap: seed % 4 === 1,
    scale: seed % 5 !== 4,
    several: seed % 4 === 3,
    weight: seed % 3 === 1,
    stratum: seed % 5 === 2 ? 'region' : seed % 5 === 3 ? 'hidden' : null,
    missing: seed % 7 === 1,
    audiences: seed % 8 === 5,
    age: seed % 16 === 9,
    ...(trait === null ? {} : TRAITS[trait]),
  } as const;
  // Of its own, so that what came later leaves the other answers as they were.
  const later = generator(seed * 104_729 + 5);
  const ofTrait = generator(seed * 15_485_863 + 11);
  const most = [12, 40][seed % 2] ?? 12;
  const cut = most / 4;
  const rare = seed % 4 === 2 ? 6 : 1.5;
  const size = 60 + Math.floor(random() * (has.waves ? 240 : 160));
  const shift = random() * 0.4;
  const records = Array.from({ length: size }, (): TestRecord => {
    const region = pick([1, 2, 3]);
    const town = { 1: [11, 12], 2: [21, 22], 3: [31] }[region] ?? [];
    const wave = pick(['w1', 'w2'], 1);
    const q = pick(range(4));
    return {
      ...(has.waves ? { wave } : {}),
      region,
      ...(has.town ? { town: pick(town) } : {}),
      ...(has.overlap ? { place: region === 1 && random() < 0.9 ? 1 : pick([1, 2], 1.2) } : {}),
      q: has.missing && random() < 0.12 ? (random() < 0.4 ? 9 : null) : q,
      ...(has.scale ? { s: Math.min(5, pick(range(4)) + (random() < shift ? 1 : 0)) } : {}),
      ...(has.several ? { m1: random() < 0.15 ? 1 : 0, m2: random() < 0.6 ? 1 : 0 } : {}),
      ...(has.weight ? { w: region === 1 ? pick([0.5, 1], 1) : pick([1, 1.5], 1) } : {}),
      ...(has.stratum === 'hidden' ? { h: pick([1, 2], 1) } : {}),
      ...(has.audiences ? { role: later() < 0.7 ? 'a' : 'b' } : {}),
      ...(has.age ? { age: [20, 35, 60][Math.floor(later() ** 1.5 * 3)] ?? 20 } : {}),
      ...(trait === 'numbers' ? { x: Math.floor(ofTrait() ** rare * most) } : {}),
      ...(trait === 'clusters' ? { c: 1 + Math.floor(ofTrait() ** 1.3 * 8) } : {}),
    };
  }).map((record) =>
    trait === 'unanswered'
      ? Object.fromEntries(
          Object.entries(record).map(([column, value]) =>
            column === 'region' && ofTrait() < 0.06 ? [column, ofTrait() < 0.3 ? 9 : null] : [column, value],
          ),
        )
      : record,
  );
  const columns = Object.keys(records[0] ?? {});
  const several = has.several
    ? [
        {
          id: 'm',
          text: 'm',
          wording: 'verbatim',
          type: 'multiple',
          audiences: ['all'],
          chosen: [1],
          notChosen: [0],
          items: [
            { id: 'm1', label: 'one', variable: 'm1' },
            { id: 'm2', label: 'two', variable: 'm2' },
          ],
        },
      ]
    : [];
  const asked = has.audiences ? { audiences: ['a', 'b'] } : {};
  const all = [
    single('q', range(4), {
      ...(has.missing ? { missing: [{ code: 9, label: 'refused' }] } : {}),
      ...(seed % 2 === 1
        ? {
            nets: [{ id: 'low', label: 'low', options: ['q-1', 'q-2'] }],
            differences: [{ id: 'lead', label: 'lead', plus: ['q-1'], minus: ['q-3'] }],
          }
        : {}),
    }),
    ...(has.scale ? [{ ...single('s', range(5)), type: 'scale' }] : []),
    single('region', [1, 2, 3], trait === 'unanswered' ? { missing: [{ code: 9, label: 'refused' }] } : {}),
    ...(has.town ? [single('town', [11, 12, 21, 22, 31])] : []),
    ...(has.overlap ? [single('place', [1, 2])] : []),
    ...(has.age ? [{ ...single('age', []), type: 'numeric', options: [], bands: [30] }] : []),
    ...(trait === 'numbers' ? [{ ...single('x', []), type: 'numeric', options: [], bands: [cut] }] : []),
    ...several,
  ];
  const survey = {
    questions: all.map((one) => ({ ...one, ...asked })),
    ...(has.waves ? { waves: [1, 2].map((i) => ({ id: `w${i}`, label: `Wave ${i}`, year: 2019 + i })) } : {}),
    ...(has.audiences
      ? {
          audiences: ['a', 'b'].map((id) => ({ id, label: id })),
          comparisons: [{ between: ['a', 'b'] }],
        }
      : {}),
    design: {
      wave: has.waves ? 'wave' : 'w1',
      audience: has.audiences ? 'role' : 'all',
      ...(has.weight ? { weights: [{ id: 'final', column: 'w', label: 'Weight' }] } : {}),
      ...(has.stratum ? { strata: [has.stratum === 'hidden' ? 'h' : 'region'] } : {}),
      ...(trait === 'clusters' ? { clusters: ['c'] } : {}),
    },
    disclosure: { minimumBase, minimumCell },
    // Marks near what is hidden: one of a hidden base would tell much of it.
    bases: { small: 2 * Math.max(minimumBase, minimumCell), verySmall: minimumCell },
  };
  const answered = (id: string, values: readonly number[]) => ({
    id,
    column: id,
    answers: new Map(values.map((value) => [`${id}-${value}`, [value]] as const)),
    isScale: id === 's',
    isNumeric: false,
  });
  const item = (name: string) => ({
    id: `m.${name}`,
    column: name,
    answers: new Map([['chosen', [1]] as const]),
    isScale: false,
    isNumeric: false,
  });
  const variables: RandomSurvey['variables'] = [
    ...(has.waves
      ? [
          {
            id: 'wave',
            column: 'wave',
            answers: new Map(['w1', 'w2'].map((wave) => [wave, [wave]] as const)),
            isScale: false,
            isNumeric: false,
          },
        ]
      : []),
    ...(has.audiences
      ? [
          {
            id: 'audience',
            column: 'role',
            answers: new Map(['a', 'b'].map((one) => [one, [one]] as const)),
            isScale: false,
            isNumeric: false,
          },
        ]
      : []),
    answered('q', range(4)),
    ...(has.scale ? [answered('s', range(5))] : []),
    answered('region', [1, 2, 3]),
    ...(has.town ? [answered('town', [11, 12, 21, 22, 31])] : []),
    ...(has.overlap ? [answered('place', [1, 2])] : []),
    ...(has.age
      ? [
          {
            id: 'age',
            column: 'age',
            answers: new Map([
              ['below-30', [20]],
              ['from-30', [35, 60]],
            ]),
            isScale: true,
            isNumeric: true,
          },
        ]
      : []),
    ...(trait === 'numbers'
      ? [
          {
            id: 'x',
            column: 'x',
            answers: new Map([
              [`below-${cut}`, range(cut, 0)],
              [`from-${cut}`, range(most - cut, cut)],
            ]),
            isScale: true,
            isNumeric: true,
          },
        ]
      : []),
    ...(has.several ? [item('m1'), item('m2')] : []),
  ];
  const dimensions = columns.map((column) => ({
    column,
    // Of numbers the codebook tells between which they lie.
    values: column === 'x' ? range(most, 0) : [...new Set(records.map((record) => record[column] ?? null))],
  }));
  return {
    records,
    survey,
    variables,
    dimensions,
    weight: has.weight ? 'w' : null,
    isClustered: trait === 'clusters',
    stratum: trait === 'clusters' ? 'c' : has.stratum === 'hidden' ? 'h' : has.stratum,
    minimumCell,
    minimumBase,
  };
}
