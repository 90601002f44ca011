import { ApiError } from '../errors/api-error.ts';
import { invalidQuery, MAXIMUM_ERRORS, parameterError } from '../errors/parameter-error.ts';
import type { ProblemError } from '../schemas/problem.ts';
import type { PxCodeList } from './code-lists.ts';
import { expand } from './expressions.ts';
import type { PxTable } from './table.ts';
import { CONTENTS, WHOLE, type PxValue, type PxVariable } from './variable.ts';

/** What of a variable somebody wants. */
interface VariableWish {
  readonly variableCode: string;
  readonly valueCodes?: readonly string[] | undefined;
  readonly codelist?: string | null | undefined;
}

/** What of a table somebody wants, and where its variables are to stand. */
export interface Wish {
  readonly selection: readonly VariableWish[];
  readonly placement?:
    | { readonly heading?: readonly string[] | undefined; readonly stub?: readonly string[] | undefined }
    | undefined;
}

/** A variable with the values of it that were picked. */
export interface PickedAxis {
  readonly variable: PxVariable;
  readonly values: readonly PxValue[];
  /** The list that the values are of; null: they are those of the variable. */
  readonly codeList: PxCodeList | null;
}

/** What was picked of a table: every variable that is not left out, in the order in which its cells stand. */
export interface Chosen {
  readonly axes: readonly PickedAxis[];
  /** Variables that were left out, with the value that stands for all. */
  readonly eliminated: readonly PickedAxis[];
  /** Codes of the variables that stand at the side, and of those above. */
  readonly stub: readonly string[];
  readonly heading: readonly string[];
}

/** Where a selection stands in a request. */
export type Place = 'query' | 'body' | 'path';

const HEADING: ReadonlySet<string> = new Set([CONTENTS, 'wave']);

/** How many cells a selection has. */
export const cellCount = ({ axes }: Pick<Chosen, 'axes'>): number =>
  axes.reduce((cells, { values }) => cells * values.length, 1);

/** Collects all faults of a selection, so that they are told at once. */
class Faults {
  readonly #errors: ProblemError[] = [];
  readonly #place: Place;

  constructor(place: Place) {
    this.#place = place;
  }

  add(name: string, value: string | null, message: string, allowed?: readonly string[]): void {
    if (this.#errors.length < MAXIMUM_ERRORS)
      this.#errors.push(parameterError(this.#place, name, value, message, allowed));
  }

  /** @throws ApiError `invalid-query` if there is any */
  tell(): void {
    if (this.#errors.length > 0) throw invalidQuery(this.#errors);
  }
}

const find = ({ variables }: PxTable, code: string): PxVariable | undefined =>
  variables.find((one) => one.code.toLowerCase() === code.toLowerCase());

/** The values that may be picked of a variable: its own, or those of a code list. */
function offered(variable: PxVariable, codeList: PxCodeList | null): readonly PxValue[] {
  if (codeList === null) return variable.values;
  const own = new Map(variable.values.map((value) => [value.code, value]));
  return codeList.values.map(({ code, label }) => ({ code, label, notes: own.get(code)?.notes ?? [] }));
}

/** The code list that somebody names for a variable; undefined, and a fault, where the variable has none of this name. */
function namedList(
  { codeLists }: PxTable,
  variable: PxVariable,
  name: string | null | undefined,
  faults: Faults,
): PxCodeList | null | undefined {
  if (name === null || name === undefined || name === '') return null;
  const own = codeLists.filter((list) => list.variable === variable.code);
  const found = own.find(({ id }) => id === name);
  if (!found)
    faults.add(
      `codelist[${variable.code}]`,
      name,
      'is not a code list of the variable',
      own.map(({ id }) => id),
    );
  return found;
}

function picked(
  variable: PxVariable,
  values: readonly PxValue[],
  codes: readonly string[],
  faults: Faults,
): PxValue[] {
  const known = values.map(({ code }) => code);
  const wanted = new Set<string>();
  for (const code of new Set(codes)) {
    const found = expand(code, known, variable.role === 'time');
    if ('message' in found) faults.add(`valueCodes[${variable.code}]`, code, found.message, found.allowed);
    else for (const one of found) wanted.add(one);
  }
  return values.filter(({ code }) => wanted.has(code));
}

/** Where the variables stand: as wished, the others where they stand by default. */
function placementOf(
  axes: readonly PickedAxis[],
  wish: Wish['placement'],
  faults: Faults,
): Pick<Chosen, 'stub' | 'heading'> {
  const codes = axes.map(({ variable }) => variable.code);
  const named = (list: readonly string[] | undefined, name: string): string[] =>
    [...new Set(list)].flatMap((given) => {
      const code = codes.find((one) => one.toLowerCase() === given.toLowerCase());
      if (code === undefined) faults.add(name, given, 'is not a variable that was selected', codes);
      return code ?? [];
    });
  const stub = named(wish?.stub, 'stub');
  const heading = named(wish?.heading, 'heading');
  for (const twice of stub.filter((code) => heading.includes(code)))
    faults.add('heading', twice, 'stands in the stub already');
  const isPlaced = stub.length + heading.length > 0;
  const rest = codes.filter((code) => !stub.includes(code) && !heading.includes(code));
  // Whoever places some of them leaves the others to the side, or above where the side is what was named.
  const isAbove = (code: string): boolean => (isPlaced ? heading.length === 0 : HEADING.has(code));
  return {
    stub: [...stub, ...rest.filter((code) => !isAbove(code))],
    heading: [...heading, ...rest.filter(isAbove)],
  };
}

function chosenOf(
  axes: readonly PickedAxis[],
  eliminated: readonly PickedAxis[],
  wish: Wish['placement'],
  faults: Faults,
): Chosen {
  const { stub, heading } = placementOf(axes, wish, faults);
  const order = [...stub, ...heading];
  const inOrder = axes.toSorted((a, b) => order.indexOf(a.variable.code) - order.indexOf(b.variable.code));
  return { axes: inOrder, eliminated, stub, heading };
}

/** As many of the values as are shown at first: of time the latest. */
const shortened = ({ variable, values, codeList }: PickedAxis, most: number): PickedAxis => ({
  variable,
  codeList,
  values: variable.role === 'time' ? values.slice(-most) : values.slice(0, most),
});

/**
 * What is shown where nothing is selected: the figures themselves of all values, or as many of the longest variables as fit.
 *
 * @param maximum cells that an answer may have
 */
export function defaultSelection(
  table: PxTable,
  maximum: number,
  wish?: Wish['placement'],
  where: Place = 'query',
): Chosen {
  const shown = new Set(table.shown);
  let axes: PickedAxis[] = table.variables.map((variable): PickedAxis => {
    const { code: name, values: all } = variable;
    const isLeftOut = (code: string): boolean =>
      name === CONTENTS ? !shown.has(code) : name === 'option' && table.shownOfOptions && code === WHOLE;
    return { variable, values: all.filter(({ code }) => !isLeftOut(code)), codeList: null };
  });
  for (let cells = cellCount({ axes }); cells > maximum; cells = cellCount({ axes })) {
    const longest = axes.reduce((a, b) => (b.values.length > a.values.length ? b : a));
    const most = Math.max(1, Math.floor((longest.values.length * maximum) / cells));
    const next = axes.map((axis) => (axis === longest ? shortened(axis, most) : axis));
    if (cellCount({ axes: next }) === cells) break;
    axes = next;
  }
  const faults = new Faults(where);
  const chosen = chosenOf(axes, [], wish, faults);
  faults.tell();
  return chosen;
}

/** @throws ApiError `too-many-cells` where an answer would have more than it may */
function refuseTooManyCells(chosen: Chosen, maximum: number): void {
  const cells = cellCount(chosen);
  if (cells <= maximum) return;
  const longest = chosen.axes.reduce((a, b) => (b.values.length > a.values.length ? b : a));
  throw new ApiError(
    'too-many-cells',
    `The selection has ${cells} cells, and an answer ${maximum} at most. Ask in parts, or for fewer values of ${longest.variable.code}, of which it has ${longest.values.length}.`,
  );
}

/**
 * What a selection picks of a table; nothing selected is the default selection.
 *
 * @param maximum cells that an answer may have
 * @param where the selection stands in the request
 * @throws ApiError `invalid-query` with all faults at once; `too-many-cells`
 */
export function chooseFrom(table: PxTable, wish: Wish, maximum: number, where: Place): Chosen {
  if (wish.selection.length === 0) return defaultSelection(table, maximum, wish.placement, where);
  const faults = new Faults(where);
  const wishes = new Map<string, VariableWish>();
  for (const one of wish.selection) {
    const variable = find(table, one.variableCode);
    const names = table.variables.map(({ code }) => code);
    if (!variable) faults.add('variableCode', one.variableCode, 'is not a variable of the table', names);
    else if (wishes.has(variable.code)) faults.add('variableCode', variable.code, 'is selected twice');
    else wishes.set(variable.code, one);
  }
  const axes: PickedAxis[] = [];
  const eliminated: PickedAxis[] = [];
  for (const variable of table.variables) {
    const { valueCodes = [], codelist } = wishes.get(variable.code) ?? {};
    const codeList = namedList(table, variable, codelist, faults);
    if (codeList === undefined) continue;
    const values = offered(variable, codeList);
    const codes = valueCodes.filter((code) => code !== '');
    if (codes.length > 0) {
      axes.push({ variable, values: picked(variable, values, codes, faults), codeList });
      continue;
    }
    const whole =
      codeList === null ? variable.values.filter(({ code }) => code === variable.elimination) : [];
    if (whole.length > 0) eliminated.push({ variable, values: whole, codeList });
    else
      faults.add(`valueCodes[${variable.code}]`, null, 'is needed: nothing stands for all of its values', [
        '*',
        ...values.map(({ code }) => code),
      ]);
  }
  faults.tell();
  const chosen = chosenOf(axes, eliminated, wish.placement, faults);
  faults.tell();
  refuseTooManyCells(chosen, maximum);
  return chosen;
}

/** All values of a table, those of code lists in the place of its own. @throws ApiError `invalid-query` */
export function withCodeLists(table: PxTable, lists: Readonly<Record<string, string>>): Chosen {
  const faults = new Faults('query');
  const named = new Map<string, string>();
  for (const [code, id] of Object.entries(lists)) {
    const variable = find(table, code);
    const names = table.variables.map((one) => one.code);
    if (!variable) faults.add('codelist', code, 'is not a variable of the table', names);
    else named.set(variable.code, id);
  }
  const axes = table.variables.map((variable): PickedAxis => {
    const codeList = namedList(table, variable, named.get(variable.code), faults) ?? null;
    return { variable, values: offered(variable, codeList), codeList };
  });
  faults.tell();
  return chosenOf(axes, [], undefined, faults);
}

/** A selection in the words of this dialect, every value by its code. */
export function wishOf({ axes, stub, heading }: Chosen): Required<Wish> {
  return {
    selection: axes.map(({ variable, values, codeList }) => ({
      variableCode: variable.code,
      codelist: codeList?.id ?? null,
      valueCodes: values.map(({ code }) => code),
    })),
    placement: { heading: [...heading], stub: [...stub] },
  };
}
