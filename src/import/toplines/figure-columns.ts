import type { HeadRows } from './head-rows.ts';
import { isTotal, readHead, unitFor, type Head, type Unit } from './labels.ts';
import type { ToplineOptions } from './options.ts';
import { oneLine, type Table } from './table.ts';
import { isWaveName } from './wave-names.ts';
import { wavesOfHeads } from './waves-of-heads.ts';

/** The audience of a column, as the head of the table has it. */
export interface HeadAudience {
  readonly label: string;
  /** What it is a division of, from the uppermost: `Age`, or `Sex` and `Male`; none for all who were asked. */
  readonly groups: readonly string[];
}

/** A column of figures: whose they are, and when. */
export interface FigureColumn {
  readonly index: number;
  readonly audience: { readonly id: string } | HeadAudience;
  readonly wave: string;
  /** Respondents, from the head of the column. */
  readonly n: string | null;
  /** Whether the head says that its numbers are shares. */
  readonly isPercent: boolean;
  /** Its letter in tests of significance. */
  readonly letter: string | null;
}

/** A column of another kind of number. */
interface Beside {
  readonly index: number;
  readonly unit: Unit;
  readonly of: FigureColumn | null;
}

interface Found {
  readonly columns: readonly FigureColumn[];
  readonly beside: readonly Beside[];
  readonly letters: ReadonlySet<string>;
  readonly notes: readonly string[];
}

interface Context {
  readonly options: ToplineOptions;
  readonly measure: string;
  readonly waves: readonly string[];
  /** The first column behind the labels. */
  readonly from: number;
  readonly width: number;
  readonly isFilled: (column: number) => boolean;
}

type Report = (row: number, column: number | null, message: string) => void;

/** What the rows of a head say of one column. */
interface Parts {
  readonly index: number;
  /** The whole, for messages. */
  readonly text: string;
  readonly groups: readonly string[];
  readonly head: Head;
  /** A wave in a row of its own. */
  readonly wave: string | null;
  readonly unit: Unit | null;
  readonly letter: string | null;
}

const HEAD_LETTER = /\s*[([]([A-Za-z])[)\]]$/;

/** Letters in brackets behind the names of columns, where these have them in their order. */
function lettersBehind(texts: readonly string[]): ReadonlyMap<number, string> {
  const found = texts.flatMap((text, i) => {
    const letter = HEAD_LETTER.exec(text)?.[1];
    return letter === undefined ? [] : [[i, letter] as const];
  });
  const isOrder = found.every(
    ([, letter], i) => i === 0 || letter.toLowerCase() > (found[i - 1]?.[1] ?? '').toLowerCase(),
  );
  return new Map(found.length > 1 && found.length * 2 >= texts.length && isOrder ? found : []);
}

function partsOf(
  head: HeadRows,
  index: number,
  letter: string | null,
  context: Context,
  comma: boolean,
): Parts {
  const whole = head.over(index);
  const unit = head.unitOf(index);
  const wave = whole.find((part) => isWaveName(part)) ?? null;
  const names = whole.filter((part) => part !== wave);
  const base =
    names.length > 1
      ? names.findLast(
          (part) => readHead(part, [], comma).audience === '' && readHead(part, [], comma).n !== null,
        )
      : undefined;
  const rest = names.filter((part) => part !== base);
  const last = rest.at(-1) ?? '';
  const own = letter === null ? last : last.replace(HEAD_LETTER, '');
  const read = readHead(own, wave === null ? context.waves : [], comma);
  return {
    index,
    text: whole.join(', '),
    groups: rest.slice(0, -1),
    head: { ...read, n: read.n ?? (base === undefined ? null : readHead(base, [], comma).n) },
    wave,
    unit: unit === null ? null : unitFor(unit),
    letter: letter ?? head.letterOf(index),
  };
}

/** Takes a title off that stands over all columns, and the divisions off of what is a total. */
function withoutTitles(all: readonly Parts[]): readonly Parts[] {
  const [first] = all.map(({ groups }) => groups[0]);
  const isTitle =
    first !== undefined &&
    all.length > 1 &&
    all.every(({ groups }) => groups[0] === first) &&
    all.some(({ groups, head }) => groups.length > 1 || isTotal(head.audience));
  const below = isTitle ? all.map((one) => ({ ...one, groups: one.groups.slice(1) })) : all;
  return below.map((one) => {
    if (!isTotal(one.head.audience) || one.groups.length === 0) return one;
    // The total of men is men; the total of a division is everybody.
    const [audience = ''] = one.groups.slice(1).toReversed();
    return audience === ''
      ? { ...one, groups: [] }
      : { ...one, groups: one.groups.slice(0, -1), head: { ...one.head, audience } };
  });
}

function audienceOf(
  { head, groups }: Parts,
  given: string | null,
): FigureColumn['audience'] | { readonly wrong: string } {
  if (head.audience !== '' && given === null) return { label: head.audience, groups };
  if (head.audience === '' && given !== null) return { id: given };
  // What stands over waves is an audience and no division.
  if (head.audience === '' && groups.length > 0)
    return { label: groups.at(-1) ?? '', groups: groups.slice(0, -1) };
  return {
    wrong:
      given === null
        ? 'names no audience: name it in the head of each column, or with --audience if the table is of one only'
        : `names the audience "${head.audience}", but --audience says ${given}: leave --audience out`,
  };
}

/** Finds the columns of figures, and those of other numbers, by the head above them. */
export function figureColumns(table: Table, head: HeadRows, context: Context, report: Report): Found {
  const { from, width, isFilled, options } = context;
  const { rows, decimalComma } = table;
  const indices = Array.from({ length: Math.max(0, width - from) }, (_, i) => from + i);
  const lasts = indices.map((index) => head.over(index).at(-1) ?? '');
  const behind = lettersBehind(lasts);
  const columns: Parts[] = [];
  for (const [i, index] of indices.entries()) {
    const parts = partsOf(head, index, behind.get(i) ?? null, context, decimalComma);
    if (parts.text === '' && parts.unit === null) {
      const firstFilled = rows.findIndex((row, at) => at > head.last && oneLine(row[index] ?? '') !== '');
      if (isFilled(index))
        report(
          firstFilled,
          index,
          'is in a column without a head: name its audience there, or take the column away if it holds no shares',
        );
      continue;
    }
    // A column of nothing sets others apart, whatever reaches over it.
    if (isFilled(index)) columns.push(parts);
  }
  const isNumberBeside = ({ unit, head: { audience }, text }: Parts): boolean =>
    unit !== null
      ? unit !== 'percent'
      : ['base', 'weighted base', 'margin'].includes(unitFor(text) ?? unitFor(audience) ?? '');
  const isOfAll = ({ text, head: { audience } }: Parts): boolean =>
    unitFor(text) !== null || unitFor(audience) !== null;
  const shares = withoutTitles(columns.filter((one) => !isNumberBeside(one)));
  // Where a head has nothing but counts, they are the figures.
  const counts = shares.length > 0 ? [] : withoutTitles(columns.filter(({ unit }) => unit === 'count'));
  const figures = shares.length > 0 ? shares : counts;
  const [none] = counts;
  if (none !== undefined && context.measure === 'percent') {
    const others = columns.flatMap(({ index, unit }) => (unit === 'other' ? [head.unitOf(index) ?? ''] : []));
    report(
      head.last,
      none.index,
      `"${head.unitOf(none.index) ?? ''}" are counts, and ${
        others.length === 0 ? 'no column has shares' : `"${others[0] ?? ''}" is no share of an audience`
      }: print the table with column percentages (in SPSS "Column N %"), or import the counts with --measure count`,
    );
  }
  const named = wavesOfHeads(
    figures.map((one) => (one.wave === null ? one.head : { ...one.head, wave: null })),
    options.wave,
  );
  const found = figures.flatMap((one, i): FigureColumn[] => {
    const read = named[i];
    if (read === undefined) return [];
    const own = one.wave ?? read.wave;
    const wave =
      one.wave !== null && options.wave !== null && one.wave !== options.wave
        ? {
            wrong: `is of ${one.wave}, but --wave says ${options.wave}: leave --wave out, or import its columns alone`,
          }
        : read.wrong === null || one.wave !== null
          ? (own ?? {
              wrong:
                'names no wave: say which it is with --wave, or in the head of each column, such as "CMO 2014"',
            })
          : { wrong: read.wrong };
    const audience = audienceOf({ ...one, head: { ...one.head, audience: read.audience } }, options.audience);
    for (const part of [wave, audience])
      if (typeof part === 'object' && 'wrong' in part)
        report(head.last, one.index, `"${one.text}" ${part.wrong}`);
    return typeof wave === 'string' && !('wrong' in audience)
      ? [
          {
            index: one.index,
            audience,
            wave,
            n: one.head.n,
            isPercent: one.unit === 'percent',
            letter: one.letter,
          },
        ]
      : [];
  });
  const beside = columns
    .filter((one) => isNumberBeside(one) && !figures.includes(one))
    .flatMap((one): Beside[] => {
      const unit = one.unit ?? unitFor(one.text) ?? unitFor(one.head.audience) ?? 'other';
      if (isOfAll(one) && one.unit === null) return [{ index: one.index, unit, of: null }];
      // It is of the audience that it shares its head with.
      const at = figures.findIndex(({ text }) => text === one.text);
      const of = at < 0 ? undefined : found.find(({ index }) => index === figures[at]?.index);
      return of === undefined ? [] : [{ index: one.index, unit, of }];
    });
  const kept = figures.flatMap(({ head: { wave }, text }) =>
    wave !== null && options.wave !== null && wave !== options.wave ? [`"${text}"`] : [],
  );
  return {
    columns: found,
    beside,
    notes:
      kept.length === 0
        ? []
        : [`years in ${kept.join(', ')} are part of their names, as --wave says ${options.wave ?? ''}`],
    letters: new Set(found.flatMap(({ letter }) => letter?.toLowerCase() ?? [])),
  };
}
