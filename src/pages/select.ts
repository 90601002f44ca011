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
