import type { EstimateRow } from '../schemas/results/estimate.ts';
import type { GapRow } from '../schemas/results/gap.ts';
import type { Method } from '../schemas/results/common.ts';
import type { FigureQuery } from '../schemas/query.ts';
import { REASONS, type Measure, type Reason } from '../schemas/vocabulary.ts';
import { estimates } from '../services/figures/estimates.ts';
import { gaps } from '../services/figures/gaps.ts';
import type { ReleaseFigures } from '../services/figures/release-figures.ts';
import { turns } from '../turns/turns.ts';
import type { PxContent } from './contents.ts';
import { valuesAt } from './places.ts';
import { cellCount, type PickedAxis, type Chosen } from './selection.ts';
import type { PxTable } from './table.ts';
import { CONTENTS, WHOLE, type PxNote } from './variable.ts';

/** The cells of what was picked, the last variable the fastest. */
export interface Cube {
  readonly values: readonly (number | null)[];
  /** Why a cell is null, by its place. */
  readonly status: ReadonlyMap<number, Reason>;
  readonly notes: readonly PxNote[];
  /** The choices behind the figures. */
  readonly method: Method;
}

/** All axes of a query, those that were left out as well. */
const allAxes = ({ axes, eliminated }: Chosen): readonly PickedAxis[] => [...axes, ...eliminated];

const codesOf = (chosen: Chosen, name: string): string[] | undefined =>
  allAxes(chosen)
    .find(({ variable }) => variable.code === name)
    ?.values.map(({ code }) => code);

/** Codes as an address of /v1 names them; undefined where all are wanted, or what has no code. */
function named(chosen: Chosen, name: string): string[] | undefined {
  const codes = codesOf(chosen, name);
  return codes === undefined || codes.includes(WHOLE) ? undefined : codes;
}

/** The quantities that were picked. */
function contentsIn({ contents }: PxTable, chosen: Chosen): PxContent[] {
  const codes = new Set(codesOf(chosen, CONTENTS));
  return contents.filter(({ code }) => codes.has(code));
}

/** The query of /v1 for the figures that a selection picks. */
export function figureQueryOf(table: PxTable, chosen: Chosen): FigureQuery {
  const measures = [...new Set(contentsIn(table, chosen).map(({ measure }) => measure))];
  const { nets, differences } = table.question;
  const hasMore = nets.length + differences.length > 0;
  const query: Record<string, readonly string[]> = { question: [table.question.id] };
  for (const name of ['item', 'option', 'wave', 'audience']) {
    const codes = named(chosen, name);
    const all = table.variables.find(({ code }) => code === name)?.values.length;
    const isOfList = allAxes(chosen).some(
      ({ variable, codeList }) => variable.code === name && codeList !== null,
    );
    // All of a variable need not be named; where options are taken together as well, these would be all.
    const isAll = codes?.length === all && !isOfList && (name !== 'option' || !hasMore);
    if (codes !== undefined && !isAll) query[name] = codes;
  }
  return { ...query, measure: measures };
}

/** Finds the cell that a row fills, of one quantity. */
class Places {
  readonly #steps = new Map<string, { readonly step: number; readonly index: ReadonlyMap<string, number> }>();

  constructor(chosen: Chosen) {
    let step = cellCount(chosen);
    for (const { variable, values } of chosen.axes) {
      step /= values.length;
      this.#steps.set(variable.code, { step, index: new Map(values.map(({ code }, i) => [code, i])) });
    }
    // What was left out is one value, which moves nothing.
    for (const { variable, values } of chosen.eliminated)
      this.#steps.set(variable.code, { step: 0, index: new Map(values.map(({ code }) => [code, 0])) });
  }

  /** Null where the selection does not hold it. */
  of(codes: Readonly<Record<string, string | null>>): number | null {
    let place = 0;
    for (const [name, { step, index }] of this.#steps) {
      const at = index.get(codes[name] ?? WHOLE);
      if (at === undefined) return null;
      place += step * at;
    }
    return place;
  }
}

type Codes = Readonly<Record<'item' | 'option' | 'wave' | 'audience', string | null>>;

/** Why a field is null, as its row says. */
const reasonIn = (reasons: Readonly<Record<string, Reason>>, field: string): Reason =>
  reasons[field] ?? 'not-applicable-to-measure';

/** Notes of single figures, with what they are on. */
function noteOn({ item, option, wave, audience, note }: EstimateRow): PxNote[] {
  const where = [item, option, wave, audience].filter((code) => code !== null).join(', ');
  return note === null ? [] : [{ text: `${where}: ${note}`, mandatory: false }];
}

/** Begins what is said of figures about which sources disagree (`contestedNotes`). */
const CONTESTED = 'Contested: ';

/** The cells that a selection picks of a table, from the very figures that /v1 serves. */
export async function cubeOf(table: PxTable, chosen: Chosen, figures: ReleaseFigures): Promise<Cube> {
  const contents = contentsIn(table, chosen);
  const values = Array.from<number | null>({ length: cellCount(chosen) }).fill(null);
  const status = new Map<number, Reason>();
  const places = new Places(chosen);
  const query = figureQueryOf(table, chosen);
  const filled = new Set<number>();
  const put = (codes: Codes, content: PxContent, value: number | null, reason: Reason): void => {
    const place = places.of({ ...codes, [CONTENTS]: content.code });
    if (place === null) return;
    filled.add(place);
    values[place] = value;
    if (value === null) status.set(place, reason);
  };
  const ofMeasure = (measure: Measure, kind: PxContent['of']['kind']): PxContent[] =>
    contents.filter((one) => one.measure === measure && one.of.kind === kind);
  const { rows, notes, method } = await estimates(figures, query);
  const own: PxNote[] = [];
  for (const row of rows) {
    if (turns.isOver) await turns.next();
    own.push(...noteOn(row));
    for (const content of ofMeasure(row.measure, 'figure')) {
      const field = content.of.field as keyof EstimateRow & PxContent['of']['field'];
      put(row, content, row[field], reasonIn(row.reasons, field));
    }
  }
  const isGap = contents.some(({ of }) => of.kind === 'gap');
  const { audience: _audience, ...ofGaps } = query;
  const compared = isGap ? await gaps(figures, ofGaps) : null;
  for (const row of compared?.rows ?? []) {
    if (turns.isOver) await turns.next();
    for (const content of ofMeasure(row.measure, 'gap')) {
      if (content.of.kind !== 'gap') continue;
      const { field, pair } = content.of;
      if (pair[0] !== row.audienceA || pair[1] !== row.audienceB) continue;
      put(
        { ...row, audience: row.audienceA },
        content,
        row[field as keyof GapRow & typeof field],
        reasonIn(row.reasons, field),
      );
    }
  }
  await fillReasons(table, chosen, values, status, filled);
  return {
    values,
    status,
    method: {
      ...method,
      ...(compared ? { gaps: String(compared.method['test'] ?? compared.method['interval'] ?? '') } : {}),
    },
    notes: [
      ...[...new Set([...notes, ...(compared?.notes ?? [])])].map((text) => ({
        text,
        mandatory: text.startsWith(CONTESTED),
      })),
      ...own,
    ],
  };
}

/** Says of cells that no row is of why they are empty. */
async function fillReasons(
  { contents, question }: PxTable,
  { axes }: Chosen,
  values: readonly (number | null)[],
  status: Map<number, Reason>,
  filled: ReadonlySet<number>,
): Promise<void> {
  const byCode = new Map(contents.map((one) => [one.code, one]));
  const asked = new Set(question.audiences);
  for (let place = 0; place < values.length; place += 1) {
    if (filled.has(place)) continue;
    if (turns.isOver) await turns.next();
    const codes: Readonly<Record<string, string>> = Object.fromEntries(
      valuesAt(axes, place).map(({ code }, i) => [axes[i]?.variable.code ?? '', code]),
    );
    const content = byCode.get(codes[CONTENTS] ?? '');
    const { audience } = codes;
    const reason: Reason =
      content?.of.kind === 'gap' && audience !== undefined && audience !== content.of.pair[0]
        ? 'not-compared'
        : audience !== undefined && !asked.has(audience)
          ? 'not-asked'
          : 'not-reported';
    status.set(place, reason);
  }
}

/** A reason in words. */
export const reasonText = (reason: Reason): string => `${reason}: ${REASONS[reason]}`;
