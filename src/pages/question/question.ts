import { z } from 'zod';
import { html, type Content } from '../../html/html.ts';
import type { Release } from '../../repository/release.ts';
import type { Question } from '../../schemas/dataset.ts';
import { fieldsOf } from '../../schemas/fields.ts';
import { confidence, figureParameters, questionReference, type FigureQuery } from '../../schemas/query.ts';
import { estimateRow, type EstimateRow } from '../../schemas/results/estimate.ts';
import { checkCodes } from '../../services/figures/check-codes.ts';
import { estimates } from '../../services/figures/estimates.ts';
import { addWords } from '../../services/figures/words.ts';
import { address } from '../../routes/address.ts';
import { questionIn } from '../../routes/question.ts';
import { IN_RELEASE, resourceInRelease } from '../../routes/release-resource.ts';
import type { App } from '../../routes/route.ts';
import { turns } from '../../turns/turns.ts';
import {
  chartAddress,
  chartOf,
  chartPicture,
  embedAddress,
  NARROW,
  pictureOf,
  type ChosenChart,
} from '../chart.ts';
import { copyAs, frameHeight } from '../copy-as.ts';
import { methodDetails } from '../method.ts';
import { PAGE_CONFIG, pagePath, sendPage, surveyPath, type PageContext } from '../page.ts';
import { PictureSizes } from '../picture-size.ts';
import { provenance } from '../provenance.ts';
import { audienceWords, inSentence, questionWords, TYPE_WORDS, waveWords, wordingWords } from '../words.ts';
import { gapsSection, gapTrendsSection, trendsSection } from './comparisons.ts';
import { figuresTable, type FiguresTable } from './figures-table.ts';
import { citedSources } from './sources.ts';

/** Pixels of the picture. */
const WIDE = 860;
/** Changes that one picture is readable of. */
const MOST_CHANGES = 48;

const querystring = z.strictObject({
  wave: figureParameters.wave,
  audience: figureParameters.audience,
  confidence,
});

const waveLabels = ({ survey }: Release, ids: ReadonlySet<string>): string[] =>
  survey.waves.flatMap(({ id, label }) => (ids.has(id) ? [label] : []));

/** Who was asked what, in which waves, and where waves must not be compared. */
function asked(release: Release, question: Question, rows: readonly EstimateRow[]): Content {
  const { survey } = release;
  const waves = waveLabels(release, new Set(rows.map(({ wave }) => wave)));
  return html`<dl class="facts">
<dt>Asked of</dt><dd dir="auto">${inSentence(audienceWords(survey, question.audiences))}</dd>
${waves.length > 0 && html`<dt>Figures of</dt><dd dir="auto">${inSentence(waves)}</dd>\n`}<dt>Answered by</dt><dd>${TYPE_WORDS[question.type]}</dd>
<dt>Wording</dt><dd>${wordingWords(question)}</dd>
${question.breaks.map(({ between: [from, to], reason }) => html`<dt>Not compared</dt><dd dir="auto">${waveWords(survey, from)} and ${waveWords(survey, to)}: ${reason}</dd>\n`)}${question.note !== null && html`<dt>Note</dt><dd dir="auto">${question.note}</dd>\n`}</dl>
`;
}

/** Where the rest of a table is that is too wide for a page. */
function others(page: string, { survey }: Release, { waves, audiences }: FiguresTable['left']): Content {
  const parts: Content[] = [
    ...waves.map((id) => html`<a href="${page}?wave=${id}">${waveWords(survey, id)}</a>`),
    ...audiences.map((id) => html`<a href="${page}?audience=${id}">${audienceWords(survey, [id])}</a>`),
  ];
  return (
    parts.length > 0 &&
    html`<p class="note" dir="auto">Further figures: ${parts.map((part, i) => html`${i > 0 && ', '}${part}`)}.</p>`
  );
}

/** A question with its figures: the picture, the table, what differs from what, where it is from. */
export function questionPage(app: App, context: PageContext): void {
  const { base, config } = context;
  const pictures = new PictureSizes(context);
  app.get(
    '/surveys/:survey/questions/:question',
    {
      schema: { hide: true, params: questionReference, querystring },
      config: {
        ...PAGE_CONFIG,
        computes: 'figures',
        problems: [...IN_RELEASE.problems, 'unknown-question', 'unavailable'],
      },
    },
    async (request, reply) => {
      const { question: id } = request.params;
      const { release, pinned, resource } = await resourceInRelease(request, `/questions/${id}`);
      const question = questionIn(release, id);
      const query: FigureQuery = { ...request.query, question: [id] };
      checkCodes(release, query, context.recordsOf(release));
      const figures = await context.computed.of(release, query);
      const { rows, notes, method } = await estimates(figures, query);
      const list = await turns.map(addWords(release, fieldsOf(estimateRow), rows), (row) => row);
      const waves = release.survey.waves.map((wave) => wave.id);
      const { table, left } = await figuresTable(question, list, waves);
      const compared = [
        await gapsSection(figures, query),
        await trendsSection(figures, query),
        await gapTrendsSection(figures, query),
      ] as const;
      const chart = list.length > 0 ? chartOf(release, question) : null;
      const sizes = chart && (await pictures.of(request, release, chart, [WIDE, NARROW]));
      const changes: ChosenChart = { id: 'trends', query: { question: [id] } };
      const isDrawn = compared[1].lines > 0 && compared[1].lines <= MOST_CHANGES;
      const ofChanges = isDrawn ? await pictures.of(request, release, changes, [WIDE, NARROW]) : null;
      const changesPicture =
        ofChanges &&
        html`<figure class="chart">${chartPicture(base, release, changes, { alt: `Picture of the changes that stand in the table above: ${questionWords(question)}`, width: WIDE, sizes: ofChanges, lazy: true })}</figure>
`;
      const own = pagePath(resource);
      const page = pinned ? own : `/surveys/${release.id}/questions/${id}`;
      const survey = surveyPath(release, pinned);
      const ofFigures = resource.path.replace(/\/questions\/[^/]*$/, '/estimates');
      const words = questionWords(question);
      const picked = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
      const { question: _question, ...state } = picked;
      return sendPage(context, reply, resource, {
        title: `${words} · ${release.survey.title}`,
        description: `${words} Asked of ${inSentence(audienceWords(release.survey, question.audiences))}. ${release.survey.title}, ${release.survey.publisher}.`,
        api: address('', pinned ? ofFigures : ofFigures.replace(/@[^/]*/, ''), picked),
        query: state,
        picture: chart && pictureOf(config.PUBLIC_URL, release, chart),
        embeddable: true,
        trail: [
          { href: `${base}/`, label: 'Surveys' },
          { href: `${base}${survey}`, label: release.survey.title },
        ],
        main: html`<h1 dir="auto">${words}</h1>
${asked(release, question, list)}${
          chart !== null &&
          html`<figure class="chart">${chartPicture(base, release, chart, { alt: `Picture of the figures that stand in the table below: ${words}`, width: WIDE, sizes })}</figure>
`
        }<h2 id="figures">The figures</h2>
${list.length === 0 ? html`<p>No figure of this question is published.</p>` : table}${others(`${base}${page}`, release, left)}${
          notes.length > 0 &&
          html`<details><summary>Notes on these figures</summary><ul>${notes.map((note) => html`<li dir="auto">${note}</li>`)}</ul></details>
`
        }${compared[0].section}${compared[1].section}${changesPicture}${compared[2].section}${methodDetails(base, [method, ...compared.map((one) => one.method)])}${copyAs(
          {
            base,
            publicUrl: config.PUBLIC_URL,
            page: own,
            path: ofFigures,
            query: picked,
            png: chart && chartAddress(release, chart, 'png', { scale: 2 }),
            embed: chart && {
              path: embedAddress(release, chart),
              title: words,
              height: frameHeight(sizes?.[0]),
            },
          },
        )}<h2 id="sources">Where the figures are from</h2>
${citedSources(release, list)}${provenance(base, release, resource.path, address('', ofFigures, picked))}`,
      });
    },
  );
}
