import { z } from 'zod';
import { sentence } from '../charts/words.ts';
import { html, type Content, type Markup } from '../html/html.ts';
import { scrollBox } from '../html/scroll-box.ts';
import type { Release } from '../repository/release.ts';
import { confidence, surveyReference, type FigureQuery } from '../schemas/query.ts';
import type { ClaimRow, ClaimVerdict } from '../schemas/results/claim.ts';
import { claimedFigures, claims } from '../services/figures/claims/claims.ts';
import { address } from '../routes/address.ts';
import { IN_RELEASE, resourceInRelease } from '../routes/release-resource.ts';
import type { App } from '../routes/route.ts';
import { turns } from '../turns/turns.ts';
import { methodDetails } from './method.ts';
import { PAGE_CONFIG, sendPage, surveyPath, type PageContext } from './page.ts';
import { provenance } from './provenance.ts';
import { audienceWords, counted, QUALIFIER_WORDS, questionWords, waveWords } from './words.ts';
import { pWords } from './question/writing.ts';

const querystring = z.strictObject({ confidence });

const VERDICT_WORDS: Readonly<Record<ClaimVerdict, string>> = {
  supported: 'Supported',
  contradicted: 'Contradicted',
  'not-supported': 'Not supported',
  undecidable: 'Undecidable',
};

const badge = (verdict: ClaimVerdict): Markup =>
  html`<strong class="badge ${verdict}">${VERDICT_WORDS[verdict]}</strong>`;

const steps = (working: readonly string[]): Content =>
  working.length > 0 &&
  html`<ol class="working">${working.map((step) => html`<li dir="auto">${step}</li>`)}</ol>\n`;

/** The figures that a claim is held against, with the words of the codebook. */
function figureList(
  survey: string,
  { survey: { waves, audiences: _audiences, ...rest }, questions }: Release,
  { figures }: ClaimRow,
): Content {
  if (figures.length === 0) return null;
  const all = { ...rest, waves, audiences: _audiences };
  return scrollBox(
    'Figures that the claim is held against',
    html`<table><thead><tr><th scope="col">Figure</th><th scope="col" class="n">Value</th><th scope="col" class="n">Base</th></tr></thead><tbody>
${figures.map(({ question, item, option, wave, audience, measure, value, n, nQualifier }) => {
  const known = questions.get(question);
  const labelOf = (
    list: readonly { id: string; label: string | null }[] = [],
    id: string | null,
  ): string | null => (id === null ? null : (list.find((one) => one.id === id)?.label ?? id));
  const options = known ? [...known.options, ...known.nets, ...known.differences] : [];
  const by = [
    labelOf(known?.items, item),
    labelOf(options, option),
    ...audienceWords(all, [audience]),
    waveWords(all, wave),
  ].filter((part) => part !== null);
  return html`<tr><th scope="row" dir="auto"><a href="${survey}/questions/${question}">${known ? questionWords(known) : question}</a><span class="by">${by.join(', ')}</span></th><td class="n">${value}${measure === 'percent' && ' %'}</td>${n === null ? html`<td class="none">not known</td>` : html`<td class="n">${QUALIFIER_WORDS[nQualifier ?? 'exact']}${n.toLocaleString('en')}</td>`}</tr>
`;
})}</tbody></table>`,
  );
}

function claimEntry(survey: string, release: Release, row: ClaimRow): Markup {
  const {
    claim,
    text,
    source,
    locator,
    verdict,
    reason,
    pValue,
    bestPValue,
    contested,
    working,
    alternatives,
    note,
  } = row;
  const from = release.survey.sources.find(({ id }) => id === source)?.title ?? source;
  const p = pValue !== null ? pWords(pValue) : bestPValue !== null ? `at best ${pWords(bestPValue)}` : null;
  return html`<li class="claim" id="${claim}"><h2 dir="auto">${text}</h2>
<p class="note" dir="auto"><a href="${survey}#source-${source}">${from}</a>${locator !== null && `, ${locator}`}</p>
<p>${badge(verdict)}${contested && html` <span class="note">contested: another version of a figure changes this</span>`}</p>
<p dir="auto">${sentence(reason)}.${p !== null && html` <span class="note">(${p})</span>`}</p>
${note !== null && html`<p class="note" dir="auto">${note}</p>\n`}<details><summary>Working</summary>
${steps(working)}${figureList(survey, release, row)}${alternatives.map(
    (one) => html`<h3 dir="auto">${one.assuming}</h3>
<p>${badge(one.verdict)}</p><p dir="auto">${sentence(one.reason)}.</p>
${steps(one.working)}`,
  )}</details></li>
`;
}

/** What sources claim, each with a verdict and its working. */
export function claimsPage(app: App, context: PageContext): void {
  const { base } = context;
  app.get(
    '/surveys/:survey/claims',
    {
      schema: { hide: true, params: surveyReference, querystring },
      config: { ...PAGE_CONFIG, computes: 'figures', problems: [...IN_RELEASE.problems, 'unavailable'] },
    },
    async (request, reply) => {
      const { release, pinned, resource } = await resourceInRelease(request, '/claims');
      const { query } = request;
      const asked: FigureQuery = query;
      const figures = await context.computed.of(release, claimedFigures(release, asked));
      const { rows, method } = await claims(figures, asked);
      const survey = surveyPath(release, pinned);
      const found = await turns.map(rows, (row) => row);
      const entries = await turns.map(found, (row) => claimEntry(`${base}${survey}`, release, row));
      const counts = [...Map.groupBy(found, ({ verdict }) => verdict)].map(
        ([verdict, members]) =>
          html`<li><span class="badge ${verdict}">${members.length} ${VERDICT_WORDS[verdict].toLowerCase()}</span></li>`,
      );
      return sendPage(context, reply, resource, {
        title: `Claims, checked · ${release.survey.title}`,
        description: `What sources claim about ${release.survey.title}, each held against the figures.`,
        api: address('', pinned ? resource.path : `/v1/surveys/${release.id}/claims`, query),
        query,
        trail: [
          { href: `${base}/`, label: 'Surveys' },
          { href: `${base}${survey}`, label: release.survey.title },
        ],
        main: html`<h1>What sources claim, checked</h1>
<p class="lead">${found.length === 0 ? 'No claim about this survey is recorded.' : `${counted(found.length, 'claim')} about ${release.survey.title}, each held against the figures.`}</p>
<ul class="copy">${counts}</ul>
<ol class="claims">
${entries}</ol>
${methodDetails(base, [method])}${provenance(base, release, resource.path, address('', resource.path, query))}`,
      });
    },
  );
}
