import { NOT_OFFERED, OFFERED_KINDS } from './kinds.ts';

const INTRODUCTION = `# Reference cases through HTTP

R's \`survey\` package, version 4.1-1, has computed the numbers; Topline must answer with the same. The tests in
\`test/reference-http\` import the records, publish and serve them, and ask for each number over HTTP. This page is written
by them: \`UPDATE_REFERENCE_CASES=1 npx vitest run test/reference-http\`.

Counts, degrees of freedom and quantiles are equal; estimates and totals within a relative 1e-12; standard errors and design
effects within 1e-10; intervals and p-values within 1e-9. Covariances of shares are compared as the standard errors of two
answers taken together. Of \`apiclus2\`, where R derives the weights from the population sizes, the column \`pw\` is declared
as the weight: it holds the same numbers. \`chile\` and \`gss_waves\` come with R packages under the GPL and are
no part of this project: where they are not beside it, their cases are skipped, and the tests say so.
`;

const PARTS = `## Numbers of these kinds that are not compared

| numbers | why |
| --- | --- |
| \`deff_wor\` | The design effect is the one against a sample with replacement, \`deff_wr\`. |
| \`ci_z\`, \`p_z\`, \`ci_t\` of shares | Intervals and tests have t, and those of shares are on the logit scale: \`xlogit\`, in every case. |
| \`beta\`, \`mean\`, \`asin\`, \`likelihood\` | The API has one interval of a share. At 0 and 100 %, where R has none, it must be Clopper and Pearson's on the effective base, where there is a degree of freedom. |
| \`variance\`, \`sd\`, \`variance_se\` | Not among the measures. |
| \`total\` in groups and domains | Totals of numeric answers are given for waves and audiences only. |
| \`total_se\` under \`adjust\` | R holds totals of a lonely unit against 0, Topline against the mean of the sample. |
| \`Chisq\`, \`Wald\`, \`adjWald\`, \`saddlepoint\` | One test of independence, Rao and Scott's F; Pearson's chi-squared is compared as well. |
| \`school\`, \`hf7\`, other Woodruff intervals | One rule for quantiles, \`math\` with \`xlogit\`. |
| \`p_value\`, \`ci\` of \`ttest\` | R takes a degree of freedom off, as for a regression. Estimate, standard error and t are compared, and interval and p-value with R's t and the degrees of freedom of the design. |
| adjusted p-values of gaps, where some groups are not known | \`gaps\` has the degrees of freedom of all who answered, R those of all whose group is known too. Interval and p-value are compared with R's t and the former. |
| \`p_t_holm\`, \`p_t_bh\` of shares in \`crosstab/comparisons\` | The other rows of the table belong to the family too; \`gaps\` has the family that R has. |
| \`t\`, \`p_t\`, \`ci_t\` of a difference of shares of which fewer than 5 respondents in either group gave the answer, or fewer than 5 did not | Near 0 and 100 % the linearised variance is far too small, and t finds differences that are not there (1 of 50 against 50 of 500: p 0.0009; Fisher's test 0.07). R's estimate and SE must be met; p is the largest of three and must not be below R's, and the interval is added up from those of the two shares ([method](method.md)). |
| \`p_t_bonferroni\` | Not among the adjustments. |
`;

/** What became of the cases of the files that are there. */
export class Report {
  /** Passed, by file and kind. */
  readonly #passed = new Map<string, Map<string, number>>();
  readonly #failing = new Map<string, string[]>();
  readonly #notOffered = new Map<string, number>();

  passed(file: string, kind: string): void {
    const kinds = this.#passed.get(file) ?? new Map<string, number>();
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    this.#passed.set(file, kinds);
  }

  failing(why: string, id: string): void {
    this.#failing.set(why, [...(this.#failing.get(why) ?? []), id]);
  }

  notOffered(what: string): void {
    this.#notOffered.set(what, (this.#notOffered.get(what) ?? 0) + 1);
  }

  count(file: string): number {
    return [...(this.#passed.get(file)?.values() ?? [])].reduce((sum, n) => sum + n, 0);
  }

  /** The line of the table for one file. */
  line(file: string): string {
    const counts = OFFERED_KINDS.map((kind) => this.#passed.get(file)?.get(kind) ?? '');
    return `| \`${file}\` | ${counts.join(' | ')} | ${this.count(file)} |`;
  }

  #summary(files: readonly string[]): string {
    // Each dataset has one CSV file; SPSS files are asked for the same cases once more.
    const passed = files
      .filter((file) => file.endsWith('.csv'))
      .reduce((sum, file) => sum + this.count(file), 0);
    const failing = [...this.#failing.values()].flat().length;
    const left = [...this.#notOffered.values()].reduce((sum, n) => sum + n, 0);
    return `Of ${passed + failing + left} cases, ${passed} pass, ${failing} fail and ${left} are of kinds that are not offered. SPSS files hold the rows of the CSV file of the same name, and are asked for the same cases.`;
  }

  toMarkdown(): string {
    const columns = ['records', ...OFFERED_KINDS.map((kind) => `\`${kind}\``), 'all'];
    const files = [...this.#passed.keys()];
    const failing = [...this.#failing].map(
      ([why, ids]) => `| ${ids.map((id) => `\`${id}\``).join(', ')} | ${why} |`,
    );
    return [
      INTRODUCTION,
      `## Cases that pass\n\n| ${columns.join(' | ')} |`,
      `| --- |${columns
        .slice(1)
        .map(() => ' --: |')
        .join('')}`,
      ...files.map((file) => this.line(file)),
      `\n${this.#summary(files)}\n`,
      ...(failing.length > 0 ? ['## Cases that fail\n\n| cases | why |\n| --- | --- |', ...failing, ''] : []),
      '## Cases that are not offered\n\n| kind | cases | why |\n| --- | --: | --- |',
      ...Object.entries(NOT_OFFERED).map(
        ([what, why]) => `| \`${what}\` | ${this.#notOffered.get(what) ?? 0} | ${why} |`,
      ),
      `\n${PARTS}`,
    ].join('\n');
  }
}
