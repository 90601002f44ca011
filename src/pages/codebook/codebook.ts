import { z } from 'zod';
import { html, type Content } from '../../html/html.ts';
import type { Question } from '../../schemas/dataset.ts';
import type { FigureQuery } from '../../schemas/query.ts';
import { surveyReference } from '../../schemas/query.ts';
import type { EstimateRow } from '../../schemas/results/estimate.ts';
import { estimates } from '../../services/figures/estimates.ts';
import { IN_RELEASE, resourceInRelease } from '../../routes/release-resource.ts';
import type { App } from '../../routes/route.ts';
import { turns } from '../../turns/turns.ts';
import { widestAudiences } from '../chart.ts';
import { PAGE_CONFIG, sendPage, surveyPath, type PageContext } from '../page.ts';
import { provenance, sourceList } from '../provenance.ts';
import { counted, dayWords, questionWords } from '../words.ts';
import { codebookEntry, type Base } from './entry.ts';
import { designFacts, waveAndAudienceTables } from './sample-tables.ts';

/** How many answered in each wave, of each audience, in the order of the rows. */
function basesOf(rows: readonly EstimateRow[]): Base[] {
  const groups = Map.groupBy(rows, ({ wave, audience }) => JSON.stringify([wave, audience]));
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    if (first === undefined) return [];
    const known = members.flatMap(({ n }) => (n === null ? [] : [n]));
    // One that is not known leaves the range open.
    const isWhole = known.length === members.length;
    return [
      {
        wave: first.wave,
        audience: first.audience,
        fewest: isWhole ? Math.min(...known) : null,
        most: isWhole ? Math.max(...known) : null,
      },
    ];
  });
}

/** Questions from which on a codebook has a list of them first. */
const MANY = 30;

/** The questions, each leading to its place on the page; folded, as it is the page once more. */
const contents = (questions: readonly Question[]): Content =>
  questions.length >= MANY &&
  html`<details class="contents"><summary>Contents</summary><ol class="questions">
${questions.map((question) => html`<li><a href="#q-${question.id}" dir="auto">${questionWords(question)}</a></li>\n`)}</ol></details>
`;

/** All questions of a survey with their answers and codes, to be read, searched and printed as a whole. */
export function codebookPage(app: App, context: PageContext): void {
  const { base } = context;
  app.get(
    '/surveys/:survey/codebook',
    {
      schema: { hide: true, params: surveyReference, querystring: z.strictObject({}) },
      config: { ...PAGE_CONFIG, computes: 'figures', problems: [...IN_RELEASE.problems, 'unavailable'] },
    },
    async (request, reply) => {
      const { release, pinned, resource } = await resourceInRelease(request, '/codebook');
      const { survey, entry } = release;
      const home = surveyPath(release, pinned);
      /** Of each question: where two groups were asked and not all together, both. */
      const widest = new Map(
        survey.questions.map(({ id, audiences }) => [id, new Set(widestAudiences(release, audiences))]),
      );
      const audience = survey.audiences.flatMap(({ id }) =>
        [...widest.values()].some((ids) => ids.has(id)) ? [id] : [],
      );
      const query = { audience } as FigureQuery;
      const { rows } = await estimates(await context.computed.of(release, query), query);
      const told = await turns.filter(rows, (row) => widest.get(row.question)?.has(row.audience) ?? false);
      const ofQuestions = Map.groupBy(told, ({ question }) => question);
      const entries = await turns.map(survey.questions, (question) =>
        codebookEntry(
          survey,
          question,
          basesOf(ofQuestions.get(question.id) ?? []),
          `${base}${home}/questions/${question.id}`,
        ),
      );
      const api = pinned ? resource.path.replace(/\/codebook$/, '') : `/v1/surveys/${release.id}`;
      return sendPage(context, reply, resource, {
        title: `Codebook · ${survey.title}`,
        description: `The questions of ${survey.title} with their answers, codes and bases.`,
        api: `${api}/questions?limit=all`,
        trail: [
          { href: `${base}/`, label: 'Surveys' },
          { href: `${base}${home}`, label: survey.title },
        ],
        main: html`<h1 dir="auto">Codebook: ${survey.title}</h1>
<p class="lead" dir="auto">${survey.description}</p>
<p>${survey.publisher}. Release ${entry.version} of ${dayWords(entry.released)}. ${counted(survey.questions.length, 'question')}.</p>
${waveAndAudienceTables(survey)}${designFacts(survey)}<h2 id="questions">Questions</h2>
${contents(survey.questions)}${entries}<h2 id="sources">Sources</h2>
${sourceList(survey.sources)}${provenance(base, release, resource.path)}`,
      });
    },
  );
}
