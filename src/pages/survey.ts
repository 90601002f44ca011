import { publicRecords } from '../services/releases/download/package.ts';
import { z } from 'zod';
import { html, type Content, type Markup } from '../html/html.ts';
import { scrollBox } from '../html/scroll-box.ts';
import type { Release } from '../repository/release.ts';
import type { Question } from '../schemas/dataset.ts';
import type { SurveyView } from '../repository/view.ts';
import { surveyReference } from '../schemas/query.ts';
import { datasetLinkedData } from '../services/releases/json-ld.ts';
import { IN_RELEASE, resourceInRelease } from '../routes/release-resource.ts';
import type { App } from '../routes/route.ts';
import { chartOf, pictureOf } from './chart.ts';
import { PAGE_CONFIG, pagePath, sendPage, type PageContext } from './page.ts';
import { provenance, sourceList } from './provenance.ts';
import { questionGroups } from './question-groups.ts';
import {
  audienceWords,
  counted,
  dayWords,
  inSentence,
  questionWords,
  QUALIFIER_WORDS,
  TYPE_WORDS,
  waveWords,
} from './words.ts';

/** Questions among which the picture of the survey is looked for. */
const LOOKED_AT = 30;

/** When the people of a wave were asked, as exactly as it is known. */
function fieldworkWords({
  label,
  fieldwork: { start, end },
  note,
}: Release['survey']['waves'][number]): Content {
  const days =
    start !== null && end !== null
      ? `${dayWords(start)} to ${dayWords(end)}`
      : start !== null
        ? `from ${dayWords(start)}`
        : end !== null
          ? `until ${dayWords(end)}`
          : null;
  return html`<dd dir="auto">${label}${days !== null && days !== label && `: ${days}`}${note !== null && html` <span class="note">${note}</span>`}</dd>`;
}

function facts({ survey, entry }: Release): Markup {
  return html`<dl class="facts">
<dt>Published by</dt><dd dir="auto">${survey.publisher}</dd>
<dt>Asked in</dt>${survey.waves.map(fieldworkWords)}
<dt>Asked of</dt><dd dir="auto">${inSentence(
    audienceWords(
      survey,
      survey.audiences.filter(({ parent }) => parent === null).map(({ id }) => id),
    ),
  )}${survey.panel && ', the same people in every wave'}</dd>
<dt>Release</dt><dd>${entry.version} of ${dayWords(entry.released)}</dd>
</dl>
`;
}

/** Questions from which on they are searched for by themselves, and folded into their groups. */
const MANY = 60;

/** A search of the questions of a survey alone. */
const searchForm = (base: string, { survey, id }: Release): Content =>
  html`<form class="find" role="search" aria-label="Search this survey" action="${base}/" method="get"><input type="hidden" name="survey" value="${id}"/><label for="find-here">Search this survey</label><input id="find-here" type="search" name="q" maxlength="200" required="required" placeholder="${`Search these ${survey.questions.length} questions`}" autocomplete="off"/><button type="submit">Search</button></form>
`;

function questionList(base: string, page: string, release: Release): Content {
  const isLong = release.survey.questions.length > MANY;
  const all = questionGroups(release);
  const groups = all.map(({ title, questions }) => {
    const list = questionsOf(base, page, questions);
    if (!isLong)
      return html`<h3 dir="auto">${title}</h3>
${list}`;
    return html`<details class="fold"${all.length === 1 && html` open="open"`}><summary><h3 dir="auto">${title}</h3> <span class="note">${counted(questions.length, 'question')}</span></summary>
${list}</details>
`;
  });
  return html`${isLong && searchForm(base, release)}${groups}`;
}

const questionsOf = (base: string, page: string, questions: readonly Question[]): Markup =>
  html`<ul class="questions">
${questions.map((question) => {
  const { id, items, options } = question;
  const parts = [
    TYPE_WORDS[question.type],
    items.length > 0 && counted(items.length, 'item'),
    options.length > 0 && counted(options.length, 'answer'),
  ];
  return html`<li><a href="${base}${page}/questions/${id}" dir="auto">${questionWords(question)}</a> <span class="note">${parts.filter((part) => part !== false).join(', ')}</span></li>
`;
})}</ul>
`;

function samples({ survey }: Release): Content {
  if (survey.samples.length === 0) return html`<p>How many were asked is not known.</p>`;
  const sourceOf = (id: string): string => survey.sources.find((one) => one.id === id)?.title ?? id;
  return scrollBox(
    'Samples',
    html`<table><thead><tr><th scope="col">Wave</th><th scope="col">Who</th><th scope="col" class="n">Asked</th><th scope="col">Margin of error, as published</th><th scope="col">By which source</th></tr></thead><tbody>
${survey.samples.map(({ wave, audience, n, qualifier, marginOfError, designEffect, source, note }) => {
  const margin = marginOfError
    ? `± ${marginOfError.points} points at ${marginOfError.level * 100} %`
    : designEffect === null
      ? null
      : `design effect ${designEffect}`;
  return html`<tr><th scope="row" dir="auto">${waveWords(survey, wave)}</th><td dir="auto">${audience === null ? 'All who were asked' : audienceWords(survey, [audience])}</td><td class="n">${QUALIFIER_WORDS[qualifier]}${n.toLocaleString('en')}</td>${margin === null ? html`<td class="none">not published</td>` : html`<td>${margin}</td>`}<td class="text" dir="auto">${sourceOf(source)}${note !== null && html` <span class="by">${note}</span>`}</td></tr>
`;
})}</tbody></table>`,
  );
}

const changesOf = (changes: readonly string[]): Content =>
  changes.length > 0 && html`<ul>${changes.map((change) => html`<li dir="auto">${change}</li>`)}</ul>`;

/** The releases as they are now; of one that is fixed itself alone, as its page never changes. */
function releases(base: string, view: SurveyView, release: Release, pinned: boolean): Content {
  const { id } = view;
  if (pinned)
    return html`<p>This is release ${release.version} of ${dayWords(release.entry.released)}, which never changes. <a href="${base}/surveys/${id}#releases">All releases, the newest first</a></p>
${changesOf(release.entry.changes)}`;
  return html`${view.releases.toReversed().map(
    ({
      entry,
    }) => html`<h3><a href="${base}/surveys/${id}@${entry.version}">Release ${entry.version}</a> of ${dayWords(entry.released)}</h3>
${changesOf(entry.changes)}`,
  )}${view.withdrawn.map(({ version, at, reason }) => html`<h3>Release ${version}, withdrawn on ${dayWords(at)}</h3><p dir="auto">${reason}</p>`)}`;
}

function actions(base: string, page: string, api: string, release: Release): Markup {
  const { survey, records } = release;
  return html`<ul class="copy">${records !== null && html`<li><a class="button" href="${base}${page}/crosstab">Build a crosstab</a></li>`}${
    survey.claims.length > 0 &&
    html`<li><a class="button" href="${base}${page}/claims">${counted(survey.claims.length, 'claim')}, checked</a></li>`
  }${survey.audiences.length > 1 && html`<li><a class="button" href="${base}${page}/compare">Compare two audiences</a></li>`}<li><a class="button" href="${base}${page}/codebook">The codebook, to print</a></li><li><a class="button" href="${base}${api}/estimates?format=csv&limit=all">All figures as CSV</a></li><li><a class="button" href="${base}${api}/estimates?format=xlsx&limit=all">XLSX</a></li><li><a class="button" href="${base}${api}/download">The release as a package</a></li>${
    publicRecords(release) !== null &&
    html`<li><a class="button" href="${base}${api}/download?format=sav">Records for SPSS</a></li>`
  }<li><a class="button" href="${base}${api}/ddi">The codebook as DDI</a></li></ul>
`;
}

/** What a survey is: what was asked, of whom, when and by whom, and where its figures are from. */
export function surveyPage(app: App, context: PageContext): void {
  const { base } = context;
  app.get(
    '/surveys/:survey',
    {
      schema: { hide: true, params: surveyReference, querystring: z.strictObject({}) },
      config: { ...PAGE_CONFIG, problems: IN_RELEASE.problems },
    },
    async (request, reply) => {
      const { survey: view, release, pinned, resource } = await resourceInRelease(request, '');
      const { survey } = release;
      // Links within a moving page are moving ones, so that who follows them stays with what is newest.
      const page = pinned ? pagePath(resource) : `/surveys/${release.id}`;
      const api = pinned ? resource.path : `/v1/surveys/${release.id}`;
      const [first] = survey.questions
        .slice(0, LOOKED_AT)
        .flatMap((question) => chartOf(release, question) ?? []);
      return sendPage(context, reply, resource, {
        title: `${survey.title} · Topline`,
        description: survey.description,
        api,
        picture: first ? pictureOf(context.config.PUBLIC_URL, release, first) : null,
        linkedData: datasetLinkedData(release, context.config.PUBLIC_URL ?? '', []),
        trail: [{ href: `${base}/`, label: 'Surveys' }],
        main: html`<h1 dir="auto">${survey.title}</h1>
<p class="lead" dir="auto">${survey.description}</p>
${facts(release)}${actions(base, page, resource.path, release)}<h2 id="questions">${counted(survey.questions.length, 'question')}</h2>
${questionList(base, page, release)}<h2 id="samples">Who was asked</h2>
${samples(release)}${
          survey.notes.length > 0 &&
          html`<h2 id="notes">To read the figures</h2>
<ul>${survey.notes.map((note) => html`<li dir="auto">${note}</li>`)}</ul>
`
        }<h2 id="releases">Releases</h2>
${releases(base, view, release, pinned)}<h2 id="sources">Sources</h2>
${sourceList(survey.sources)}${provenance(base, release, resource.path)}`,
      });
    },
  );
}
