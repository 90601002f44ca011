import { html, type Markup } from '../html/html.ts';

/** A line of a list to choose from. */
export const selectOption = (value: string, label: string, chosen: string | undefined): Markup =>
  html`<option value="${value}"${value === chosen && html` selected="selected"`} dir="auto">${label}</option>`;

/** A list to choose from, with its label. @param options values with their words */
export const select = (
  name: string,
  label: string,
  options: readonly (readonly [string, string])[],
  chosen: string | undefined,
): Markup =>
  html`<label>${label}<select name="${name}">${options.map(([value, words]) => selectOption(value, words, chosen))}</select></label>
`;

/** How sure intervals and tests are to be. @param level between 0 and 1 */
export const confidenceSelect = (level: number | undefined): Markup =>
  select(
    'confidence',
    'Confidence',
    [
      ['0.9', '90 %'],
      ['0.95', '95 %'],
      ['0.99', '99 %'],
    ],
    level?.toString(),
  );

/** How p-values are adjusted for how many there are. */
export const adjustmentSelect = (chosen: string | undefined): Markup =>
  select(
    'adjust',
    'For many comparisons',
    [
      ['none', 'No adjustment'],
      ['holm', 'Holm'],
      ['bh', 'Benjamini–Hochberg'],
    ],
    chosen,
  );

/** Which wave. @param all what stands for none of them alone */
export const waveSelect = (
  waves: readonly { readonly id: string; readonly label: string }[],
  all: string,
  chosen: string | undefined,
): Markup =>
  select('wave', 'Wave', [['', all], ...waves.map(({ id, label }) => [id, label] as const)], chosen ?? '');
