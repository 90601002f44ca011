import type { FigureColumn } from './figure-columns.ts';
import { findNets } from './nets.ts';
import { subjectOfNet, unknownNets } from './subject-of-net.ts';
import { statisticsAmong } from './statistics-rows.ts';
import type { ReadTable } from './read-tables.ts';
import type { DraftRow } from './row.ts';
import type { SurveyBuilder } from './survey-builder.ts';
import type { BodyRow } from './wide-body.ts';
import { whereOf } from './wide-layout.ts';
import type { Subject, SubjectOf } from './wide-subjects.ts';

/** What the rows of a table become codes by. */
export interface Coding {
  readonly draft: SurveyBuilder;
  readonly subjectOf: SubjectOf;
  readonly audienceIdOf: (column: FigureColumn) => string;
  readonly measure: string;
  readonly source: string;
}

/** The figures of one table as rows of toplines.csv. */
export function rowsOfWideTable(
  { table, layout, body }: ReadTable,
  coding: Coding,
  notes: string[],
): DraftRow[] {
  const { draft, subjectOf, audienceIdOf, measure, source } = coding;
  const byQuestion = [...Map.groupBy(body.rows, ({ question }) => question).values()];
  const statistics = new Set(
    measure === 'percent' ? byQuestion.flatMap((own) => [...statisticsAmong(own)]) : [],
  );
  for (const { row, label } of statistics)
    notes.push(
      `left out ${whereOf(table.locationOf(row, 0))}: "${label}" is no share: write it into toplines.csv with its own measure, such as mean`,
    );
  const shares = body.rows.filter((one) => !statistics.has(one));
  const partsOfNet = new Map(
    byQuestion
      .flatMap((own) => findNets(own.filter((one) => !statistics.has(one))))
      .map(({ row, parts }) => [row, parts] as const),
  );
  const subjectOfRow = (one: BodyRow): Subject | string => {
    const parts = partsOfNet.get(one);
    return parts === undefined
      ? subjectOf(one.question, one.label)
      : subjectOfNet(one, parts, shares, coding, measure, notes);
  };
  const empty = new Set<FigureColumn>();
  const toRows = (one: BodyRow): DraftRow[] => {
    const { row, question, figures } = one;
    const subject = subjectOfRow(one);
    if (typeof subject === 'string') {
      notes.push(`left out ${whereOf(table.locationOf(row, 0))}: ${subject}`);
      return [];
    }
    return figures.flatMap(({ column, value, qualifier, note }): DraftRow[] => {
      const audience = audienceIdOf(column);
      const n = body.bases.of('n', question, row, column);
      if (n === '0') {
        empty.add(column);
        return [];
      }
      draft.asked(subject.question, audience);
      const weightedN = body.bases.of('weightedN', question, row, column);
      const wave = draft.wave(column.wave);
      return [
        {
          cells: {
            ...subject,
            wave,
            audience,
            measure,
            value,
            qualifier,
            n,
            source,
            status: 'reported',
            ...(Number(weightedN) > 0 ? { weightedN } : {}),
            ...(note === null ? {} : { note }),
          },
          table,
          row,
          columnOf: (name) =>
            name === null ? null : name in subject ? (layout.labels.at(-1) ?? 0) : column.index,
        },
      ];
    });
  };
  // Answers first, in their order, and then what takes them together.
  const isNet = (one: BodyRow): boolean => partsOfNet.has(one);
  const rows = [...shares.filter((one) => !isNet(one)), ...shares.filter(isNet)].flatMap(toRows);
  const isDeclared = (one: BodyRow): boolean =>
    draft.netNamed(subjectOf(one.question, one.label).question, one.label) !== null;
  for (const own of byQuestion)
    notes.push(...unknownNets(own, (one) => partsOfNet.has(one) || statistics.has(one) || isDeclared(one)));
  if (empty.size > 0)
    notes.push(
      `nobody was asked in ${[...empty].map(({ index }) => whereOf(table.locationOf(layout.header, index))).join(', ')} (base 0): figures there are left out`,
    );
  return rows;
}

/** Margins of error of one table as the samples of its audiences have them. */
export function addMargins(
  { layout, body }: ReadTable,
  rows: readonly DraftRow[],
  { draft, source }: Coding,
  notes: string[],
): void {
  const texts = [body.marginLabel ?? '', ...layout.titles.map(({ text }) => text)];
  const level = texts
    .map((text) => /\b(9\d(?:\.\d)?)\s?(?:%|percent|per cent)/.exec(text)?.[1])
    .find((one) => one !== undefined);
  for (const { row, question } of body.rows)
    for (const column of layout.columns) {
      const points = body.bases.of('margin', question, row, column);
      const { wave, audience, n } =
        rows.find((one) => one.row === row && one.columnOf('value') === column.index)?.cells ?? {};
      if (points === '' || wave === undefined || audience === undefined) continue;
      if (level === undefined) {
        notes.push(
          'margins of error are left out, as their level is not said: call them "Margin of error (95 %)"',
        );
        return;
      }
      if (!n) {
        notes.push('margins of error are left out where no base is given');
        return;
      }
      if (!draft.margin({ wave, audience, n: Number(n), points, level: Number(level) / 100, source })) {
        notes.push(
          `${audience} in ${wave} has several margins of error: a sample has one, and the first is taken`,
        );
        return;
      }
    }
}
