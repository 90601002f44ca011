import { html, Markup, type Content } from '../html/html.ts';
import type { ColumnOverview, Overview } from '../import/overview.ts';
import { askedIn } from './overview-text.ts';

const STYLE = `body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; color: #1a1a1a; background: #fff }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid #ccc }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums }
ul { margin: 0; padding-left: 1rem }
tr.left-out td { color: #555 }
.warning { color: #8a3b00 }`;

const list = (items: readonly string[], kind = ''): Content =>
  items.length > 0 &&
  html`<ul${kind !== '' && html` class="${kind}"`}>${items.map((item) => html`<li>${item}</li>`)}</ul>`;

function row(one: ColumnOverview): Markup {
  const { column, kind, options, n, missing, warnings } = one;
  const counts = options.map(({ label, n: count }) => (count === null ? label : `${label}: ${count}`));
  return html`<tr${n === null && html` class="left-out"`}><th scope="row">${column}</th><td>${kind}</td><td>${askedIn(one)}</td><td>${list(counts)}</td><td class="number">${n}</td><td class="number">${missing}</td><td>${list(warnings, 'warning')}</td></tr>
`;
}

/** An overview as a page of its own, without script. */
export function overviewPage(title: string, { records, columns, notes }: Overview): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
${new Markup(STYLE)}
</style>
</head>
<body>
<h1>${title}</h1>
<p>${records.toLocaleString('en')} records, ${columns.length} columns.</p>
${list(notes)}
<table>
<thead><tr><th scope="col">Column</th><th scope="col">Kind</th><th scope="col">Question</th><th scope="col">Answers</th><th scope="col" class="number">n</th><th scope="col" class="number">Missing</th><th scope="col">To look at</th></tr></thead>
<tbody>
${columns.map(row)}</tbody>
</table>
</body>
</html>
`.text;
}
