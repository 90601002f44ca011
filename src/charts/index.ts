/** The pictures that there are: id, as in the address, and what is drawn. Routes, OpenAPI and the tour derive from this list. */
export const CHARTS = {
  gaps: 'Two figures of each row as a dumbbell, and their difference on an axis of its own.',
} as const;
export type ChartId = keyof typeof CHARTS;
