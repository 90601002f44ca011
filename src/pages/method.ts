import { html, type Content } from '../html/html.ts';
import type { Method } from '../schemas/results/common.ts';
import { headingOf } from '../schemas/words.ts';

/** The choices behind the numbers of a page, folded: each once, whatever tables it is of. */
export function methodDetails(base: string, methods: readonly Method[]): Content {
  const all = new Map<string, string>();
  for (const method of methods)
    for (const [name, choice] of Object.entries(method)) {
      const text = Array.isArray(choice) ? choice.join(', ') : String(choice);
      if (choice !== null && ![...all].some(([known, said]) => known === name && said.includes(text)))
        all.set(name, all.has(name) ? `${all.get(name) ?? ''} ${text}` : text);
    }
  if (all.size === 0) return null;
  return html`<details class="method"><summary>Method: how these numbers were made</summary>
<dl>${[...all].map(([name, text]) => html`<dt>${headingOf(name)}</dt><dd>${text}</dd>`)}</dl>
<p><a href="${base}/docs/method">What the statistics mean</a></p></details>
`;
}
