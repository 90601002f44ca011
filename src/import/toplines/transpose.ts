import { InputFault } from '../../errors/input-fault.ts';
import { findHeader, isHeadLike, readHeadRows } from './head-rows.ts';
import { readFigure } from './figure.ts';
import { isBaseLabel, isTotal, isUnit, isWeightedBase } from './labels.ts';
import { oneLine, type Table } from './table.ts';
import { isWaveName } from './wave-names.ts';

/** What a column of audiences is called. */
const AUDIENCES = /^(?:audiences?|groups?|subgroups?|demographics?|segments?|crossbreaks?|breaks?|among)$/i;

/** What a column of countries and the like is called, whose rows are audiences where the columns are answers. */
const PLACES = /^(?:countr(?:y|ies)|nations?|regions?|states?|markets?|territor(?:y|ies))$/i;

interface Column {
  readonly index: number;
  readonly text: string;
  /** What stands above that. */
  readonly upper: string;
}

/** A row of the table that is of an audience, and what it is a division of. */
interface AudienceRow {
  readonly row: number;
  readonly group: string;
  readonly label: string;
}

const cell = (row: readonly string[] | undefined, column: number): string => oneLine(row?.[column] ?? '');

/**
 * Turns a table whose rows are audiences, such as Pew Research prints them, so that audiences stand over columns as elsewhere. It is known
 * by a column of respondents beside several of figures, by what the first column is called, by rows that are called as waves are,
 * or by shares that add up to a hundred across from the total on. A
 * line of text between rows says what those below it are divisions of.
 *
 * @param notes takes heads that were put together of several rows
 * @returns the table itself where its rows are no audiences
 */
export function audiencesOverColumns(table: Table, notes: string[]): Table {
  const { rows, decimalComma } = table;
  const first = findHeader(table);
  if (first < 0) return table;
  const width = Math.max(...rows.map((row) => row.length));
  const isText = (column: number): boolean => {
    const texts = rows
      .slice(first + 1)
      .map((row) => cell(row, column))
      .filter((text) => text !== '' && !isUnit(text));
    return texts.length > 0 && isHeadLike(texts, 0, decimalComma);
  };
  const labels = width > 2 && isText(1) ? 2 : 1;
  const head = readHeadRows(table, first, labels);
  const columns = Array.from({ length: width - labels }, (_, i): Column => {
    const index = labels + i;
    const unit = head.unitOf(index);
    const over = head.over(index);
    return { index, text: over.at(-1) ?? unit ?? '', upper: over.slice(0, -1).join(', ') };
  }).filter(({ text }) => text !== '');
  const bases = columns.filter(({ text }) => isBaseLabel(text) || isWeightedBase(text));
  const figures = columns.filter((one) => !bases.includes(one));
  const corner = cell(rows[head.last], labels - 1);
  const under = rows.slice(head.last + 1);
  const hasBaseRows = under.some((row) => isBaseLabel(cell(row, 0)) || isBaseLabel(cell(row, labels - 1)));
  const isSaid = AUDIENCES.test(corner) || AUDIENCES.test(cell(rows[head.last], 0));
  const named = under.filter((row) => row.slice(labels).some((text) => oneLine(text) !== ''));
  // Rows of dates, as toplines print how a question was answered in each wave.
  const areWaves =
    named.length > 1 &&
    labels === 1 &&
    named.every((row) => isWaveName(cell(row, 0)) || row.every((text) => text.trim() === '' || isUnit(text)));
  // Shares that add up across, and not down: the columns are answers.
  const across = named.map((row) =>
    figures
      .filter(({ text, upper }) => !/\bnet\b/i.test(`${upper} ${text}`))
      .map(({ index }) => readFigure(cell(row, index), decimalComma))
      .reduce((sum, read) => sum + (read.kind === 'figure' ? Number(read.value) : 0), 0),
  );
  const isPlace = PLACES.test(corner) || PLACES.test(cell(rows[head.last], 0));
  const refuseRows = (why: string): never => {
    throw new InputFault([{ file: table.file, ...table.locationOf(head.last, 0), message: why }]);
  };
  const LONG = 'write it a figure a row, with a column for each, and name these with --columns';
  if (isPlace && labels === 1 && figures.length > 0 && figures.every(({ text }) => isWaveName(text)))
    refuseRows(
      `the rows are audiences ("${corner}") and the columns waves, and nothing says which answer the figures are of: ${LONG}; call the first column "option" if its rows are answers`,
    );
  if (labels === 2 && named.length > 1 && named.every((row) => isWaveName(cell(row, 1))))
    refuseRows(
      `each row is of a group and of a wave, such as "${cell(named[0], 1)}", and the columns are answers: import the rows of one wave at a time, or ${LONG}`,
    );
  const areAnswersOver =
    labels === 1 &&
    named.length > 1 &&
    figures.length > 1 &&
    (isPlace || isTotal(cell(named[0], 0))) &&
    across.every((sum) => sum >= 95 && sum <= 103);
  if (areAnswersOver && !isSaid)
    notes.push('each row adds up to 100: rows are read as audiences, and columns as answers');
  if (
    figures.length === 0 ||
    hasBaseRows ||
    !(isSaid || areWaves || areAnswersOver || (bases.length > 0 && figures.length > 1 && corner === ''))
  )
    return table;

  const audiences: AudienceRow[] = [];
  let group = '';
  let division = 0;
  under.forEach((row, i) => {
    if (row.every((text) => oneLine(text) === '')) {
      // A line of nothing divides too, and says not by what.
      division += 1;
      group = `division ${division}`;
    }
    const label = cell(row, labels - 1);
    if (labels === 2 && cell(row, 0) !== '') group = cell(row, 0);
    const hasFigures = row.slice(labels).some((text) => oneLine(text) !== '');
    if (hasFigures && (label !== '' || cell(row, 0) !== ''))
      audiences.push({
        row: head.last + 1 + i,
        group: labels === 2 && label === '' ? '' : group,
        label: label || cell(row, 0),
      });
    else if (labels === 1 && label !== '') group = label;
  });
  const [upper = ''] = figures.map((one) => one.upper);
  // What stands over all of them is a title.
  const titles = upper !== '' && figures.every((one) => one.upper === upper) ? [[upper]] : [];
  if (titles.length === 0)
    for (const { text, upper: over } of figures)
      if (over !== '') notes.push(`"${over}, ${text}" is read of two rows of the head`);
  const above = [...rows.slice(0, first), ...titles];
  const lines: readonly { readonly column: number | null; readonly texts: readonly string[] }[] = [
    { column: null, texts: ['', ...audiences.map((one) => one.group)] },
    { column: null, texts: ['option', ...audiences.map(({ label }) => label)] },
    ...[...bases, ...figures].map(({ index, text, upper: over }) => ({
      column: index,
      texts: [
        over === '' || titles.length > 0 || bases.some((one) => one.index === index)
          ? text
          : `${over}, ${text}`,
        ...audiences.map(({ row }) => cell(rows[row], index)),
      ],
    })),
  ];
  // Each audience says its own group: nothing reaches over to the next.
  const merged = audiences.map((_, i) => ({
    startRow: above.length,
    endRow: above.length,
    startCol: i + 1,
    endCol: i + 1,
  }));
  return {
    ...table,
    merged,
    rows: [...above, ...lines.map(({ texts }) => texts)],
    locationOf: (row, column) => {
      const line = lines[row - above.length];
      if (line === undefined) return table.locationOf(Math.min(row, first), column);
      const audience = column === null || column === 0 ? undefined : audiences[column - 1];
      return table.locationOf(
        audience?.row ?? head.last,
        line.column ?? (audience === undefined ? null : labels - 1),
      );
    },
  };
}
