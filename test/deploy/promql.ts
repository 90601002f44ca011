/** Words of PromQL that are no metric. */
const WORDS =
  /^(?:sum|avg|min|max|count|topk|bottomk|rate|irate|increase|changes|histogram_quantile|by|without|on|ignoring|offset|and|or|unless|bool|inf|nan)$/i;

/** A metric that an expression asks for, with the labels that it names. */
export interface Named {
  readonly metric: string;
  readonly labels: readonly string[];
}

/** The metrics of a PromQL expression, as far as our rules and dashboards use the language. */
export function metricsIn(expression: string): Named[] {
  // Grouping names labels, not metrics; and so does a time nothing of either.
  const bare = expression
    .replaceAll(/\b(?:by|without|on|ignoring)\s*\([^)]*\)/g, ' ')
    .replaceAll(/\[[^\]]*\]/g, ' ')
    .replaceAll(/\boffset\s+\w+/g, ' ');
  return [...bare.matchAll(/(?<![\w.])([a-zA-Z_:][\w:]*)\s*(?:\{([^}]*)\})?/g)].flatMap(
    ([, metric = '', matchers = '']) =>
      WORDS.test(metric)
        ? []
        : [
            {
              metric,
              labels: [...matchers.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, name = '']) => name),
            },
          ],
  );
}
