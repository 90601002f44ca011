import { isDeepStrictEqual } from 'node:util';
import { parentsOf } from '../repository/audience-tree.ts';
import type { Release } from '../repository/release.ts';
import type { Question, SurveyFile } from '../schemas/dataset.ts';
import { DEFAULT_NOISE } from '../schemas/vocabulary.ts';
import type { Thing } from '../repository/thing.ts';
import type { ThingChange } from '../repository/diff.ts';
import { highest, type Level } from './level.ts';
import { hasColumnNow, oneWaveOf } from './one-wave.ts';

interface Ends {
  readonly from: Release;
  readonly to: Release;
}
type Rule = Level | ((row: ThingChange, ends: Ends) => Level);
type Subject = Thing['subject'];
type List = readonly Readonly<Record<string, unknown>>[];

/** What says how records are counted: it changes figures only where there were some. */
const counting = (_row: ThingChange, { from }: Ends): Level => (from.records === null ? 'patch' : 'major');

/** As {@link counting}, of what adds figures where there was nothing before. */
const countingFromNothing = (row: ThingChange, ends: Ends): Level =>
  row.from === null ? 'minor' : counting(row, ends);

/** Where all respondents are of one wave, nobody is counted by its code. */
const waveCode = (row: ThingChange, ends: Ends): Level =>
  oneWaveOf(ends.from.survey) === null ? counting(row, ends) : 'patch';

const without = (list: unknown, name: string): List =>
  ((list ?? []) as List).map((entry) =>
    Object.fromEntries(Object.entries(entry).filter(([field]) => field !== name)),
  );

/** The level of a list whose entries may have come (with one level) or gone (with another); else `otherwise`. */
function byMembers(
  before: readonly string[],
  after: readonly string[],
  { added, removed, otherwise }: Readonly<Record<'added' | 'removed' | 'otherwise', Level>>,
): Level {
  return highest([
    ...(after.some((one) => !before.includes(one)) ? [added] : []),
    ...(before.some((one) => !after.includes(one)) ? [removed] : []),
    otherwise,
  ]);
}

/** A source that is gone and none in its place is a row of toplines.csv that is gone. */
function figureSources({ from, to }: ThingChange): Level {
  const [before, after] = [(from as string[]).length, (to as string[]).length];
  if (before === after) return 'patch';
  return after > before ? 'minor' : 'major';
}

function figureAlternatives({ from, to }: ThingChange): Level {
  const key = ({ qualifier, value }: List[number]): string => `${String(qualifier)} ${String(value)}`;
  const [before, after] = [from as List, to as List];
  const bases = (list: List): unknown[] =>
    list.map((one) => [key(one), one['n'], one['nQualifier'], one['weightedN'], one['sd']]);
  return byMembers(before.map(key), after.map(key), {
    added: 'minor',
    removed: 'major',
    otherwise: isDeepStrictEqual(new Set(bases(before)), new Set(bases(after))) ? 'patch' : 'minor',
  });
}

function design({ from, to }: ThingChange, ends: Ends): Level {
  if (ends.from.records === null || from === null) return 'patch';
  if (to === null) return 'major';
  const essence = (given: unknown, weights: number): unknown => {
    const { source: _source, ...rest } = given as NonNullable<SurveyFile['design']>;
    return { ...rest, weights: without(rest.weights, 'label').slice(0, weights) };
  };
  const [before, after] = [from, to].map(
    (one) => (one as NonNullable<SurveyFile['design']>).weights.length,
  ) as [number, number];
  // The first weight is the one that figures are computed with; a further one adds to what can be asked for.
  if (before === 0 && after > 0) return 'major';
  // Records of one wave say of which they are as soon as there is another: its figures are compared with the records.
  const isColumnNow = hasColumnNow(ends.from.survey, ends.to.survey);
  const placed = isColumnNow ? { ...(from as object), wave: (to as { wave: string }).wave } : from;
  if (!isDeepStrictEqual(essence(placed, before), essence(to, before))) return 'major';
  return after > before || isColumnNow ? 'minor' : 'patch';
}

const noiseOf = ({ method, noise, minimumCell }: SurveyFile['disclosure']): unknown =>
  method === 'cell-key' ? { ...(noise ?? DEFAULT_NOISE), minimumCell } : null;

function disclosure({ from, to }: ThingChange, ends: Ends): Level {
  if (ends.from.records === null) return 'patch';
  const [before, after] = [from, to] as [SurveyFile['disclosure'], SurveyFile['disclosure']];
  // With another method or other noise every figure of the records is another one.
  if (before.method !== after.method || !isDeepStrictEqual(noiseOf(before), noiseOf(after))) return 'major';
  const hidesMore =
    after.minimumBase > before.minimumBase ||
    after.minimumCell > before.minimumCell ||
    (before.publicRecords && !after.publicRecords);
  return hidesMore ? 'major' : 'minor';
}

function nets({ from, to }: ThingChange): Level {
  const key = ({ id, options }: List[number]): string => JSON.stringify([id, options]);
  return byMembers((from as List).map(key), (to as List).map(key), {
    added: 'minor',
    removed: 'major',
    otherwise: 'patch',
  });
}

/** A difference of answers is derived from their shares, as gaps are. */
function differences({ from, to }: ThingChange): Level {
  return isDeepStrictEqual(without(from, 'label'), without(to, 'label')) ? 'patch' : 'minor';
}

/** Whether waves may be compared is a matter of their trend, which is derived: the figures stay what they are. */
function breaks({ from, to }: ThingChange): Level {
  const pairs = (list: unknown): unknown => without(list, 'reason');
  return isDeepStrictEqual(pairs(from), pairs(to)) ? 'patch' : 'minor';
}

/** What an audience is a part of only changes gaps, which are derived; unless the whole is counted as all of its parts. */
function parent({ from, to }: ThingChange, ends: Ends): Level {
  const named = new Set([from, to].flatMap((given) => parentsOf({ parent: given as Parent })));
  const isAllOfItsParts = ({ survey, records }: Release): boolean =>
    records !== null && survey.audiences.some(({ id, code }) => named.has(id) && code === undefined);
  return isAllOfItsParts(ends.from) && isAllOfItsParts(ends.to) ? 'major' : 'minor';
}
type Parent = SurveyFile['audiences'][number]['parent'];

const TEXTS = { label: 'patch', note: 'patch' } as const;

/** What a change of each field means. A field that is not listed may change figures. */
const FIELDS: Readonly<Record<Subject, Readonly<Record<string, Rule>>>> = {
  survey: {
    $schema: 'patch',
    title: 'patch',
    description: 'patch',
    publisher: 'patch',
    language: 'patch',
    licence: 'patch',
    citation: 'patch',
    notes: 'patch',
    design,
    disclosure,
    panel: 'minor',
    // Which bases are marked changes no figure.
    bases: 'minor',
  },
  source: { title: 'patch', publisher: 'patch', published: 'patch', url: 'patch', note: 'patch' },
  wave: { ...TEXTS, fieldwork: 'patch', year: 'minor', code: waveCode },
  audience: { ...TEXTS, code: counting, parent, dimension: 'minor' },
  sample: {
    n: 'minor',
    qualifier: 'minor',
    weightedN: 'minor',
    designEffect: 'minor',
    marginOfError: 'minor',
    source: 'patch',
    note: 'patch',
  },
  comparison: {},
  question: {
    text: 'patch',
    wording: 'patch',
    note: 'patch',
    audiences: ({ from, to }) =>
      byMembers(from as string[], to as string[], { added: 'minor', removed: 'major', otherwise: 'patch' }),
    missing: (row, ends) =>
      isDeepStrictEqual(without(row.from, 'label'), without(row.to, 'label')) ? 'patch' : counting(row, ends),
    chosen: counting,
    notChosen: counting,
    variable: countingFromNothing,
    bands: countingFromNothing,
    nets,
    differences,
    breaks,
  },
  item: { ...TEXTS, labelBasis: 'patch', variable: countingFromNothing },
  option: { ...TEXTS, code: counting },
  claim: { text: 'patch', locator: 'patch', source: 'patch', note: 'patch', asserts: 'minor' },
  figure: {
    n: 'minor',
    nQualifier: 'minor',
    weightedN: 'minor',
    sd: ({ from }) => (from === null ? 'minor' : 'major'),
    status: 'patch',
    sources: figureSources,
    locators: 'patch',
    note: 'patch',
    alternatives: figureAlternatives,
  },
};

const isCounted = ({ variable, items }: Question): boolean =>
  variable !== undefined || items.some((item) => item.variable !== undefined);

/** A published figure stands for all that records gave for its question, item, option and measure. */
function addedFigure({ to }: ThingChange, { from }: Ends, key: Extract<Thing, { subject: 'figure' }>): Level {
  const question = from.questions.get(key.question);
  if (from.records === null || to === null || question === undefined || !isCounted(question)) return 'minor';
  const known = from
    .figuresOf(key.question)
    .some(
      ({ item, option, measure }) => item === key.item && option === key.option && measure === key.measure,
    );
  return known ? 'minor' : 'major';
}

/** An audience without a code of its own is all those that it is the parent of. */
function addedAudience({ to }: ThingChange, { from }: Ends): Level {
  const parents = parentsOf(to as SurveyFile['audiences'][number]);
  const joinsAWhole = from.survey.audiences.some(
    ({ id, code }) => parents.includes(id) && code === undefined,
  );
  return from.records !== null && joinsAWhole ? 'major' : 'minor';
}

const REMOVED: Readonly<Record<Subject, Level>> = {
  survey: 'major',
  source: 'patch',
  wave: 'major',
  audience: 'major',
  sample: 'minor',
  comparison: 'minor',
  question: 'major',
  item: 'major',
  option: 'major',
  claim: 'minor',
  figure: 'major',
};

/**
 * The level of one change between two releases. A figure, published or counted from records, that changed or is gone is
 * major, and so is a wave, an audience or another code that can be asked for no more; what came, a corrected base, and what
 * only gaps and trends are derived with is minor; a text is a patch.
 */
export function levelOfChange(row: ThingChange, ends: Ends): Level {
  const { change, thing, field } = row;
  const { subject } = thing;
  if (change === 'removed') return REMOVED[subject];
  if (change === 'changed') {
    const rule = FIELDS[subject][field ?? ''] ?? 'major';
    return typeof rule === 'string' ? rule : rule(row, ends);
  }
  if (subject === 'source') return 'patch';
  if (subject === 'audience') return addedAudience(row, ends);
  return thing.subject === 'figure' ? addedFigure(row, ends, thing) : 'minor';
}
