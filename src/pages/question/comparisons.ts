import { html, type Content } from '../../html/html.ts';
import type { Release } from '../../repository/release.ts';
import { fieldsOf } from '../../schemas/fields.ts';
import type { FigureQuery } from '../../schemas/query.ts';
import type { Method } from '../../schemas/results/common.ts';
import { gapTrendRow } from '../../schemas/results/gap-trend.ts';
import { gapRow, type GapRow } from '../../schemas/results/gap.ts';
import { trendRow } from '../../schemas/results/trend.ts';
import type { Rows } from '../../schemas/rows.ts';
import { gapTrends } from '../../services/figures/gap-trends.ts';
import { gaps } from '../../services/figures/gaps.ts';
import type { ReleaseFigures } from '../../services/figures/release-figures.ts';
import { trends } from '../../services/figures/trends.ts';
import { addWords } from '../../services/figures/words.ts';
import { turns } from '../../turns/turns.ts';
import { differencesTable, type DifferenceLine } from './differences-table.ts';

/** A section of a page, and the choices behind its numbers. */
interface ComparedSection {
  readonly section: Content;
  readonly method: Method;
  readonly lines: number;
}

const NOTHING: ComparedSection = { section: null, method: {}, lines: 0 };

/** The rows with their words, without those of which neither figure is there: that nothing is known of both is no comparison. */
const worded = <Row extends object>(
  release: Release,
  schema: Parameters<typeof fieldsOf>[0],
  rows: Rows<Row>,
  isThere: (row: Row) => boolean,
) =>
  turns.filter(
    addWords(
      release,
      fieldsOf(schema),
      rows as unknown as Rows<Readonly<Record<string, unknown>>>,
    ) as unknown as Rows<Row>,
    isThere,
  );

/** Differences between audiences with their words, but those of which a figure is not there. */
export const wordedGaps = (release: Release, rows: Rows<GapRow>): Promise<GapRow[]> =>
  worded(release, gapRow, rows, ({ valueA, valueB }) => valueA !== null && valueB !== null);

/** A difference between audiences as a line of a table. @param what whose, and when, in the words of the page */
export const gapLine = (row: GapRow, what: readonly string[]): DifferenceLine => ({
  ...row,
  what,
  first: row.valueA,
  second: row.valueB,
  difference: row.gap,
  direction: row.leader,
});

/** The differences between audiences. */
export async function gapsSection(figures: ReleaseFigures, query: FigureQuery): Promise<ComparedSection> {
  const { rows, method } = await gaps(figures, query);
  const shown = await wordedGaps(figures.release, rows);
  if (shown.length === 0) return NOTHING;
  const table = await differencesTable(
    {
      id: 'gap-note',
      name: 'Differences between audiences',
      what: ['Wave', 'Who'],
      first: 'First',
      second: 'Second',
      difference: 'Difference',
      fields: ['valueA', 'valueB', 'gap'],
    },
    shown.map((row) =>
      gapLine(row, [
        row.waveLabel ?? row.wave,
        `${row.audienceALabel ?? row.audienceA} − ${row.audienceBLabel ?? row.audienceB}`,
      ]),
    ),
  );
  return {
    section: html`<h2 id="gaps">Who differs from whom</h2>
${table}`,
    method,
    lines: shown.length,
  };
}

/** The differences between waves. */
export async function trendsSection(figures: ReleaseFigures, query: FigureQuery): Promise<ComparedSection> {
  const { rows, method } = await trends(figures, query);
  const shown = await worded(
    figures.release,
    trendRow,
    rows,
    ({ valueFrom, valueTo }) => valueFrom !== null && valueTo !== null,
  );
  if (shown.length === 0) return NOTHING;
  const table = await differencesTable(
    {
      id: 'trend-note',
      name: 'Changes between waves',
      what: ['Who', 'Waves'],
      first: 'Earlier',
      second: 'Later',
      difference: 'Change',
      fields: ['valueFrom', 'valueTo', 'change'],
    },
    shown.map((row) => ({
      ...row,
      what: [
        row.audienceLabel ?? row.audience,
        `${row.waveFromLabel ?? row.waveFrom} to ${row.waveToLabel ?? row.waveTo}`,
      ],
      first: row.valueFrom,
      second: row.valueTo,
      difference: row.change,
    })),
  );
  return {
    section: html`<h2 id="trends">What changed over time</h2>
${table}`,
    method,
    lines: shown.length,
  };
}

/** How the differences between audiences moved from wave to wave. */
export async function gapTrendsSection(
  figures: ReleaseFigures,
  query: FigureQuery,
): Promise<ComparedSection> {
  const { rows, method } = await gapTrends(figures, query);
  const shown = await worded(
    figures.release,
    gapTrendRow,
    rows,
    ({ gapFrom, gapTo }) => gapFrom !== null && gapTo !== null,
  );
  if (shown.length === 0) return NOTHING;
  const table = await differencesTable(
    {
      id: 'gap-trend-note',
      name: 'How the differences moved',
      what: ['Who', 'Waves'],
      first: 'Earlier difference',
      second: 'Later difference',
      difference: 'Change',
      fields: ['gapFrom', 'gapTo', 'change'],
    },
    shown.map((row) => ({
      ...row,
      what: [
        `${row.audienceALabel ?? row.audienceA} − ${row.audienceBLabel ?? row.audienceB}`,
        `${row.waveFromLabel ?? row.waveFrom} to ${row.waveToLabel ?? row.waveTo}`,
      ],
      first: row.gapFrom,
      second: row.gapTo,
      difference: row.change,
    })),
    true,
  );
  return {
    section: html`<h2 id="gap-trends">Did the difference grow or shrink</h2>
${table}`,
    method,
    lines: shown.length,
  };
}
