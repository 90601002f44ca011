import { PAGE_POLICY, PAGE_TYPE, pageFrame } from '../html/frame.ts';
import { html, Markup, type Content } from '../html/html.ts';
import { scrollFrame } from '../html/scroll-box.ts';
import { codeInWords, headingOf } from '../schemas/words.ts';
import type { Field } from '../schemas/fields.ts';
import { arrange, asAsked, type Arrangement, type CommonField } from './arrange.ts';
import { batches, cellText, namesSubtotal, reasonOf, wordOrCode } from './cell-text.ts';
import type { Answer, Format, Row } from './format.ts';
import { valueInWords } from './html-values.ts';
import { metadataOf } from './metadata.ts';

/** Digits that a table for people shows. */
const DIGITS = 5;

/** Characters from which on a text may take several lines. */
const LONG = 40;

/** Rows of which it is found out what they have in common; a longer table keeps all of its columns. */
const LOOKED_AT = 1000;

/** Subtotals are in italics. */
const emphasised = (text: string, isSubtotal = false): Content => (isSubtotal ? html`<i>${text}</i>` : text);

/** Who leads in the words of the row: the code of one of its two audiences otherwise. */
function leaderWords(row: Row, value: unknown): unknown {
  const of = (['A', 'B'] as const).find((side) => value !== null && row[`audience${side}`] === value);
  return of === undefined ? value : (row[`audience${of}Label`] ?? value);
}

function cell(row: Row, name: string, inWords: boolean): Markup {
  const found = wordOrCode(row, name);
  const value = inWords && name === 'leader' ? leaderWords(row, found) : found;
  if (value === null || value === undefined) {
    const reason = reasonOf(row, name);
    return reason === undefined ? html`<td class="e"></td>` : html`<td class="e" title="${reason}"></td>`;
  }
  if (typeof value === 'number') return html`<td class="n">${figure(value)}</td>`;
  // A list in words, which of nothing is a dash; programs read it from the file.
  const isList = inWords && Array.isArray(value) && value.every((one) => typeof one === 'string');
  if (isList)
    return value.length === 0 ? html`<td class="e"></td>` : html`<td dir="auto">${value.join(', ')}</td>`;
  const text = cellText(value);
  const written = emphasised(text, namesSubtotal(row, name));
  if (typeof value === 'object') return html`<td class="j">${written}</td>`;
  return text.length > LONG
    ? html`<td class="text" dir="auto">${written}</td>`
    : html`<td dir="auto">${written}</td>`;
}

/** What a row is of, as its head. */
function rowHead(row: Row, names: readonly Field[]): Markup {
  const parts = names.flatMap(({ name }) => {
    const text = cellText(wordOrCode(row, name));
    return text === '' ? [] : [emphasised(text, namesSubtotal(row, name))];
  });
  return html`<th scope="row" dir="auto">${parts.length === 0 ? 'All' : parts.map((part, i) => html`${i > 0 && ' · '}${part}`)}</th>`;
}

/** A number as people read it; where that leaves out digits, programs find all of them in its `value`. */
function figure(value: number): Content {
  const [exact, shown] = [String(value), String(Number(value.toPrecision(DIGITS)))];
  return exact === shown || Number.isInteger(value)
    ? exact
    : html`<data value="${exact}" title="${exact}">${shown}</data>`;
}

/** A value in words; where it is made of several, programs find all of it as JSON in its `data-value`. */
const said = (heading: string, value: unknown): Markup =>
  html`<dd dir="auto"${typeof value === 'object' && value !== null && html` data-value="${JSON.stringify(value)}"`}>${valueInWords(heading, value)}</dd>`;

const folded = (title: string, entries: readonly (readonly [string, unknown])[]): Content =>
  entries.length > 0 &&
  html`<details><summary>${title}</summary><dl class="method">${entries.map(([heading, value]) => html`<dt>${heading}</dt>${said(heading, value)}`)}</dl></details>\n`;

/** What belongs to the whole, by its names in words. */
const named = (entries: readonly (readonly [string, unknown])[]): [string, unknown][] =>
  entries.map(([name, value]) => [headingOf(name), value]);

const commonWords = ({ field: { name }, text, reason }: CommonField): readonly [string, string] => [
  headingOf(codeInWords(name) ?? name),
  text ?? (reason === undefined ? 'none' : `none: ${reason.replaceAll('-', ' ')}`),
];

/** The words of the question that all rows are of, or of the one thing that is shown; undefined where there are none. */
function questionOf(rows: readonly Row[], single: boolean): string | undefined {
  const own = rows[0]?.['text'];
  if (single && typeof own === 'string') return own;
  const asked = new Set(rows.map((row) => row['questionText']));
  const [only] = asked;
  return asked.size === 1 && typeof only === 'string' ? only : undefined;
}

/** A head in words, or where programs may look for it as the field is called. */
function columnHead({ name, isSubtotal, description }: Field, inWords: boolean): Markup {
  const text = inWords && /^[a-z][A-Za-z]*$/.test(name) ? headingOf(name) : name;
  return description === undefined
    ? html`<th scope="col">${emphasised(text, isSubtotal)}</th>`
    : html`<th scope="col" title="${description}">${emphasised(text, isSubtotal)}</th>`;
}

/** Links to the page of the same, to the next rows, and to files. */
function linksOf({ meta, surroundings }: Answer): Content {
  const { next } = meta;
  const links = [
    ...(surroundings ? [{ label: 'The page on this', href: surroundings.page }] : []),
    ...(typeof next === 'string' ? [{ label: 'Next rows', href: next }] : []),
    ...(surroundings?.files ?? []),
  ];
  return (
    links.length > 0 &&
    html`<ul class="copy">${links.map(({ label, href }) => html`<li><a class="button" href="${href}">${label}</a></li>`)}</ul>\n`
  );
}

function* table(answer: Answer, { names, columns }: Arrangement, inWords: boolean): Generator<string> {
  const heads = [
    ...(names.length > 0 ? [html`<th scope="col">${inWords ? 'Of' : ''}</th>`] : []),
    ...columns.map((field) => columnHead(field, inWords)),
  ];
  const { before, after } = scrollFrame('Rows');
  yield html`${before}<table class="data"><thead><tr>${heads}</tr></thead><tbody>
`.text;
  for (const batch of batches(answer.rows)) {
    yield batch
      .map(
        (row) =>
          html`<tr>${names.length > 0 && rowHead(row, names)}${columns.map(({ name }) => cell(row, name, inWords))}</tr>
`.text,
      )
      .join('');
  }
  yield html`</tbody></table>${after}\n`.text;
}

function* page(answer: Answer): Generator<string> {
  const { fields, rows, surroundings, single } = answer;
  const { about, method, notes } = metadataOf(answer);
  const permalink = cellText(answer.meta['permalink']);
  const seen: Row[] = [];
  for (const batch of batches(rows.part(0, LOOKED_AT))) {
    seen.push(...batch);
    yield '';
  }
  const isWhole = seen.length === rows.length;
  const question = isWhole ? questionOf(seen, single) : undefined;
  const heading = question ?? surroundings?.title ?? permalink;
  const inWords = surroundings?.isArranged ?? false;
  // The words of the question are the head of the page.
  const worded = question === undefined ? fields : fields.filter(({ name }) => name !== 'questionText');
  const arrangement = inWords && isWhole && !single ? yield* arrange(worded, seen) : asAsked(fields);
  const { common } = arrangement;
  const tells = ({ field: { name } }: CommonField): boolean =>
    codeInWords(name) !== undefined || name === 'measure';
  const [all, left] = [
    common.filter(({ text }) => text !== null),
    common.filter(({ text }) => text === null),
  ];
  const [told, also] = [all.filter(tells), all.filter((one) => !tells(one))];
  const frame = pageFrame({
    base: surroundings?.base ?? '',
    title: `${heading} · Topline`,
    canonical: permalink,
    linkedData: answer.linkedData,
    trail: surroundings?.trail ?? [],
  });
  yield `${frame.before}${
    html`<h1 dir="auto">${heading}</h1>
${question !== undefined && surroundings && html`<p class="lead" dir="auto">${surroundings.title}</p>\n`}${linksOf(answer)}${
      told.length > 0 &&
      html`<p class="note" dir="auto">${told.map(commonWords).map(([name, text], i) => html`${i > 0 && ' · '}${name}: ${text}`)}</p>\n`
    }`.text
  }`;
  const [only] = seen;
  if (single && inWords && only) {
    yield html`<dl class="facts wide">${fields.map(({ name, description }) => {
      const value = wordOrCode(only, name);
      const word = headingOf(name);
      return html`<dt data-field="${name}"${description !== undefined && html` title="${description}"`}>${word}</dt>${cellText(value) === '' ? html`<dd class="e" title="${reasonOf(only, name) ?? 'not known'}"></dd>` : said(word, value)}`;
    })}</dl>
`.text;
  } else yield* table(answer, arrangement, inWords);
  yield (
    html`${notes.length > 0 && html`<h2>Notes</h2>\n<ul>${notes.map((note) => html`<li dir="auto">${note}</li>`)}</ul>\n`}${folded('Also the same in all rows', also.map(commonWords))}${folded(
      'Left out, as no row has it',
      left.map(commonWords),
    )}${folded('Method: how these numbers were made', named(method))}${folded('About this answer: release, address, counts', named(about))}<p class="note">Permalink: <a href="${permalink}">${permalink}</a></p>
`.text + frame.after
  );
}

export const htmlPage: Format = {
  id: 'html',
  mediaType: 'text/html',
  contentType: PAGE_TYPE,
  extension: 'html',
  description:
    'A page for people: what each row is of, the figure next to it, and what is the same in all rows said once; notes, method and source below. With `fields` or `labels` a table of just these columns. A dash stands for null, and its title says why; numbers are rounded, with all of their digits in the attribute `value`.',
  carriesMeta: true,
  binary: false,
  compressed: false,
  labels: 'texts',
  contentSecurityPolicy: PAGE_POLICY,
  chunks: page,
};
