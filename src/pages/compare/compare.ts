import { z } from 'zod';
import { html, type Content } from '../../html/html.ts';
import {
  adjustParameter,
  confidence,
  figureParameters,
  pairParameters,
  surveyReference,
  type FigureQuery,
} from '../../schemas/query.ts';
import { checkCodes } from '../../services/figures/check-codes.ts';
import { gaps } from '../../services/figures/gaps.ts';
import { address } from '../../routes/address.ts';
import { IN_RELEASE, resourceInRelease } from '../../routes/release-resource.ts';
import type { App } from '../../routes/route.ts';
import { copyAs } from '../copy-as.ts';
import { methodDetails } from '../method.ts';
import { PAGE_CONFIG, pagePath, sendPage, surveyPath, type PageContext } from '../page.ts';
import { provenance } from '../provenance.ts';
import { wordedGaps } from '../question/comparisons.ts';
import { audienceWords, counted } from '../words.ts';
import { differencesOf } from './differences.ts';
import { compareForm } from './form.ts';

/** What a form sends of a list that was left as it is. */
const filled = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema);

const querystring = z.strictObject({
  between: pairParameters.between,
  wave: filled(figureParameters.wave),
  confidence,
  adjust: adjustParameter,
});

/** Two audiences held against each other in all that both were asked. The address is the state. */
export function comparePage(app: App, context: PageContext): void {
  const { base, config } = context;
  app.get(
    '/surveys/:survey/compare',
    {
      schema: { hide: true, params: surveyReference, querystring },
      config: { ...PAGE_CONFIG, computes: 'figures', problems: [...IN_RELEASE.problems, 'unavailable'] },
    },
    async (request, reply) => {
      const { release, pinned, resource } = await resourceInRelease(request, '/compare');
      const { survey } = release;
      const query: FigureQuery = request.query;
      const { between } = query;
      const page = pinned ? pagePath(resource) : `/surveys/${release.id}/compare`;
      const state = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
      // A form sends each audience by itself, and fields that were left empty.
      if (/[?&]between=[^&]*&(?:.*&)?between=|=(?:&|$)/.test(request.url))
        return reply
          .header('cache-control', 'no-store')
          .redirect(`${base}${address('', page, state)}#differences`, 303);
      const ofGaps = resource.path.replace(/\/compare$/, '/gaps');
      const moving = pinned ? ofGaps : `/v1/surveys/${release.id}/gaps`;
      const home = surveyPath(release, pinned);
      let result: Content = html`<p class="lead">Choose two audiences: what differs between them is told question by question, with intervals and tests. The address of the page is the table: keep it, or hand it on.</p>
`;
      if (between !== undefined) {
        checkCodes(release, query, context.recordsOf(release));
        const { rows, notes, method } = await gaps(await context.computed.of(release, query), query);
        const shown = await wordedGaps(release, rows);
        result = html`<h2 id="differences">${audienceWords(survey, between).join(' less ')}</h2>
${
  shown.length === 0
    ? html`<p>There is nothing that both were asked in the same wave and of which both figures are known.</p>
`
    : html`<p class="note">${counted(shown.length, 'difference')} of which both figures are known.</p>
${await differencesOf(release, shown, between, `${base}${home}/questions/`)}`
}${
          notes.length > 0 &&
          html`<details><summary>Notes on these figures</summary><ul>${notes.map((note) => html`<li dir="auto">${note}</li>`)}</ul></details>
`
        }${methodDetails(base, [method])}${copyAs({
          base,
          publicUrl: config.PUBLIC_URL,
          page: address('', pagePath(resource), state),
          path: ofGaps,
          query: state,
          png: null,
          embed: null,
        })}`;
      }
      const named = between === undefined ? '' : `${audienceWords(survey, between).join(' and ')} · `;
      return sendPage(context, reply, resource, {
        title: `${named}Two audiences compared · ${survey.title}`,
        description: `What differs between two audiences of ${survey.title}, with intervals and tests.`,
        api: address('', moving, state),
        query: state,
        trail: [
          { href: `${base}/`, label: 'Surveys' },
          { href: `${base}${home}`, label: survey.title },
        ],
        main: html`<h1>Compare two audiences</h1>
${survey.audiences.length < 2 ? html`<p>This survey has one audience alone.</p>\n` : html`${compareForm(`${base}${page}`, release, query)}${result}`}${provenance(base, release, resource.path, between === undefined ? undefined : address('', ofGaps, state))}`,
      });
    },
  );
}
