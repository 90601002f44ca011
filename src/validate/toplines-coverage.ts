import type { SurveyFile } from '../schemas/dataset.ts';
import { Report, type Findings } from './finding.ts';
import { listed, type TopLines } from './toplines-figures.ts';

/**
 * Everything in survey.json has a figure. Waves, audiences and questions with records are looked at where the records are.
 */
export function checkCoverage(survey: SurveyFile, { rows }: TopLines): Findings {
  const report = new Report();
  const used = (of: (row: (typeof rows)[number]['row']) => string | null): ReadonlySet<string | null> =>
    new Set(rows.map(({ row }) => of(row)));
  if (survey.design === null) {
    for (const what of ['wave', 'audience'] as const) {
      const known = used((row) => row[what]);
      survey[`${what}s`].forEach(({ id }, i) => {
        if (!known.has(id)) report.warn(`${what}s[${i}]`, `no figure is of "${id}"`);
      });
    }
  }
  const sources = new Set([
    ...used(({ source }) => source),
    ...survey.samples.map(({ source }) => source),
    ...survey.claims.map(({ source }) => source),
    survey.design?.source ?? null,
  ]);
  survey.sources.forEach(({ id }, i) => {
    if (!sources.has(id)) report.warn(`sources[${i}]`, `no figure, sample or claim is from "${id}"`);
  });
  const byQuestion = Map.groupBy(rows, ({ row }) => row.question);
  survey.questions.forEach(({ id, items, options, variable }, i) => {
    const isComputed = variable !== undefined || items.some((item) => item.variable !== undefined);
    if (survey.design !== null && isComputed) return;
    const own = byQuestion.get(id) ?? [];
    if (own.length === 0) return report.warn(`questions[${i}]`, `"${id}" has no figure`);
    for (const [list, part] of [
      ['items', 'item'],
      ['options', 'option'],
    ] as const) {
      const there = new Set(own.map(({ row }) => row[part]));
      const without = (list === 'items' ? items : options)
        .map((one) => one.id)
        .filter((one) => !there.has(one));
      if (without.length > 0)
        report.warn(
          `questions[${i}].${list}`,
          `${listed(without)} of "${id}" ${without.length === 1 ? 'has' : 'have'} no figure`,
        );
    }
  });
  return report;
}
