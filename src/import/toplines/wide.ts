import type { Fault } from '../../errors/faults.ts';
import { InputFault } from '../../errors/input-fault.ts';
import type { SurveyBuilder } from './survey-builder.ts';
import { measureOf } from './measure.ts';
import type { ToplineOptions } from './options.ts';
import type { DraftRow } from './row.ts';
import type { Table } from './table.ts';
import { readBody } from './wide-body.ts';
import { readLayout } from './wide-layout.ts';
import { subjectsOf, type ReportFault } from './wide-subjects.ts';

/** A remark if all shares look like parts of one: a table says 69 % as 0.69 as well. */
function proportions(rows: readonly DraftRow[]): string[] {
  const shares = rows.map(({ cells }) => Number(cells.value));
  const isSuspect =
    shares.length > 3 &&
    shares.every((share) => share >= 0 && share <= 1) &&
    shares.some((share) => share > 0 && share < 1);
  const note =
    'no figure is above 1: if these are proportions, write them as percentages (0.69 as 69) and import again';
  return isSuspect && rows[0]?.cells.measure === 'percent' ? [note] : [];
}

/**
 * Reads a wide table: labels in the first column, or the question in the first and its items or options in the second;
 * then one column an audience, or an audience in a wave.
 *
 * @throws InputFault with all that is wrong with it
 */
export function readWide(
  table: Table,
  options: ToplineOptions,
  draft: SurveyBuilder,
): { rows: DraftRow[]; notes: string[] } {
  const faults: Fault[] = [];
  const report: ReportFault = (row, column, message) => {
    faults.push({ file: table.file, ...table.locationOf(row, column), message });
  };
  const measure = measureOf(table.file, options.measure);
  const layout = readLayout(table, options, draft.waveNames(), report);
  if (!layout) report(0, null, 'holds no table: a row with the names of the audiences is needed');
  const notes = [...(layout?.notes ?? [])];
  const subjectOf = layout && subjectsOf(layout, options, draft, report, notes);
  if (!layout || !subjectOf || faults.length > 0) throw new InputFault(faults);

  const { rows: body, bases } = readBody(table, layout, measure, new Set(options.missing), report, notes);
  if (faults.length === 0 && body.every(({ figures }) => figures.length === 0))
    report(layout.header, null, 'has no figures under it');
  if (faults.length > 0) throw new InputFault(faults);

  const source = draft.source(options.source);
  const rows = body.flatMap(({ row, labels, figures }): DraftRow[] => {
    const subject = subjectOf(labels);
    return figures.map(({ column, value, qualifier }) => {
      const { index } = column;
      const audience =
        'id' in column.audience
          ? draft.audienceById(column.audience.id)
          : draft.audienceByLabel(column.audience.label);
      draft.asked(subject.question, audience);
      const wave = draft.wave(column.wave);
      const n = bases.of(layout.labels === 2 ? (labels[0] ?? '') : '', column);
      return {
        cells: { ...subject, wave, audience, measure, value, qualifier, n, source, status: 'reported' },
        row,
        columnOf: (name) => (name === null ? null : name in subject ? layout.labels - 1 : index),
      };
    });
  });
  return { rows, notes: [...notes, ...proportions(rows)] };
}
