import { html, type Content } from '../../html/html.ts';
import type { Release } from '../../repository/release.ts';
import type { EstimateRow } from '../../schemas/results/estimate.ts';
import { sourceList } from '../provenance.ts';

/** Places in one source that are named. */
const MOST_PLACES = 12;

/** The sources of figures and of what others give instead, each with the places where they stand in it. */
export function citedSources({ survey }: Release, rows: readonly EstimateRow[]): Content {
  const places = new Map<string, Set<string>>();
  for (const row of rows)
    for (const { sources, locators } of [row, ...row.alternatives])
      for (const [i, source] of sources.entries()) {
        const known = places.get(source) ?? new Set<string>();
        const place = locators[i];
        if (place) known.add(place);
        places.set(source, known);
      }
  const cited = survey.sources.filter(({ id }) => places.has(id));
  const fromRecords =
    survey.design === undefined ? 0 : rows.filter(({ status }) => status === 'computed').length;
  const computed =
    fromRecords > 0 &&
    html`<p>${fromRecords === rows.length ? 'The figures' : 'Further figures'} are computed from the records of the respondents.</p>`;
  const ofRecords = survey.sources.filter(({ id }) => id === survey.design?.source);
  if (cited.length === 0) return html`${computed}${sourceList(ofRecords)}`;
  return html`${computed}${sourceList(
    cited.map((source) => {
      const named = [...(places.get(source.id) ?? [])];
      const said = named.slice(0, MOST_PLACES).join('; ');
      const note = [
        said === '' ? null : `At: ${said}${named.length > MOST_PLACES ? ' …' : ''}.`,
        source.note,
      ].filter((part) => part !== null);
      return { ...source, note: note.length === 0 ? null : note.join(' ') };
    }),
  )}`;
}
