import { parentsOf } from '../../repository/audience-tree.ts';
import { html, type Content, type Markup } from '../../html/html.ts';
import { scrollBox } from '../../html/scroll-box.ts';
import type { SurveyFile } from '../../schemas/dataset.ts';
import { audienceWords, inSentence } from '../words.ts';

const codeWords = (code: unknown): string =>
  code === undefined || code === null ? '–' : [code].flat().map(String).join(', ');

const columnWords = (columns: unknown): string | null => {
  const all = columns === null || columns === undefined ? [] : [columns].flat().map(String);
  return all.length === 0 ? null : all.join(', ');
};

/** The waves and the audiences, with what stands for them in the records. */
export function waveAndAudienceTables(survey: SurveyFile): Markup {
  const { waves, audiences } = survey;
  const waveTable = html`<table><thead><tr><th scope="col">Wave</th><th scope="col">In queries</th><th scope="col">Code</th><th scope="col" class="n">Year</th><th scope="col">Fieldwork</th></tr></thead><tbody>
${waves.map(
  ({ id, label, year, code, fieldwork: { start, end }, note }) =>
    html`<tr><td dir="auto">${label}${note !== null && html` <span class="by">${note}</span>`}</td><td>${id}</td><td>${codeWords(code)}</td><td class="n">${year}</td>${start === null && end === null ? html`<td class="none">not known</td>` : html`<td>${start ?? '…'} to ${end ?? '…'}</td>`}</tr>\n`,
)}</tbody></table>`;
  const audienceTable = html`<table><thead><tr><th scope="col">Audience</th><th scope="col">In queries</th><th scope="col">Code</th><th scope="col">A part of</th></tr></thead><tbody>
${audiences.map((one) => {
  const parents = parentsOf(one);
  return html`<tr><td dir="auto">${one.label}${one.note !== null && html` <span class="by">${one.note}</span>`}</td><td>${one.id}</td><td>${codeWords(one.code)}</td>${parents.length === 0 ? html`<td class="none">–</td>` : html`<td dir="auto">${inSentence(audienceWords(survey, parents))}</td>`}</tr>\n`;
})}</tbody></table>`;
  return html`<h2 id="waves">Waves</h2>
${scrollBox('Waves', waveTable)}
<h2 id="audiences">Audiences</h2>
${scrollBox('Audiences', audienceTable)}
`;
}

/** How the records are weighted and how the sample was drawn; nothing of published figures, which say it of no respondent. */
export function designFacts({ design }: SurveyFile): Content {
  if (design === undefined || design === null) return null;
  const { weights, strata, clusters, fpc, replicates } = design;
  const facts = [
    ['Strata', columnWords(strata)],
    ['Clusters', columnWords(clusters)],
    ['Finite population', columnWords(fpc)],
    ['Replicate weights', replicates === null ? null : `${replicates.columns.length}, ${replicates.method}`],
  ].filter(([, value]) => value !== null);
  return html`<h2 id="weights">Weights and design</h2>
${
  weights.length === 0
    ? html`<p>There are no weights: everybody counts the same.</p>
`
    : html`${scrollBox(
        'Weights',
        html`<table><thead><tr><th scope="col">Weight</th><th scope="col">In queries</th><th scope="col">Column</th></tr></thead><tbody>
${weights.map(({ id, label, column }, i) => html`<tr><td dir="auto">${label}${i === 0 && html` <span class="by">used where a query names none</span>`}</td><td>${id}</td><td>${column}</td></tr>\n`)}</tbody></table>`,
      )}
`
}${
    facts.length === 0
      ? html`<p>No strata, clusters or replicate weights are known: intervals are those of a simple random sample with these weights.</p>
`
      : html`<dl class="facts">${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>\n`)}</dl>
`
  }`;
}
