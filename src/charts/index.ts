/** The pictures that there are: id, as in the address, and what is drawn. Routes, OpenAPI and the tour derive from this list. */
export const CHARTS = {
  estimates:
    'Figures as dots with their intervals; all answers of a scale as bars that part in the middle, with the sums of both sides.',
  gaps: 'Two figures of each row as a dumbbell, and their difference on an axis of its own.',
  trends:
    'Figures from wave to wave as lines with intervals, audiences in one panel, years as far apart as they are.',
  'gap-trends': 'Gaps from wave to wave as lines with intervals, with zero on the axis.',
  ranks: 'Items in order, one column for each audience or wave, each item joined with itself.',
  crosstab: 'A table as a heat map, with intervals, letters for what is larger than what, and bases.',
} as const;
export type ChartId = keyof typeof CHARTS;
