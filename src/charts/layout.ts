import type { Canvas } from './chart.ts';
import { heightOf, lines } from './paragraph.ts';
import { moved } from './svg.ts';
import type { Section } from './sections.ts';

/** A row that has its place. */
export interface PlacedRow<Row> {
  readonly row: Row;
  readonly label: string;
  /** The middle of its marks. */
  readonly middle: number;
  /** Where its marks may be, from top to bottom. */
  readonly band: readonly [number, number];
}

/** Rows below each other, with headings and labels drawn, and the room that is left for marks. */
export interface RowLayout<Row> {
  readonly labels: string;
  readonly rows: readonly PlacedRow<Row>[];
  /** Where marks begin, from the left. */
  readonly left: number;
  readonly height: number;
}

const HEADING = { size: 13, weight: 600 } as const;
const LABEL = { size: 13 } as const;
const GAP = 14;

/**
 * Lays out rows. Labels are as wide as they need, up to two fifths of the picture, and wrapped there, right beside the marks; in a
 * narrow picture each stands above its marks, over the whole width.
 *
 * @param marks height of the marks of a row
 * @param reserved pixels at the right that marks do not get
 */
export function layoutRows<Row>(
  { text, theme, width, isNarrow }: Canvas,
  sections: readonly Section<Row>[],
  marks: (row: Row) => number,
): RowLayout<Row> {
  const labels = sections.flatMap(({ rows }) => rows.map(({ label }) => label));
  const column = isNarrow ? width : Math.min(text.widest(labels, LABEL), width * 0.4);
  const left = isNarrow ? 0 : column + GAP;
  const drawn: string[] = [];
  const placed: PlacedRow<Row>[] = [];
  let y = 0;
  for (const { heading, rows } of sections) {
    if (heading !== null) {
      const wrapped = text.wrap(heading, width, HEADING);
      y += 10;
      drawn.push(lines(wrapped, 0, y, { ...HEADING, fill: theme.ink }));
      y += heightOf(wrapped.length, HEADING) + 6;
    }
    for (const { row, label } of rows) {
      const wrapped = text.wrap(label, column, LABEL);
      const height = heightOf(wrapped.length, LABEL);
      const needed = marks(row);
      const look = { ...LABEL, fill: theme.ink };
      if (isNarrow) {
        drawn.push(lines(wrapped, 0, y + 4, look));
        const top = y + height + 4;
        placed.push({ row, label, middle: top + needed / 2, band: [top, top + needed] });
        y += height + needed + 6;
      } else {
        const whole = Math.max(needed, height + 8);
        drawn.push(moved(column, y + (whole - height) / 2, lines(wrapped, 0, 0, { ...look, anchor: 'end' })));
        placed.push({ row, label, middle: y + whole / 2, band: [y, y + whole] });
        y += whole;
      }
    }
  }
  return { labels: drawn.join(''), rows: placed, left, height: y };
}
