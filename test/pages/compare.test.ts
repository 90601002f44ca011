import { describe, expect, test } from 'vitest';
import { bundledApp, getJson, smallApp, toplines } from '../helper.ts';
import { browse, pageAt, textOf } from './page-of.ts';

interface Gap {
  readonly question: string;
  readonly gap: number | null;
  readonly valueA: number | null;
  readonly valueB: number | null;
  readonly significant: boolean | null;
}

const PAIR = '/surveys/cmo-cio-alignment@1.2.0/compare?between=cio,cmo';

describe('the page that compares two audiences', () => {
  test('has each difference of the interface of which both figures are known, under its question', async () => {
    const app = await bundledApp();
    const body = await pageAt(app, PAIR);
    const { data } = await getJson<{ data: Gap[] }>(
      app,
      '/v1/surveys/cmo-cio-alignment@1.2.0/gaps?between=cio,cmo&limit=all',
    );
    const known = data.filter(({ valueA, valueB }) => valueA !== null && valueB !== null);
    expect(known.length).toBeGreaterThan(20);
    const [, all = ''] = body.split('id="questions"');
    const sections = all.split('<h3>').slice(1);
    const questions = [...Map.groupBy(known, ({ question }) => question)];
    expect(sections).toHaveLength(questions.length);
    for (const [question, rows] of questions) {
      const section = sections.find((one) =>
        one.includes(`/surveys/cmo-cio-alignment@1.2.0/questions/${question}"`),
      );
      expect(section?.match(/<tr><th scope="row"/g), question).toHaveLength(rows.length);
      for (const { gap } of rows)
        if (gap !== null)
          expect(section, question).toContain(
            `<span class="big">${gap < 0 ? '−' : gap > 0 ? '+' : ''}${Math.abs(gap)}`,
          );
    }
    expect(textOf(body)).toContain(`${known.length} differences of which both figures are known`);
  });

  test('leads with what is significant, the largest first, and without what makes the audiences', async () => {
    const app = await bundledApp();
    const body = await pageAt(app, '/surveys/nonvoters/compare?between=always,rarely-never');
    const [, largest = ''] = /id="largest">(.*?)<h2/s.exec(body) ?? [];
    const sizes = [...largest.matchAll(/<span class="big">[+−]([\d.]+)/g)].map(([, size]) => Number(size));
    expect(sizes).toHaveLength(10);
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    const turned = await pageAt(app, '/surveys/nonvoters/compare?between=rarely-never,always');
    const [, opposite = ''] = /id="largest">(.*?)<h2/s.exec(turned) ?? [];
    expect([...opposite.matchAll(/<span class="big">[+−]([\d.]+)/g)].map(([, size]) => Number(size))).toEqual(
      sizes,
    );
    expect(Math.max(...sizes)).toBeLessThan(100);
    expect(largest).not.toContain('not significant');
  });

  test('folds the questions where there are many differences, and says in each head how many are significant', async () => {
    const app = await bundledApp();
    const body = await pageAt(app, '/surveys/nonvoters/compare?between=always,rarely-never');
    const heads = [
      ...body.matchAll(
        /<details class="fold"><summary><h3 dir="auto">[^<]+<\/h3> <span class="note">(\d+) of (\d+) differences? significant<\/span><\/summary>\s*<p><a href="\/surveys\/nonvoters\/questions\/([^"]+)"/g,
      ),
    ].map(([, significant, all, id]) => [id, Number(significant), Number(all)]);
    const { data } = await getJson<{ data: Gap[] }>(
      app,
      '/v1/surveys/nonvoters/gaps?between=always,rarely-never&limit=all',
    );
    const known = data.filter(({ valueA, valueB }) => valueA !== null && valueB !== null);
    const questions = [...Map.groupBy(known, ({ question }) => question)];
    expect(heads).toEqual(
      questions.map(([id, rows]) => [id, rows.filter((row) => row.significant === true).length, rows.length]),
    );
    expect(await pageAt(app, PAIR)).not.toContain('class="fold"');
  });

  test('is the state of its form: what that sends becomes the plain address', async () => {
    const app = await bundledApp();
    const sent = '/surveys/nonvoters/compare?between=always&between=sporadic&confidence=0.9&adjust=holm';
    const { headers } = await browse(app, sent, 303);
    expect(headers.location).toBe(
      '/surveys/nonvoters/compare?adjust=holm&between=always,sporadic&confidence=0.9#differences',
    );
    const body = await pageAt(app, String(headers.location).replace(/#.*/, ''));
    for (const chosen of ['always', 'sporadic', '0.9', 'holm'])
      expect(body).toContain(`<option value="${chosen}" selected="selected"`);
    expect(body).toMatch(
      /rel="alternate" type="application\/json" href="\/v1\/surveys\/nonvoters\/gaps\?adjust=holm/,
    );
  });

  test('asks whom to compare first, and refuses one audience with itself, or one that is nowhere', async () => {
    const app = await bundledApp();
    const empty = await pageAt(app, '/surveys/cmo-cio-alignment/compare');
    expect(empty).toContain('Choose two audiences');
    expect(empty).toMatch(/<option value="cio" selected="selected"/);
    for (const pair of ['cio', 'cio,cio', 'cio,nobody', 'cio,cmo,cio-x'])
      expect(await pageAt(app, `/surveys/cmo-cio-alignment/compare?between=${pair}`, 400), pair).toContain(
        'between',
      );
  });

  test('of two that have nothing in common says so, and every answer of the interface on a pair leads to it', async () => {
    const app = await smallApp(toplines());
    const body = await pageAt(app, '/surveys/small/compare?between=b,a');
    expect(textOf(body)).toContain('There is nothing that both were asked');
    const { body: answer } = await app.inject('/v1/surveys/small/gaps?between=a,b&format=html');
    expect(answer).toContain('href="/surveys/small/compare?between=a,b"');
  });
});
