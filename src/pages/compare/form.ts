import { html, type Markup } from '../../html/html.ts';
import type { Release } from '../../repository/release.ts';
import type { FigureQuery } from '../../schemas/query.ts';
import { adjustmentSelect, confidenceSelect, select, waveSelect } from '../select.ts';

/**
 * Chooses two audiences, and how their differences are tested. It is sent as an address, and works without scripts.
 *
 * @param action path of the page
 */
export function compareForm(action: string, { survey }: Release, query: FigureQuery): Markup {
  const { between = [], wave = [], confidence, adjust } = query;
  const audiences = survey.audiences.map(({ id, label }) => [id, label] as const);
  const [suggested] = survey.comparisons;
  const [first, second] =
    between.length > 0 ? between : (suggested?.between ?? [survey.audiences[0]?.id, survey.audiences[1]?.id]);
  return html`<form class="builder" method="get" action="${action}#differences">
<div class="grid">
<fieldset><legend>Whom</legend>
${select('between', 'The first', audiences, first)}${select('between', 'Less the second', audiences, second)}</fieldset>
<fieldset><legend>How</legend>
${
  survey.waves.length > 1 && waveSelect(survey.waves, 'All waves', wave[0])
}${confidenceSelect(confidence)}${adjustmentSelect(adjust)}</fieldset>
</div>
<div class="buttons"><button class="main" type="submit">Compare</button></div>
</form>
`;
}
