import { describe, expect, test } from 'vitest';
import { bundledApp, getJson } from '../helper.ts';
import { recordsApp, single } from '../records-helper.ts';
import { browse, pageAt } from './page-of.ts';

const PAGE = '/surveys/nonvoters/crosstab';
const textOf = (body: string): string => body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

interface Cell {
  readonly value: number;
  readonly letters: string[] | null;
  readonly rowLabel: string;
  readonly base: number;
}

describe('the builder of crosstabs', () => {
  test('without a question is a form of words', async () => {
    const app = await bundledApp();
    const body = await pageAt(app, PAGE);
    expect(body).toContain(
      '<option value="q5" dir="auto">Does it matter for progress who wins the presidential election of 2020?</option>',
    );
    expect(body).toContain('No weight: everybody counts the same');
    // Items stand there only where their question was chosen.
    expect(body).not.toContain('value="q2.voting"');
    expect(await pageAt(app, `${PAGE}?rows=q2`)).toContain('value="q2.voting"');
  });

  test('has no interval of a whole, which is 100 % of what it is a share of', async () => {
    const app = await bundledApp();
    for (const measure of ['column-percent', 'row-percent', 'total-percent']) {
      const body = await pageAt(app, `${PAGE}?rows=q16&columns=gender&measure=${measure}`);
      const wholes = [
        ...body.matchAll(/<td class="n[^"]*"><span class="big">100(?:\.0)? %<\/span>(.*?)<\/td>/g),
      ];
      expect(wholes.length, measure).toBeGreaterThan(0);
      for (const [, rest] of wholes) expect(rest, measure).not.toContain(' to ');
      expect(body, measure).toMatch(
        /<span class="big">[\d.]+ %<\/span>.*?<span class="by">[\d.]+ to [\d.]+<\/span>/,
      );
    }
  });

  test('has the cells, letters and bases of the interface', async () => {
    const app = await bundledApp();
    const query = 'rows=q16&columns=voter-category&filter=educ:college';
    const body = await pageAt(app, `${PAGE}?${query}`);
    const { data } = await getJson<{ data: Cell[] }>(
      app,
      `/v1/surveys/nonvoters/crosstab?${query}&limit=all`,
    );
    expect(data.length).toBeGreaterThan(20);
    for (const { value, letters } of data) {
      const marks =
        letters === null || letters.length === 0 ? '' : ` <span class="letters">${letters.join(' ')}</span>`;
      expect(body).toContain(`<span class="big">${value.toFixed(1)} %</span>${marks}`);
    }
    for (const { base } of data) expect(body).toContain(`>${base.toLocaleString('en')}</td>`);
    for (const head of ['Always or almost always (A)', 'Sporadically (B)', 'Rarely or never (C)'])
      expect(body).toContain(head);
    expect(textOf(body)).toContain('Education: College');
    expect(body).toMatch(/class="n heat[1-9]"/);
  });

  test('has a mean without a heat, and no letters where columns are not compared', async () => {
    const app = await bundledApp();
    const means = await pageAt(app, `${PAGE}?rows=age&columns=gender&measure=mean`);
    expect(means).not.toContain('heat');
    expect(means).toContain('<option value="mean" selected="selected"');
    const rows = textOf(await pageAt(app, `${PAGE}?rows=q5&columns=gender&measure=row-percent`));
    expect(rows).not.toContain('A letter says');
  });

  test.each([
    ['rows=&rows=q5&columns=&columns=gender', 'columns=gender&rows=q5'],
    ['rows=q5&weight=&measure=column-percent&confidence=0.95&adjust=none', 'rows=q5'],
    [
      'rows=q5&pick=gender:female&pick=gender:male&pick=educ:college&narrow=gender',
      'filter=educ%3Acollege&filter=gender%3Afemale%2Cmale&rows=q5',
    ],
    [
      'rows=q16&together=q16:very-easy&together=q16:somewhat-easy&called=Quite%20ea%C3%9Fy%21',
      'net=q16%3Aquite-ea-y%3Avery-easy%2Csomewhat-easy&rows=q16',
    ],
    [
      'rows=q16&net=q16:net:very-easy,somewhat-easy&together=q16:very-easy&called=',
      'net=q16%3Anet-2%3Avery-easy&net=q16%3Anet%3Avery-easy%2Csomewhat-easy&rows=q16',
    ],
    ['rows=', ''],
  ])('turns what a form sends into the address of the table: %s', async (sent, meant) => {
    const app = await bundledApp();
    const { headers } = await browse(app, `${PAGE}?${sent}`, 303);
    expect(headers.location).toBe(`${PAGE}${meant === '' ? '' : `?${meant}`}`);
    expect(headers['cache-control']).toBe('no-store');
    await pageAt(app, String(headers.location));
  });

  test.each([
    ['rows=q55', 'rows', 'q5'],
    ['rows=q5&filter=gender:femal', 'filter', 'female'],
    ['rows=q5&weight=fina', 'weight', 'final'],
    ['rows=q5&mesure=mean', 'mesure', 'measure'],
    ['rows=q5&measure=mea', 'measure', 'mean'],
    ['rows=q5&together=nothing', 'net', ''],
    ['rows=q5&pick=x', 'filter', ''],
  ])('that cannot be built says why: %s', async (query, name, nearest) => {
    const app = await bundledApp();
    let response = await app.inject({ url: `${PAGE}?${query}`, headers: { accept: 'text/html' } });
    if (response.statusCode === 303)
      response = await app.inject({
        url: String(response.headers.location),
        headers: { accept: 'text/html' },
      });
    expect(response.statusCode).toBe(400);
    expect(response.body).toContain(`<code>${name}</code>`);
    expect(response.body).toContain(nearest);
  });

  test('of published figures says that there are no records', async () => {
    const app = await bundledApp();
    expect(await pageAt(app, '/surveys/cmo-cio-alignment/crosstab', 404)).toContain(
      'The release has no records',
    );
  });

  const appOf = (alone: number): ReturnType<typeof recordsApp> =>
    recordsApp(
      Array.from({ length: 80 }, (_, i) => ({ q: 1 + (i % 2), p: i < alone ? 3 : 1 + (i % 2) })),
      { questions: [single('q', [1, 2]), single('p', [1, 2, 3])] },
      { memory: true },
    );

  test('shows of what is hidden why, and no number', async () => {
    const app = await appOf(1);
    const body = await pageAt(app, '/surveys/small/crosstab?rows=q&columns=p');
    const { data } = await getJson<{ data: { value: number | null; reasons: Record<string, string> }[] }>(
      app,
      '/v1/surveys/small/crosstab?rows=q&columns=p&limit=all',
    );
    const hidden = data.filter(({ value }) => value === null);
    expect(hidden.length).toBeGreaterThan(0);
    expect([...body.matchAll(/<td class="none">hidden: /g)].length).toBeGreaterThanOrEqual(hidden.length);
  });

  test('says of a table that would give somebody away that it is not served', async () => {
    const app = await appOf(3);
    const { statusCode, headers, body } = await app.inject({
      url: '/surveys/small/crosstab?rows=q&columns=p',
      headers: { accept: 'text/html' },
    });
    expect([statusCode, headers['content-type']]).toEqual([400, 'text/html; charset=utf-8']);
    expect(body).toContain('unsafe-combination');
  });
});
