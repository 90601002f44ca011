import { MEASURE_WORDS, sentence } from '../../charts/words.ts';
import { html, type Content, type Markup } from '../../html/html.ts';
import { scrollBox } from '../../html/scroll-box.ts';
import type { Question } from '../../schemas/dataset.ts';
import type { EstimateRow } from '../../schemas/results/estimate.ts';
import type { Measure } from '../../schemas/vocabulary.ts';
import { turns } from '../../turns/turns.ts';
import { counted, QUALIFIER_WORDS } from '../words.ts';
import { Footnotes } from './footnotes.ts';
import { figureWriter, intervalWords, missingReason, type FigureWriter } from './writing.ts';

/** Columns and lines that a table of a page has room for; the rest is in the answer as data. */
const [MOST_COLUMNS, MOST_LINES] = [12, 400] as const;

/** What is shown to people of an audience in a wave. */
interface Column {
  readonly wave: string;
  readonly audience: string;
  readonly label: string;
  readonly waveLabel: string;
  readonly rows: readonly EstimateRow[];
}

/** An item or an answer, with its figures by column. */
interface Line {
  readonly first: EstimateRow;
  readonly cells: ReadonlyMap<Column, EstimateRow>;
}

/** The figures of a question as a table, and what of them had no room. */
export interface FiguresTable {
  readonly table: Markup;
  /** Waves of which nothing is shown, and audiences. */
  readonly left: { readonly waves: readonly string[]; readonly audiences: readonly string[] };
}

const columnKey = ({ wave, audience }: EstimateRow): string => JSON.stringify([wave, audience]);
const lineKey = ({ item, option, measure, quantile }: EstimateRow): string =>
  JSON.stringify([item, option, measure, quantile]);

/** The value that all have in common; undefined where they differ. */
function shared<Value>(values: readonly Value[]): Value | undefined {
  const [first] = values;
  return values.every((value) => value === first) ? first : undefined;
}

const baseWords = ({ n, nQualifier }: EstimateRow): string =>
  n === null ? 'base not known' : `n = ${QUALIFIER_WORDS[nQualifier ?? 'exact']}${n.toLocaleString('en')}`;

const baseKey = ({ n, nQualifier }: EstimateRow): string => `${nQualifier ?? ''} ${n ?? ''}`;

const FLAGS = { small: 'small base', 'very-small': 'very small base' } as const;

function head({ label, waveLabel, rows }: Column, several: boolean): Markup {
  const [first] = rows;
  const isOne = shared(rows.map(baseKey)) !== undefined;
  const flag = isOne && first?.baseFlag;
  return html`<th scope="col" class="n" dir="auto">${label}${several && html`<br/>${waveLabel}`}${isOne && first && html`<span class="by">${baseWords(first)}${flag && `, ${FLAGS[flag]}`}</span>`}</th>`;
}

function cell(
  row: EstimateRow | undefined,
  isOneBase: boolean,
  write: FigureWriter,
  notes: Footnotes,
): Markup {
  if (row === undefined) return html`<td class="none">no figure</td>`;
  const { value, decimals, qualifier, ciLower, ciUpper, alternatives, reasons, note, baseFlag } = row;
  const base =
    !isOneBase &&
    html`<span class="by">${baseWords(row)}${baseFlag !== null && `, ${FLAGS[baseFlag]}`}</span>`;
  if (value === null)
    return html`<td class="none">${missingReason(reasons, 'value')}${notes.sign(note)}${base}</td>`;
  const interval = intervalWords(write.figure, ciLower, ciUpper);
  const others = alternatives.map(
    (one) => `${QUALIFIER_WORDS[one.qualifier]}${write.figure(one.value, one.decimals)}${write.unit}`,
  );
  return html`<td class="n"><span class="big">${QUALIFIER_WORDS[qualifier]}${write.figure(value, decimals)}${write.unit}</span>${notes.sign(note)}${interval !== null && html`<span class="by">${interval}</span>`}${
    others.length > 0 && html`<span class="by contested">contested: also ${others.join(', ')}</span>`
  }${base}</td>`;
}

/** What a line is called: of an item or an answer whose words are not known the code, which is said. */
function lineWords(question: Question, { first }: Line, isGrouped: boolean, measures: number): Content {
  const { item, itemLabel, option, optionLabel, measure, quantile } = first;
  const basis = question.items.find(({ id }) => id === item)?.labelBasis;
  const named =
    option !== null && (isGrouped || item === null)
      ? (optionLabel ?? option)
      : item === null
        ? null
        : (itemLabel ?? item);
  const both = !isGrouped && item !== null && option !== null ? `: ${optionLabel ?? option}` : '';
  const kind = sentence(
    quantile !== null && quantile !== 0.5 ? `quantile ${quantile}` : MEASURE_WORDS[measure],
  );
  if (isGrouped && option === null) return kind;
  return html`${named === null ? (measures > 1 ? kind : 'All') : html`${named}${both}${measures > 1 && measure !== 'percent' && ` (${kind})`}`}${
    item !== null && !isGrouped && (itemLabel ?? null) === null
      ? html`<span class="by">label not known</span>`
      : item !== null && !isGrouped && basis === 'inferred' && html`<span class="by">label inferred</span>`
  }`;
}

function columnsOf(rows: readonly EstimateRow[], waves: readonly string[]): Column[] {
  const found = [...Map.groupBy(rows, columnKey).values()].flatMap((members): Column[] => {
    const [first] = members;
    if (!first) return [];
    const { wave, audience, audienceLabel, waveLabel } = first;
    return [
      { wave, audience, label: audienceLabel ?? audience, waveLabel: waveLabel ?? wave, rows: members },
    ];
  });
  // The newest is what is looked for first.
  return found.toSorted((a, b) => waves.indexOf(b.wave) - waves.indexOf(a.wave));
}

/** The figures of a question: a line for each item and answer, a column for each audience and wave, the newest first. */
export async function figuresTable(
  question: Question,
  rows: readonly EstimateRow[],
  waves: readonly string[],
): Promise<FiguresTable> {
  const columns = columnsOf(rows, waves);
  const shown = columns.slice(0, MOST_COLUMNS);
  const byKey = new Map(shown.map((column) => [JSON.stringify([column.wave, column.audience]), column]));
  const lines = [...(await turns.groupBy(rows, lineKey)).values()].flatMap((members): Line[] => {
    const placed = members.flatMap((row) => {
      const column = byKey.get(columnKey(row));
      return column ? [[column, row] as const] : [];
    });
    const [first] = placed;
    return first ? [{ first: first[1], cells: new Map(placed) }] : [];
  });
  const measures = new Set(lines.map(({ first }) => first.measure));
  const writers = new Map<Measure, FigureWriter>(
    [...measures].map((measure) => [
      measure,
      figureWriter(
        measure,
        rows.filter((row) => row.measure === measure).map(({ value }) => value),
      ),
    ]),
  );
  const oneBase = new Set(shown.filter((column) => shared(column.rows.map(baseKey)) !== undefined));
  const several = new Set(shown.map(({ wave }) => wave)).size > 1;
  const isGrouped = question.items.length > 0 && lines.some(({ first }) => first.option !== null);
  const kept = lines.slice(0, MOST_LINES);
  /** Of an item in a column the row that says its base, where all of its answers have the same. */
  const bases = new Map(
    await turns.map(shown, (column) => {
      const items = [...Map.groupBy(column.rows, ({ item }) => item)];
      const told = items.filter(([, members]) => shared(members.map(baseKey)) !== undefined);
      return [column, new Map(told.map(([item, members]) => [item, members[0]]))] as const;
    }),
  );
  const ofItem = (column: Column, item: string | null): EstimateRow | undefined =>
    bases.get(column)?.get(item);
  const isSaidAbove = (column: Column, item: string | null): boolean =>
    oneBase.has(column) || (isGrouped && ofItem(column, item) !== undefined);
  const notes = new Footnotes('figure-note');
  const written = await turns.map(kept, (line) => {
    const write = writers.get(line.first.measure) ?? figureWriter('percent', []);
    const isNet = question.nets.some(({ id }) => id === line.first.option);
    return {
      item: line.first.item,
      label: line.first.itemLabel ?? line.first.item,
      markup: html`<tr${isNet && html` class="net"`}><th scope="row" dir="auto">${lineWords(question, line, isGrouped, measures.size)}</th>${shown.map(
        (column) => cell(line.cells.get(column), isSaidAbove(column, line.first.item), write, notes),
      )}</tr>
`,
    };
  });
  const groups = isGrouped ? [...Map.groupBy(written, ({ item }) => item).values()] : [written];
  const [measure] = measures;
  const waveShown = shared(shown.map(({ waveLabel }) => waveLabel));
  const caption = [
    measures.size === 1 && measure !== undefined ? MEASURE_WORDS[measure] : 'figures of several kinds',
    waveShown,
    rows.some(({ ciLower }) => ciLower !== null) ? 'below each figure its confidence interval' : undefined,
  ].filter((part) => part !== undefined);
  const left = {
    waves: [...new Set(columns.slice(MOST_COLUMNS).map(({ wave }) => wave))],
    audiences: [...new Set(columns.slice(MOST_COLUMNS).map(({ audience }) => audience))],
  };
  return {
    left,
    table: html`<p class="note" dir="auto">${sentence(caption.join(' · '))}</p>
${scrollBox(
  'Figures',
  html`<table><thead><tr><td></td>${shown.map((column) => head(column, several))}</tr></thead>${groups.map(
    (group) => html`<tbody${isGrouped && html` class="part"`}>${
      isGrouped &&
      html`<tr class="group"><th scope="rowgroup" dir="auto">${group[0]?.label}</th>${shown.map((column) => {
        const base = oneBase.has(column) ? undefined : ofItem(column, group[0]?.item ?? null);
        return html`<td class="n">${base && html`<span class="by">${baseWords(base)}${base.baseFlag !== null && `, ${FLAGS[base.baseFlag]}`}</span>`}</td>`;
      })}</tr>`
    }
${group.map(({ markup }) => markup)}</tbody>`,
  )}</table>`,
)}${lines.length > MOST_LINES && html`<p class="note">The first ${MOST_LINES} of ${counted(lines.length, 'line')}; all of them are in the files below.</p>`}${notes.list()}`,
  };
}
