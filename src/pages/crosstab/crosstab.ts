import { html, type Content } from '../../html/html.ts';
import { recordsReference } from '../../schemas/query.ts';
import { computeCrosstab } from '../../services/crosstab/crosstab.ts';
import { planCrosstab } from '../../services/crosstab/crosstab-plan.ts';
import { variableList } from '../../services/crosstab/variable-list.ts';
import { address, type CheckedQuery } from '../../routes/address.ts';
import { IN_RECORDS, recordsIn } from '../../routes/records-in.ts';
import { resourceInRelease } from '../../routes/release-resource.ts';
import type { App } from '../../routes/route.ts';
import { chartAddress, embedAddress, pictureOf, type ChosenChart } from '../chart.ts';
import { copyAs, frameHeight } from '../copy-as.ts';
import { methodDetails } from '../method.ts';
import { PAGE_CONFIG, pagePath, sendPage, surveyPath, type PageContext } from '../page.ts';
import { PictureSizes } from '../picture-size.ts';
import { provenance } from '../provenance.ts';
import { builderForm, conditionWords, netWords } from './form.ts';
import { builderQuery, isUnsettled, settled } from './state.ts';
import { crosstabSection } from './table.ts';

/** Cells that one picture may have. */
const MOST_DRAWN = 400;
/** Pixels of its width. */
const DRAWN = 860;

/** A builder of crosstabs: a form, whose address is the state, and the table that it asks for. */
export function crosstabPage(app: App, context: PageContext): void {
  const { base, config } = context;
  const pictures = new PictureSizes(context);
  app.get(
    '/surveys/:survey/crosstab',
    {
      schema: { hide: true, params: recordsReference, querystring: builderQuery },
      config: { ...PAGE_CONFIG, computes: 'records', problems: IN_RECORDS.problems },
    },
    async (request, reply) => {
      const { release, pinned, resource } = await resourceInRelease(request, '/crosstab');
      const records = recordsIn(context, release);
      const { query } = request;
      const page = pinned ? pagePath(resource) : `/surveys/${release.id}/crosstab`;
      const state = settled(query);
      if (isUnsettled(request.url, query)) {
        return reply.header('cache-control', 'no-store').redirect(`${base}${address('', page, state)}`, 303);
      }
      const { narrow: _narrow, ...asked } = state;
      const { rows } = query;
      const variables = variableList(records);
      const survey = surveyPath(release, pinned);
      const found =
        rows === undefined
          ? null
          : await crosstabSection(
              await computeCrosstab(
                records,
                planCrosstab(records, { ...query, rows }, config.MAX_CELLS),
                request.signal,
              ),
            );
      const conditions = [
        ...(query.filter ?? []).map((text) => conditionWords(variables, text)),
        ...(query.net ?? []).map((text) => netWords(variables, text)),
      ];
      const wide: CheckedQuery = { ...asked, layout: 'wide' };
      const chart: ChosenChart | null =
        found === null || found.cells > MOST_DRAWN
          ? null
          : { id: 'crosstab', query: { ...asked, limit: MOST_DRAWN } };
      const drawn = chart && (await pictures.of(request, release, chart, [DRAWN]));
      const result: Content =
        found &&
        html`<h2 id="table">The table</h2>
${conditions.length > 0 && html`<p class="note" dir="auto">${conditions.join('; ')}</p>\n`}<p class="note">${found.reading}</p>
${found.table}${found.tests}${found.notes.length > 0 && html`<details><summary>Notes on these figures</summary><ul>${found.notes.map((note) => html`<li dir="auto">${note}</li>`)}</ul></details>\n`}${methodDetails(base, [found.method])}${copyAs(
          {
            base,
            publicUrl: config.PUBLIC_URL,
            page: address('', pagePath(resource), asked),
            path: resource.path,
            query: wide,
            png: chart && chartAddress(release, chart, 'png'),
            embed: chart && {
              path: embedAddress(release, chart),
              title: 'Crosstab',
              height: frameHeight(drawn?.[0]),
            },
          },
        )}`;
      return sendPage(context, reply, resource, {
        title: `Crosstab · ${release.survey.title}`,
        description: `Tables of the records of ${release.survey.title}, weighted, with intervals and tests.`,
        api:
          rows === undefined
            ? `${pinned ? resource.path.replace(/\/crosstab$/, '') : `/v1/surveys/${release.id}`}/variables`
            : address('', pinned ? resource.path : `/v1/surveys/${release.id}/crosstab`, asked),
        query: asked,
        picture: chart && pictureOf(config.PUBLIC_URL, release, chart),
        embeddable: chart !== null,
        trail: [
          { href: `${base}/`, label: 'Surveys' },
          { href: `${base}${survey}`, label: release.survey.title },
        ],
        main: html`<h1>Build a crosstab</h1>
${found === null && html`<p class="lead">Choose what stands in the rows and what in the columns. The address of the page is the table: keep it, or hand it on.</p>\n`}${builderForm(`${base}${page}`, records, variables, query)}${result}${provenance(base, release, resource.path, found === null ? undefined : address('', resource.path, asked))}`,
      });
    },
  );
}
