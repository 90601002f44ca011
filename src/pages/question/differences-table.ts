import { MEASURE_WORDS } from '../../charts/words.ts';
import { html, type Content, type Markup } from '../../html/html.ts';
import { scrollBox } from '../../html/scroll-box.ts';
import type { Measure, Reason } from '../../schemas/vocabulary.ts';
import { turns } from '../../turns/turns.ts';
import { counted } from '../words.ts';
import { Footnotes } from './footnotes.ts';
import { figureWriter, intervalWords, pWords, missingReason, type FigureWriter } from './writing.ts';

const MOST_LINES = 200;

/** A difference of two figures, or of two differences, as a line of a page. */
export interface DifferenceLine {
  readonly measure: Measure;
  readonly itemLabel?: string | null | undefined;
  readonly item: string | null;
  readonly optionLabel?: string | null | undefined;
  readonly option: string | null;
  /** Whose, and when. */
  readonly what: readonly string[];
  readonly first: number | null;
  readonly second: number | null;
  readonly difference: number | null;
  readonly ciLower: number | null;
  readonly ciUpper: number | null;
  readonly roundingLower: number | null;
  readonly roundingUpper: number | null;
  readonly pAdjusted: number | null;
  readonly significant: boolean | null;
  /** What it means, as far as rounding leaves it certain; null: it is not said. */
  readonly direction: string | null;
  readonly reasons: Readonly<Record<string, Reason>>;
  readonly note: string | null;
}

/** How a table of differences is headed. */
interface DifferenceHeads {
  readonly id: string;
  readonly name: string;
  readonly what: readonly string[];
  readonly first: string;
  readonly second: string;
  readonly difference: string;
  /** The fields of the two figures and of their difference. */
  readonly fields: readonly [string, string, string];
}

/** What the test says, or why there is none. */
function verdict(line: DifferenceLine): Content {
  const { significant, pAdjusted, direction, reasons } = line;
  const said = direction === 'undetermined' && leavesOpen(line) ? 'rounding leaves the sign open' : null;
  if (significant === null || pAdjusted === null)
    return html`<td class="none">not tested: ${missingReason(reasons, 'pAdjusted')}${said !== null && html`<span class="by">${said}</span>`}</td>`;
  return html`<td>${significant ? html`<strong>significant</strong>` : 'not significant'}<span class="by">${pWords(pAdjusted)}${said !== null && `, ${said}`}</span></td>`;
}

function figureCell(value: number | null, reason: string, write: (value: number) => string): Markup {
  return value === null ? html`<td class="none">${reason}</td>` : html`<td class="n">${write(value)}</td>`;
}

/** Whether rounding leaves anything of a difference open: of what is computed from records it does not. */
const leavesOpen = ({ roundingLower, roundingUpper }: DifferenceLine): boolean =>
  roundingLower !== null && roundingUpper !== null && roundingLower !== roundingUpper;

function differenceCell(
  line: DifferenceLine,
  field: string,
  { difference: write }: FigureWriter,
  notes: Footnotes,
): Markup {
  const { difference, ciLower, ciUpper, roundingLower, roundingUpper, reasons, note } = line;
  if (difference === null)
    return html`<td class="none">${missingReason(reasons, field)}${notes.sign(note)}</td>`;
  const interval = intervalWords(write, ciLower, ciUpper);
  const rounding = leavesOpen(line) ? intervalWords(write, roundingLower, roundingUpper) : null;
  return html`<td class="n"><span class="big">${write(difference)}</span>${notes.sign(note)}${interval !== null && html`<span class="by">${interval}</span>`}${rounding !== null && html`<span class="by">rounding: ${rounding}</span>`}</td>`;
}

/** What stands below the differences; null: nothing does. */
function belowWords(lines: readonly DifferenceLine[]): string | null {
  const parts = [
    lines.some((line) => line.ciLower !== null) && 'its confidence interval (sampling only)',
    lines.some(leavesOpen) && 'what the published digits leave open (rounding only)',
  ].filter((part) => part !== false);
  return parts.length > 0 ? `Below each ${parts.join(', and ')}` : null;
}

/** Differences as a table: both figures, their difference with its interval, and what the test says. */
export async function differencesTable(
  heads: DifferenceHeads,
  lines: readonly DifferenceLine[],
  ofGaps = false,
): Promise<Markup> {
  const { id, name, what, first, second, difference } = heads;
  const notes = new Footnotes(id);
  const writers = new Map(
    [...Map.groupBy(lines, ({ measure }) => measure)].map(([measure, members]) => [
      measure,
      figureWriter(
        measure,
        members.flatMap((one) => [one.first, one.second, one.difference]),
      ),
    ]),
  );
  /** Whether a part of what is compared is not the same in all lines, so that each has to say it. */
  const differs = what.map((_, i) => new Set(lines.map((line) => line.what[i])).size > 1);
  const hasThings = lines.some(({ item, option }) => item !== null || option !== null);
  const rows = await turns.map(lines.slice(0, MOST_LINES), (line) => {
    const write = writers.get(line.measure) ?? figureWriter('percent', []);
    const figure = ofGaps ? write.difference : (value: number) => `${write.figure(value)}${write.unit}`;
    const kind = writers.size > 1 && line.measure !== 'percent' ? [`(${MEASURE_WORDS[line.measure]})`] : [];
    const thing = [line.itemLabel ?? line.item, line.optionLabel ?? line.option].filter(
      (part) => part !== null,
    );
    const beside = line.what.filter((_, i) => differs[i]);
    const [lead = '', ...rest] = hasThings
      ? [[thing.join(': ') || 'All', ...kind].join(' '), ...beside]
      : beside.length > 0
        ? beside
        : line.what;
    const [ofFirst, ofSecond, ofBoth] = heads.fields;
    const by = rest.length > 0 && html`<span class="by">${rest.join(', ')}</span>`;
    return html`<tr><th scope="row" dir="auto">${lead}${by}</th>${differenceCell(line, ofBoth, write, notes)}${figureCell(line.first, missingReason(line.reasons, ofFirst), figure)}${figureCell(line.second, missingReason(line.reasons, ofSecond), figure)}${verdict(line)}</tr>
`;
  });
  const common = what.flatMap((_, i) => (differs[i] ? [] : [lines[0]?.what[i]]));
  const caption = [...common, belowWords(lines)].filter((part) => part !== undefined && part !== null);
  return html`${caption.length > 0 && html`<p class="note" dir="auto">${caption.join(' · ')}</p>\n`}${scrollBox(
    name,
    html`<table><thead><tr><th scope="col">Of</th><th scope="col" class="n">${difference}</th><th scope="col" class="n">${first}</th><th scope="col" class="n">${second}</th><th scope="col">Test</th></tr></thead><tbody>
${rows}</tbody></table>`,
  )}${lines.length > MOST_LINES && html`<p class="note">The first ${MOST_LINES} of ${counted(lines.length, 'line')}; all of them are in the files below.</p>`}${notes.list()}`;
}
