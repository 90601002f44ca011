import type { FastifyInstance } from 'fastify';
import { describe, expect, test } from 'vitest';
import { READERS } from '../../formats/readers.ts';
import { recordsApp, type TestRecord } from '../../records-helper.ts';
import { respondents, shownAs, SURVEY } from './perturbed-survey.ts';

type Row = Record<string, unknown>;
interface Answer {
  readonly data: readonly Row[];
  readonly meta: { readonly method: Row; readonly notes: readonly string[]; readonly tests?: readonly Row[] };
}

const records = respondents(7);
const BASE = '/v1/surveys/small';
const number = (value: unknown): number => Number(value);

describe('perturbed counts', () => {
  let app: FastifyInstance;
  /** A folder lives as long as its test. */
  const open = async (): Promise<void> => {
    app = await recordsApp(records, SURVEY);
  };
  const get = async (path: string): Promise<Answer> => {
    const answer = await app.inject(`${BASE}${path}`);
    if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.body}`);
    return answer.json();
  };
  const rowsOf = async (path: string): Promise<readonly Row[]> => (await get(path)).data;

  /** Every cell of a table, with who is in it and in its base. */
  const cellsBy =
    (row: string, column: string) =>
    (one: Row) =>
    (record: TestRecord): boolean =>
      (one['row'] === null || `${row}-${record[row]}` === one['row']) &&
      (one['column'] === null || `${column}-${record[column]}` === one['column']) &&
      Number(record['q']) !== 9;

  test('are those of the respondents of each cell, weighted and not', async () => {
    await open();
    for (const [weight, weighted] of [
      ['', true],
      ['&weight=none', false],
    ] as const) {
      const data = await rowsOf(`/crosstab?rows=q&columns=b&wave=w1&measure=count${weight}&limit=1000`);
      const answers = data.filter(({ row }) => row !== 'low');
      expect(answers.length).toBe(15);
      const within = cellsBy('q', 'b');
      for (const one of answers) {
        const shown = shownAs(records, (record) => record['wave'] === 'w1' && within(one)(record), weighted);
        expect([one['n'], one['weighted']]).toEqual([shown.n, shown.w]);
        expect(number(one['n']) === 0 || number(one['n']) >= 5).toBe(true);
      }
    }
  });

  test('are the same in whatever query', async () => {
    await open();
    const estimates = await rowsOf('/estimates?question=q&limit=1000');
    expect(estimates.length).toBeGreaterThan(20);
    for (const { wave: inWave, audience, option: given, measure, n, value } of estimates) {
      // A difference of answers stands in no table.
      if (measure === 'net') continue;
      const [wave, option] = [String(inWave), String(given)];
      const role = audience === 'all' ? '' : `&filter=audience:${String(audience)}`;
      const asRows = await rowsOf(`/crosstab?rows=q&wave=${wave}${role}`);
      const asColumns = await rowsOf(`/crosstab?rows=wave&columns=q&measure=row-percent&wave=${wave}${role}`);
      const asFilter = await rowsOf(
        `/crosstab?rows=wave&filter=q:${option}&wave=${wave}${role}&measure=count`,
      );
      const inRows = asRows.find((one) => one['row'] === option && one['column'] === null);
      const inColumns = asColumns.find((one) => one['column'] === option && one['row'] === wave);
      expect([inRows?.['base'], inRows?.['value'] ?? null]).toEqual([n, value]);
      expect([inColumns?.['base'], inColumns?.['value'] ?? null]).toEqual([n, value]);
      expect(asFilter.find((one) => one['row'] === wave)?.['n']).toBe(inRows?.['n']);
    }
  });

  test('of unions of answers are the sums of the answers, whatever the union is called', async () => {
    await open();
    const table = await rowsOf('/crosstab?rows=q&wave=w1&measure=count&net=q:mine:q-1,q-2');
    const n = (id: string | null): number => number(table.find(({ row }) => row === id)?.['n']);
    expect(n('low')).toBe(n('q-1') + n('q-2'));
    expect(n('mine')).toBe(n('low'));
    const filtered = await rowsOf('/crosstab?rows=wave&wave=w1&filter=q:q-1,q-2&measure=count');
    expect(filtered.find(({ row }) => row === 'w1')?.['n']).toBe(n('low'));
    const everything = await rowsOf('/crosstab?rows=wave&wave=w1&filter=q:q-1,q-2,q-3,q-4&measure=count');
    expect(everything.find(({ row }) => row === 'w1')?.['n']).toBe(n(null));
    // A whole is not the sum of its parts: it has noise of its own.
    const whole = shownAs(records, ({ wave, q }) => wave === 'w1' && q !== 9);
    expect(n(null)).toBe(whole.n);
    const bands = await rowsOf('/crosstab?rows=age&wave=w1&measure=count');
    const from30 = await rowsOf('/crosstab?rows=wave&wave=w1&filter=age:>=30&measure=count');
    const band = (id: string): number => number(bands.find(({ row }) => row === id)?.['n']);
    expect(from30.find(({ row }) => row === 'w1')?.['n']).toBe(band('from-30') + band('from-50'));
  });

  test('are the same of both engines, to the last bit', async () => {
    await open();
    const inMemory = await recordsApp(records, SURVEY, { memory: true });
    const paths = [
      '/estimates?limit=1000',
      '/estimates?measure=count,total,mean&limit=1000',
      '/gaps?question=q,s,m&limit=1000',
      '/crosstab?rows=q,m,s&columns=audience,b&limit=1000',
      '/crosstab?rows=s&columns=q&measure=mean',
      '/crosstab/size?rows=q&filter=audience:young&wave=w2',
    ];
    for (const path of paths) {
      const [one, other] = await Promise.all([app, inMemory].map((from) => from.inject(`${BASE}${path}`)));
      if (one?.statusCode !== 200) throw new Error(`${path}: ${one?.body}`);
      const bodyOf = (text = '{}'): unknown => (JSON.parse(text) as { data: unknown }).data;
      expect(bodyOf(one?.body)).toEqual(bodyOf(other?.body));
    }
  });

  test('make shares, and what may be off by sampling and by noise', async () => {
    await open();
    const [row] = (await rowsOf('/estimates?question=b&option=b-y&wave=w1&audience=all')).slice(0, 1);
    const isIn = ({ wave }: TestRecord): boolean => wave === 'w1';
    const [base, part] = [shownAs(records, isIn), shownAs(records, (one) => isIn(one) && one['b'] === 'y')];
    const p = part.w / base.w;
    expect(row?.['n']).toBe(base.n);
    expect(row?.['value']).toBeCloseTo(100 * p, 10);
    const deff = number(row?.['designEffect']);
    // One decimal, and near that of Kish, as there are neither strata within waves nor clusters.
    const weights = records.map(({ w }) => Number(w));
    const kish =
      (weights.length * weights.reduce((a, w) => a + w * w, 0)) / weights.reduce((a, w) => a + w, 0) ** 2;
    expect(Math.abs(deff - kish)).toBeLessThan(0.25);
    expect(deff * 10).toBeCloseTo(Math.round(deff * 10), 9);
    // Variance 2 of both counts, and rounding of weights by less than one respondent.
    const noise = (n: number, w: number): number =>
      2 * (w / n) ** 2 + ((n * 2 ** -Math.ceil(Math.log2(n))) / 2) ** 2;
    const variance =
      (deff * p * (1 - p)) / base.n + (noise(part.n, part.w) + p * p * noise(base.n, base.w)) / base.w ** 2;
    expect(row?.['standardError']).toBeCloseTo(100 * Math.sqrt(variance), 10);
    expect(number(row?.['ciLower'])).toBeLessThan(100 * p);
    expect(row?.['nDesign']).toBeCloseTo(base.n / deff, 10);
  });

  test('make nets of the sums of their answers, and differences of these', async () => {
    await open();
    const rows = await rowsOf('/estimates?question=q&wave=w1&audience=all');
    const isIn = ({ wave, q }: TestRecord): boolean => wave === 'w1' && q !== 9;
    const base = shownAs(records, isIn);
    const of = (code: number): ReturnType<typeof shownAs> =>
      shownAs(records, (one) => isIn(one) && one['q'] === code);
    const [one, two, three, four] = [of(1), of(2), of(3), of(4)];
    const shares = [(one.w + two.w) / base.w, (three.w + four.w) / base.w];
    const [up = 0, down = 0] = shares;
    const find = (option: string) => rows.find((row) => row['option'] === option);
    expect(find('low')).toMatchObject({ measure: 'percent', n: base.n });
    expect(find('low')?.['value']).toBeCloseTo(100 * up, 10);
    const tilt = find('tilt');
    expect(tilt).toMatchObject({ measure: 'net', n: base.n });
    expect(tilt?.['value']).toBeCloseTo(100 * (up - down), 10);
    // Noise of four answers and of the base, as of shares; sampling as of a difference of shares.
    const noise = ({ n, w }: { n: number; w: number }): number =>
      2 * (w / n) ** 2 + ((n * 2 ** -Math.ceil(Math.log2(n))) / 2) ** 2;
    const d = up - down;
    const variance =
      (number(tilt?.['designEffect']) * (Math.min(1, up + down) - d * d)) / base.n +
      ([one, two, three, four].reduce((sum, part) => sum + noise(part), 0) + d * d * noise(base)) /
        base.w ** 2;
    expect(tilt?.['standardError']).toBeCloseTo(100 * Math.sqrt(variance), 8);
    const [gap] = await rowsOf('/gaps?option=tilt&wave=w1&between=young,old');
    expect(number(gap?.['standardError'])).toBeGreaterThan(0);
    expect(gap?.['gap']).toBeCloseTo(number(gap?.['valueA']) - number(gap?.['valueB']), 10);
  });

  test('make the mean of a scale from its answers, and none of other numbers', async () => {
    await open();
    const means = await rowsOf('/estimates?question=s,age&measure=mean,total,median&limit=1000');
    const scale = means.find(
      (one) =>
        one['question'] === 's' &&
        one['measure'] === 'mean' &&
        one['wave'] === 'w1' &&
        one['audience'] === 'all',
    );
    const answers = [1, 2, 3].map((value) => ({
      value,
      ...shownAs(records, ({ wave, s }) => wave === 'w1' && s === value),
    }));
    const total = answers.reduce((sum, { w }) => sum + w, 0);
    expect(scale?.['value']).toBeCloseTo(
      answers.reduce((sum, { w, value }) => sum + w * value, 0) / total,
      12,
    );
    const ages = means.filter(({ question }) => question === 'age');
    expect(ages.length).toBeGreaterThan(10);
    for (const { value, reasons, n } of ages) {
      expect(value).toBeNull();
      expect(['perturbed', 'suppressed-low-base']).toContain((reasons as Row)['value']);
      expect(n === 0 || number(n) >= 5).toBe(true);
    }
    const medians = means.filter(({ measure }) => measure === 'median');
    expect(medians.every(({ value }) => value === null)).toBe(true);
    const crossed = await rowsOf('/crosstab?rows=s&columns=b&measure=mean&wave=w1');
    expect(crossed.find(({ column }) => column === null)?.['value']).toBe(scale?.['value']);
    const numbers = await rowsOf('/crosstab?rows=age&columns=b&measure=mean&wave=w1');
    expect(numbers.map(({ value, reasons }) => [value, (reasons as Row)['value']])).toEqual(
      numbers.map(() => [null, 'perturbed']),
    );
  });

  test('carry gaps, trends, gap trends and ranks, whose noise adds', async () => {
    await open();
    const [gap] = await rowsOf('/gaps?question=b&option=b-x&wave=w1&between=young,old');
    const sides = await rowsOf('/estimates?question=b&option=b-x&wave=w1&audience=young,old');
    const errors = sides.map(({ standardError }) => number(standardError));
    expect(gap?.['standardError']).toBeCloseTo(Math.hypot(...errors), 10);
    expect(gap?.['pValue']).not.toBeNull();
    const [overlapping] = await rowsOf('/gaps?question=b&option=b-x&wave=w1&between=young,all');
    expect([
      overlapping?.['standardError'],
      (overlapping?.['reasons'] as Row | undefined)?.['pValue'],
    ]).toEqual([null, 'perturbed']);
    expect(overlapping?.['gap']).not.toBeNull();
    const trends = await rowsOf('/trends?question=b&option=b-x&audience=all');
    expect(trends.length).toBeGreaterThan(0);
    expect(trends.every(({ standardError }) => number(standardError) > 0)).toBe(true);
    const gapTrends = await rowsOf('/gap-trends?question=b&option=b-x&between=young,old');
    expect(gapTrends.some(({ standardError }) => number(standardError) > 0)).toBe(true);
    const ranks = await rowsOf('/ranks?question=m&limit=1000');
    expect(ranks.length).toBeGreaterThan(0);
  });

  test('have no letters and no test of independence, and say why', async () => {
    await open();
    const { data, meta } = await get('/crosstab?rows=q&columns=b&wave=w1');
    for (const { letters, reasons, row, columnKind } of data) {
      expect(letters).toBeNull();
      if (row !== null && columnKind === 'category') expect((reasons as Row)['letters']).toBe('perturbed');
    }
    expect(meta.tests?.[0]?.['pValue']).toBeNull();
    expect((meta.tests?.[0]?.['reasons'] as Row | undefined)?.['pValue']).toBe('perturbed');
    expect(meta.method['disclosure']).toContain('Cell keys');
    expect(meta.method['disclosure']).toContain('from −5 to 5 with mean 0 and variance 2');
    const comparisons = await rowsOf('/crosstab/comparisons?rows=q&columns=b&wave=w1');
    expect(comparisons.some(({ pValue }) => pValue !== null)).toBe(true);
  });

  test('stand in notes too', async () => {
    await open();
    const { meta } = await get('/estimates?question=q');
    const refused = shownAs(records, ({ q }) => q === 9).n;
    expect(meta.notes.join(' ')).toContain(`${refused} refused`);
    const crosstab = await get('/crosstab?rows=q&wave=w1');
    const left = shownAs(records, ({ q, wave }) => q === 9 && wave === 'w1').n;
    expect(crosstab.meta.notes.join(' ')).toContain(`: ${left} respondents`);
    const [size] = [
      (await app.inject(`${BASE}/crosstab/size?rows=q&wave=w1&filter=b:b-x`)).json<{ data: Row }>().data,
    ];
    expect(size['respondents']).toBe(shownAs(records, ({ b, wave }) => b === 'x' && wave === 'w1').n);
  });

  test('small bases are judged as they are shown', async () => {
    await open();
    const data = await rowsOf('/estimates?question=q&limit=1000');
    const low = data.filter(({ value }) => value === null);
    expect(low.length).toBeGreaterThan(0);
    for (const { n, value } of data) expect(value === null).toBe(number(n) < 30);
  });

  test('a table of more than three variables is refused, waves and filters among them', async () => {
    await open();
    for (const query of [
      'rows=q&columns=b&filter=s:s-1',
      'rows=q&columns=b*s&wave=w1',
      'rows=q&columns=b&filter=age:>=30',
    ]) {
      const answer = await app.inject(`${BASE}/crosstab?${query}`);
      expect(answer.statusCode).toBe(400);
      expect(answer.json<{ detail: string }>().detail).toContain('3 are allowed');
    }
  });

  test('keys are nothing that can be asked for, seen or downloaded', async () => {
    await open();
    for (const query of [
      'rows=_record_key',
      'rows=q&columns=_record_key',
      'rows=q&filter=_record_key:1',
      'rows=nonsense',
    ]) {
      const answer = await app.inject(`${BASE}/crosstab?${query}`);
      expect(answer.statusCode).toBe(400);
      const { errors } = answer.json<{ errors: { allowed?: string[] }[] }>();
      expect(errors.flatMap(({ allowed = [] }) => allowed)).not.toContain('_record_key');
    }
    const paths = [
      '',
      '/questions',
      '/questions/q',
      '/variables',
      '/estimates?limit=1000',
      '/download',
      '/releases',
      '/crosstab?rows=q',
      '/diff?from=1.0.0&to=1.0.0',
    ];
    const keys = records.map(({ _record_key }) => String(_record_key));
    for (const path of paths) {
      const { rawPayload } = await app.inject(`${BASE}${path}`);
      const text = rawPayload.toString('latin1');
      expect(text).not.toContain('_record_key');
      expect(text).not.toContain('responses.parquet"');
      expect(keys.some((key) => key.length > 8 && text.includes(key))).toBe(false);
    }
    const search = await app.inject('/v1/search?q=_record_key');
    expect(search.body).not.toContain(`${BASE}/`);
  });

  test('are in every format what they are in JSON', async () => {
    await open();
    for (const path of ['/estimates?question=q&limit=1000', '/crosstab?rows=q&columns=b&wave=w1']) {
      const data = await rowsOf(path);
      const columns = ['value', 'n', 'weighted', 'standardError', 'ciLower', 'ciUpper'].filter(
        (name) => name in (data[0] ?? {}),
      );
      expect(columns.length).toBeGreaterThanOrEqual(5);
      for (const format of ['csv', 'xlsx', 'parquet', 'arrow']) {
        const { rawPayload } = await app.inject(`${BASE}${path}&format=${format}`);
        const { rows } = (await READERS[format]?.(rawPayload, () =>
          Promise.reject(new Error('one file')),
        )) ?? {
          rows: [],
        };
        expect(rows.length).toBe(data.length);
        for (const [i, row] of rows.entries())
          for (const name of columns) {
            const [given, wanted] = [row[name], data[i]?.[name] ?? null];
            expect(given === '' || given === null || given === undefined ? null : Number(given)).toBe(wanted);
          }
      }
    }
  });
});
