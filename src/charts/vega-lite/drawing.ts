import type { ChartData } from '../chart.ts';
import { THEMES } from '../theme.ts';

/** A part of a specification, as the schema of Vega-Lite says. */
export type Spec = Readonly<Record<string, unknown>>;

/** What a chart makes of an answer: the rows with words beside them, and how they are drawn. */
export interface Drawing {
  /** The words at the top: those of the question, where it is one. */
  readonly title: string;
  /** What is drawn, of whom and when. */
  readonly subtitle: string;
  readonly values: readonly object[];
  /** Marks and where they stand: a layer, or panels of layers. */
  readonly body: Spec;
  /** What is not drawn, and what the signs mean. */
  readonly notes: readonly string[];
}

/** Draws rows of one kind. */
export type DrawSpec<Row> = (data: Pick<ChartData<Row>, 'rows' | 'survey'>) => Drawing;

/** Only rows where all of these fields are known, or only those where one is not. The names are ours, not those of a survey. */
export const known = (...fields: readonly string[]): Spec => ({
  filter: fields.map((field) => `datum.${field} !== null`).join(' && '),
});
export const unknown = (field: string): Spec => ({ filter: `datum.${field} === null` });

/** A place on an axis of numbers. */
export const number = (field: string, more: Spec = {}): Spec => ({
  field,
  type: 'quantitative',
  title: null,
  ...more,
});
/**
 * A place on an axis of names, or a colour or a shape for each.
 *
 * @param values the names of the rows, in whose order they stand
 */
export const name = (field: string, values: readonly (string | null)[], more: Spec = {}): Spec => ({
  field,
  type: 'nominal',
  title: null,
  scale: { domain: [...new Set(values)] },
  ...more,
});

type Values = readonly object[];
const isKnown = (value: object, field: string): boolean =>
  (value as Readonly<Record<string, unknown>>)[field] !== null;

/** Marks of the rows where fields are known; no layer where there are none, as an axis of no numbers has no ends. */
export const layerOf = (values: Values, fields: readonly string[], drawn: Spec): readonly Spec[] =>
  values.some((value) => fields.every((field) => isKnown(value, field)))
    ? [{ transform: [known(...fields)], ...drawn }]
    : [];

/** The words of a field as they are. */
export const words = (field: string): Spec => ({ field, type: 'nominal' });

/** Why a figure is missing, in words where it would be. */
export const missingLayer = (values: Values, field: string, encoding: Spec = {}): readonly Spec[] =>
  values.every((value) => isKnown(value, field))
    ? []
    : [
        {
          transform: [unknown(field)],
          mark: { type: 'text', align: 'left', fontStyle: 'italic', color: THEMES.light.muted },
          encoding: { x: { value: 4 }, text: words('missing'), ...encoding },
        },
      ];

/** Panels of a layer, one for each value of a field, where there are several; else the layer alone. */
export function panels(
  field: string,
  labels: readonly string[],
  size: Spec,
  layer: Spec,
  header: Spec,
): Spec {
  if (new Set(labels).size < 2) return { ...size, ...layer };
  return {
    facet: {
      field,
      type: 'nominal',
      title: null,
      sort: [...new Set(labels)],
      header: { labelAnchor: 'start', labelFontWeight: 600, ...header },
    },
    columns: 2,
    spec: { ...size, ...layer },
  };
}
