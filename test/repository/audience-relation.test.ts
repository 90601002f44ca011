import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AudienceRelations, type Relation } from '../../src/repository/audience-relation.ts';
import { crowdedDimensions } from '../../src/repository/crowded-dimensions.ts';
import type { SurveyFile } from '../../src/schemas/dataset.ts';

type Given = readonly [id: string, parent?: string | string[] | null, dimension?: string | null];

const relationsOf = (given: readonly Given[], ...comparisons: [string, string][]): AudienceRelations =>
  new AudienceRelations({
    audiences: given.map(([id, parent = null, dimension = null]) => ({
      id,
      label: id,
      parent,
      dimension,
      note: null,
    })),
    comparisons: comparisons.map((between) => ({ between })),
  });

const MIRROR = { disjoint: 'disjoint', overlapping: 'overlapping', part: 'whole', whole: 'part' } as const;

/** Roles and countries of one population, and both at once. */
const CROSSED: readonly Given[] = [
  ['all'],
  ['cio', 'all', 'role'],
  ['cmo', 'all', 'role'],
  ['australia', 'all', 'country'],
  ['china', 'all', 'country'],
  ['women', 'all'],
  ['cio-australia', ['cio', 'australia']],
  ['cmo-australia', ['cmo', 'australia']],
  ['cio-china', ['cio', 'china']],
  ['cio-insurance', 'cio', 'sector'],
];

describe('two audiences', () => {
  test.each<[Relation, string, string]>([
    ['part', 'cio', 'all'],
    ['part', 'cio-australia', 'all'],
    ['part', 'cio-australia', 'australia'],
    ['part', 'cio', 'cio'],
    ['disjoint', 'cio', 'cmo'],
    ['disjoint', 'australia', 'china'],
    ['disjoint', 'cio-australia', 'cmo-australia'],
    ['disjoint', 'cio-australia', 'cio-china'],
    ['disjoint', 'cio-australia', 'cmo'],
    ['disjoint', 'cio-insurance', 'cmo-australia'],
    ['overlapping', 'cio', 'australia'],
    ['overlapping', 'cio-insurance', 'cio-australia'],
    ['overlapping', 'cio-insurance', 'australia'],
    // A child without a dimension beside those with one.
    ['overlapping', 'women', 'cio'],
    ['overlapping', 'women', 'cio-australia'],
  ])('are %s: %s and %s', (relation, a, b) => {
    const relations = relationsOf(CROSSED);
    expect(relations.of(a, b)).toBe(relation);
    if (a !== b) expect(relations.of(b, a)).toBe(MIRROR[relation]);
  });

  test('two children without a dimension overlap where others have one, and are apart where none has', () => {
    expect(relationsOf([['all'], ['a', 'all'], ['b', 'all'], ['c', 'all', 'x']]).of('a', 'b')).toBe(
      'overlapping',
    );
    expect(relationsOf([['all'], ['a', 'all'], ['b', 'all']]).of('a', 'b')).toBe('disjoint');
    const cousins: Given[] = [
      ['all'],
      ['a', 'all'],
      ['b', 'all'],
      ['a1', 'a'],
      ['b1', 'b'],
      ['ab', ['a', 'b']],
    ];
    // Somebody is in both a and b, so that they are not apart, though nobody says by what all was divided.
    expect(relationsOf(cousins).of('a', 'b')).toBe('overlapping');
    expect(relationsOf(cousins.slice(0, 5)).of('a1', 'b1')).toBe('disjoint');
  });

  test('without an ancestor in common: one dimension, a declared comparison, or a survey that says nothing', () => {
    expect(relationsOf([['a'], ['b']]).of('a', 'b')).toBe('disjoint');
    expect(relationsOf([['a'], ['b'], ['a1', 'a']]).of('a', 'b')).toBe('overlapping');
    expect(relationsOf([['a'], ['b'], ['a1', 'a']], ['b', 'a']).of('a', 'b')).toBe('disjoint');
    const roles: Given[] = [
      ['cio'],
      ['cmo'],
      ['cio-au', 'cio', 'country'],
      ['cmo-cn', 'cmo', 'country'],
      ['x', 'cmo', 'sector'],
    ];
    expect(relationsOf(roles).of('cio-au', 'cmo-cn')).toBe('disjoint');
    expect(relationsOf(roles).of('cio-au', 'x')).toBe('overlapping');
    expect(relationsOf(roles, ['cio', 'cmo']).of('cio-au', 'x')).toBe('disjoint');
    expect(
      relationsOf([
        ['n', null, 'region'],
        ['s', null, 'region'],
        ['n1', 'n', 'x'],
        ['s1', 's', 'y'],
      ]).of('n1', 's1'),
    ).toBe('disjoint');
    expect(
      relationsOf([
        ['n', null, 'region'],
        ['x', null, 'sex'],
      ]).of('n', 'x'),
    ).toBe('overlapping');
  });

  test('with several parents a dimension is that of the parents that were divided by it', () => {
    const given: Given[] = [
      ['all'],
      ['australia', 'all', 'country'],
      ['insurance', 'all', 'sector'],
      ['cio', 'all', 'role'],
      // Insurance by country, and CIOs by country: in Australia they overlap.
      ['au-insurance', ['insurance', 'australia'], 'country'],
      ['au-cio', ['cio', 'australia'], 'country'],
    ];
    expect(relationsOf(given).of('au-insurance', 'au-cio')).toBe('overlapping');
  });

  test('is defined and mirrored whatever is written, circles and missing parents too', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd', 'nowhere');
    const given = fc.tuple(
      ...['a', 'b', 'c', 'd'].map((own) =>
        fc.tuple(
          fc.constant(own),
          fc.option(fc.array(id, { minLength: 1, maxLength: 3 })),
          fc.option(fc.constantFrom('x', 'y')),
        ),
      ),
    );
    fc.assert(
      fc.property(given, (list) => {
        const relations = relationsOf(list);
        const [x, y] = ['a', 'b'];
        const [forth, back] = [relations.of(x, y), relations.of(y, x)];
        const isCircle = relations.tree.isPart(x, y) && relations.tree.isPart(y, x);
        expect(isCircle ? 'part' : MIRROR[forth]).toBe(back);
      }),
    );
  });
});

describe('children of one dimension that are too many', () => {
  const samples = (wave: string, bases: Record<string, number>, qualifier: 'exact' | 'more-than' = 'exact') =>
    Object.entries(bases).map(([audience, n]) => ({
      wave,
      audience,
      n,
      qualifier,
    })) as unknown as SurveyFile['samples'];
  const tree = relationsOf([
    ['all'],
    ['a', 'all', 'use'],
    ['b', 'all', 'use'],
    ['m', 'all', 'sex'],
    ['f', 'all', 'sex'],
  ]);

  test('are told by wave, parent and dimension', () => {
    expect(
      crowdedDimensions(
        tree,
        [
          ...samples('w1', { all: 100, a: 60, b: 50, m: 40, f: 60 }),
          ...samples('w2', { all: 100, a: 50, b: 50 }),
        ],
        [],
      ),
    ).toEqual([{ wave: 'w1', parent: 'all', dimension: 'use', children: ['a', 'b'], sum: 110, n: 100 }]);
    expect(tree.of('a', 'b', (parent, dimension) => parent === 'all' && dimension === 'use')).toBe(
      'overlapping',
    );
    expect(tree.of('m', 'f', (parent, dimension) => parent === 'all' && dimension === 'use')).toBe(
      'disjoint',
    );
  });

  test('only by exact bases, of samples or of one figure', () => {
    expect(crowdedDimensions(tree, samples('w1', { all: 100, a: 60, b: 50 }, 'more-than'), [])).toEqual([]);
    const figure = (question: string, audience: string, n: number) =>
      ({ question, item: null, option: null, measure: 'percent', wave: 'w1', audience, n }) as const;
    const own = [figure('q', 'a', 60), figure('q', 'b', 50), figure('r', 'a', 30)];
    expect(crowdedDimensions(tree, samples('w1', { all: 100 }), own)).toMatchObject([{ sum: 110, n: 100 }]);
    expect(crowdedDimensions(tree, samples('w1', { all: 100 }), own.slice(1))).toEqual([]);
    // The base of the whole of that figure counts, not that of the sample.
    expect(crowdedDimensions(tree, samples('w1', { all: 100 }), [...own, figure('q', 'all', 110)])).toEqual(
      [],
    );
  });

  test('where nobody says by what the whole was divided, all siblings are one division', () => {
    const plain = relationsOf([['all'], ['a', 'all'], ['b', 'all']]);
    expect(crowdedDimensions(plain, samples('w1', { all: 100, a: 60, b: 50 }), [])).toMatchObject([
      { dimension: null, sum: 110 },
    ]);
    expect(
      crowdedDimensions(relationsOf([['all'], ['a'], ['b']]), samples('w1', { all: 1, a: 60, b: 50 }), []),
    ).toEqual([]);
  });
});
