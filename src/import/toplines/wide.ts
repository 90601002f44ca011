import type { Fault } from '../../errors/faults.ts';
import { InputFault } from '../../errors/input-fault.ts';
import type { FigureColumn, HeadAudience } from './figure-columns.ts';
import { measureOf } from './measure.ts';
import type { ToplineOptions } from './options.ts';
import { readTables, type ReadTable } from './read-tables.ts';
import { relateAudiences, type BannerAudience } from './relate-audiences.ts';
import type { DraftRow } from './row.ts';
import type { SurveyBuilder } from './survey-builder.ts';
import type { Table } from './table.ts';
import { toldApart } from './told-apart.ts';
import { addMargins, rowsOfWideTable } from './wide-rows.ts';
import { subjectsOf } from './wide-subjects.ts';

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

/** Names of audiences: with what they are a division of, where another division has one of the same name. */
function namesOf(tables: readonly ReadTable[]): (audience: HeadAudience) => string {
  const all = tables.flatMap(({ layout }) =>
    layout.columns.flatMap(({ audience }) => ('label' in audience ? [audience] : [])),
  );
  const byLabel = Map.groupBy(all, ({ label }) => label.toLowerCase());
  return ({ label, groups }) => {
    const same = byLabel.get(label.toLowerCase()) ?? [];
    if (groups.length > 1) return [...groups.slice(1), label].join(', ');
    const isShared = new Set(same.map((one) => one.groups.join('\n'))).size > 1;
    return isShared && groups.length > 0 ? `${groups.join(', ')}: ${label}` : label;
  };
}

/** Adds the audiences of a table to those of the banner, with the bases that are told of them. */
function addToBanner(
  banner: Map<string, BannerAudience>,
  { layout, body, title }: ReadTable,
  audienceIdOf: (column: FigureColumn) => string,
): void {
  for (const column of layout.columns) {
    const { audience, wave } = column;
    if (!('label' in audience)) continue;
    const id = audienceIdOf(column);
    const n = new Map(banner.get(id)?.n);
    for (const { question, row, label } of body.rows) {
      const base = body.bases.of('n', question, row, column);
      if (base !== '') n.set([wave, title ?? '', question, label].join('\n'), Number(base));
    }
    banner.set(id, { id, ...audience, n });
  }
}

/** Rows without those that another table has already, the same in all: a total that is printed in each part of a banner. */
function withoutRepeated(rows: readonly DraftRow[]): DraftRow[] {
  const seen = new Map<string, DraftRow['table']>();
  return rows.filter(({ cells, table }) => {
    const key = JSON.stringify(Object.entries(cells).toSorted(([a], [b]) => (a < b ? -1 : 1)));
    const first = seen.get(key);
    if (first === undefined) seen.set(key, table);
    return first === undefined || first === table;
  });
}

/**
 * Reads wide tables: labels in the first column, or the question in the first and its items or options in the second; then one
 * column an audience, or an audience in a wave, under a head of one row or several.
 *
 * @param sheets what was read of the file; of several, those without a table are passed over
 * @throws InputFault with all that is wrong
 */
export function readWide(
  sheets: readonly Table[],
  options: ToplineOptions,
  draft: SurveyBuilder,
): { rows: DraftRow[]; notes: string[] } {
  const faults: Fault[] = [];
  const notes: string[] = [];
  const file = sheets[0]?.file ?? '';
  const measure = measureOf(file, options.measure);
  const tables = toldApart(
    readTables(sheets, { options, measure, waves: draft.waveNames() }, faults, notes),
    notes,
  );
  if (tables.length === 0 && faults.length === 0)
    faults.push({ file, row: null, column: null, message: 'holds no table of figures' });
  const coded = tables.flatMap((table) => {
    const { layout, body, title, report } = table;
    const hasQuestions = body.rows.some(({ question }) => question !== '');
    const subjectOf = subjectsOf(layout, options, draft, { title, hasQuestions }, report, notes);
    return subjectOf === null ? [] : [{ table, subjectOf }];
  });
  if (faults.length > 0) throw new InputFault(faults);

  const source = draft.source(options.source);
  const nameOf = namesOf(tables);
  const audienceIdOf = ({ audience }: FigureColumn): string =>
    'id' in audience ? draft.audienceById(audience.id) : draft.audienceByLabel(nameOf(audience));
  const banner = new Map<string, BannerAudience>();
  const rows = coded.flatMap(({ table, subjectOf }) => {
    const coding = { draft, subjectOf, audienceIdOf, measure, source };
    const own = rowsOfWideTable(table, coding, notes);
    addToBanner(banner, table, audienceIdOf);
    addMargins(table, own, coding, notes);
    return own;
  });
  relateAudiences([...banner.values()], draft, notes);
  return { rows: withoutRepeated(rows), notes: [...notes, ...proportions(rows)] };
}
