import { scaleLinear } from 'd3-scale';
import type { Question, SurveyFile } from '../schemas/dataset.ts';
import type { EstimateRow } from '../schemas/results/estimate.ts';
import { basesOfFigures, flagSign } from './bases.ts';
import type { Canvas, ChartData, Picture } from './chart.ts';
import { contrastingInk } from './contrast.ts';
import { layoutRows } from './layout.ts';
import { label } from './paragraph.ts';
import { answerOf, audienceOf, itemOf, titleOf, waveOf } from './row-words.ts';
import { joined, sectionsOf, type RowProperty } from './sections.ts';
import { element, line, moved, rowMarks } from './svg.ts';
import type { Theme } from './theme.ts';
import { writerFor } from './words.ts';

const [BAR, ROW] = [24, 34];
const NET = { size: 13, weight: 600 } as const;
const SHARE = { size: 12 } as const;

/** The answers of one item, wave and audience, in the order of the codebook. */
type Stack = readonly EstimateRow[];

const PROPERTIES: readonly RowProperty<EstimateRow>[] = [
  { say: itemOf },
  { say: audienceOf },
  { say: waveOf },
];
const stackKey = ({ item, wave, audience }: EstimateRow): string => JSON.stringify([item, wave, audience]);

/** Whether rows are the shares of all answers of one question that is a scale, none of them hidden: only then do bars add up. */
function isWholeScale(rows: readonly EstimateRow[], { questions }: SurveyFile): boolean {
  const [id, ...others] = new Set(rows.map(({ question }) => question));
  const question = questions.find((one) => one.id === id);
  if (others.length > 0 || question?.type !== 'scale' || question.options.length < 2) return false;
  const { options } = question;
  return (
    rows.every(({ measure, value }) => measure === 'percent' && value !== null) &&
    [...Map.groupBy(rows, stackKey).values()].every(
      (stack) =>
        stack.length === options.length &&
        options.every(({ id: wanted }) => stack.some(({ option }) => option === wanted)),
    )
  );
}

/** The rows that are single answers, and how many are answers taken together, which bars of all answers add up to anyway. */
interface WholeScale {
  readonly answers: readonly EstimateRow[];
  readonly together: number;
}

/** What of some rows is a whole scale; null: they are none. */
export function wholeScale(rows: readonly EstimateRow[], survey: SurveyFile): WholeScale | null {
  const nets = new Map(
    survey.questions.map((one) => [one.id, new Set<string | null>(one.nets.map(({ id }) => id))]),
  );
  const answers = rows.filter(({ question, option }) => nets.get(question)?.has(option) !== true);
  return isWholeScale(answers, survey) ? { answers, together: rows.length - answers.length } : null;
}

/** The two sides of a scale of so many answers; the one in the middle stands on both. */
interface Sides {
  readonly left: number;
  readonly hasMiddle: boolean;
}
const sidesOf = (answers: number): Sides => ({ left: Math.floor(answers / 2), hasMiddle: answers % 2 === 1 });

/** The colours of the answers: strong at both ends, pale in the middle. */
export function scaleColours(
  { left, right, middle }: Pick<Theme, 'left' | 'right' | 'middle'>,
  answers: number,
): string[] {
  const { left: count, hasMiddle } = sidesOf(answers);
  const [leftEnd = middle, leftInner = middle] = left;
  const [rightEnd = middle, rightInner = middle] = right;
  const ramp = (from: string, to: string): string[] => {
    const colour = scaleLinear<string>()
      .domain([0, Math.max(1, count - 1)])
      .range([from, to]);
    return Array.from({ length: count }, (_, i) => colour(i));
  };
  return [
    ...ramp(leftEnd, leftInner),
    ...(hasMiddle ? [middle] : []),
    ...ramp(rightEnd, rightInner).toReversed(),
  ];
}

/** The net that takes just the answers of a side together. */
function netOfSide(
  { options, nets }: Question,
  from: number,
  to: number,
): Question['nets'][number] | undefined {
  const ids = options.slice(from, to).map(({ id }) => id);
  return nets.find((net) => net.options.toSorted().join() === ids.toSorted().join());
}

/** What the answers of a side are called together: as the codebook says, where it has a word for just these. */
function netName(question: Question, from: number, to: number): string {
  const { options } = question;
  const declared = netOfSide(question, from, to);
  const labels = options.slice(from, to).map((option) => option.label ?? option.id);
  return declared ? (declared.label ?? declared.id) : labels.join(' + ');
}

const sumOf = (rows: Stack): number => rows.reduce((sum, { value }) => sum + (value ?? 0), 0);

/** All answers of a scale as bars that part in the middle, with the sums of both sides at their ends. */
export function drawScales(
  data: ChartData<EstimateRow> & {
    readonly kept: readonly EstimateRow[];
    readonly leftOut: readonly string[];
  },
  canvas: Canvas,
): Picture {
  const { kept: rows, survey, leftOut } = data;
  const { theme, text, width } = canvas;
  const question = survey.questions.find(({ id }) => id === rows[0]?.question);
  if (question === undefined) throw new Error('a scale is drawn that is no question of the survey');
  const questionText = (): string => question.text ?? question.id;
  const order = new Map(question.options.map(({ id }, i) => [id as string | null, i]));
  const stacks = [...Map.groupBy(rows, stackKey).values()].map((stack): Stack =>
    stack.toSorted((a, b) => (order.get(a.option) ?? 0) - (order.get(b.option) ?? 0)),
  );
  const { left: count, hasMiddle } = sidesOf(question.options.length);
  const { sections, shared } = sectionsOf(
    stacks,
    questionText,
    PROPERTIES.map(({ say }): RowProperty<Stack> => ({
      say: ([row]) => (row === undefined ? null : say(row)),
    })),
  );
  const write = writerFor(
    'percent',
    rows.map(({ value }) => Math.round(value ?? 0)),
  );
  const layout = layoutRows(canvas, sections, () => ROW);
  const colours = scaleColours(theme, question.options.length);
  const middleOf = (stack: Stack): number => (hasMiddle ? (stack[count]?.value ?? 0) : 0);
  const leftOf = (stack: Stack): number => sumOf(stack.slice(0, count));
  const rightOf = (stack: Stack): number => sumOf(stack.slice(hasMiddle ? count + 1 : count));
  const total = question.options.length;
  const right = hasMiddle ? count + 1 : count;
  // A net that was published was rounded once, and its answers each: what was printed is what is said.
  const printed = new Map(
    data.rows
      .filter(({ status }) => status !== 'computed')
      .map((row) => [JSON.stringify([stackKey(row), row.option]), row]),
  );
  const asPublished = ([row]: Stack, from: number, to: number): number | null => {
    const { id = null } = netOfSide(question, from, to) ?? {};
    return row && id !== null ? (printed.get(JSON.stringify([stackKey(row), id]))?.value ?? null) : null;
  };
  const anyPublished = stacks.some(
    (stack) => asPublished(stack, 0, count) !== null || asPublished(stack, right, total) !== null,
  );
  const reach = (side: (stack: Stack) => number): number =>
    Math.max(1, ...stacks.map((stack) => side(stack) + middleOf(stack) / 2));
  const net = text.width('100 %**', NET) + 8;
  const x = scaleLinear()
    .domain([-reach(leftOf), reach(rightOf)])
    .range([layout.left + net, width - net]);
  const drawn = layout.rows.map(({ row: stack, middle, label: name }) => {
    let at = -leftOf(stack) - middleOf(stack) / 2;
    const from = x(at);
    const bars = stack.map((row, i) => {
      const [start, end] = [x(at), x(at + (row.value ?? 0))];
      at += row.value ?? 0;
      const words = write.figure(Math.round(row.value ?? 0));
      const fill = colours[i] ?? theme.middle;
      const fits = text.width(words, SHARE) + 4 <= end - start;
      return rowMarks(
        data.rows.indexOf(row),
        `${joined([name, answerOf(row)])}: ${write.figure(row.value ?? 0)} %${flagSign(row.baseFlag)}`,
        element('rect', {
          x: start,
          y: middle - BAR / 2,
          width: Math.max(0, end - start),
          height: BAR,
          fill,
          stroke: theme.background,
          'stroke-width': 1,
        }),
        fits
          ? label(words, (start + end) / 2, middle + 4, {
              ...SHARE,
              fill: contrastingInk(fill),
              anchor: 'middle',
            })
          : '',
      );
    });
    // A stack has one base.
    const sign = flagSign(stack[0]?.baseFlag ?? null);
    const sums = [
      asPublished(stack, 0, count) ?? leftOf(stack),
      asPublished(stack, right, total) ?? rightOf(stack),
    ].map((sum) => `${write.figure(Math.round(sum))} %${sign}`);
    return [
      ...bars,
      label(sums[0] ?? '', from - 6, middle + 4.5, { ...NET, fill: theme.ink, anchor: 'end' }),
      label(sums[1] ?? '', x(at) + 6, middle + 4.5, { ...NET, fill: theme.ink }),
    ].join('');
  });
  const bands = layout.rows.map(({ band: [top, bottom] }) =>
    line([x(0), top], [x(0), bottom], { stroke: theme.ink, 'stroke-width': 1.2 }),
  );
  const title = titleOf(rows, survey);
  return {
    title,
    subtitle: joined(['Per cent, all answers', ...shared.filter((one) => one !== title)]),
    legend: question.options.map((option, i) => ({
      sign: element('rect', { x: 4, y: 0, width: 14, height: 12, fill: colours[i] ?? theme.middle }),
      label: option.label ?? option.id,
    })),
    marks: moved(0, 0, layout.labels, ...drawn, ...bands),
    height: layout.height,
    below: [
      `At the left end: ${netName(question, 0, count)}; at the right end: ${netName(question, right, total)}. Sums of the shares as served, rounded for the picture${anyPublished ? '; nets that were published themselves as they were published' : ''}.`,
      ...basesOfFigures(rows, survey),
      'Intervals are not drawn here: the figures have them.',
      ...leftOut,
    ],
    table: sections.flatMap(({ heading, rows: members }) =>
      members.map(
        ({ label: name, row: stack }) =>
          `${joined([heading, name])}: ${stack.map((row) => `${answerOf(row) ?? ''} ${write.figure(row.value ?? 0)} %`).join(', ')}`,
      ),
    ),
  };
}
