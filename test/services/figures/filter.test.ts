import { describe, expect, test } from 'vitest';
import { getJson, HEADER, smallApp, smallSurvey } from '../../helper.ts';
import { decidedApp, recordsApp, single, type TestRecord } from '../../records-helper.ts';

/** Figures of some respondents alone; what R says of them stands in nets.test.ts. */
const RECORDS: TestRecord[] = Array.from({ length: 60 }, (_, i) => ({
  q: (i % 3) + 1,
  sex: i % 2 === 0 ? 'f' : 'm',
  age: 20 + i,
  i1: i % 2,
  i2: i % 5 === 0 ? 1 : 0,
  i3: i % 7 === 0 ? 1 : 0,
}));
const SURVEY = {
  disclosure: { publicRecords: true },
  questions: [
    single('q', [1, 2, 3], { nets: [{ id: 'low', label: 'Low', options: ['q-1', 'q-2'] }] }),
    single('sex', ['f', 'm']),
    { ...single('age', []), type: 'numeric', options: [], bands: [40] },
    {
      id: 'battery',
      text: 'Which?',
      wording: 'verbatim',
      type: 'multiple',
      audiences: ['all'],
      chosen: [1],
      notChosen: [0],
      items: ['i1', 'i2', 'i3'].map((id) => ({ id, label: id, variable: id })),
    },
  ],
};
interface Answer {
  readonly data: Record<string, unknown>[];
  readonly meta: { readonly permalink: string; readonly notes: string[]; readonly method: object };
}
interface Refusal {
  readonly errors: {
    readonly name: string;
    readonly value: string;
    readonly message: string;
    readonly allowed: string[];
  }[];
}
const BASE = '/v1/surveys/small';
const count = (fits: (record: TestRecord) => boolean): number => RECORDS.filter(fits).length;

describe('a filter of figures', () => {
  test('picks respondents, is in the permalink, and is no part of other answers', async () => {
    const app = await recordsApp(RECORDS, SURVEY);
    const ask = (path: string): Promise<Answer> => getJson<Answer>(app, `${BASE}/${path}`);
    const women = (record: TestRecord): boolean => record['sex'] === 'f';
    const old = (record: TestRecord): boolean => Number(record['age']) >= 40;
    const all = await ask('estimates?question=q&option=q-1');
    const one = await ask('estimates?question=q&option=q-1&filter=sex:sex-f&filter=age:>=40');
    expect(all.data[0]).toMatchObject({ n: 60 });
    expect(one.data[0]).toMatchObject({
      n: count((record) => women(record) && old(record)),
      value: expect.closeTo(
        (100 * count((record) => women(record) && old(record) && record['q'] === 1)) /
          count((record) => women(record) && old(record)),
        9,
      ) as number,
    });
    expect(one.meta.permalink).toContain('filter=age%3A%3E%3D40&filter=sex%3Asex-f');
    expect((await getJson<Answer>(app, one.meta.permalink)).data).toEqual(one.data);
    expect((await ask('estimates?question=q&option=q-1')).data).toEqual(all.data);
    // By a net, by another question than the one that is asked, means and places.
    const low = await ask('estimates?question=sex&option=sex-f&filter=q:low');
    expect(low.data[0]).toMatchObject({ n: count(({ q }) => Number(q) < 3) });
    const [mean] = (await ask('estimates?question=age&measure=mean,median&filter=sex:sex-m')).data;
    expect(mean).toMatchObject({ n: 30, value: 50 });
    const ranks = await ask('ranks?question=battery&filter=sex:sex-m');
    // Who is not in the filter chose i1; in it nobody did not.
    expect(ranks.data[0]).toMatchObject({ item: 'i1', rank: 1, value: 100 });
    expect((await ask('ranks?question=battery&filter=sex:sex-f')).data.at(-1)).toMatchObject({
      item: 'i1',
      value: 0,
    });
    expect(ranks.meta.method).toMatchObject({ filters: 'sex:sex-m' });
  });

  test('is refused where it says nothing, as in crosstabs, and where there are no records', async () => {
    const app = await recordsApp(RECORDS, SURVEY);
    for (const resource of ['estimates', 'gaps', 'trends', 'gap-trends', 'ranks']) {
      const { errors } = await getJson<Refusal>(app, `${BASE}/${resource}?filter=sex:sex-g`, 400);
      const table = await getJson<Refusal>(app, `${BASE}/crosstab?rows=q&filter=sex:sex-g`, 400);
      expect(errors).toEqual(table.errors);
      expect(errors[0]).toMatchObject({
        name: 'filter',
        allowed: expect.arrayContaining(['sex-f']) as unknown,
      });
    }
    for (const [filter, message] of [
      ['sax:sex-f', 'is not a variable'],
      ['battery:chosen', 'is a battery'],
      ['q:>=2', 'has answers, not numbers'],
      ['q', 'must be variable:answer'],
    ] as const) {
      const { errors } = await getJson<Refusal>(app, `${BASE}/estimates?filter=${filter}`, 400);
      expect(errors[0]?.message).toContain(message);
    }
    const published = await smallApp(`${HEADER}\n`);
    const { errors } = await getJson<Refusal>(published, `${BASE}/gaps?filter=sex:f`, 400);
    expect(errors[0]).toMatchObject({ name: 'filter', value: 'sex:f' });
    expect(errors[0]?.message).toContain('no records');
  });

  test('makes no table of more variables than can be protected', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const records = RECORDS.map((record, i) => ({
      ...record,
      ...Object.fromEntries(names.map((name, j) => [name, ((i >> j) % 2) + 1])),
    }));
    const survey = {
      disclosure: { minimumBase: 0, minimumCell: 2 },
      questions: names.map((name) => single(name, [1, 2])),
    };
    const app = await decidedApp(records, survey);
    const filters = names.slice(1).map((name) => `filter=${name}:${name}-1`);
    for (const path of ['estimates?question=a', 'gaps?question=a', 'ranks?question=a', 'crosstab?rows=a']) {
      const refused = await getJson<Refusal & { type: string }>(
        app,
        `${BASE}/${path}&${filters.join('&')}`,
        400,
      );
      expect(refused.type).toBe('/v1/problems/unsafe-combination');
      const three = await getJson<Refusal>(app, `${BASE}/${path}&${filters.slice(0, 3).join('&')}`, 400);
      const [error] = three.errors;
      expect(error).toMatchObject({
        name: 'filter',
        message: expect.stringContaining('a, b, c, d') as unknown,
      });
      // What is said to be served is.
      expect(error?.allowed?.length).toBeGreaterThan(0);
      for (const instead of error?.allowed ?? []) {
        const url = path.startsWith('crosstab')
          ? `crosstab?rows=${instead.split(', ').join('*')}`
          : `${path}&filter=${instead}:${instead}-1`;
        await getJson<Answer>(app, `${BASE}/${url}`);
      }
    }
    const two = await getJson<Answer>(app, `${BASE}/estimates?question=a&${filters.slice(0, 2).join('&')}`);
    expect(two.data.some(({ value }) => value !== null)).toBe(true);
  });

  test('where waves and audiences make it a table of four variables, names the crosstabs that are served', async () => {
    // Every combination of answers 20 times: nothing is small.
    const records = Array.from({ length: 20 * 2 * 2 * 3 * 2 }, (_, i) => ({
      wave: i % 2 === 0 ? 'w1' : 'w2',
      role: i % 4 < 2 ? 'a' : 'b',
      q: (i % 3) + 1,
      sex: Math.floor(i / 12) % 2 === 0 ? 'f' : 'm',
      age: 20 + (i % 5),
    }));
    const audiences = ['a', 'b'];
    const app = await decidedApp(records, {
      waves: [1, 2].map((i) => ({ id: `w${i}`, label: `Wave ${i}`, year: 2019 + i })),
      audiences: audiences.map((id) => ({ id, label: id })),
      design: { wave: 'wave', audience: 'role' },
      disclosure: { minimumBase: 5, minimumCell: 5 },
      questions: [
        single('q', [1, 2, 3], { audiences }),
        single('sex', ['f', 'm'], { audiences }),
        { ...single('age', []), type: 'numeric', options: [], audiences },
      ],
    });
    const tables = [
      ['estimates?question=q&filter=sex:sex-f', 'rows=q', 20 * 2 * 3],
      ['gaps?question=q&filter=sex:sex-f', 'rows=q', 20 * 2 * 3],
      ['estimates?question=age&measure=mean&filter=q:q-1,q-2', 'rows=age', 20 * 2 * 2 * 2],
      // One wave and one audience are cells of the same table.
      ['estimates?question=sex&filter=q:q-3&audience=a&wave=w1', 'rows=sex', 20 * 2 * 2],
    ] as const;
    for (const [path, rows, base] of tables) {
      const { errors } = await getJson<Refusal>(app, `${BASE}/${path}`, 400);
      const addresses = errors[0]?.message.match(/crosstab\?[^\s]+/g) ?? [];
      expect(addresses.map((address) => address.split('&filter')[0])).toEqual([
        `crosstab?${rows}&columns=wave`,
        `crosstab?${rows}&columns=audience`,
      ]);
      for (const address of addresses) {
        const { data } = await getJson<Answer>(app, `${BASE}/${address}`);
        const columns = data.filter(({ columnKind }) => columnKind === 'category');
        expect(columns.length).toBeGreaterThan(1);
        for (const { base: shown } of columns) expect(shown).toBe(base);
      }
    }
    // A filter by a wave keeps it apart in any table.
    const { errors } = await getJson<Refusal>(
      app,
      `${BASE}/estimates?question=q&filter=sex:sex-f&filter=wave:w1`,
      400,
    );
    expect(errors[0]?.message).not.toContain('crosstab?');
  });

  test('refuses an item whatever items were asked for before', async () => {
    // Who chose i1 but two chose i2: within i1 the others could be told apart, and i1 within i1 tells nothing.
    const records = Array.from({ length: 60 }, (_, i) => ({ i1: i % 2, i2: i === 1 || i === 3 ? 0 : i % 2 }));
    const items = ['i1', 'i2'].map((id) => ({ id, label: id, variable: id }));
    const battery = SURVEY.questions.find(({ id }) => id === 'battery');
    const app = await decidedApp(records, {
      disclosure: { minimumBase: 0, minimumCell: 5 },
      questions: [{ ...battery, items }],
    });
    const ask = (item: string): Promise<number> =>
      app
        .inject(`${BASE}/estimates?question=battery&item=${item}&filter=battery.i1:chosen`)
        .then(({ statusCode }) => statusCode);
    expect([await ask('i2'), await ask('i1'), await ask('i2')]).toEqual([400, 200, 400]);
  });

  test('leaves out what was published, and says so', async () => {
    const { sources } = smallSurvey();
    const [{ id: source }] = sources as [{ id: string }];
    const app = await recordsApp(RECORDS, SURVEY, {
      toplines: `${HEADER}\nq,,q-1,w1,all,percent,99,exact,60,${source},,,\n`,
    });
    const plain = await getJson<Answer>(app, `${BASE}/estimates?question=q&option=q-1`);
    expect(plain.data).toMatchObject([{ value: 99, status: 'reported' }]);
    const filtered = await getJson<Answer>(app, `${BASE}/estimates?question=q&option=q-1&filter=sex:sex-f`);
    expect(filtered.data).toMatchObject([{ n: 30, status: 'computed' }]);
    expect(filtered.data[0]?.['value']).toBeCloseTo(100 / 3, 9);
    expect(filtered.meta.notes.join()).toContain('figures that were published are left out');
    expect(plain.meta.notes.join()).not.toContain('left out');
  });
});
