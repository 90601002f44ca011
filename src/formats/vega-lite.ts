import { specificationOf } from '../charts/vega-lite/specification.ts';
import type { Answer, Format } from './format.ts';

/** Rows that a chart holds: all are in its text, and drawn. */
const MAXIMUM_ROWS = 2000;

function* specification(answer: Answer): Generator<string> {
  const { chart, rows, meta, licence = null } = answer;
  if (chart === undefined) throw new Error('there is no chart of this answer');
  const { id, survey } = chart;
  yield JSON.stringify(
    specificationOf(
      id,
      { rows: [...rows], survey },
      {
        citation: survey.citation,
        permalink: String(meta['permalink']),
        notes: (meta['notes'] as readonly string[] | undefined) ?? [],
        licence,
      },
    ),
  );
}

export const vegaLite: Format = {
  id: 'vega-lite',
  mediaType: 'application/vnd.vegalite.v6+json',
  contentType: 'application/vnd.vegalite.v6+json',
  extension: 'vl.json',
  description:
    'The chart of the figures as a specification of Vega-Lite 6, for pages and notebooks that draw it themselves: the rows are in it, with words beside their codes, and what is hidden or not known is drawn as such. Of the resources that there are pictures of.',
  carriesMeta: true,
  binary: false,
  compressed: false,
  maximumRows: MAXIMUM_ROWS,
  holdsRows: true,
  heavy: true,
  chunks: specification,
};
