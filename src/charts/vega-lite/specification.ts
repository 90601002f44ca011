import type { ChartData } from '../chart.ts';
import type { ChartId } from '../index.ts';
import { THEMES } from '../theme.ts';
import { crosstabDrawing } from './crosstab.ts';
import { gapTrendsDrawing, trendsDrawing } from './changes.ts';
import type { Drawing, DrawSpec, Spec } from './drawing.ts';
import { estimatesDrawing } from './estimates.ts';
import { gapsDrawing } from './gaps.ts';
import { inLines } from './labels.ts';
import { ranksDrawing } from './ranks.ts';

const SCHEMA = 'https://vega.github.io/schema/vega-lite/v6.json';
const FONTS = "Inter, 'Helvetica Neue', Helvetica, Arial, sans-serif";

/** Rows of each resource are those of its schema: `specificationOf` is told which they are. */
const DRAWINGS: Readonly<Record<ChartId, DrawSpec<never>>> = {
  estimates: estimatesDrawing,
  gaps: gapsDrawing,
  trends: trendsDrawing,
  'gap-trends': gapTrendsDrawing,
  ranks: ranksDrawing,
  crosstab: crosstabDrawing,
};

const { series, ink, muted, grid, background } = THEMES.light;
const CONFIG: Spec = {
  font: FONTS,
  background,
  view: { stroke: null },
  // No label is cut.
  axis: {
    labelLimit: 0,
    titleLimit: 0,
    labelColor: ink,
    gridColor: grid,
    domainColor: grid,
    tickColor: grid,
  },
  header: { labelLimit: 0, labelColor: ink },
  legend: { labelLimit: 0, orient: 'top', symbolOpacity: 1 },
  text: { color: ink, limit: 0 },
  title: { anchor: 'start', color: ink, subtitleColor: muted, limit: 0, subtitlePadding: 6, offset: 14 },
  range: {
    category: series.map(({ fill }) => fill),
    symbol: ['circle', 'diamond', 'square', 'triangle-up'],
  },
};

/** What belongs to an answer as a whole. */
interface Whole {
  readonly citation: string;
  readonly permalink: string;
  readonly notes: readonly string[];
  readonly licence: string | null;
}

/** A drawing of no rows: it says that there are none. */
const NOTHING: Omit<Drawing, 'title'> = {
  subtitle: 'The query picks no figure.',
  values: [],
  body: { mark: 'point', encoding: {} },
  notes: [],
};

/**
 * An answer as a chart of Vega-Lite 6: the rows with all of their fields and words beside them, and how they are drawn. Nothing is
 * asked from elsewhere, and no label is part of an expression.
 *
 * @param chart of which resource the rows are
 */
export function specificationOf(
  chart: ChartId,
  { rows, survey }: Pick<ChartData<object>, 'rows' | 'survey'>,
  { citation, permalink, notes, licence }: Whole,
): Spec {
  const draw = DRAWINGS[chart] as DrawSpec<object>;
  const drawing = rows.length === 0 ? { ...NOTHING, title: survey.title } : draw({ rows, survey });
  const { title, subtitle, values, body } = drawing;
  const said = [...drawing.notes, ...notes, `Source: ${citation}`, permalink];
  return {
    $schema: SCHEMA,
    title: {
      text: inLines(title, 70),
      subtitle: [subtitle, ...drawing.notes, `Source: ${citation}`].flatMap((one) => inLines(one, 110)),
    },
    description: [title, subtitle, ...said].join('\n'),
    data: { values },
    ...body,
    config: CONFIG,
    usermeta: { citation, permalink, licence, notes: [...drawing.notes, ...notes] },
  };
}
