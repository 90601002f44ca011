import type { FastifyInstance } from 'fastify';
import { describe, expect, test } from 'vitest';
import { getJson } from '../../helper.ts';
import { decidedApp, recordsApp, single, type TestRecord } from '../../records-helper.ts';
import { firstOf } from '../../runs.ts';

const MINIMUM = 4;

/** Numbers from 0 to 1, the same for the same seed. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const CODES: Readonly<Record<string, readonly number[]>> = {
  q: [1, 2, 3],
  sex: [1, 2],
  region: [1, 2, 3],
  // Towns lie within regions, so that the answer for one can be subtracted from that for the other.
  town: [11, 12, 21, 22, 31],
  plan: [1, 2, 3, 4],
};
const BANDS = [30, 45, 60];

function respondents(seed: number): TestRecord[] {
  const random = generator(seed);
  const pick = (values: readonly number[]): number =>
    values[Math.floor(random() ** 1.7 * values.length)] ?? 0;
  return Array.from({ length: 90 }, () => {
    const region = pick([1, 2, 3]);
    const towns = { 1: [11, 12], 2: [21, 22], 3: [31] }[region] ?? [];
    return {
      q: pick([1, 2, 3]),
      sex: pick([1, 2]),
      region,
      town: pick(towns),
      plan: pick([1, 2, 3, 4]),
      age: 18 + Math.floor(random() * 60),
      w: Math.round((0.5 + random()) * 1000) / 1000,
    };
  });
}

const SURVEY = {
  design: { wave: 'w1', audience: 'all', weights: [{ id: 'final', column: 'w', label: 'Weight' }] },
  disclosure: { minimumBase: 0, minimumCell: MINIMUM },
  questions: [
    ...Object.entries(CODES).map(([id, codes]) => single(id, codes)),
    { ...single('age', []), type: 'numeric', options: [], bands: BANDS },
  ],
};

interface Answer {
  /** Who is counted in each number that was shown. */
  readonly shown: { readonly who: ReadonlySet<number>; readonly n: number }[];
  /** Who is in the cells that were not. */
  readonly hidden: ReadonlySet<number>[];
}

type Condition = (record: TestRecord) => boolean;

/** Every single filter: none, each answer, each pair of answers, each range of whole bands. */
function filters(): { text: string; fits: Condition }[] {
  const lists = Object.entries(CODES).flatMap(([name, codes]) =>
    codes
      .flatMap((a, i) => [[a], ...codes.slice(i + 1).map((b) => [a, b])])
      .map((chosen) => ({
        text: `filter=${name}:${chosen.map((code) => `${name}-${code}`).join(',')}`,
        fits: (record: TestRecord) => chosen.includes(Number(record[name])),
      })),
  );
  const ranges = BANDS.flatMap((cut) => [
    { text: `filter=age:>=${cut}`, fits: (record: TestRecord) => Number(record['age']) >= cut },
    { text: `filter=age:<${cut}`, fits: (record: TestRecord) => Number(record['age']) < cut },
  ]);
  return [{ text: '', fits: () => true }, ...lists, ...ranges];
}

async function ask(
  app: FastifyInstance,
  records: readonly TestRecord[],
  rows: string,
  columns: string | null,
  { text, fits }: { text: string; fits: Condition },
): Promise<Answer> {
  const url = `/v1/surveys/small/crosstab?measure=count&rows=${rows}${columns ? `&columns=${columns}` : ''}&${text}&limit=1000`;
  const answer: Answer = { shown: [], hidden: [] };
  const response = await app.inject({ url });
  // What was not shown to be safe is refused; then there is nothing to be subtracted.
  if (response.statusCode === 400) {
    expect(response.json()).toMatchObject({ type: '/v1/problems/unsafe-combination' });
    answer.hidden.push(new Set());
    return answer;
  }
  const { data } = response.json<{ data: Record<string, string | number | null>[] }>();
  for (const { row, column, n, value, weighted } of data) {
    const who = new Set(
      records.flatMap((record, i) => {
        const inRow = row === null || `${rows}-${record[rows]}` === row;
        const inColumn = columns === null || column === null || `${columns}-${record[columns]}` === column;
        return fits(record) && inRow && inColumn ? [i] : [];
      }),
    );
    // What hides one number of a cell hides all of them: weights would tell a single respondent.
    expect([value === null, weighted === null], url).toEqual([n === null, n === null]);
    if (typeof n === 'number') answer.shown.push({ who, n });
    else answer.hidden.push(who);
  }
  return answer;
}

/** The same by the filtered figures of a question: the count of each answer, and the base. */
async function askFigures(
  app: FastifyInstance,
  records: readonly TestRecord[],
  question: string,
  { text, fits }: { text: string; fits: Condition },
): Promise<Answer> {
  const url = `/v1/surveys/small/estimates?question=${question}&measure=count&weight=none&${text}`;
  const answer: Answer = { shown: [], hidden: [] };
  const response = await app.inject({ url });
  if (response.statusCode === 400) {
    expect(response.json()).toMatchObject({ type: '/v1/problems/unsafe-combination' });
    answer.hidden.push(new Set());
    return answer;
  }
  const { data } = response.json<{ data: Record<string, string | number | null>[] }>();
  for (const { option, n, value } of data) {
    const who = (of: Condition): ReadonlySet<number> =>
      new Set(records.flatMap((record, i) => (fits(record) && of(record) ? [i] : [])));
    const all = who((record) => record[question] !== null);
    const part = who((record) => `${question}-${record[question]}` === option);
    if (typeof n === 'number') answer.shown.push({ who: all, n });
    if (typeof value === 'number') answer.shown.push({ who: part, n: value });
    else answer.hidden.push(part);
  }
  return answer;
}

const isWithin = (inner: ReadonlySet<number>, outer: ReadonlySet<number>): boolean =>
  inner.size <= outer.size && [...inner].every((i) => outer.has(i));

describe.each(firstOf(1, [1, 2, 3, 4]))('an attack on survey %i', (seed) => {
  test('no pair of answers over all single filters, subtracted, gives fewer than may be shown', async () => {
    const records = respondents(seed);
    const app = await recordsApp(records, SURVEY);
    const answers: Answer[] = [];
    for (const filter of filters()) {
      answers.push(await ask(app, records, 'q', null, filter));
      answers.push(await askFigures(app, records, 'q', filter));
    }
    for (const rows of ['q', 'sex', 'plan'])
      for (const columns of ['region', 'town', 'sex'])
        answers.push(await ask(app, records, rows, columns, { text: '', fits: () => true }));
    for (const itself of ['q', 'plan', 'town'])
      answers.push(await ask(app, records, itself, itself, { text: '', fits: () => true }));
    const shown = answers.flatMap((answer) => answer.shown);
    const hidden = answers.flatMap((answer) => answer.hidden);
    expect(shown.length).toBeGreaterThan(60);
    expect(hidden.length).toBeGreaterThan(5);
    for (const { who, n } of shown) {
      expect(n).toBe(who.size);
      expect(n === 0 || n >= MINIMUM, `${n} shown`).toBe(true);
    }
    const distinct = [...new Map(shown.map((one) => [[...one.who].join(), one])).values()];
    let subtracted = 0;
    const leaks: string[] = [];
    for (const a of distinct) {
      for (const b of distinct) {
        if (a === b || !isWithin(b.who, a.who)) continue;
        subtracted += 1;
        const rest = a.n - b.n;
        if (rest > 0 && rest < MINIMUM) leaks.push(`${a.n} − ${b.n}`);
      }
    }
    expect(subtracted).toBeGreaterThan(100);
    expect(leaks).toEqual([]);
  });
});

test('a range that cuts through a band is refused, with the ranges that are allowed', async () => {
  const app = await recordsApp(respondents(1), SURVEY);
  const { errors } = await getJson<{ errors: { name: string; message: string; allowed: string[] }[] }>(
    app,
    '/v1/surveys/small/crosstab?rows=q&filter=age:>=31',
    400,
  );
  expect(errors[0]).toMatchObject({
    name: 'filter',
    allowed: expect.arrayContaining(['age:>=30']) as unknown,
  });
});

test('of records that are public nothing is hidden that is not too small to be of use', async () => {
  const app = await recordsApp(respondents(1), { ...SURVEY, disclosure: { publicRecords: true } });
  const { data } = await getJson(app, '/v1/surveys/small/crosstab?rows=q&columns=town&filter=age:>=77');
  expect(data.every(({ n, reasons }) => n !== null && !JSON.stringify(reasons).includes('suppressed'))).toBe(
    true,
  );
});

test('of records that are public only figures on too small a base are hidden, whatever the smallest cell', async () => {
  const disclosure = { publicRecords: true, minimumCell: 5, minimumBase: 12 };
  const app = await recordsApp(respondents(1), { ...SURVEY, disclosure });
  const { data } = await getJson<{
    data: { base: number; n: number | null; value: number | null; standardError: number | null }[];
  }>(app, '/v1/surveys/small/crosstab?rows=q,town&columns=plan&limit=1000');
  expect(data.some(({ n }) => n === 1)).toBe(true);
  expect(data.some(({ base }) => base > 0 && base < 12)).toBe(true);
  for (const { base, n, value, standardError } of data) {
    expect(n).not.toBeNull();
    expect([value === null, standardError === null]).toEqual([base < 12, base < 12]);
  }
});

test('a single respondent is never shown, whatever the survey says, unless its records are public', async () => {
  const records = respondents(2).map((record, i) => ({
    ...record,
    plan: i === 0 ? 4 : 1,
    w: i === 0 ? 7.25 : 1,
  }));
  const app = await recordsApp(records, { ...SURVEY, disclosure: {} });
  for (const url of [
    '/v1/surveys/small/crosstab?rows=plan&measure=count',
    '/v1/surveys/small/crosstab?rows=q&columns=plan',
    '/v1/surveys/small/crosstab?rows=age&columns=plan&measure=mean',
    '/v1/surveys/small/estimates?question=plan&measure=percent,count',
  ]) {
    const answer = await app.inject(url);
    expect(answer.statusCode).toBe(200);
    expect(answer.body).not.toContain('7.25');
    expect(answer.body).toContain('suppressed-disclosure');
  }
});

describe('ways around', () => {
  /** Region 2 is two towns, one of which has one respondent; one respondent has no answer to `plan`. */
  const records = respondents(3).map((record, i) => ({
    ...record,
    ...(i === 0 ? { region: 2, town: 22, w: 3.25, age: 61 } : record['town'] === 22 ? { town: 21 } : {}),
    plan: i === 1 ? null : (record['plan'] ?? null),
  }));

  test.each(['net=q:x:q-1&net=q:x:q-2', 'net=q:q-1:q-2,q-3'])(
    'a subtotal has a name of its own: %s',
    async (nets) => {
      const app = await recordsApp(records, SURVEY);
      const { errors } = await getJson<{ errors: { name: string; message: string }[] }>(
        app,
        `/v1/surveys/small/crosstab?rows=sex&columns=q&${nets}`,
        400,
      );
      expect(errors[0]).toMatchObject({
        name: 'net',
        message: expect.stringContaining('is taken') as unknown,
      });
    },
  );

  test('a filter that keeps all does not take a variable out of the comparison', async () => {
    const app = await recordsApp(records, { ...SURVEY, disclosure: {} });
    const all = 'filter=region:region-1,region-2,region-3';
    const mean = async (filter: string) => {
      const response = await app.inject(`/v1/surveys/small/crosstab?rows=age&measure=mean&${filter}`);
      expect([200, 400]).toContain(response.statusCode);
      return response.json<{ data?: { value: number | null }[] }>().data?.[0]?.value ?? null;
    };
    const [region, town] = [await mean('filter=region:region-2'), await mean(`filter=town:town-21&${all}`)];
    // The one without the other is one respondent.
    expect([region, town]).toContain(null);
  });

  test('a few who did not answer are some, not a number', async () => {
    const app = await recordsApp(records, SURVEY);
    const { meta } = await getJson(app, '/v1/surveys/small/crosstab?rows=plan');
    expect(JSON.stringify(meta['notes'])).toContain('some respondents within the filters without an answer');
    const estimates = await getJson(app, '/v1/surveys/small/estimates?question=plan');
    expect(JSON.stringify(estimates.meta['notes'])).toContain('some without an answer');
  });

  test('nets and differences do not tell a hidden answer from the others', async () => {
    const counts = [25, 20, 10, 3, 2];
    const options = (...list: number[]): string[] => list.map((code) => `v-${code}`);
    const combined = {
      nets: [
        { id: 'upper', label: 'Upper', options: options(1, 2) },
        { id: 'mixed', label: 'Mixed', options: options(3, 4) },
        { id: 'lower', label: 'Lower', options: options(4, 5) },
      ],
      differences: [
        { id: 'shown', label: 'Shown', plus: options(1), minus: options(3) },
        { id: 'top-4', label: 'Top less 4', plus: options(1), minus: options(4) },
        { id: 'mixed-2', label: 'Mixed less 2', plus: options(3, 5), minus: options(2) },
        { id: 'ends', label: 'Upper less lower', plus: options(1, 2), minus: options(4, 5) },
      ],
    };
    const app = await recordsApp(
      counts.flatMap((count, i) => Array.from({ length: count }, () => ({ v: i + 1 }))),
      {
        disclosure: { minimumBase: 0, minimumCell: 5 },
        questions: [single('v', [1, 2, 3, 4, 5], combined)],
      },
    );
    const n = 60;
    /** What everything that is served leaves open: every choice of counts that would be served alike. */
    const sides = new Map<string, readonly [plus: readonly string[], minus: readonly string[]]>([
      ...counts.map((_, i) => [`v-${i + 1}`, [options(i + 1), []]] as const),
      ...combined.nets.map(({ id, options: list }) => [id, [list, []]] as const),
      ...combined.differences.map(({ id, plus, minus }) => [id, [plus, minus]] as const),
    ]);
    const valueOf = (option: string, candidate: readonly number[]): number => {
      const [plus, minus] = sides.get(option) ?? [[], []];
      const sum = (list: readonly string[]): number =>
        list.reduce((total, id) => total + (candidate[Number(id.slice(2)) - 1] ?? 0), 0);
      return (100 * (sum(plus) - sum(minus))) / n;
    };
    const left = (shown: readonly { option: string; value: number }[]): number[] => {
      const possible = new Set<number>();
      for (let a = 0; a <= n; a += 1)
        for (let b = 0; a + b <= n; b += 1)
          for (let c = 0; a + b + c <= n; c += 1)
            for (let d = 0; a + b + c + d <= n; d += 1) {
              const candidate = [a, b, c, d, n - a - b - c - d];
              if (shown.every(({ option, value }) => Math.abs(valueOf(option, candidate) - value) < 1e-9))
                possible.add(d);
            }
      return [...possible];
    };
    const { data } = await getJson<{
      data: { option: string; value: number | null; standardError: number | null; reasons: object }[];
    }>(app, '/v1/surveys/small/estimates?question=v');
    const shown = data.flatMap(({ option, value }) => (value === null ? [] : [{ option, value }]));
    // The sum of those that are hidden together is shown: it is what the others leave.
    const together = new Set(['lower', 'ends']);
    const served = ['v-1', 'v-2', 'v-3', 'upper', 'lower', 'shown', 'ends'];
    expect(shown.map(({ option }) => option)).toEqual(served);
    expect(left(shown)).toEqual(left(shown.filter(({ option }) => !together.has(option))));
    for (const row of data.filter(({ value }) => value === null))
      expect(row).toMatchObject({ standardError: null, reasons: { value: 'suppressed-disclosure' } });
    const open = left(shown);
    expect(open.length).toBeGreaterThanOrEqual(3);
    expect(Math.max(...open) - Math.min(...open)).toBeGreaterThanOrEqual(5);
    // The attack works on what is not served: any of these would give the hidden answer away.
    for (const option of ['mixed', 'top-4', 'mixed-2'])
      expect(left([...shown, { option, value: valueOf(option, counts) }])).toEqual([3]);
  });

  test('a filter of the answers themselves does not tell a hidden one by the base', async () => {
    const counts = [250, 200, 100, 3, 2];
    const app = await decidedApp(
      counts.flatMap((count, i) => Array.from({ length: count }, (_, j) => ({ v: i + 1, u: (j % 2) + 1 }))),
      {
        disclosure: { minimumBase: 0, minimumCell: 5 },
        questions: [single('v', [1, 2, 3, 4, 5]), single('u', [1, 2])],
      },
    );
    const base = '/v1/surveys/small';
    const paths = (filter: string): string[] => [
      `crosstab?rows=v&filter=${filter}`,
      `crosstab?rows=u&columns=v&measure=row-percent&filter=${filter}`,
      `crosstab?rows=v&columns=u&measure=total-percent&filter=${filter}`,
      `estimates?question=v&filter=${filter}`,
      `estimates?question=u&filter=${filter}`,
    ];
    const baseOf = (path: string, row: Record<string, unknown>): unknown =>
      path.startsWith('estimates') ? row['n'] : row['base'];
    for (const path of ['v:v-1,v-4', 'v:v-3,v-5,v-1', 'v:v-4'].flatMap(paths)) {
      const { data } = await getJson(app, `${base}/${path}`);
      expect(data.length).toBeGreaterThan(0);
      // The base is the sum of a shown answer and a hidden one, and a share of it tells it as well.
      for (const row of data) expect([path, baseOf(path, row), row['value']]).toEqual([path, null, null]);
    }
    // Those that are hidden together are parted by the answers alone.
    const whole = await getJson(app, `${base}/estimates?question=v&filter=v:v-4,v-5,v-3`);
    expect(whole.data.map(({ option, n, value }) => [option, n, value !== null])).toEqual(
      [1, 2, 3, 4, 5].map((code) => [`v-${code}`, 105, code < 4]),
    );
    const shown = await getJson(app, `${base}/estimates?question=v&filter=v:v-1,v-2`);
    expect(shown.data[0]).toMatchObject({ n: 450, value: expect.closeTo((100 * 250) / 450, 9) as number });
  });

  test('quantiles do not list the answers', async () => {
    const app = await recordsApp(records, SURVEY);
    const { errors } = await getJson<{ errors: { name: string; allowed: string[] }[] }>(
      app,
      '/v1/surveys/small/estimates?question=age&quantile=0.01',
      400,
    );
    expect(errors[0]).toMatchObject({ name: 'quantile', allowed: ['0.1', '0.25', '0.5', '0.75', '0.9'] });
    const { data } = await getJson(
      app,
      '/v1/surveys/small/estimates?question=age&measure=median&confidence=0.937',
    );
    expect(data[0]).toMatchObject({ ciLower: null, reasons: { ciLower: 'suppressed-disclosure' } });
  });

  test('the mean of a small group cannot be had from the others', async () => {
    const app = await decidedApp(records, { ...SURVEY, disclosure: { minimumBase: 12, minimumCell: 2 } });
    const response = await app.inject('/v1/surveys/small/crosstab?rows=age&columns=town&measure=mean');
    // Refused as a whole, or more than one is hidden.
    if (response.statusCode === 400) {
      expect(response.json()).toMatchObject({ type: '/v1/problems/unsafe-combination' });
      return;
    }
    const { data } = response.json<{ data: { value: number | null }[] }>();
    const hidden = data.filter(({ value }) => value === null);
    expect(hidden.length).not.toBe(1);
  });
});
