import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { bundledApp, getJson } from '../helper.ts';
import { pageAt, textOf } from './page-of.ts';
import { firstOf } from '../runs.ts';

interface CodebookQuestion {
  readonly id: string;
  readonly text: string | null;
  readonly items?: { id: string; label: string | null; variable?: string }[];
  readonly options?: { id: string; label: string | null; code?: string | number }[];
  readonly missing?: { code: string | number; label: string }[];
}

describe('the codebook of a survey', () => {
  test.each(
    firstOf(1, [
      ['cmo-cio-alignment', '1.2.0'],
      ['nonvoters', '1.0.0'],
    ]),
  )(
    'has every question of %s@%s with its items, its answers, their codes, and what is missing',
    async (id, version) => {
      const app = await bundledApp();
      const body = await pageAt(app, `/surveys/${id}/codebook`);
      const { questions: data } = JSON.parse(
        await readFile(new URL(`../../data/${id}/${version}/survey.json`, import.meta.url), 'utf8'),
      ) as { questions: CodebookQuestion[] };
      expect(data.length).toBeGreaterThan(10);
      expect([...body.matchAll(/<section class="entry"/g)]).toHaveLength(data.length);
      for (const { id: question, text, items = [], options = [], missing = [] } of data) {
        const [, section = ''] =
          new RegExp(`<section class="entry" id="q-${question}">(.*?)</section>`, 's').exec(body) ?? [];
        const said = textOf(section);
        const labels = [...items, ...options].map(({ label }) => label ?? 'not known');
        for (const part of [
          text ?? '',
          ...labels,
          ...items.map((one) => one.id),
          ...missing.map((one) => one.label),
        ])
          expect(said, question).toContain(part.replaceAll(/\s+/g, ' '));
        for (const { code, id: option } of options)
          expect(section, question).toContain(`<td>${code ?? option}</td>`);
        for (const { code } of missing) expect(section, question).toContain(`<td>${code}</td>`);
      }
    },
  );

  test('has the waves, the audiences, the weight, and how many answered each question', async () => {
    const app = await bundledApp();
    const text = textOf(await pageAt(app, '/surveys/nonvoters/codebook'));
    for (const part of ['Always or almost always vote', 'Weights and design', 'weight'])
      expect(text).toContain(part);
    const { data } = await getJson<{ data: { n: number }[] }>(
      app,
      '/v1/surveys/nonvoters/estimates?question=q16&audience=all&limit=all',
    );
    expect(text).toContain(`n = ${(data[0]?.n ?? 0).toLocaleString('en')}`);
    const published = textOf(await pageAt(app, '/surveys/cmo-cio-alignment/codebook'));
    // Of both groups, where nobody asked all of them together.
    expect(published).toContain('2012, Marketing executives (CMOs): n = 405');
    expect(published).toContain('2012, IT executives (CIOs): n = 252');
    expect(published).toContain('base not known');
    expect(published).not.toContain('Weights and design');
  });

  test('is linked with its survey, whose other pages it leads to', async () => {
    const app = await bundledApp();
    expect(await pageAt(app, '/surveys/nonvoters@1.0.0')).toContain(
      'href="/surveys/nonvoters@1.0.0/codebook"',
    );
    expect(await pageAt(app, '/surveys/nonvoters@1.0.0/codebook')).toContain(
      'href="/surveys/nonvoters@1.0.0/questions/q2"',
    );
  });
});
