import { missingWords, percentLevel, writerFor } from '../../charts/words.ts';
import { html, type Content, type Markup } from '../../html/html.ts';
import { scrollBox } from '../../html/scroll-box.ts';
import { Rows } from '../../schemas/rows.ts';
import type { ColumnRow, CrosstabMeasure, CrosstabRow, TestRow } from '../../schemas/results/crosstab.ts';
import { columnsOf } from '../../services/crosstab/columns.ts';
import { comparesColumns } from '../../services/crosstab/comparisons.ts';
import type { CrosstabPlan } from '../../services/crosstab/crosstab-plan.ts';
import type { Crosstab } from '../../services/crosstab/crosstab.ts';
import { crosstabRows } from '../../services/crosstab/crosstab-rows.ts';
import { wideLines } from '../../services/crosstab/wide-lines.ts';
import { wideRows, type WideRow } from '../../services/crosstab/wide-rows.ts';
import type { Method } from '../../schemas/results/common.ts';
import { turns } from '../../turns/turns.ts';
import { pWords } from '../question/writing.ts';
import { counted } from '../words.ts';

/** Cells that a page has room for; the rest is in the files. */
const MOST_CELLS = 6000;

/** A crosstab on a page, and what is said with it. */
interface CrosstabSection {
  readonly table: Markup;
  readonly tests: Content;
  /** How the figures are to be read. */
  readonly reading: string;
  readonly notes: readonly string[];
  readonly method: Method;
  readonly cells: number;
}

const isShare = (measure: CrosstabMeasure): boolean => measure.endsWith('percent');

/** The step of a heat map, 0 to 10: of shares alone, since all others have no end. */
const heat = ({ measure, value, rowKind }: CrosstabRow): string =>
  value === null || !isShare(measure) || rowKind === 'total'
    ? ''
    : ` heat${Math.min(10, Math.max(0, Math.ceil(value / 10)))}`;

/** Whether a share is the whole of what it is a share of, which no sample can get wrong. */
const isWhole = ({ measure, value, rowKind, columnKind }: CrosstabRow): boolean =>
  value === 100 &&
  (measure === 'column-percent'
    ? rowKind === 'total'
    : measure === 'row-percent'
      ? columnKind === 'total'
      : measure === 'total-percent' && rowKind === 'total' && columnKind === 'total');

function cell(row: CrosstabRow, write: (value: number) => string): Markup {
  const { value, reasons, ciLower, ciUpper, letters, baseFlag, measure } = row;
  if (value === null) return html`<td class="none">${missingWords(reasons['value'])}</td>`;
  const interval =
    ciLower === null || ciUpper === null || isWhole(row) ? null : `${write(ciLower)} to ${write(ciUpper)}`;
  return html`<td class="n${heat(row)}"><span class="big">${write(value)}${isShare(measure) && ' %'}</span>${
    letters !== null && letters.length > 0 && html` <span class="letters">${letters.join(' ')}</span>`
  }${interval !== null && html`<span class="by">${interval}</span>`}${baseFlag !== null && html`<span class="by">${baseFlag === 'small' ? 'small base' : 'very small base'}</span>`}</td>`;
}

/** The heads of columns, the variable above its answers, each with its letter. */
function heads(columns: readonly ColumnRow[], labels: ReadonlyMap<string | null, string | null>): Markup {
  const groups: ColumnRow[][] = [];
  for (const column of columns) {
    const last = groups.at(-1);
    const isNext = last?.at(-1)?.letter === null;
    if (last && !isNext) last.push(column);
    else groups.push([column]);
  }
  const named = columns.some(({ variable }) => variable !== null);
  return html`<thead>${
    named &&
    html`<tr><td></td>${groups.map((group) => {
      const variable = group.find((one) => one.variable !== null)?.variable ?? null;
      return html`<th scope="colgroup" colspan="${group.length}" dir="auto">${labels.get(variable) ?? variable}</th>`;
    })}</tr>`
  }<tr><td></td>${columns.map(
    ({ label, code, letter, kind }) =>
      html`<th scope="col" class="n" dir="auto">${kind === 'net' ? html`<i>${label ?? code}</i>` : (label ?? code ?? 'Total')}${letter !== null && html` (${letter})`}</th>`,
  )}</tr></thead>`;
}

/** What stands below a figure and beside it. */
function readingOf(plan: CrosstabPlan): string {
  const [capital, small] = plan.lettersAt.map(percentLevel);
  const interval = `Below each figure its ${percentLevel(plan.confidence)} confidence interval.`;
  if (!comparesColumns(plan) || plan.columns.length === 0) return interval;
  return `${interval} A letter says that the figure is larger than that of the column with this letter in its head, significantly at ${capital}${small === undefined ? '' : `; a small letter, at ${small}`}.`;
}

const BASE_KINDS = new Set(['base', 'baseWeighted', 'baseEffective']);

function baseLines(
  rows: readonly WideRow[],
  variable: string | null,
  columns: readonly ColumnRow[],
): Markup[] {
  return rows
    .filter(({ rowKind, rowVariable }) => BASE_KINDS.has(String(rowKind)) && rowVariable === variable)
    .map(
      (row) => html`<tr class="base"><th scope="row" dir="auto">${row['rowLabel']}</th>${columns.map(
        ({ field }) => {
          const value = row[field];
          return typeof value === 'number'
            ? html`<td class="n">${Math.round(value).toLocaleString('en')}</td>`
            : html`<td class="none">${row['rowKind'] === 'base' ? 'differs by item' : 'not known'}</td>`;
        },
      )}</tr>
`,
    );
}

function testList(tests: readonly TestRow[], labels: ReadonlyMap<string | null, string | null>): Content {
  const known = tests.filter(({ pValue }) => pValue !== null);
  if (known.length === 0) return null;
  return html`<details><summary>Do the columns differ at all?</summary><ul>${known.map(
    ({ rowVariable, row, columnVariable, column, pValue }) =>
      html`<li dir="auto">${labels.get(rowVariable) ?? rowVariable}${row !== null && ` (${row})`} by ${labels.get(columnVariable) ?? columnVariable}${column !== null && ` (${column})`}: ${pWords(pValue ?? 1)}, Rao–Scott</li>`,
  )}</ul></details>
`;
}

/** A crosstab as a table: letters in heads and cells, shares as heat, bases below. */
export async function crosstabSection(crosstab: Crosstab): Promise<CrosstabSection> {
  const { plan } = crosstab;
  const long = await crosstabRows(crosstab);
  const list = await turns.map(long.rows, (row) => row);
  const table = { ...long, rows: Rows.of(list) };
  const columns = columnsOf(plan);
  const wide = await turns.map((await wideRows(crosstab, table)).rows, (row) => row);
  const labels = new Map<string | null, string | null>(
    list.flatMap((row) => [
      [row.rowVariable, row.rowVariableLabel] as const,
      [row.columnVariable, row.columnVariableLabel] as const,
    ]),
  );
  const write = writerFor(
    isShare(plan.measure) ? 'percent' : plan.measure === 'mean' ? 'mean' : 'count',
    list.map(({ value }) => value),
  ).figure;
  const most = Math.max(1, Math.floor(MOST_CELLS / Math.max(1, columns.length)));
  let left = most;
  let total = 0;
  const bodies = await turns.flatMap(
    await wideLines(plan, table),
    async ({ panel, lines }): Promise<Markup[]> => {
      const shown = lines.filter((line) => line[0] && line[0].row.rowKind !== 'base');
      total += shown.length;
      const kept = shown.slice(0, Math.max(0, left));
      left -= shown.length;
      const first = lines[0]?.[0]?.row;
      if (kept.length === 0 || !first) return [];
      const written = await turns.map(kept, (line) => {
        const [head] = line;
        const isNet = head?.row.rowKind === 'net';
        const by = head && head.row.rowVariable !== panel.id ? head.row.rowVariableLabel : null;
        return html`<tr${isNet && html` class="net"`}><th scope="row" dir="auto">${head?.row.rowLabel ?? head?.row.row ?? 'Total'}${by !== null && html`<span class="by">${by}</span>`}</th>${line.map(({ row }) => cell(row, write))}</tr>
`;
      });
      return [
        html`<tbody class="part"><tr><th scope="rowgroup" colspan="${columns.length + 1}" dir="auto">${labels.get(panel.id) ?? first.rowVariableLabel ?? panel.id}</th></tr>
${written}${baseLines(wide, panel.id, columns)}</tbody>`,
      ];
    },
  );
  const { tests = [] } = long.extra as { readonly tests?: readonly TestRow[] };
  return {
    table: html`${scrollBox('Crosstab', html`<table>${heads(columns, labels)}${bodies}</table>`)}${total > most && html`<p class="note">The first ${most} of ${counted(total, 'line')}; all of them are in the files below.</p>`}`,
    tests: testList(tests, labels),
    reading: readingOf(plan),
    notes: long.notes,
    method: long.method,
    cells: list.length,
  };
}
