import type { Dictionary, Utf8 } from 'apache-arrow';
import { tableFromIPC } from 'apache-arrow';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, test } from 'vitest';
import { bundledApp, getJson, smallApp, smallSurvey, toplines } from '../helper.ts';

const CMO = '/v1/surveys/cmo-cio-alignment@1.1.0';
const WORDS = /^questionText$|Label$|^wave\w*(?:Year|Start|End)$|^optionOrder$/;

/** A survey whose answers stand in an order that no alphabet knows, one item without words. */
const survey = (): Record<string, unknown> =>
  smallSurvey({
    waves: [
      { id: 'w1', label: 'First', year: 2020.5, fieldwork: { start: '2020-06-01', end: null } },
      { id: 'w2', label: 'Second', year: 2022 },
    ],
    questions: [
      {
        id: 'q',
        text: 'How good?',
        wording: 'verbatim',
        type: 'single',
        audiences: ['a', 'b'],
        options: [
          { id: 'very', label: 'Very good' },
          { id: 'so-so', label: 'So-so' },
          { id: 'bad', label: 'Bad' },
        ],
      },
      {
        id: 'battery',
        text: 'Which?',
        wording: 'verbatim',
        type: 'multiple',
        audiences: ['a', 'b'],
        items: [
          { id: 'i1', label: null },
          { id: 'i2', label: 'Two' },
        ],
      },
    ],
  });
const figures = toplines(
  'q,,very,w1,a,percent,50',
  'q,,so-so,w1,a,percent,30',
  'q,,bad,w1,a,percent,20',
  'battery,i1,,w1,a,percent,60',
  'battery,i2,,w2,a,percent,70',
);
const small = () => smallApp(figures, survey());
const ESTIMATES = '/v1/surveys/small/estimates';

type Row = Record<string, unknown>;
const rowsOf = async (app: Awaited<ReturnType<typeof small>>, url: string): Promise<Row[]> =>
  (await getJson<{ data: Row[] }>(app, url)).data;

describe('words beside codes', () => {
  test('stand in the order of the document, in tables whose rows have room for them and in others', async () => {
    const app = await bundledApp();
    for (const table of ['estimates', 'gaps', 'trends', 'ranks']) {
      const header = (await app.inject(`${CMO}/${table}?limit=1&format=csv`)).body.split('\r\n')[0];
      const rows = await rowsOf(app, `${CMO}/${table}?limit=100`);
      expect(rows.length).toBeGreaterThan(5);
      for (const row of rows) expect(Object.keys(row).join(',')).toBe(header);
    }
  });

  test('are those of the codebook, null where it has none', async () => {
    const rows = await rowsOf(await small(), ESTIMATES);
    expect(rows[1]).toMatchObject({
      question: 'q',
      questionText: 'How good?',
      item: null,
      itemLabel: null,
      option: 'so-so',
      optionLabel: 'So-so',
      optionOrder: 2,
      wave: 'w1',
      waveLabel: 'First',
      waveYear: 2020,
      waveStart: '2020-06-01',
      waveEnd: null,
      audience: 'a',
      audienceLabel: 'A',
    });
    expect(rows[3]).toMatchObject({ item: 'i1', itemLabel: null, option: null, optionOrder: null });
    expect(rows[4]).toMatchObject({ itemLabel: 'Two', waveLabel: 'Second', waveYear: 2022, waveStart: null });
  });

  test.each(['estimates', 'gaps', 'trends', 'gap-trends', 'ranks'])(
    'stand after their codes in rows of %s',
    async (resource) => {
      const [row = {}] = await rowsOf(await bundledApp(), `${CMO}/${resource}?limit=1`);
      const names = Object.keys(row);
      const codes = names.filter((name) =>
        names.includes(name === 'question' ? 'questionText' : `${name}Label`),
      );
      expect(codes.length).toBeGreaterThan(3);
      for (const code of codes) {
        expect(names[names.indexOf(code) + 1]).toBe(code === 'question' ? 'questionText' : `${code}Label`);
      }
      expect(Object.values(row).every((value) => value !== undefined)).toBe(true);
    },
  );

  test('stand in lists within an answer: agreement, figures of claims', async () => {
    const app = await bundledApp();
    const gaps = await rowsOf(app, `${CMO}/gaps?limit=1000`);
    const estimates = await rowsOf(app, `${CMO}/estimates?limit=1000`);
    /** What the codebook says of codes, by rows that have the same ones. */
    const said = (row: Row, codes: readonly string[], rows: readonly Row[]) => {
      const same = rows.find((one) => codes.every((code) => one[code] === row[code])) ?? {};
      return Object.fromEntries(
        Object.keys(row).flatMap((name) => (WORDS.test(name) ? [[name, same[name]]] : [])),
      );
    };
    const { meta: ranked } = await getJson<{ meta: { agreement: Row[] } }>(
      app,
      `${CMO}/ranks?question=driver-ranks&labels=codes`,
    );
    const claims = await rowsOf(app, `${CMO}/claims?limit=1000`);
    const lists = [
      {
        rows: ranked.agreement,
        within: gaps,
        by: ['question', 'option', 'wave', 'audienceA', 'audienceB'],
        words: 9,
      },
      {
        rows: claims.flatMap(({ figures: list }) => list as Row[]),
        within: estimates,
        by: ['question', 'item', 'option', 'wave', 'audience'],
        words: 9,
      },
    ];
    for (const { rows, within, by, words } of lists) {
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) {
        const names = Object.keys(row).filter((name) => WORDS.test(name));
        expect(names).toHaveLength(words);
        expect(row).toMatchObject(said(row, by, within));
        expect(row['questionText']).toEqual(expect.any(String));
      }
    }
  });

  test('stand in straight lines through waves', async () => {
    const waves = ['w1', 'w2', 'w3'].map((id, i) => ({ id, label: id, year: 2020 + i }));
    const shares = toplines(
      'battery,i2,,w1,a,percent,60',
      'battery,i2,,w2,a,percent,70',
      'battery,i2,,w3,a,percent,80',
    );
    const app = await smallApp(shares, { ...survey(), waves });
    const { meta } = await getJson<{ meta: { linearTrends: Row[] } }>(app, '/v1/surveys/small/trends');
    expect(meta.linearTrends).toHaveLength(1);
    expect(Object.entries(meta.linearTrends[0] ?? {}).slice(0, 9)).toEqual([
      ['question', 'battery'],
      ['questionText', 'Which?'],
      ['item', 'i2'],
      ['itemLabel', 'Two'],
      ['option', null],
      ['optionLabel', null],
      ['optionOrder', null],
      ['audience', 'a'],
      ['audienceLabel', 'A'],
    ]);
  });

  test('stand in crosstabs and comparisons too', async () => {
    const app = await bundledApp();
    const table = '/v1/surveys/nonvoters@1.0.0/crosstab';
    const query = 'rows=q5&columns=voter-category&limit=1';
    expect((await rowsOf(app, `${table}?${query}`))[0]).toMatchObject({
      rowVariable: 'q5',
      rowVariableLabel: expect.stringContaining('who wins') as string,
      rowLabel: 'Matters',
      columnVariableLabel: expect.any(String) as string,
      columnLabel: 'Always or almost always',
    });
    expect((await rowsOf(app, `${table}/comparisons?${query}`))[0]).toMatchObject({
      rowLabel: 'Matters',
      columnALabel: 'Always or almost always',
      columnBLabel: 'Sporadically',
    });
  });
});

describe('labels=', () => {
  test('codes leaves the words out, texts the codes, both neither', async () => {
    const app = await small();
    const names = async (labels: string) =>
      Object.keys((await rowsOf(app, `${ESTIMATES}?labels=${labels}`))[0] ?? {});
    const [both, codes, texts] = [await names('both'), await names('codes'), await names('texts')];
    expect(both).toEqual(Object.keys((await rowsOf(app, ESTIMATES))[0] ?? {}));
    expect(codes).toEqual(both.filter((name) => !WORDS.test(name)));
    expect(texts).toEqual(
      both.filter((name) => !['question', 'item', 'option', 'wave', 'audience'].includes(name)),
    );
  });

  test('is texts on a page, where the code stands for words that are not known', async () => {
    const app = await small();
    for (const format of ['html', 'markdown']) {
      const { body } = await app.inject(`${ESTIMATES}?format=${format}&question=battery&wave=w1`);
      if (format === 'markdown') expect(body).toContain('itemLabel');
      expect(body).not.toMatch(/<th[^>]*>[Ii]tem<|\| item \|/);
      expect(body).toMatch(/<th scope="row" dir="auto">i1(?: ·|<)|\| i1 \|/);
      const codes = await app.inject(`${ESTIMATES}?format=${format}&labels=codes`);
      expect(codes.body).not.toContain('How good?');
    }
  });

  test('is no parameter of rows that have no words', async () => {
    expect((await (await bundledApp()).inject(`${CMO}/sources?labels=both`)).statusCode).toBe(400);
  });
});

describe('fields=', () => {
  test.each(['json', 'json-records', 'ndjson', 'csv', 'parquet', 'arrow'])(
    'picks and orders columns of %s',
    async (format) => {
      const app = await small();
      const { rawPayload } = await app.inject(
        `${ESTIMATES}?format=${format}&fields=value,itemLabel,question`,
      );
      const text = rawPayload.toString();
      const found =
        format === 'csv'
          ? text.split('\r\n')[0]?.split(',')
          : format === 'parquet'
            ? Object.keys((await parquetReadObjects({ file: new Uint8Array(rawPayload).buffer }))[0] ?? {})
            : format === 'arrow'
              ? tableFromIPC(rawPayload).schema.fields.map(({ name }) => name)
              : Object.keys(
                  format === 'ndjson'
                    ? (JSON.parse(text.split('\n')[0] ?? '') as Row)
                    : ((format === 'json'
                        ? (JSON.parse(text) as { data: Row[] }).data
                        : (JSON.parse(text) as Row[]))[0] ?? {}),
                );
      expect(found).toEqual(['value', 'itemLabel', 'question']);
    },
  );

  test('keeps the order of the rows that sort gives, also by a field that is left out', async () => {
    const rows = await rowsOf(await small(), `${ESTIMATES}?question=q&sort=-optionOrder&fields=optionLabel`);
    expect(rows).toEqual([{ optionLabel: 'Bad' }, { optionLabel: 'So-so' }, { optionLabel: 'Very good' }]);
  });

  test.each([
    ['fields=valeu', 'fields', 'value'],
    ['fields=question&labels=texts', 'fields', 'questionText'],
    ['fields=itemLabel&labels=codes', 'fields', 'item'],
    ['labels=text', 'labels', 'texts'],
    ['fields=', 'fields', 'n'],
  ])('%s is refused, with the nearest that is right', async (query, name, nearest) => {
    const response = await (await small()).inject(`${ESTIMATES}?${query}`);
    expect(response.statusCode).toBe(400);
    const [error] = response.json<{ errors: { name: string; allowed: string[] }[] }>().errors;
    expect(error?.name).toBe(name);
    expect(error?.allowed).toContain(nearest);
  });

  test('is in the permalink in its order', async () => {
    const { meta } = await getJson<{ meta: { permalink: string } }>(
      await small(),
      `${ESTIMATES}?fields=value,question`,
    );
    expect(meta.permalink).toContain('fields=value,question');
  });

  test('has no meaning for a table that is laid out wide', async () => {
    const url = '/v1/surveys/nonvoters/crosstab?rows=q5&columns=voter-category&layout=wide&fields=row';
    expect((await (await bundledApp()).inject(url)).statusCode).toBe(400);
  });
});

test('a cube knows its axis of time by words too', async () => {
  const app = await small();
  for (const [labels, time] of [
    ['both', 'wave'],
    ['texts', 'waveLabel'],
  ] as const) {
    const cube = await getJson<{ role: object; id: string[] }>(
      app,
      `/v1/surveys/small/estimates?question=battery&format=json-stat&labels=${labels}`,
    );
    expect(cube.id).toContain(time);
    expect(cube.role).toMatchObject({ time: [time] });
  }
});

describe('typed files', () => {
  const QUERY = `${ESTIMATES}?question=q&sort=value`;

  test('Arrow has whole numbers, years, lists, and answers in the order of the codebook', async () => {
    const { rawPayload } = await (await small()).inject(`${QUERY}&format=arrow`);
    const { schema, batches } = tableFromIPC(rawPayload);
    const type = (name: string) => String(schema.fields.find((field) => field.name === name)?.type);
    expect([type('n'), type('waveYear'), type('value')]).toEqual(['Int64', 'Int32', 'Float64']);
    expect(type('sources')).toBe('List<Utf8>');
    const option = schema.fields.find(({ name }) => name === 'optionLabel')?.type as Dictionary<Utf8>;
    expect(option.isOrdered).toBe(true);
    const column = batches[0]?.getChild('optionLabel')?.data[0]?.dictionary;
    expect(column?.toJSON()).toEqual(['Very good', 'So-so', 'Bad']);
  });

  test('Parquet says the same in the key that readers of Arrow look for, unless the rows come in another order', async () => {
    const optionIn = async (query: string, labels: readonly string[]) => {
      const { rawPayload } = await (await small()).inject(`${query}&format=parquet`);
      const file = new Uint8Array(rawPayload).buffer;
      const metadata = parquetMetadata(file);
      const types = new Map(metadata.schema.map(({ name, type }) => [name, type]));
      expect([types.get('n'), types.get('waveYear'), types.get('value')]).toEqual([
        'INT64',
        'INT32',
        'DOUBLE',
      ]);
      const rows = await parquetReadObjects({ file });
      expect(rows.map((row) => row['sources'])).toEqual([['report'], ['report'], ['report']]);
      expect(rows.map((row) => row['optionLabel'])).toEqual(labels);
      const key = metadata.key_value_metadata?.find((one) => one.key === 'ARROW:schema');
      const schema = tableFromIPC(Buffer.from(key?.value ?? '', 'base64')).schema;
      return schema.fields.find(({ name }) => name === 'optionLabel')?.type as Dictionary | Utf8;
    };
    const inOrder = await optionIn(`${ESTIMATES}?question=q`, ['Very good', 'So-so', 'Bad']);
    expect(inOrder).toMatchObject({ isOrdered: true });
    // A reader would take the order of the rows for that of the answers.
    const sorted = await optionIn(QUERY, ['Bad', 'So-so', 'Very good']);
    expect(String(sorted)).toBe('Utf8');
  });
});

test('the bare array of rows is what JSON has under data', async () => {
  const app = await small();
  const { data } = await getJson(app, ESTIMATES);
  const bare = await app.inject({ url: ESTIMATES, headers: { accept: 'application/json;profile=records' } });
  expect(bare.json()).toEqual(data);
  expect((await app.inject(`${ESTIMATES}?format=json-records&wave=w2&audience=b`)).json()).toEqual([]);
});
