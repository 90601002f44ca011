import type { FastifyInstance } from 'fastify';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundledApp, getJson } from '../helper.ts';

const CMO = '/v1/surveys/cmo-cio-alignment@1.2.0';
const NONVOTERS = '/v1/surveys/nonvoters@1.0.0';

let app: FastifyInstance;
beforeAll(async () => {
  app = await bundledApp();
});

interface Drawn {
  /** Of each row of the answer, what is drawn of it. */
  readonly groups: ReadonlyMap<number, string>;
  readonly svg: string;
  readonly rows: readonly Record<string, unknown>[];
}

async function drawn(base: string, chart: string, query: string): Promise<Drawn> {
  const { body: svg } = await app.inject(`${base}/charts/${chart}.svg?${query}`);
  const groups = [...svg.matchAll(/<g data-row="(\d+)">(.*?)<\/g>/g)].map(
    ([, row, marks = '']) => [Number(row), marks] as const,
  );
  const { data } = await getJson(app, `${base}/${chart}?${query}`);
  return { groups: new Map(groups), svg, rows: data };
}

/** Where marks of a group stand: circles, and corners of polygons, whose middle is that of the first one. */
const circles = (marks: string): [number, number][] =>
  [...marks.matchAll(/<circle cx="([\d.-]+)" cy="([\d.-]+)"/g)].map(([, x, y]) => [Number(x), Number(y)]);
const diamonds = (marks: string): [number, number][] =>
  [...marks.matchAll(/<polygon points="([\d.-]+),([\d.-]+) [\d.-]+,([\d.-]+)/g)].map(([, x, , y]) => [
    Number(x),
    Number(y),
  ]);

/** The numbers at the top of a picture, and where they stand. */
const ticks = (svg: string): [number, number][] =>
  [...svg.matchAll(/<text x="([\d.-]+)" y="12"[^>]*>([+−\d.,]+)(?: %)?<\/text>/g)].map(
    ([, x, words = '']) => [Number(words.replace('−', '-').replace('+', '').replaceAll(',', '')), Number(x)],
  );

/** All places follow from values by one straight line, with the numbers of the axis on it. */
function onOneLine(points: readonly (readonly [value: number, place: number])[]): void {
  expect(points.length).toBeGreaterThan(3);
  const sorted = points.toSorted(([a], [b]) => a - b);
  const [[v0, p0] = [0, 0]] = sorted;
  const [v1, p1] = sorted.at(-1) ?? [0, 0];
  expect(v1).toBeGreaterThan(v0);
  for (const [value, place] of points)
    expect(place, String(value)).toBeCloseTo(p0 + ((p1 - p0) * (value - v0)) / (v1 - v0), 0);
}

describe('marks stand where the figures are', () => {
  test('gaps: both figures on one axis, differences on another', async () => {
    const { groups, svg, rows } = await drawn(CMO, 'gaps', 'question=reasons');
    const [figures, differences]: [[number, number][], [number, number][]] = [[], []];
    rows.forEach((row, i) => {
      const marks = groups.get(i) ?? '';
      const [a, gap] = circles(marks);
      const [b] = diamonds(marks);
      figures.push([Number(row['valueA']), a?.[0] ?? NaN], [Number(row['valueB']), b?.[0] ?? NaN]);
      differences.push([Number(row['gap']), gap?.[0] ?? NaN]);
      // The line of what the digits leave open reaches from end to end.
      const [, x1, x2] =
        /<line x1="([\d.]+)" y1="[\d.]+" x2="([\d.]+)" y2="[\d.]+" stroke="#57606a"/.exec(marks) ?? [];
      differences.push(
        [Number(row['roundingLower']), Number(x1)],
        [Number(row['roundingUpper']), Number(x2)],
      );
    });
    const second = ticks(svg).findIndex(([value], i, all) => i > 0 && value <= (all[i - 1]?.[0] ?? 0));
    onOneLine([...figures, ...ticks(svg).slice(0, second)]);
    onOneLine([...differences, ...ticks(svg).slice(second)]);
  });

  test('estimates: figures and intervals', async () => {
    const { groups, svg, rows } = await drawn(
      NONVOTERS,
      'estimates',
      'question=q8&option=a-lot&audience=all',
    );
    const points = rows.flatMap((row, i): [number, number][] => {
      const marks = groups.get(i) ?? '';
      const [, x1, x2] = /<line x1="([\d.]+)" y1="[\d.]+" x2="([\d.]+)"/.exec(marks) ?? [];
      return [
        [Number(row['value']), circles(marks)[0]?.[0] ?? NaN],
        [Number(row['ciLower']), Number(x1)],
        [Number(row['ciUpper']), Number(x2)],
      ];
    });
    onOneLine([...points, ...ticks(svg)]);
  });

  test('scales: bars are as wide as the shares, and part in the middle of the scale', async () => {
    const { groups, rows } = await drawn(NONVOTERS, 'estimates', 'question=q8&audience=all&measure=percent');
    const bars = rows.flatMap((row, i) => {
      const [, x, width] = /<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/.exec(groups.get(i) ?? '') ?? [];
      return x === undefined ? [] : [{ row, x: Number(x), width: Number(width) }];
    });
    expect(bars.length).toBeGreaterThan(30);
    const unit =
      bars.reduce((sum, { width }) => sum + width, 0) /
      bars.reduce((sum, { row }) => sum + Number(row['value']), 0);
    for (const { row, width } of bars) expect(width).toBeCloseTo(unit * Number(row['value']), 0);
    const ends = bars
      .filter(({ row }) => row['option'] === 'some')
      .map(({ x, width }) => Math.round(x + width));
    expect(new Set(ends).size).toBe(1);
  });

  test('trends: the figure of a wave is as high as it is large, on one scale in all panels', async () => {
    const { groups, rows } = await drawn(CMO, 'trends', '');
    const points = rows.flatMap((row, i): [number, number][] => {
      const marks = groups.get(i) ?? '';
      const [, y1, y2] =
        /<line x1="[\d.]+" y1="([\d.]+)" x2="[\d.]+" y2="([\d.]+)" stroke="#\w+" stroke-width="2.2"/.exec(
          marks,
        ) ?? [];
      return y1 === undefined
        ? []
        : [
            [Number(row['valueFrom']), Number(y1)],
            [Number(row['valueTo']), Number(y2)],
          ];
    });
    onOneLine(points);
  });

  test('ranks: places from the top down', async () => {
    const { groups, rows } = await drawn(NONVOTERS, 'ranks', 'question=q28');
    const columns = Map.groupBy(
      rows.map((row, i) => ({
        column: `${String(row['audience'])} ${String(row['wave'])}`,
        rank: Number(row['rank']),
        y: circles(groups.get(i) ?? '')[0]?.[1] ?? NaN,
      })),
      ({ column }) => column,
    );
    expect(columns.size).toBeGreaterThan(1);
    for (const members of columns.values()) {
      const byPlace = members.toSorted((a, b) => a.y - b.y).map(({ rank }) => rank);
      expect(byPlace).toEqual(byPlace.toSorted((a, b) => a - b));
      onOneLine(byPlace.map((_, i) => [i, members.toSorted((a, b) => a.y - b.y)[i]?.y ?? NaN]));
    }
  });

  test('crosstab: the larger a figure, the darker its cell', async () => {
    const { groups, rows } = await drawn(NONVOTERS, 'crosstab', 'rows=q16&columns=voter-category');
    const cells = rows.flatMap((row, i) => {
      const [, r, g, b] = /fill="rgb\((\d+), (\d+), (\d+)\)"/.exec(groups.get(i) ?? '') ?? [];
      return r === undefined
        ? []
        : [{ value: Number(row['value']), light: Number(r) + Number(g) + Number(b) }];
    });
    expect(cells.length).toBeGreaterThan(20);
    const lights = cells.toSorted((a, b) => a.value - b.value).map(({ light }) => light);
    lights.slice(1).forEach((light, i) => expect(light).toBeLessThanOrEqual((lights[i] ?? 0) + 1));
  });
});
