import type { FastifyInstance } from 'fastify';
import { describe, expect, test } from 'vitest';
import { columnLetter } from '../../src/stats/letters.ts';
import { smallApp, smallSurvey, toplines } from '../helper.ts';
import { checkNothingIsCut, pictureOf, wordsOf } from './picture.ts';

const AT = '/v1/surveys/small@1.0.0/charts/';
const words = async (app: FastifyInstance, path: string): Promise<string> =>
  wordsOf((await pictureOf(app, `${AT}${path}`)).svg).replaceAll(/\s+/g, ' ');
const row = (
  question: string,
  wave: string,
  audience: string,
  value: string,
  n: string,
  qualifier = 'exact',
): string =>
  `${question},,yes,${wave},${audience},percent,${value},exact,${n},report,,,`.replace(
    /^(.*),exact,(\d*),/,
    `$1,${qualifier},$2,`,
  );

describe('small bases are seen in a picture', () => {
  const app = (): Promise<FastifyInstance> =>
    smallApp(
      toplines(
        row('q', 'w1', 'a', '40', '30'),
        row('q', 'w1', 'b', '55', '80'),
        row('q', 'w2', 'a', '45', '1000'),
        row('q', 'w2', 'b', '50', '99'),
      ),
      { bases: { small: 100, verySmall: 40 } },
    );

  test.each([
    ['estimates.svg?question=q&wave=w1', ['40**', '55*', 'A 30**', 'B 80*']],
    ['gaps.svg?question=q&wave=w1', ['40**', '55*', 'A 30**', 'B 80*']],
    ['trends.svg?question=q', ['40**', '55*', '50*', 'B Second 99*']],
    ['gap-trends.svg?question=q', ['change +10**']],
  ])('%s', async (path, marked) => {
    const said = await words(await app(), path);
    for (const one of marked) expect(said).toContain(one);
    expect(said).toContain('** very small base, fewer than 40');
  });

  test('and nothing is marked where none is', async () => {
    const said = await words(await app(), 'estimates.svg?question=q&wave=w2&audience=a');
    expect(said).toContain('45');
    expect(said).not.toMatch(/\*|small base/);
  });
});

test('a base that was not published as exact says so', async () => {
  const samples = [{ wave: 'w1', audience: 'a', n: 500, qualifier: 'approximately', source: 'report' }];
  const app = await smallApp(toplines('q,,yes,w1,a,percent,40'), { samples });
  expect(await words(app, 'estimates.svg?question=q')).toContain('A ≈ 500');
});

test('a figure that was not published as exact says so', async () => {
  const app = await smallApp(
    toplines('q,,yes,w1,a,percent,40,approximately,500,report,,,', row('q', 'w1', 'b', '55', '500')),
  );
  expect(await words(app, 'estimates.svg?question=q')).toMatch(/≈ 40\b.*(?<!≈ )\b55\b/);
});

test('at the ends of a scale stand the sums of its sides, without the answer in the middle', async () => {
  const options = ['no', 'neither', 'yes'].map((id) => ({ id, label: id }));
  const shares = [
    ['no', '22'],
    ['neither', '47'],
    ['yes', '31'],
  ] as const;
  const app = await smallApp(
    toplines(...shares.map(([id, share]) => `s,,${id},w1,a,percent,${share},exact,500,report,,,`)),
    {
      questions: [
        {
          id: 's',
          text: 'Well?',
          wording: 'verbatim',
          type: 'scale',
          audiences: ['a'],
          options,
        },
      ],
    },
  );
  const said = await words(app, 'estimates.svg?question=s');
  expect(said).toContain('22 47 31 22 % 31 %');
  expect(said).toContain('At the left end: no; at the right end: yes.');
});

describe('waves on an axis', () => {
  const waves = (years: readonly number[], label: (i: number) => string) =>
    years.map((year, i) => ({ id: `w${i + 1}`, label: label(i), year }));
  const figures = (count: number): string =>
    toplines(...Array.from({ length: count }, (_, i) => row('q', `w${i + 1}`, 'a', String(30 + i), '500')));
  /** Where marks stand from left to right. */
  const places = async (app: FastifyInstance): Promise<number[]> => {
    const { svg } = await pictureOf(app, `${AT}trends.svg?question=q`);
    const lines = [
      ...svg.matchAll(
        /<line x1="([\d.]+)" y1="[\d.]+" x2="([\d.]+)" y2="[\d.]+" stroke="#\w+" stroke-width="2.2"\/><(?!circle cx="11")/g,
      ),
    ];
    return [...new Set(lines.flatMap(([, from, to]) => [Number(from), Number(to)]))].toSorted(
      (a, b) => a - b,
    );
  };

  test.each([[[2024, 2024.5, 2025.5]], [[2024, 2024.25, 2024.75]], [[2020.9, 2021.1, 2026]]])(
    'stand by their years, parts of years too: %j',
    async (years) => {
      const app = await smallApp(figures(3), { waves: waves(years, (i) => `Wave ${i}`), samples: [] });
      const [a = 0, b = 0, c = 0] = await places(app);
      const [x = 0, y = 0, z = 0] = years;
      expect((b - a) / (c - a)).toBeCloseTo((y - x) / (z - x), 2);
    },
  );

  test.each([320, 860])('have names in lines that stay apart and whole, %i pixels wide', async (width) => {
    const label = (i: number): string => `Fieldwork number ${i} in spring, by telephone and online`;
    const app = await smallApp(figures(6), {
      waves: waves([2010, 2010.5, 2011, 2018, 2024, 2025], label),
      samples: [],
    });
    const { svg } = await pictureOf(app, `${AT}trends.svg?question=q&width=${width}`);
    checkNothingIsCut(svg);
    const names = [
      ...svg.matchAll(/<text x="([\d.]+)" y="([\d.]+)" font-size="12" text-anchor="middle"[^>]*>([^<]*)</g),
    ];
    expect(
      names
        .map(([, , , text]) => text)
        .join(' ')
        .match(/online/g),
    ).toHaveLength(6);
  });
});

test('columns beyond the twenty-sixth have letters of their own', async () => {
  const audiences = Array.from({ length: 30 }, (_, i) => ({
    id: `g${i}`,
    label: `Group number ${i} of thirty`,
  }));
  const [, , battery] = smallSurvey()['questions'] as Record<string, unknown>[];
  const app = await smallApp(
    toplines(
      ...audiences.flatMap(({ id }) => [
        `battery,i1,,w1,${id},percent,30`,
        `battery,i2,,w1,${id},percent,20`,
      ]),
    ),
    {
      audiences,
      samples: [],
      comparisons: [],
      questions: [{ ...battery, audiences: audiences.map(({ id }) => id) }],
    },
  );
  const said = await words(app, 'ranks.svg?question=battery');
  expect(said).toContain('Z: Group number 25 of thirty; AA: Group number 26 of thirty; AB: Group number 27');
  expect(columnLetter(27)).toBe('AB');
});
