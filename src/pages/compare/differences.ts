import { html, type Content, type Markup } from '../../html/html.ts';
import type { Release } from '../../repository/release.ts';
import type { GapRow } from '../../schemas/results/gap.ts';
import { turns } from '../../turns/turns.ts';
import { gapLine } from '../question/comparisons.ts';
import { differencesTable } from '../question/differences-table.ts';
import { audienceWords, counted, questionWords } from '../words.ts';

/** Lines that one page has room for, and those that are shown first. */
const MOST_LINES = 1500;
const LARGEST = 10;
/** Lines from which on the questions are folded, each with what it comes to in its head. */
const MOST_OPEN = 60;

/** The two audiences as they are called. */
type Pair = readonly [first: string, second: string];

const heads = (id: string, name: string, what: readonly string[], [first, second]: Pair) =>
  ({
    id,
    name,
    what,
    first,
    second,
    difference: 'Difference',
    fields: ['valueA', 'valueB', 'gap'],
  }) as const;

const waveOf = ({ waveLabel, wave }: GapRow): string => waveLabel ?? wave;

/**
 * The largest differences in percentage points that are significant: those that a reader looks for. Where all of one and nobody of
 * the other gave an answer, it is what makes them two audiences.
 */
async function largest({ questions }: Release, rows: readonly GapRow[], pair: Pair): Promise<Content> {
  const found = rows
    .filter(
      ({ measure, significant, gap }) =>
        measure === 'percent' && significant === true && gap !== null && Math.abs(gap) < 100,
    )
    .toSorted((a, b) => Math.abs(b.gap ?? 0) - Math.abs(a.gap ?? 0));
  if (found.length === 0)
    return html`<p>No difference in percentage points is significant at this level of confidence.</p>
`;
  const shown = found.slice(0, LARGEST);
  const table = await differencesTable(
    heads('largest-note', 'The largest differences', ['Wave', 'Question'], pair),
    shown.map((row) => {
      const question = questions.get(row.question);
      return gapLine(row, [waveOf(row), question === undefined ? row.question : questionWords(question)]);
    }),
  );
  return html`<h2 id="largest">The largest differences</h2>
<p class="note">${found.length > shown.length ? `The first ${shown.length} of ${counted(found.length, 'significant difference')}` : counted(found.length, 'significant difference')} in percentage points.</p>
${table}`;
}

/** How many of some differences are significant. */
const significantWords = (lines: readonly GapRow[]): string =>
  `${lines.filter(({ significant }) => significant === true).length.toLocaleString('en')} of ${counted(lines.length, 'difference')} significant`;

/**
 * All differences of two audiences: the largest first, then question by question in the order of the codebook.
 *
 * @param rows with their words
 * @param questionsPage path before the id of a question
 */
export async function differencesOf(
  release: Release,
  rows: readonly GapRow[],
  ids: readonly string[],
  questionsPage: string,
): Promise<Markup> {
  const [first = '', second = ''] = audienceWords(release.survey, ids);
  const pair: Pair = [first, second];
  const ofQuestions = Map.groupBy(rows, ({ question }) => question);
  let left = MOST_LINES;
  const sections = await turns.map(
    release.survey.questions.flatMap((question) => {
      const lines = ofQuestions.get(question.id) ?? [];
      const shown = lines.slice(0, left);
      left -= shown.length;
      return shown.length > 0 ? [{ question, lines: shown }] : [];
    }),
    async ({ question, lines }) => {
      const href = `${questionsPage}${question.id}`;
      const words = questionWords(question);
      const table = await differencesTable(
        heads(`note-${question.id}`, `Differences: ${words}`, ['Wave'], pair),
        lines.map((row) => gapLine(row, [waveOf(row)])),
      );
      if (rows.length <= MOST_OPEN)
        return html`<h3><a href="${href}" dir="auto">${words}</a></h3>
${table}`;
      return html`<details class="fold"><summary><h3 dir="auto">${words}</h3> <span class="note">${significantWords(lines)}</span></summary>
<p><a href="${href}">The page of this question</a></p>
${table}</details>
`;
    },
  );
  const written = await Promise.all(sections);
  return html`${await largest(release, rows, pair)}<h2 id="questions">Question by question</h2>
${written}${
    rows.length > MOST_LINES &&
    html`<p class="note">The first ${MOST_LINES.toLocaleString('en')} of ${counted(rows.length, 'line')}; all of them are in the files below.</p>
`
  }`;
}
