import type { Reason } from '../schemas/vocabulary.ts';
import { tableNotes, type AboutTable } from './about.ts';
import { reasonText, type Cube } from './cube.ts';
import { decimalText } from './decimal-text.ts';
import type { PickedAxis, Chosen } from './selection.ts';
import type { PxTable } from './table.ts';
import { writeTableId } from './table-id.ts';
import { CONTENTS } from './variable.ts';

/**
 * A text between quotes, which the format cannot escape: those within become single ones. Readers look for the keyword of the cells by its
 * letters and its sign, so that no text may hold them; and no text is empty.
 */
function quoted(text: string): string {
  const plain = text
    .replaceAll('"', "'")
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .replaceAll(/DATA(?==)/gi, '$& ')
    .trim();
  return `"${plain === '' ? '-' : plain}"`;
}

const listed = (texts: readonly string[]): string => texts.map(quoted).join(',');

/** Signs of missing cells, the usual one first: what the signs mean stands in the file. */
const SIGNS = [
  ['DATASYMBOL2', '..'],
  ['DATASYMBOL1', '.'],
  ['DATASYMBOL3', '...'],
  ['DATASYMBOL4', '....'],
  ['DATASYMBOL5', '.....'],
  ['DATASYMBOL6', '......'],
] as const;

/** A sign for each reason; the rarest share the last one where there are more reasons than signs. */
function signsOf({ status }: Cube): { readonly signs: Map<Reason, string>; readonly lines: string[] } {
  const counts = new Map<Reason, number>();
  for (const reason of status.values()) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const reasons = [...counts].toSorted((a, b) => b[1] - a[1]).map(([reason]) => reason);
  const signs = new Map(
    reasons.map((reason, i) => [reason, SIGNS[Math.min(i, SIGNS.length - 1)]?.[1] ?? '..']),
  );
  const lines = SIGNS.flatMap(([keyword, sign]) => {
    const own = reasons.filter((reason) => signs.get(reason) === sign);
    return own.length > 0 ? [`${keyword}=${quoted(own.map(reasonText).join(' '))};`] : [];
  });
  return { signs, lines };
}

/** A moment as the format writes it. */
const moment = (iso: string): string =>
  `${iso.slice(0, 4)}${iso.slice(5, 7)}${iso.slice(8, 10)} ${iso.slice(11, 16)}`;

/** What is said of each quantity that was picked. */
function contentLines(table: PxTable, axis: PickedAxis | undefined, about: AboutTable): string[] {
  const byCode = new Map(table.contents.map((one) => [one.code, one]));
  return (axis?.values ?? []).flatMap(({ code, label }) => {
    const content = byCode.get(code);
    if (!content) return [];
    const key = `(${quoted(label)})`;
    return [
      `LAST-UPDATED${key}=${quoted(moment(table.updated))};`,
      `UNITS${key}=${quoted(content.unit)};`,
      `CONTACT${key}=${quoted(about.source)};`,
      `REFPERIOD${key}=${quoted(about.period)};`,
      `PRECISION(${quoted(axis?.variable.label ?? '')},${quoted(label)})=${content.decimals};`,
    ];
  });
}

const YEAR = /^\d{4}$/;

function variableLines({
  variable: { label, code, role, elimination, notes },
  values,
}: PickedAxis): string[] {
  const key = `(${quoted(label)})`;
  const codes = values.map((value) => value.code);
  const isYears = role === 'time' && codes.every((one) => YEAR.test(one));
  const stand = values.find((value) => value.code === elimination);
  return [
    `VARIABLECODE${key}=${quoted(code)};`,
    `VALUES${key}=${listed(values.map((value) => value.label))};`,
    ...(isYears ? [`TIMEVAL${key}=TLIST(A1),${listed(codes)};`] : []),
    `CODES${key}=${listed(codes)};`,
    ...(stand ? [`ELIMINATION${key}=${quoted(stand.label)};`] : []),
    ...notes.map(({ text, mandatory }) => `${mandatory ? 'NOTEX' : 'NOTE'}${key}=${quoted(text)};`),
    ...values.flatMap((value) =>
      value.notes.length > 0
        ? [`VALUENOTE(${quoted(label)},${quoted(value.label)})=${quoted(value.notes.join(' '))};`]
        : [],
    ),
  ];
}

/** The notes of the whole under one keyword each, since readers keep the last of several. */
function noteLines(table: PxTable, cube: Cube): string[] {
  const notes = tableNotes(table, cube);
  return [true, false].flatMap((isMandatory) => {
    const own = notes.filter(({ mandatory }) => mandatory === isMandatory).map(({ text }) => text);
    return own.length > 0 ? [`${isMandatory ? 'NOTEX' : 'NOTE'}=${quoted(own.join('#'))};`] : [];
  });
}

/** The most digits after the point that a cell has, and that the format allows. */
const MOST_DECIMALS = 15;

/**
 * What was picked of a table as a px file in UTF-8: the format of PC-PickedAxis and PxWeb. Cells have all their digits, and missing ones a sign for
 * their reason.
 */
export function pxFileOf(
  table: PxTable,
  { axes, stub, heading }: Chosen,
  cube: Cube,
  about: AboutTable,
): string {
  const byCode = new Map(axes.map((axis) => [axis.variable.code, axis]));
  const labels = (codes: readonly string[]): string[] =>
    codes.map((code) => byCode.get(code)?.variable.label ?? code);
  const contents = byCode.get(CONTENTS);
  const { signs, lines } = signsOf(cube);
  const id = writeTableId(table.id);
  const shown = table.contents
    .filter(({ code }) => contents?.values.some((value) => value.code === code))
    .map(({ decimals }) => decimals);
  const columns = heading.reduce((count, code) => count * (byCode.get(code)?.values.length ?? 1), 1);
  const cells = cube.values.map((value, place) => {
    if (value !== null) return decimalText(value);
    const reason = cube.status.get(place);
    return `"${(reason && signs.get(reason)) ?? '..'}"`;
  });
  const rows = Array.from({ length: Math.ceil(cells.length / columns) }, (_, i) =>
    cells.slice(i * columns, (i + 1) * columns).join(' '),
  );
  const all = [
    'CHARSET="ANSI";',
    'AXIS-VERSION="2013";',
    'CODEPAGE="utf-8";',
    `LANGUAGE=${quoted(about.language)};`,
    `CREATION-DATE=${quoted(moment(table.updated))};`,
    `DECIMALS=${Math.min(MOST_DECIMALS, Math.max(0, ...shown))};`,
    `SHOWDECIMALS=${Math.min(MOST_DECIMALS, Math.max(0, ...shown))};`,
    `MATRIX=${quoted(id)};`,
    `TABLEID=${quoted(id)};`,
    'AGGREGALLOWED=NO;',
    'COPYRIGHT=NO;',
    `SUBJECT-CODE=${quoted(table.id.survey)};`,
    `SUBJECT-AREA=${quoted(about.title)};`,
    `DESCRIPTION=${quoted(table.label)};`,
    `TITLE=${quoted(table.label)};`,
    'DESCRIPTIONDEFAULT=YES;',
    `CONTENTS=${quoted(table.label)};`,
    `UNITS=${quoted(unitsOf(table, contents))};`,
    ...(stub.length > 0 ? [`STUB=${listed(labels(stub))};`] : []),
    ...(heading.length > 0 ? [`HEADING=${listed(labels(heading))};`] : []),
    ...(contents ? [`CONTVARIABLE=${quoted(contents.variable.label)};`] : []),
    ...axes.flatMap(variableLines),
    ...contentLines(table, contents, about),
    `SOURCE=${quoted(about.source)};`,
    `SURVEY=${quoted(about.title)};`,
    `LINK=${quoted(about.permalink)};`,
    ...lines,
    ...noteLines(table, cube),
    'DATA=',
    ...rows,
    ';',
  ];
  return `${all.join('\r\n')}\r\n`;
}

/** The units of what was picked. */
const unitsOf = ({ contents }: PxTable, axis: PickedAxis | undefined): string => {
  const codes = new Set(axis?.values.map(({ code }) => code));
  return [
    ...new Set(contents.filter(({ code }) => axis === undefined || codes.has(code)).map(({ unit }) => unit)),
  ].join(', ');
};
