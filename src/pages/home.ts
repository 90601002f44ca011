import Negotiator from 'negotiator';
import { z } from 'zod';
import { html, Markup, type Content } from '../html/html.ts';
import { invalidQuery, MAXIMUM_ERRORS, parameterError } from '../errors/parameter-error.ts';
import type { About } from '../repository/about.ts';
import type { ListedRelease } from '../repository/listed-release.ts';
import type { Release } from '../repository/release.ts';
import type { View } from '../repository/view.ts';
import { once } from '../schemas/query.ts';
import { searchParameters, type SearchQuery } from '../schemas/search-query.ts';
import { describedSurveys } from '../services/releases/described.ts';
import { catalogLinkedData } from '../services/releases/json-ld.ts';
import type { SearchIndexes } from '../services/releases/search/search.ts';
import { wordsOf } from '../services/releases/search/words.ts';
import { address } from '../routes/address.ts';
import type { SharedPicture } from '../routes/open-graph.ts';
import { pageOf } from '../routes/page-address.ts';
import type { App } from '../routes/route.ts';
import { turns } from '../turns/turns.ts';
import { chartOf, chartPicture, pictureOf, type ChosenChart } from './chart.ts';
import { PAGE_CONFIG, sendPage, type PageContext } from './page.ts';
import { counted, dayWords, inSentence, questionWords, yearsOf } from './words.ts';

/** Questions among which a picture for a card is looked for. */
const LOOKED_AT = 30;
/** Cards whose pictures are in the first window: they come with the page, and those below once they are scrolled to. */
const AT_ONCE = 4;
/** Results that one page has room for. */
const MOST_RESULTS = 50;

const query = z.strictObject({
  q: z.preprocess((value, ctx) => {
    const text = once(value, ctx);
    // A form that was sent empty.
    return typeof text === 'string' && text.trim() === '' ? undefined : text;
  }, searchParameters.q.optional()),
  survey: searchParameters.survey,
});

/** Whether whoever asks takes a page: a browser, or who takes anything. */
const takesPages = (accept: string | undefined): boolean =>
  accept === undefined || new Negotiator({ headers: { accept } }).mediaType(['text/html']) !== undefined;

/** The picture on a card is of the first question that has several lines with words. */
function tellingChart(newest: Release): ChosenChart | undefined {
  const drawable = newest.survey.questions.slice(0, LOOKED_AT).flatMap((question) => {
    const chart = chartOf(newest, question);
    const lines = Math.max(1, question.items.length) * Math.max(1, question.options.length);
    const named = question.items.filter(({ label }) => label !== null).length;
    return chart ? [{ chart, isTelling: lines > 3 && lines < 50 && named >= question.items.length / 2 }] : [];
  });
  return (drawable.find(({ isTelling }) => isTelling) ?? drawable[0])?.chart;
}

function cardPicture(base: string, newest: Release, lazy: boolean): Content {
  const chart = tellingChart(newest);
  if (chart === undefined) return null;
  const picture = chartPicture(base, newest, chart, { alt: '', width: 620, lazy });
  return html`<figure class="shot">${picture}</figure>`;
}

function card(base: string, newest: Release, lazy: boolean): Markup {
  const { id, survey, entry } = newest;
  return html`<li class="card">
    <div class="words">
      <h2><a href="${base}/surveys/${id}" dir="auto">${survey.title}</a></h2>
      <p dir="auto">${survey.description}</p>
      <p class="note">
        ${survey.publisher}, ${yearsOf(newest)}. ${counted(survey.questions.length, 'question')},
        ${counted(survey.audiences.length, 'audience')}, ${counted(survey.waves.length, 'wave')};
        ${newest.records === null ? 'published figures' : 'figures from records'}. Release ${entry.version} of
        ${dayWords(entry.released)}.
      </p>
    </div>
    ${cardPicture(base, newest, lazy)}
  </li> `;
}

/** A card while what is in the newest release cannot be read. */
const shortCard = (base: string, { id, entry }: ListedRelease, about: About): Markup =>
  html`<li class="card">
    <div class="words">
      <h2><a href="${base}/surveys/${id}" dir="auto">${about.title}</a></h2>
      <p dir="auto">${about.description}</p>
      <p class="note">${about.publisher}. Release ${entry.version} of ${dayWords(entry.released)}.</p>
    </div>
  </li> `;

const KINDS = {
  survey: 'Survey',
  question: 'Question',
  item: 'Item',
  option: 'Answer',
  source: 'Source',
  note: 'Note',
} as const;

async function results(
  base: string,
  view: View,
  indexes: SearchIndexes,
  { q, survey: within }: SearchQuery,
): Promise<{ readonly title: string; readonly main: Content }> {
  const errors = (within ?? []).flatMap((id) =>
    view.surveys.has(id)
      ? []
      : [parameterError('query', 'survey', id, 'is not a survey', [...view.surveys.keys()])],
  );
  if (wordsOf(q).length === 0) errors.push(parameterError('query', 'q', q, 'holds no letter and no digit'));
  if (errors.length > 0) throw invalidQuery(errors.slice(0, MAXIMUM_ERRORS));
  const { rows, partly } = await indexes.search(view, { q, ...(within && { survey: within }) });
  const titleOf = (id: string): string => view.surveys.get(id)?.newest.about?.title ?? id;
  const newestOf = async (id: string): Promise<Release | null> => {
    const newest = view.surveys.get(id)?.newest;
    return newest === undefined ? null : newest.loadOrNull();
  };
  const shown = await Promise.all(
    [...rows.part(0, MOST_RESULTS)].map(async (row) => ({ ...row, newest: await newestOf(row.survey) })),
  );
  const titles = await Promise.all(
    (within ?? []).map(async (id) => (await newestOf(id))?.survey.title ?? titleOf(id)),
  );
  const found =
    rows.length === 0 ? `Nothing found for “${q}”` : `${counted(rows.length, 'result')} for “${q}”`;
  const rest = rows.length - shown.length;
  return {
    title: found,
    main: html`<h1>${found}</h1>
      ${within && html`<p class="lead" dir="auto">In ${inSentence(titles)}. <a href="${base}${address('', '/', { q })}">In all surveys</a></p>`}
      ${rows.length === 0 && html`<p>Words may be cut short from three letters on, and may have a letter wrong. All surveys stand <a href="${base}/">on the first page</a>.</p>`}${
        partly && html`<p class="lead">No text holds all of these words; these hold some of them.</p>`
      }
      <ol class="results">
        ${shown.map(({ kind, survey, newest, question, highlighted, address: at }) => {
          const text = new Markup(highlighted);
          const below = question === null ? '' : newest?.questions.get(question);
          return html`<li>
            <span class="kind">${KINDS[kind]}</span>
            <a href="${base}${pageOf(at).replace(/@[^/#?]*/, '')}" dir="auto">${text}</a><br /><span
              class="note"
              dir="auto"
              >${newest?.survey.title ?? titleOf(survey)}${below && kind !== 'question' && html`: ${questionWords(below)}`}</span
            >
          </li> `;
        })}
      </ol>
      ${rest > 0 && html`<p class="note">${counted(rest, 'further result')}, which fit less well: more words find fewer.</p>`}`,
  };
}

/** A link to the first page is shown with the picture of the first card that has one. */
async function firstPicture(
  publicUrl: string | undefined,
  { surveys: all }: View,
): Promise<SharedPicture | null> {
  for (const { newest } of all.values()) {
    const release = await newest.loadOrNull();
    const chart = release === null ? undefined : tellingChart(release);
    if (release !== null && chart !== undefined) return pictureOf(publicUrl, release, chart);
  }
  return null;
}

/** Cards that were made; that of a release says the same for ever. Those of the first window, and those below it. */
type Cards = Readonly<Record<'first' | 'below', WeakMap<ListedRelease, Markup>>>;

async function surveys(base: string, { surveys: all }: View, known: Cards): Promise<Content> {
  const cards = await turns.flatMap([...all.values()].entries(), async ([i, { newest }]) => {
    const made = i < AT_ONCE ? known.first : known.below;
    const found = made.get(newest);
    if (found) return [found];
    const release = await newest.loadOrNull();
    if (release === null) return newest.about === null ? [] : [shortCard(base, newest, newest.about)];
    const markup = card(base, release, i >= AT_ONCE);
    made.set(newest, markup);
    return [markup];
  });
  return html`<h1>What surveys found, and how sure it is</h1>
    <p class="lead">
      Every figure with its base, its interval, its source and the method that made it. Differences between
      audiences and waves are tested; figures that sources disagree on stand side by side; a release never
      changes.
    </p>
    <ul class="cards">
      ${cards}
    </ul>
    <p>
      For programs: <a href="${base}/docs">all of it as an API</a>, in JSON, CSV, XLSX, Parquet and more.
    </p> `;
}

/** The first page: the surveys, and what a search finds in them. */
export function homePage(app: App, context: PageContext, indexes: SearchIndexes): void {
  const { base } = context;
  const cards: Cards = { first: new WeakMap(), below: new WeakMap() };
  app.get(
    '/',
    {
      schema: { hide: true, querystring: query },
      config: { ...PAGE_CONFIG, variant: (accept) => (takesPages(accept) ? 'page' : null) },
    },
    async (request, reply) => {
      // Whoever wants no page is shown what there is for programs.
      if (!takesPages(request.headers.accept))
        return reply.header('vary', 'Accept, Authorization').redirect('docs', 302);
      const { q, survey } = request.query;
      const { view } = request;
      const resource = {
        path: '',
        pinned: false,
        lastModified: view.lastModified,
        licence: null,
        identity: {},
      };
      if (q !== undefined) {
        const asked = { q, ...(survey && { survey }) };
        const { title, main } = await results(base, view, indexes, asked);
        const api = address('', '/v1/search', asked);
        return sendPage(
          context,
          reply,
          resource,
          { title: `${title} · Topline`, main, api, query: asked, search: q },
          ['Accept'],
        );
      }
      return sendPage(
        context,
        reply,
        resource,
        {
          title: 'Topline: results of surveys',
          description: 'Results of surveys with their bases, intervals, sources and method.',
          main: await surveys(base, view, cards),
          api: '/v1/surveys',
          picture: await firstPicture(context.config.PUBLIC_URL, view),
          linkedData: catalogLinkedData(
            await describedSurveys(view.surveys.values()),
            context.config.PUBLIC_URL ?? '',
          ),
        },
        ['Accept'],
      );
    },
  );
  app.get(
    '/surveys',
    { schema: { hide: true, querystring: z.strictObject({}) }, config: { isPage: true } },
    (_request, reply) => reply.redirect(`${base}/`, 308),
  );
}
