import { html, type Content, type Markup } from '../../html/html.ts';
import type { Question, SurveyFile } from '../../schemas/dataset.ts';
import { audienceWords, inSentence, questionWords, TYPE_WORDS, waveWords, wordingWords } from '../words.ts';

/** How many answered a question, as a range over its items and answers; null: that is not known, or not told. */
export interface Base {
  readonly wave: string;
  readonly audience: string;
  readonly fewest: number | null;
  readonly most: number | null;
}

/** Who was asked a question with several answers. */
function askedWords({ asked }: Question): string | null {
  if (asked === undefined) return null;
  if (asked === 'everyone') return 'Everyone, whether or not they chose an answer';
  if (asked === 'any') return 'Those who chose at least one answer';
  return `Those who have a value in the column ${asked.column}`;
}

const fact = (name: string, value: Content): Content =>
  value !== null && html`<dt>${name}</dt><dd dir="auto">${value}</dd>\n`;

const countWords = ({ fewest, most }: Base): string =>
  fewest === null || most === null
    ? 'base not known'
    : fewest === most
      ? `n = ${most.toLocaleString('en')}`
      : `n = ${fewest.toLocaleString('en')} to ${most.toLocaleString('en')}`;

function bases(survey: SurveyFile, all: readonly Base[]): Content {
  if (all.length === 0) return html`No figure is published.`;
  return all.map(
    (base, i) =>
      html`${i > 0 && html`<br/>`}${waveWords(survey, base.wave)}, ${audienceWords(survey, [base.audience])}: ${countWords(base)}`,
  );
}

interface Line {
  readonly code: string | number | null;
  readonly label: Content;
  readonly what: string;
}

/** The answers with what stands for them in the records: those that count, those that do not, and what is made of them. */
function answers({ options, missing, nets, differences, bands = [] }: Question): readonly Line[] {
  const labelOf = (id: string): string => options.find((one) => one.id === id)?.label ?? id;
  return [
    ...options.map(({ id, label, code, note }) => ({
      code: code ?? id,
      label: html`${label ?? 'not known'}${note !== null && html` <span class="by">${note}</span>`}`,
      what: id,
    })),
    ...missing.map(({ code, label }) => ({ code, label, what: 'missing: counts in no base' })),
    ...nets.map(({ id, label, options: of }) => ({
      code: null,
      label,
      what: `${id}: ${inSentence(of.map(labelOf))}, together`,
    })),
    ...differences.map(({ id, label, plus, minus }) => ({
      code: null,
      label,
      what: `${id}: ${inSentence(plus.map(labelOf))}, less ${inSentence(minus.map(labelOf))}`,
    })),
    ...bands.map((from, i) => {
      const next = bands[i + 1];
      return {
        code: null,
        label: next === undefined ? `From ${from}` : `From ${from} to below ${next}`,
        what: 'band',
      };
    }),
  ];
}

function answerTable(question: Question): Content {
  const lines = answers(question);
  return (
    lines.length > 0 &&
    html`<table class="codes"><thead><tr><th scope="col">Code</th><th scope="col">Answer</th><th scope="col">In queries</th></tr></thead><tbody>
${lines.map(({ code, label, what }) => html`<tr>${code === null ? html`<td class="none">–</td>` : html`<td>${code}</td>`}<td dir="auto">${label}</td><td dir="auto">${what}</td></tr>\n`)}</tbody></table>
`
  );
}

function itemTable({ items }: Question): Content {
  const inColumns = items.some(({ variable }) => variable !== undefined);
  return (
    items.length > 0 &&
    html`<table class="codes"><thead><tr><th scope="col">Item</th><th scope="col">In queries</th>${inColumns && html`<th scope="col">Column</th>`}</tr></thead><tbody>
${items.map(({ id, label, labelBasis, variable, note }) => {
  const said = [labelBasis === 'inferred' ? 'label inferred' : null, note].filter((part) => part !== null);
  return html`<tr><td dir="auto">${label ?? 'not known'}${said.length > 0 && html` <span class="by">${said.join('; ')}</span>`}</td><td>${id}</td>${inColumns && html`<td>${variable ?? '–'}</td>`}</tr>\n`;
})}</tbody></table>
`
  );
}

const list = (codes: readonly (string | number)[] | undefined): string | null =>
  codes === undefined ? null : codes.join(', ');

/**
 * A question as a codebook has it: words, who was asked, how many answered, items and answers with their codes.
 *
 * @param href of its page
 */
export function codebookEntry(
  survey: SurveyFile,
  question: Question,
  all: readonly Base[],
  href: string,
): Markup {
  const { id, type, audiences, breaks, variable, chosen, notChosen, note } = question;
  return html`<section class="entry" id="q-${id}"><h3><a href="${href}" dir="auto">${questionWords(question)}</a></h3>
<dl class="facts">
<dt>In queries</dt><dd><code>${id}</code></dd>
${fact('Column', variable ?? null)}<dt>Answered by</dt><dd>${TYPE_WORDS[type]}. ${wordingWords(question)}</dd>
<dt>Asked of</dt><dd dir="auto">${inSentence(audienceWords(survey, audiences))}</dd>
${fact('In the base', askedWords(question))}<dt>Answered</dt><dd dir="auto">${bases(survey, all)}</dd>
${fact('Chosen', list(chosen))}${fact('Not chosen', list(notChosen))}${breaks.map(({ between: [from, to], reason }) => fact('Not compared', `${waveWords(survey, from)} and ${waveWords(survey, to)}: ${reason}`))}${fact('Note', note)}</dl>
${itemTable(question)}${answerTable(question)}</section>
`;
}
