import type { CrosstabRow } from '../../schemas/results/crosstab.ts';
import { flagSign, flagWords } from '../bases.ts';
import {
  baseWords,
  columnKey,
  columnWords,
  isMargin,
  isWhole,
  CROSSTAB_MEASURE_WORDS,
  rowKey,
  rowWords,
} from '../crosstab-cells.ts';
import { joined } from '../sections.ts';
import { THEMES } from '../theme.ts';
import { missingWords, writerFor } from '../words.ts';
import { known, name, number, unknown, words, type DrawSpec, type Spec } from './drawing.ts';
import { COLUMN_LINE, inLines, labelsOf, LINES, paddingFor, stepFor } from './labels.ts';

/** A table as a heat map: figures, letters for what is larger than what, bases; what is hidden says so in its cell. */
export const crosstabDrawing: DrawSpec<CrosstabRow> = ({ rows: cells, survey }) => {
  const [first] = cells;
  const measure = first?.measure ?? 'column-percent';
  const isPercent = measure !== 'count' && measure !== 'mean';
  const write = writerFor(
    measure === 'mean' ? 'mean' : measure === 'count' ? 'count' : 'percent',
    cells.map(({ value }) => value),
  );
  const row = labelsOf(cells, rowKey, rowWords);
  const column = labelsOf(cells, columnKey, columnWords, COLUMN_LINE);
  const rowPanel = labelsOf(
    cells,
    ({ rowVariable }) => rowVariable,
    ({ rowVariable, rowVariableLabel }) => rowVariableLabel ?? rowVariable,
  );
  const columnPanel = labelsOf(
    cells,
    ({ columnVariable }) => columnVariable ?? '',
    ({ columnVariable, columnVariableLabel }) => columnVariableLabel ?? columnVariable ?? '',
  );
  const values = cells.map((cell) => ({
    ...cell,
    rowLine: row(cell),
    columnLine: column(cell),
    rowPanel: rowPanel(cell),
    columnPanel: columnPanel(cell),
    // What all others are parts of takes no colour from them.
    heat: cell.value === null || isWhole(cell) || isMargin(cell) ? null : cell.value,
    figure:
      cell.value === null
        ? null
        : `${write.figure(cell.value)}${isPercent ? ' %' : ''}${flagSign(cell.baseFlag)}`,
    larger: cell.letters === null || cell.letters.length === 0 ? null : cell.letters.join(' '),
    missing:
      cell.value === null
        ? inLines(
            cell.rowKind === 'base' ? baseWords(cell) : missingWords(cell.reasons['value']),
            COLUMN_LINE,
          ).join('\n')
        : null,
  }));
  const { heat, ink, muted, grid, background } = THEMES.light;
  const heats = values.flatMap((one) => (one.heat === null ? [] : [one.heat]));
  const domain = isPercent ? [0, Math.max(1, ...heats)] : [Math.min(0, ...heats), Math.max(1, ...heats)];
  const layer = [
    { transform: [known('value'), unknown('heat')], mark: { type: 'rect', color: grid, stroke: background } },
    {
      transform: [known('heat')],
      mark: { type: 'rect', stroke: background },
      encoding: {
        color: number('heat', { legend: null, scale: { domain, range: heat, type: 'linear' } }),
      },
    },
    {
      transform: [known('value')],
      mark: { type: 'text', fontWeight: 600, color: ink },
      encoding: { text: words('figure') },
    },
    {
      transform: [known('larger')],
      mark: { type: 'text', dy: 13, fontSize: 9, color: ink },
      encoding: { text: words('larger') },
    },
    {
      transform: [unknown('value')],
      mark: { type: 'text', fontStyle: 'italic', fontSize: 9, color: muted, lineBreak: '\n' },
      encoding: { text: words('missing') },
    },
  ];
  const blocks = [...Map.groupBy(values, (one) => one.rowPanel).values()].map((ofRows) => [
    ...Map.groupBy(ofRows, (one) => one.columnPanel).values(),
  ]);
  const isOne = blocks.flat().length === 1;
  /** One variable of the rows by one of the columns; with its names above it, where there are several. */
  const blockOf = (members: typeof values): Spec => {
    const [one] = members;
    const rows = members.map(({ rowLine }) => rowLine);
    const columns = members.map(({ columnLine }) => columnLine);
    return {
      ...(isOne || one === undefined
        ? {}
        : {
            title: {
              text: joined([one.rowPanel, one.columnPanel]).split('\n'),
              fontSize: 12,
              anchor: 'start',
            },
            transform: [
              { filter: { field: 'rowPanel', equal: one.rowPanel } },
              { filter: { field: 'columnPanel', equal: one.columnPanel } },
            ],
          }),
      width: { step: 108 },
      height: { step: stepFor(rows, 38) },
      encoding: {
        x: name('columnLine', columns, {
          axis: {
            orient: 'top',
            labelExpr: LINES,
            labelAngle: 0,
            labelPadding: paddingFor(columns),
            ticks: false,
            domain: false,
          },
        }),
        y: name('rowLine', rows, { axis: { labelExpr: LINES, ticks: false, domain: false } }),
      },
      layer,
    };
  };
  const [[only0 = []] = []] = blocks;
  const titles = new Set(values.map((one) => one.rowVariableLabel ?? one.rowVariable));
  const [only] = titles;
  return {
    title: only !== undefined && titles.size === 1 ? only : survey.title,
    subtitle: CROSSTAB_MEASURE_WORDS[measure],
    values,
    body: isOne
      ? blockOf(only0)
      : {
          vconcat: blocks.map((ofRows) => ({ hconcat: ofRows.map(blockOf) })),
          resolve: { scale: { x: 'independent', y: 'independent', color: 'shared' } },
        },
    notes: [
      ...(values.some(({ larger }) => larger !== null)
        ? ['Letters: the cell is significantly larger than in the column with that letter.']
        : []),
      ...flagWords(
        cells.map(({ baseFlag }) => baseFlag),
        survey,
      ),
    ],
  };
};
