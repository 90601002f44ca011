import type { z } from 'zod';
import { html, type Content, type Markup } from '../../html/html.ts';
import { CROSSTAB_MEASURES } from '../../schemas/results/crosstab.ts';
import type { variableRow } from '../../schemas/results/variable.ts';
import { UNWEIGHTED } from '../../schemas/vocabulary.ts';
import type { Records } from '../../services/records/records.ts';
import { adjustmentSelect, confidenceSelect, select, selectOption, waveSelect } from '../select.ts';
import type { BuilderQuery } from './state.ts';

type Choice = z.infer<typeof variableRow>;

/** Fields for variables of each side: a banner of three at least, and one more than there are. */
const SIDES = 3;
/** Letters of a label that a list shows. */
const LONG = 90;

const cut = (text: string): string => (text.length > LONG ? `${text.slice(0, LONG - 1)}…` : text);
const wordsOf = ({ label, id }: Pick<Choice, 'label' | 'id'>): string => cut(label ?? id);

/** The variables to choose from; items of a question only where it is chosen already, as there may be thousands. */
function choices(
  variables: readonly Choice[],
  chosen: string | undefined,
  open: ReadonlySet<string>,
  fits: (one: Choice) => boolean,
): Content {
  const shown = variables.filter(
    (one) => fits(one) && (one.kind !== 'item' || open.has(one.question ?? '') || one.id === chosen),
  );
  const plain = shown.filter(({ kind }) => kind !== 'item');
  const items = Map.groupBy(
    shown.filter(({ kind }) => kind === 'item'),
    ({ question }) => question,
  );
  const labelOf = (id: string | null): string => variables.find((one) => one.id === id)?.label ?? id ?? '';
  const isListed = chosen === undefined || shown.some(({ id }) => id === chosen);
  return html`<option value="">–</option>${!isListed && selectOption(chosen, chosen, chosen)}${plain.map((one) => selectOption(one.id, wordsOf(one), chosen))}${[
    ...items,
  ].map(
    ([question, members]) =>
      html`<optgroup label="${cut(`Items of: ${labelOf(question)}`)}">${members.map((one) => selectOption(one.id, wordsOf(one), chosen))}</optgroup>`,
  )}`;
}

function side(
  name: 'rows' | 'columns',
  title: string,
  chosen: readonly string[],
  variables: readonly Choice[],
  open: ReadonlySet<string>,
  fits: (one: Choice) => boolean,
): Markup {
  const fields = Math.max(SIDES, chosen.length + 1);
  return html`<fieldset><legend>${title}</legend>${Array.from({ length: fields }, (_, i) => html`<select name="${name}" aria-label="${title}, ${i + 1}">${choices(variables, chosen[i], open, fits)}</select>`)}</fieldset>
`;
}

const line = (input: Markup, label: string): Markup =>
  html`<label class="line">${input}<span dir="auto">${label}</span></label>`;
const box = (name: string, value: string, label: string, isChosen = false): Markup =>
  line(
    html`<input type="checkbox" name="${name}" value="${value}"${isChosen && html` checked="checked"`}/>`,
    label,
  );

/** A filter or a net in words: the variable and its answers. */
export function conditionWords(variables: readonly Choice[], text: string): string {
  const [, id = '', rest = ''] = /^([^:]*):(.*)$/s.exec(text) ?? [];
  const found = variables.find((one) => one.id === id);
  if (!found) return text;
  const known = [...found.options, ...found.bands, ...found.nets];
  const labelOf = (answer: string): string => known.find((one) => one.id === answer)?.label ?? answer;
  return `${found.label ?? id}: ${rest.split(',').map(labelOf).join(' or ')}`;
}

export function netWords(variables: readonly Choice[], text: string): string {
  const [variable = '', name = '', answers = ''] = text.split(':');
  return `${name} = ${conditionWords(variables, `${variable}:${answers}`)}`;
}

/** Which respondents: the conditions that hold, to be taken off, and the answers of a variable, to be picked. */
function filters(variables: readonly Choice[], { filter = [], narrow }: BuilderQuery): Markup {
  const found = variables.find(({ id }) => id === narrow);
  const answers = found ? [...found.options.filter(({ shown }) => shown), ...found.nets, ...found.bands] : [];
  const unique = [...new Map(answers.map((one) => [one.id, one])).values()];
  return html`<fieldset><legend>Only respondents who are or said</legend>${filter.map((text) => box('filter', text, conditionWords(variables, text), true))}<select name="narrow" aria-label="Whose answers to choose from">${choices(variables, narrow, new Set(found?.question === null ? [] : [found?.question ?? '']), (one) => one.filter)}</select>${
    narrow === undefined
      ? html`<span class="note">Choose a question and show the table: its answers then stand here.</span>`
      : html`<div class="picks">${unique.map((one) => box('pick', `${narrow}:${one.id}`, one.label ?? one.id))}</div>`
  }</fieldset>
`;
}

/** Answers of the rows to be taken together, and those that are. */
function nets(variables: readonly Choice[], { rows = [], net = [] }: BuilderQuery): Content {
  const open = rows.flatMap(
    (id) => variables.find((one) => one.id === id && one.options.length > 2 && one.type !== 'multiple') ?? [],
  );
  if (open.length === 0 && net.length === 0) return null;
  return html`<fieldset><legend>Answers taken together</legend>${net.map((text) => box('net', text, netWords(variables, text), true))}${open.map(
    (one) =>
      html`<details><summary dir="auto">${wordsOf(one)}</summary><div class="picks">${one.options
        .filter(({ kind }) => kind === 'category')
        .map(({ id, label }) => box('together', `${one.id}:${id}`, label ?? id))}</div></details>`,
  )}${open.length > 0 && html`<label>Called <input type="text" name="called" maxlength="60"/></label>`}</fieldset>
`;
}

const MEASURE_NAMES: Readonly<Record<keyof typeof CROSSTAB_MEASURES, string>> = {
  'column-percent': 'Per cent of each column',
  'row-percent': 'Per cent of each row',
  'total-percent': 'Per cent of all',
  count: 'Number of people (sum of weights)',
  mean: 'Mean',
};

/** Everything that a crosstab can be asked for, by choosing from words. It is sent as an address, and works without scripts. */
export function builderForm(
  page: string,
  records: Records,
  variables: readonly Choice[],
  query: BuilderQuery,
): Markup {
  const { rows = [], columns = [], wave = [], weight, measure, confidence, adjust } = query;
  const { weights } = records.design;
  const open = new Set(
    [...rows, ...columns].flatMap((id) => variables.find((one) => one.id === id)?.question ?? []),
  );
  return html`<form class="builder" method="get" action="${page}#table">
<div class="grid">
${side('rows', 'Rows', rows, variables, open, (one) => (measure === 'mean' ? one.mean : one.rows))}${side('columns', 'Columns', columns, variables, open, (one) => one.columns)}${filters(variables, query)}${nets(variables, query)}<fieldset><legend>Figures</legend>
${select('measure', 'Statistic', Object.entries(MEASURE_NAMES), measure)}${
    weights.length > 0 &&
    select(
      'weight',
      'Weight',
      [
        ...weights.map(({ id, label }, i) => [i === 0 ? '' : id, cut(label)] as const),
        [UNWEIGHTED, 'No weight: everybody counts the same'],
      ],
      weight ?? '',
    )
  }${
    records.wave !== null &&
    waveSelect(records.survey.waves, 'The newest, or all where waves are compared', wave[0])
  }${confidenceSelect(confidence)}${adjustmentSelect(adjust)}</fieldset>
</div>
<div class="buttons"><button class="main" type="submit">Show the table</button> <a class="button" href="${page}">Start again</a></div>
</form>
`;
}
