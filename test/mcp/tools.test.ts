import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { TOOLS } from '../../src/mcp/tools/index.ts';
import { weightOfMessage } from '../../src/mcp/weight.ts';
import { bundledApp, getJson } from '../helper.ts';
import { firstOf } from '../runs.ts';
import { bareRows, callTool, replyIn, REVISIONS, speak, textOf } from './speak.ts';

const A = 'cmo-cio-alignment';
const N = 'nonvoters';

/** Of tools that give rows of the interface: arguments, and the address of the same rows. */
const SAME: readonly (readonly [string, Readonly<Record<string, unknown>>, string])[] = [
  [
    'get_estimates',
    { survey: A, question: ['need-to-align', 'reasons'] },
    `${A}/estimates?question=need-to-align,reasons`,
  ],
  [
    'get_estimates',
    { survey: `${A}@1.0.0`, audience: 'cio', sort: ['-value'] },
    `${A}@1.0.0/estimates?audience=cio&sort=-value`,
  ],
  [
    'get_estimates',
    { survey: N, question: 'q5', confidence: 0.9, weight: 'none' },
    `${N}/estimates?question=q5&confidence=0.9&weight=none`,
  ],
  [
    'get_estimates',
    { survey: N, question: 'q5', filter: ['gender:female'] },
    `${N}/estimates?question=q5&filter=gender:female`,
  ],
  ['get_gaps', { survey: A, wave: '2012', adjust: 'holm' }, `${A}/gaps?wave=2012&adjust=holm`],
  [
    'get_gaps',
    { survey: N, question: 'q5', between: ['always', 'sporadic'] },
    `${N}/gaps?question=q5&between=always,sporadic`,
  ],
  ['get_trends', { survey: A, audience: 'cmo' }, `${A}/trends?audience=cmo`],
  ['get_gap_trends', { survey: A }, `${A}/gap-trends`],
  ['get_ranks', { survey: A, question: 'reasons' }, `${A}/ranks?question=reasons`],
  ['get_crosstab', { survey: N, rows: ['q5'], columns: ['gender'] }, `${N}/crosstab?rows=q5&columns=gender`],
  ['get_crosstab', { survey: N, rows: 'q5', measure: 'count' }, `${N}/crosstab?rows=q5&measure=count`],
  ['diff_releases', { survey: `${A}@1.2.0`, from: '1.0.0' }, `${A}@1.2.0/diff?from=1.0.0`],
];

describe('what a tool gives', () => {
  test.each(firstOf(9, SAME))(
    'is cell by cell what the interface gives: %s %j',
    async (tool, args, address) => {
      const app = await bundledApp();
      const { structuredContent } = await callTool(app, tool, args);
      const { data, meta } = await getJson(
        app,
        `/v1/surveys/${address}&limit=20`.replace(/^([^?]*)&/, '$1?'),
      );
      const rows = bareRows(structuredContent);
      expect(rows).toEqual(data);
      expect(rows.length).toBeGreaterThan(1);
      expect(structuredContent?.meta).toMatchObject({
        total: meta['total'],
        count: rows.length,
        notes: meta['notes'],
      });
      // Its address leads to the same.
      const whole = await getJson(app, String(structuredContent?.meta['permalink']));
      expect(whole.data.slice(0, rows.length)).toEqual(data);
    },
  );

  test('goes on where it ended, twenty rows at a time', async () => {
    const app = await bundledApp();
    const args = { survey: A, wave: ['2014'] };
    const first = await callTool(app, 'get_estimates', args);
    const cursor = first.structuredContent?.meta['next'];
    const next = await callTool(app, 'get_estimates', { ...args, cursor });
    const rows = [first, next].flatMap(({ structuredContent }) => bareRows(structuredContent));
    const { data } = await getJson(app, `/v1/surveys/${A}/estimates?wave=2014&limit=40`);
    expect(rows).toEqual(data);
    expect(textOf(first)).toContain(`cursor ${String(cursor)}`);
  });

  test('has a sentence with each figure, and the text is made of them', async () => {
    const result = await callTool(await bundledApp(), 'get_gaps', {
      survey: A,
      question: 'need-to-align',
      wave: '2012',
    });
    const rows = result.structuredContent?.data as { say: string | null }[];
    const said = rows.flatMap(({ say }) => say ?? []);
    expect(said.length).toBeGreaterThan(2);
    for (const say of said) expect(textOf(result)).toContain(say);
    expect(rows[0]?.say).toMatch(
      /^In 2012, the share for “Agrees that there is a need”.*higher among IT executives/,
    );
    expect(rows[0]?.say).toContain('source: Accenture, CMO–CIO alignment, release 1.2.0');
  });

  test('says why there is no figure', async () => {
    const app = await bundledApp();
    const args = { survey: A, question: 'barriers-seen-by-cmos', between: ['cmo', 'cio'] };
    const result = await callTool(app, 'get_gaps', args);
    const rows = result.structuredContent?.data as { say: string | null }[] | undefined;
    expect(rows?.[0]?.say).toBeNull();
    expect(textOf(result)).toContain('No figure: The audience was not asked the question.');
  });
});

const ONE_EACH: readonly (readonly [string, Readonly<Record<string, unknown>>, RegExp])[] = [
  [
    'search',
    { q: 'digital marketing' },
    /^\[cmo-cio-alignment question digital-marketing-important\] Is digital/,
  ],
  ['describe_survey', {}, /\[nonvoters\] Why Many Americans/],
  ['describe_survey', { survey: A }, /Question \[need-to-align\] Is there a need.*options agree, no-need/],
  ['describe_survey', { survey: A, question: 'reasons' }, /Item \[reason-11\] Marketing is digital/],
  [
    'check_claim',
    {
      survey: A,
      asserts: {
        quantity: 'gap',
        question: 'need-to-align',
        option: 'agree',
        between: ['cio', 'cmo'],
        waves: ['2012'],
        relation: 'larger-than',
        significant: true,
      },
    },
    /^supported: /,
  ],
  [
    'calculator',
    { calculation: 'gap', percentA: 77, nA: 250, percentB: 56, nB: 400 },
    /Newcombe.*13\.63 to 27\.85/,
  ],
  ['calculator', { calculation: 'proportion', x: 193, n: 250 }, /Wilson \(1927\) score: 71\.61 to 81\.97/],
  ['calculator', { calculation: 'sample-size', margin: 3 }, /n = 106\d\./],
  ['cite', { survey: A, of: 'gaps?question=need-to-align' }, /gaps\?question=need-to-align \(accessed/],
  ['cite', { survey: A, style: 'bibtex' }, /^@/],
  [
    'get_chart',
    { survey: A, chart: 'gaps', question: ['need-to-align'], width: 400 },
    /^A picture of 5 of 5 rows; the figures: \/v1/,
  ],
  [
    'get_chart',
    {
      survey: N,
      chart: 'crosstab',
      rows: ['q5'],
      columns: ['gender'],
      measure: 'column-percent',
      width: 400,
    },
    /^A picture of 9 of 9/,
  ],
];

describe('every tool', () => {
  test.each(ONE_EACH)('%s %j answers as its schema says', async (name, args, text) => {
    const app = await bundledApp();
    const result = await callTool(app, name, args);
    expect(result.isError, textOf(result)).toBeFalsy();
    expect(textOf(result)).toMatch(text);
    const { tools } = replyIn((await speak(app, 'tools/list')).body).result as {
      tools: { name: string; inputSchema: object; outputSchema: object }[];
    };
    const tool = tools.find((one) => one.name === name);
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    expect(ajv.validate(tool?.inputSchema ?? {}, args), ajv.errorsText()).toBe(true);
    expect(ajv.validate(tool?.outputSchema ?? {}, result.structuredContent), ajv.errorsText()).toBe(true);
  });

  test('is tried here', () => {
    const tried = new Set([...SAME, ...ONE_EACH].map(([name]) => name));
    expect(TOOLS.filter(({ name }) => !tried.has(name))).toEqual([]);
    expect(TOOLS).toHaveLength(13);
  });

  test('is read-only, described, and has schemas that stand by themselves', async () => {
    const { tools } = replyIn((await speak(await bundledApp(), 'tools/list')).body).result as {
      tools: {
        annotations: object;
        description: string;
        inputSchema: { type: string };
        outputSchema: { type: string };
      }[];
    };
    for (const { annotations, description, inputSchema, outputSchema } of tools) {
      expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false, openWorldHint: false });
      expect(description.length).toBeGreaterThan(60);
      expect([inputSchema.type, outputSchema.type]).toEqual(['object', 'object']);
    }
    // An assistant reads it whole before it asks for anything.
    expect(JSON.stringify(tools).length).toBeLessThan(100_000);
  });

  test('that computes is weighed as its route is', () => {
    const weighed = TOOLS.filter(
      ({ name }) => weightOfMessage({ method: 'tools/call', params: { name } }).computes !== undefined,
    ).map(({ name }) => name);
    expect(weighed).toEqual(
      'get_estimates get_gaps get_trends get_gap_trends get_ranks get_crosstab check_claim diff_releases get_chart'.split(
        ' ',
      ),
    );
    expect(weightOfMessage({ method: 'tools/call', params: { name: 'get_crosstab' } })).toEqual({
      computes: 'records',
    });
    for (const body of [
      null,
      'x',
      [],
      {},
      { method: 'tools/call' },
      { method: 'tools/call', params: { name: '__proto__' } },
    ])
      expect(weightOfMessage(body)).toEqual({});
  });

  test('a picture is a PNG of what is asked for', async () => {
    const result = await callTool(await bundledApp(), 'get_chart', {
      survey: A,
      chart: 'estimates',
      question: 'need-to-align',
      width: 400,
    });
    const [, image] = result.content ?? [];
    expect(image).toMatchObject({ type: 'image', mimeType: 'image/png' });
    const bytes = Buffer.from(image?.data ?? '', 'base64');
    const { data } = result.structuredContent as unknown as { data: { picture: string } };
    const same = await (await bundledApp()).inject(data.picture);
    expect(same.statusCode).toBe(200);
    expect(bytes.equals(same.rawPayload)).toBe(true);
  });
});

describe('what is wrong is told with the nearest that is right', () => {
  test.each([
    [
      'get_gaps',
      { survey: 'cmo-cio-alignement' },
      /There is no survey.*/,
      /survey, allowed: cmo-cio-alignment/,
    ],
    [
      'get_gaps',
      { survey: A, question: 'need-to-aline' },
      /nearest that is allowed is "need-to-align"/,
      /question, allowed: need-to-align/,
    ],
    [
      'get_gaps',
      { survey: A, questoin: 'x' },
      /there is no such argument; the nearest that is allowed is "question"/,
      /questoin, allowed/,
    ],
    ['get_gaps', {}, /survey is needed: a survey id, see describe_survey/, /./],
    ['get_crosstab', { survey: N }, /rows is needed\./, /./],
    ['get_estimates', { survey: A, limit: 101 }, /limit=101 must be a whole number from 1 to 100/, /./],
    ['get_estimates', { survey: A, limit: 'all' }, /must be a whole number/, /./],
    ['get_estimates', { survey: A, measure: 'percents' }, /the nearest that is allowed is "percent"/, /./],
    ['get_crosstab', { survey: A, rows: 'q5' }, /holds published figures and no records/, /./],
    ['get_crosstab', { survey: N, rows: 'q55' }, /nearest that is allowed is "q/, /./],
    ['describe_survey', { survey: A, question: 'reason' }, /question, allowed: reasons,/, /./],
    ['calculator', { calculation: 'gap', percentA: 1 }, /nA is needed.*percentB is needed/, /./],
    [
      'calculator',
      { calculation: 'proportion', percent: 5, n: 10, nB: 3 },
      /nB=3 there is no such argument/,
      /./,
    ],
    ['get_chart', { survey: A, chart: 'gaps', rows: 'q5' }, /rows=q5 there is no such argument/, /./],
    ['get_chart', { survey: A, chart: 'gap' }, /"gaps"/, /./],
    ['cite', { survey: A, of: 'gapps' }, /"gaps"/, /./],
    ['diff_releases', { survey: A, from: '1.0.1' }, /"1.0.0"/, /./],
    ['check_claim', { survey: A }, /asserts is missing/, /./],
  ])('%s %j', async (name, args, message, more) => {
    const result = await callTool(await bundledApp(), name, args);
    expect(result.isError).toBe(true);
    expect(result.structuredContent).toBeUndefined();
    expect(textOf(result)).toMatch(message);
    expect(textOf(result)).toMatch(more);
  });

  test.each(REVISIONS)('a tool and a prompt that there are not, %s', async (revision) => {
    const app = await bundledApp();
    const { error } = replyIn(
      (await speak(app, 'tools/call', { name: 'get_gap', arguments: {} }, { revision })).body,
    );
    expect(error).toMatchObject({
      code: -32_602,
      message: expect.stringContaining('the nearest is "get_gaps"'),
    });
    const prompt = replyIn((await speak(app, 'prompts/get', { name: 'write' }, { revision })).body);
    expect(prompt.error?.message).toContain('write_sentence');
  });
});
