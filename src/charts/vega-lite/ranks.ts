import type { RankRow } from '../../schemas/results/rank.ts';
import { answerOf, audienceOf, itemOf, questionOf, titleOf, waveOf } from '../row-words.ts';
import { joined } from '../sections.ts';
import { oneMeasure } from '../words.ts';
import { name, number, panels, words, type DrawSpec } from './drawing.ts';
import { COLUMN_LINE, labelsOf, LINES, paddingFor, stepFor } from './labels.ts';

/** Items in order, one column for each audience or wave, each item joined with itself. */
export const ranksDrawing: DrawSpec<RankRow> = ({ rows: all, survey }) => {
  const { kept: rows, leftOut } = oneMeasure(all);
  const several = (say: (row: RankRow) => string): boolean => new Set(rows.map(say)).size > 1;
  const title = titleOf(rows, survey);
  const panelKey = ({ question, option }: RankRow): string => JSON.stringify([question, option]);
  const columnKey = ({ wave, audience }: RankRow): string => JSON.stringify([wave, audience]);
  const panel = labelsOf(rows, panelKey, (row) =>
    joined([questionOf(row) === title ? null : questionOf(row), answerOf(row)]),
  );
  const column = labelsOf(
    rows,
    columnKey,
    (row) =>
      joined([
        several(audienceOf) || !several(waveOf) ? audienceOf(row) : null,
        several(waveOf) ? waveOf(row) : null,
      ]),
    COLUMN_LINE,
  );
  const item = labelsOf(
    rows,
    (row) => JSON.stringify([panelKey(row), row.item]),
    (row) => itemOf(row) ?? row.item,
  );
  // Items that share a place stand below each other, in the order of the rows.
  const places = new Map<RankRow, number>();
  const firsts = new Map<string, string>();
  for (const members of Map.groupBy(rows, (row) =>
    JSON.stringify([panelKey(row), columnKey(row)]),
  ).values()) {
    members.toSorted((a, b) => a.rank - b.rank).forEach((row, i) => places.set(row, i + 1));
    const [first] = members;
    if (first && !firsts.has(panelKey(first))) firsts.set(panelKey(first), columnKey(first));
  }
  const values = rows.map((row) => ({
    ...row,
    panel: panel(row),
    column: column(row),
    label: item(row),
    place: places.get(row) ?? null,
    figure: `${row.rank}${row.tied > 1 ? '=' : ''}`,
    isFirst: firsts.get(panelKey(row)) === columnKey(row),
  }));
  const columns = values.map((one) => one.column);
  const labels = values.map((one) => one.label);
  const most = Math.max(0, ...places.values());
  const layer = {
    encoding: {
      x: name('column', columns, {
        axis: {
          orient: 'top',
          labelExpr: LINES,
          labelAngle: 0,
          labelPadding: paddingFor(columns),
          grid: false,
        },
      }),
      y: number('place', { axis: null, scale: { reverse: true, zero: false, padding: 14 } }),
      color: name('label', labels, { legend: null }),
    },
    layer: [
      { mark: { type: 'line', strokeWidth: 2 } },
      { mark: { type: 'point', filled: true, size: 480, opacity: 1 } },
      {
        mark: { type: 'text', fontWeight: 600, color: '#ffffff' },
        encoding: { color: { value: '#ffffff' }, text: words('figure') },
      },
      {
        transform: [{ filter: 'datum.isFirst' }],
        mark: { type: 'text', align: 'right', dx: -18, lineBreak: '\n' },
        encoding: { color: { value: '#1b1f24' }, text: words('label') },
      },
    ],
  };
  const size = {
    width: Math.max(120, new Set(columns).size * 120),
    height: most * stepFor(labels, 28),
  };
  return {
    title,
    subtitle: 'Items in order, 1 is the highest',
    values,
    body: panels(
      'panel',
      values.map((one) => one.panel),
      size,
      layer,
      { labelExpr: LINES },
    ),
    notes: [
      ...(rows.some(({ tied }) => tied > 1) ? ['=: a place that several items share.'] : []),
      'Places say nothing of how far apart items are, nor of sampling.',
      ...leftOut,
    ],
  };
};
