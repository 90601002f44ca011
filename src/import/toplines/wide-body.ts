import { Bases, type Told } from './bases.ts';
import {
  addUpAcross,
  areCountsOf,
  areManyCounts,
  areOfCounts,
  areSharesOf,
  areSumsOf,
  figuresOf,
  isCount,
  passedOver,
  toldBy,
  markHint,
  wrongCell,
  type BodyFigure,
  type FigureCell,
} from './body-cells.ts';
import type { FigureColumn } from './figure-columns.ts';
import { areLetters, readCell, type CellRules } from './cell.ts';
import { isBaseLabel, isSumLabel, isUnit, rowKind, unitFor } from './labels.ts';
import { isOfSome, isSurelyQuestion } from './questions-of-titles.ts';
import { addUp, mayBeNet } from './nets.ts';
import { oneLine, type Table } from './table.ts';
import { whereOf, type Layout } from './wide-layout.ts';
import type { ReportFault } from './wide-subjects.ts';

/** A row of figures under its labels. */
export interface BodyRow {
  readonly row: number;
  /** The question as it stands in the table; empty: it does not. */
  readonly question: string;
  readonly label: string;
  /** None where no audience has a figure: the row is one of the codebook all the same. */
  readonly figures: readonly BodyFigure[];
}

/** All that stands under the head. */
export interface Body {
  readonly rows: readonly BodyRow[];
  readonly bases: Bases;
  /** The label of a row of margins of error, by which their level is told. */
  readonly marginLabel: string | null;
}

/**
 * Numbers beside the answers of one question that differ from answer to answer, while the shares are all that can be answered, say how many
 * gave each, and are no bases.
 */
function withoutCountsOfAnswers(
  rows: readonly BodyRow[],
  { beside }: Layout,
  bases: Bases,
  notes: string[],
): void {
  for (const own of Map.groupBy(rows, ({ question }) => question).values()) {
    const plain = own.filter((row) => !mayBeNet(row));
    for (const { unit, of } of beside) {
      if (unit !== 'base' || of === null || !addUp(plain)) continue;
      const numbers = new Set(plain.map(({ question, row }) => bases.of('n', question, row, of)));
      if (numbers.size < 2) continue;
      for (const { row } of own) bases.withoutRow('n', row, of.index);
      notes.push(
        `the numbers beside the shares of "${'label' in of.audience ? of.audience.label : of.audience.id}" differ from answer to answer: they say how many gave each, and are not taken for bases`,
      );
    }
  }
}

/** Reads all that stands under the head: rows of figures, of bases, of margins, of letters; questions that have a line of their own. */
export function readBody(
  table: Table,
  layout: Layout,
  measure: string,
  rules: CellRules,
  isQuestionLine: (text: string) => boolean,
  report: ReportFault,
  notes: string[],
): Body {
  const isDivided = layout.labels.length > 1;
  const labelsOf = (row: readonly string[]): string[] =>
    layout.labels.map((column) => oneLine(row[column] ?? ''));
  const under = table.rows.slice(layout.header + 1);
  const bases = new Bases(under.filter((row) => labelsOf(row).some(isBaseLabel)).length === 1);
  const rows: BodyRow[] = [];
  let question = '';
  let marginLabel: string | null = null;
  let label = '';
  const leaveOut = (row: number, reason: string): void => {
    notes.push(`left out ${whereOf(table.locationOf(row, 0))}: ${reason}`);
  };

  /** Says that numbers may be counts as well as shares of several answers. */
  const isOpen = (row: number, sum: string): void => {
    report(
      row,
      null,
      `"${sum}" is the sum of the figures above it, which may be counts: if they are, import them with --measure count; if they are shares of several answers, write % behind them`,
    );
  };

  /** Takes a row of numbers of respondents, sums of weights or margins. */
  function tell(row: number, told: Told, cells: readonly FigureCell[]): void {
    const known = (column: FigureColumn): string => bases.of('n', question, row, column);
    const isSame = cells.every(({ column, read }) => read.kind === 'figure' && read.value === known(column));
    if (told === 'n' && isSame) return;
    if (told === 'n' && !isDivided && cells.some(({ column }) => bases.has('n', question, column.index)))
      return report(row, null, 'is a second row of bases: give each question a table of its own');
    for (const { column, text, read } of cells) {
      if (read.kind === 'none') continue;
      if (told === 'n' && !isCount(read))
        report(row, column.index, `"${text}" is no base: a whole number of respondents${markHint(text)}`);
      else if (read.kind === 'figure') bases.set(told, question, column.index, read.value);
      else {
        const points = /^[±+/-]+\s?([\d.]+)\s?(?:%|pts?|points?|pp)?$/.exec(text)?.[1];
        if (told === 'margin' && points !== undefined) bases.set(told, question, column.index, points);
        else
          report(
            row,
            column.index,
            `"${text}" is no ${told === 'margin' ? 'margin: a number of percentage points' : 'weighted base: a number'}`,
          );
      }
    }
  }

  under.forEach((texts, i) => {
    const row = layout.header + 1 + i;
    if (texts.every((text) => oneLine(text) === '')) return;
    const own = labelsOf(texts);
    const [first = ''] = own;
    const told = own.map(toldBy).find((one) => one !== null) ?? null;
    const cells = layout.columns.map((column): FigureCell => {
      const text = oneLine(texts[column.index] ?? '');
      // Respondents often stand in brackets.
      const number =
        told === null ? text : text.replace(/^\(([^()]*)\)$/, '$1').replace(/^(\d[\d,]*)\.0+$/, '$1');
      return { column, text, read: readCell(number, rules) };
    });
    /** The number of a column in the one beside it, where shares and counts have a column each. */
    const besideOf = ({ column }: FigureCell): FigureCell | null => {
      const found = layout.beside.find(
        ({ of, unit }) => of === column && (unit === 'count' || unit === 'base'),
      );
      if (!found) return null;
      const text = oneLine(texts[found.index] ?? '');
      return { column, text, read: readCell(text, rules) };
    };
    const hasNothing = cells.every(({ text }) => text === '');
    // Where cells are merged, the question stands in the first of its rows only.
    const isSumOfAll = isDivided && isSumLabel(first) && own.slice(1).every((text) => text === '');
    if (isDivided && first !== '' && toldBy(first) === null && !isSumOfAll) question = first;
    if (isDivided && hasNothing && own.slice(1).every((text) => text === '')) {
      if (toldBy(first) !== null) leaveOut(row, `"${first}" has no figure`);
      return;
    }
    if (told !== null && hasNothing) return leaveOut(row, `"${own.join(' ').trim()}" has no figure`);
    const unit = layout.units === null ? '' : oneLine(texts[layout.units] ?? '');
    const named = isSumOfAll ? first : (own.at(-1) ?? '');
    // The label stands over the kinds of numbers below it, and above shares that follow its counts.
    const isBelow =
      named === '' && (layout.units !== null || rows.length > 0) && (!isDivided || first === '');
    if (!isBelow) label = named;
    // Shares of those who gave an answer are none of those who were asked.
    const isOfAnswer = question !== '' && unit.toLowerCase() === `% within ${question.toLowerCase()}`;
    const kind = isOfAnswer ? 'other' : unitFor(unit);
    if (kind === 'base' || kind === 'weighted base' || kind === 'margin')
      return tell(row, kind === 'base' ? 'n' : kind === 'margin' ? 'margin' : 'weightedN', cells);
    const areRespondents =
      kind === 'count' || (measure === 'percent' && unit === '' && named !== '' && areManyCounts(cells));
    if (isSumLabel(label) && areRespondents) {
      // Where several answers may be given, all of them are more than those who gave them.
      const above = rows.filter((one) => one.question === question);
      const isOfAnswers =
        /^(?:sigma|sums?)$/i.test(label) ||
        (areSumsOf(above, cells) && cells.every(({ column }) => column.isPercent)) ||
        (kind !== 'count' && cells.some(({ column }) => bases.of('n', question, row, column) !== ''));
      if (!isOfAnswers && kind === null && areSumsOf(above, cells)) return isOpen(row, label);
      return isOfAnswers ? leaveOut(row, `"${label}" is the sum of the others`) : tell(row, 'n', cells);
    }
    if (isSumLabel(label) && measure === 'percent' && unit === '' && areOfCounts(cells)) {
      const above = rows.filter((one) => one.question === question);
      if (areSumsOf(above, cells)) return isOpen(row, label);
    }
    if (kind !== null && kind !== (measure === 'count' ? 'count' : 'percent')) return;
    if (told !== null) {
      if (told === 'margin') marginLabel = own.join(' ').trim();
      return tell(
        row,
        told,
        cells.map((one) => (one.text === '' ? (besideOf(one) ?? one) : one)),
      );
    }
    const given = cells.filter(({ text }) => text !== '');
    if (named === '' && given.length > 0 && given.every(({ text }) => areLetters(text, rules.letters))) {
      const above = rows.at(-1);
      if (above === undefined) return;
      const letterOf = new Map(given.map(({ column, text }) => [column, `letters of significance: ${text}`]));
      rows[rows.length - 1] = {
        ...above,
        figures: above.figures.map((one) => ({ ...one, note: letterOf.get(one.column) ?? one.note })),
      };
      return;
    }
    if (named === '' && given.length > 0 && given.every(({ text }) => isUnit(text))) return;
    // A question, on a line of its own.
    if (!isDivided && hasNothing && isQuestionLine(named)) {
      if (question !== '' && !rows.some((one) => one.question === question) && isSurelyQuestion(question))
        notes.push(`left out "${question}": "${named}" below it is taken for the question`);
      question = named;
      if (isOfSome(named)) {
        bases.ofSome(question);
        notes.push(`"${named}" is of some who were asked: bases of all are not taken for theirs`);
      }
      return;
    }
    if (hasNothing && isOfSome(named)) {
      bases.ofSome(question);
      return leaveOut(
        row,
        `"${named}" is of some who were asked: the bases above are not theirs, and none is given`,
      );
    }
    const reason = passedOver(label, label || first, cells);
    if (reason !== null) {
      const counts = cells.flatMap((one) => besideOf(one) ?? []);
      if (isSumLabel(label) && counts.length > 0) tell(row, 'n', counts);
      return leaveOut(row, reason);
    }
    const last = rows.at(-1);
    if (
      isBelow &&
      layout.units === null &&
      areSharesOf(last, cells, (column) => bases.of('n', question, row, column))
    ) {
      if (isSumLabel(last?.label ?? '')) return;
      if (last) rows[rows.length - 1] = { ...last, figures: figuresOf(cells) };
      return;
    }
    if (label === '' || (named === '' && layout.units === null) || (isDivided && question === ''))
      return report(row, null, 'has figures, but no label');
    for (const cell of cells) {
      const wrong = wrongCell(cell, measure);
      if (wrong !== null) report(row, cell.column.index, wrong);
    }
    for (const { index, unit: what, of } of layout.beside) {
      const read = readCell(oneLine(texts[index] ?? ''), rules);
      if (read.kind !== 'figure') continue;
      const which = { base: 'n', 'weighted base': 'weightedN', margin: 'margin' } as const;
      if (what === 'base' || what === 'weighted base')
        bases.setOfRow(which[what], row, of?.index ?? null, read.value);
    }
    rows.push({ row, question, label, figures: figuresOf(cells) });
  });
  if (measure === 'percent') withoutCountsOfAnswers(rows, layout, bases, notes);
  if (measure === 'percent')
    for (const own of Map.groupBy(rows, (one) => one.question).values()) {
      const [first] = own;
      if (first !== undefined && rowKind(layout.rowHead) === null && addUpAcross(own))
        report(
          first.row,
          null,
          'and the rows below it add up to 100 across, and no column does: the columns are answers. Call the first column "audience" if the rows are groups of people; give each item a table of its own if they are items; call it "option" if they are answers all the same',
        );
      if (
        first !== undefined &&
        areCountsOf(own, (column) => bases.of('n', first.question, first.row, column))
      )
        report(
          first.row,
          null,
          'and the figures below it add up to the base: they are counts, to be imported with --measure count, or printed as shares',
        );
    }
  return { rows, bases, marginLabel };
}
