import { parentsOf } from '../repository/audience-tree.ts';
import type { Release } from '../repository/release.ts';
import type { Question } from '../schemas/dataset.ts';
import type { EstimateRow } from '../schemas/results/estimate.ts';
import type { Rows } from '../schemas/rows.ts';
import { MEASURES, type Measure } from '../schemas/vocabulary.ts';
import { turns } from '../turns/turns.ts';
import { codeListsOf, type PxCodeList } from './code-lists.ts';
import { contentsOf, type PxContent, type LabelledPair } from './contents.ts';
import type { TableId } from './table-id.ts';
import { uniqueLabels } from './unique-labels.ts';
import { CONTENTS, WHOLE, type PxNote, type PxValue, type PxVariable } from './variable.ts';

/** A question of a survey as a table of this dialect, without its cells. */
export interface PxTable {
  readonly id: TableId;
  readonly label: string;
  readonly release: Release;
  readonly question: Question;
  /** In the order in which they are placed by default: the last two in the heading. */
  readonly variables: readonly PxVariable[];
  readonly contents: readonly PxContent[];
  /** Codes of the contents that are shown where nothing is selected. */
  readonly shown: readonly string[];
  /** Whether these are of single answers, so that what is said of all answers together is left out beside them. */
  readonly shownOfOptions: boolean;
  readonly codeLists: readonly PxCodeList[];
  /** When its figures were released. */
  readonly updated: string;
}

/** Digits that computed figures are worth showing. */
const COMPUTED_DECIMALS: Readonly<Record<Measure, number>> = {
  percent: 1,
  net: 1,
  rank: 0,
  mean: 2,
  median: 1,
  quantile: 1,
  count: 0,
  total: 0,
};

/** What the figures of a question have among them. */
interface Found {
  readonly decimals: ReadonlyMap<Measure, number>;
  /** Measures of single answers. */
  readonly ofOptions: ReadonlySet<Measure>;
  readonly hasWholeOption: boolean;
  readonly audiences: ReadonlySet<string>;
  readonly waves: ReadonlySet<string>;
}

async function look(rows: Rows<EstimateRow>, options: ReadonlySet<string>): Promise<Found> {
  const decimals = new Map<Measure, number>();
  const ofOptions = new Set<Measure>();
  const audiences = new Set<string>();
  const waves = new Set<string>();
  let hasWholeOption = false;
  for (const row of rows) {
    if (turns.isOver) await turns.next();
    const digits =
      row.status === 'computed' || row.decimals === null ? COMPUTED_DECIMALS[row.measure] : row.decimals;
    decimals.set(row.measure, Math.max(decimals.get(row.measure) ?? 0, digits));
    if (row.option !== null && options.has(row.option)) ofOptions.add(row.measure);
    hasWholeOption ||= row.option === null;
    audiences.add(row.audience);
    waves.add(row.wave);
  }
  return { decimals, ofOptions, hasWholeOption, audiences, waves };
}

interface Thing {
  readonly id: string;
  readonly label: string | null;
  readonly note?: string | null | undefined;
}

function valuesOf(things: readonly Thing[], whole: string | null): PxValue[] {
  const all = [
    ...things.map(({ id, label, note }) => ({ code: id, label, notes: note ? [note] : [] })),
    ...(whole === null ? [] : [{ code: WHOLE, label: whole, notes: [] }]),
  ];
  const labels = uniqueLabels(all);
  return all.map(({ code, notes }, i) => ({ code, label: labels[i] ?? code, notes }));
}

function variable(
  code: string,
  values: readonly PxValue[],
  { label = code, role = null, elimination = null, notes = [] }: Partial<PxVariable> = {},
): PxVariable {
  const [only] = values;
  const single = values.length === 1 && role === null ? (only?.code ?? null) : null;
  return { code, label, role, values, elimination: elimination ?? single, notes };
}

/** The audience that all others of a table are a part of; null: there is none. */
function rootOf({ survey }: Release, there: ReadonlySet<string>): string | null {
  const known = new Map(survey.audiences.map((audience) => [audience.id, audience]));
  const isWithin = (id: string, root: string, seen: ReadonlySet<string> = new Set()): boolean => {
    const audience = known.get(id);
    if (id === root || !audience || seen.has(id)) return id === root;
    return parentsOf(audience).some((parent) => isWithin(parent, root, new Set([...seen, id])));
  };
  return [...there].find((root) => [...there].every((id) => isWithin(id, root))) ?? null;
}

/** The waves that must not be compared, as whoever shows the table must say. */
const breakNotes = ({ breaks }: Question): PxNote[] =>
  breaks.map(({ between: [from, to], reason }) => ({
    text: `${from} and ${to} must not be compared: ${reason}`,
    mandatory: true,
  }));

/** The pairs that a survey declares, as far as a table has both. */
function pairsOf({ survey }: Release, values: readonly PxValue[]): LabelledPair[] {
  const labels = new Map(values.map(({ code, label }) => [code, label]));
  return survey.comparisons.flatMap(({ between: [a, b] }) => {
    const [first, second] = [labels.get(a), labels.get(b)];
    return first === undefined || second === undefined
      ? []
      : [{ pair: [a, b] as const, label: `${first} minus ${second}` }];
  });
}

/** Names of the variables of a question, as its codebook says them. */
export const variableNamesOf = ({ items, options }: Pick<Question, 'items' | 'options'>): string[] => [
  ...(items.length > 0 ? ['item'] : []),
  ...(options.length > 0 ? ['option'] : []),
  'audience',
  CONTENTS,
  'wave',
];

/** What a question is called as a table. */
export const tableLabel = ({ id, text }: Pick<Question, 'id' | 'text'>): string =>
  text?.replaceAll(/\s+/g, ' ') ?? id;

/** When the figures of a release could be read first. */
export const updatedOf = ({ released, embargoedUntil }: Release['entry']): string =>
  new Date(Math.max(Date.parse(released), Date.parse(embargoedUntil ?? released)))
    .toISOString()
    .replace(/\.\d+Z$/, 'Z');

/**
 * A question as a table: its variables, their values, its quantities and code lists.
 *
 * @param rows all its estimates
 */
export async function describeTable(
  id: TableId,
  release: Release,
  question: Question,
  rows: Rows<EstimateRow>,
): Promise<PxTable> {
  const { survey } = release;
  const found = await look(rows, new Set(question.options.map((option) => option.id)));
  const audiences = survey.audiences.filter(
    (one) => found.audiences.has(one.id) || question.audiences.includes(one.id),
  );
  const waves = survey.waves.filter((wave) => found.waves.has(wave.id));
  const names = variableNamesOf(question);
  const measures = MEASURES.filter((measure) => found.decimals.has(measure));
  const audienceValues = valuesOf(audiences, null);
  const contents = contentsOf(
    measures.map((measure) => ({ measure, decimals: found.decimals.get(measure) ?? 0 })),
    pairsOf(release, audienceValues),
  );
  const codes = new Set(audiences.map((one) => one.id));
  const inOptions = measures.filter((measure) => found.ofOptions.has(measure));
  const variables = [
    ...(names.includes('item') ? [variable('item', valuesOf(question.items, null))] : []),
    ...(names.includes('option')
      ? [variable('option', valuesOf(question.options, found.hasWholeOption ? 'All answers' : null))]
      : []),
    variable('audience', audienceValues, { elimination: rootOf(release, codes) }),
    variable(CONTENTS, contents, { label: 'contents', role: 'metric' }),
    variable('wave', valuesOf(waves.length > 0 ? waves : survey.waves, null), {
      role: 'time',
      notes: breakNotes(question),
    }),
  ];
  return {
    id,
    label: tableLabel(question),
    release,
    question,
    variables,
    contents,
    shown: inOptions.length > 0 ? inOptions : measures.filter((measure) => measure !== 'net'),
    shownOfOptions: inOptions.length > 0,
    codeLists: codeListsOf(id, survey, question, [...codes]),
    updated: updatedOf(release.entry),
  };
}
