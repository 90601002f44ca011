import type { FastifyInstance } from 'fastify';
import { createRequire } from 'node:module';
import type { Highs } from 'highs';
import { addKeys, noiseOf } from '../../../src/stats/disclosure/cell-key.ts';
import { pTable, type PTable } from '../../../src/stats/disclosure/p-table.ts';
import { recordsApp, single, type TestRecord } from '../../records-helper.ts';
import { generator, keyOf } from './perturbed-survey.ts';

/*
 * What somebody can find out who has every answer of a release with noise, and who knows the method, its settings and the codebook, but
 * neither keys nor records. The attack reads answers alone; the records are only used to tell how near it came.
 */

const MINIMUM = 5;
const WAVES = ['w1', 'w2'];
const EXTRA = ['d', 'e', 'f'];

/** A group by the answers that its members gave; what is not named is open. */
type Group = ReadonlyMap<string, string>;

/** What is attacked: how much noise there is, and how many variables. */
export class Setting {
  readonly noise: { readonly bound: number; readonly variance: number };
  readonly table: PTable;
  readonly codes: Readonly<Record<string, readonly string[]>>;
  readonly names: readonly string[];
  /** Combinations of answers to all variables. */
  readonly atoms: readonly Group[];

  /** @param extra variables of two answers beside wave, a, b and c */
  constructor(noise: { readonly bound: number; readonly variance: number }, extra = 0) {
    this.noise = noise;
    this.table = pTable({ ...noise, minimum: MINIMUM });
    const two = EXTRA.slice(0, extra).map((name) => [name, [`${name}-1`, `${name}-2`]] as const);
    this.codes = {
      wave: WAVES,
      a: ['a-1', 'a-2', 'a-3'],
      b: ['b-1', 'b-2'],
      c: ['c-1', 'c-2', 'c-3', 'c-4', 'c-5'],
      ...Object.fromEntries(two),
    };
    this.names = Object.keys(this.codes);
    this.atoms = this.names.reduce<Group[]>(
      (before, name) =>
        before.flatMap((group) => (this.codes[name] ?? []).map((code) => new Map([...group, [name, code]]))),
      [new Map()],
    );
  }

  textOf(group: Group): string {
    return this.names.map((name) => group.get(name) ?? '*').join(' ');
  }
}

/** The option that a record gives to a variable. */
const answer = (record: TestRecord, name: string): string =>
  name === 'wave' ? String(record['wave']) : `${name}-${record[name]}`;

/** Respondents of whom many are alone with their answers. */
export function madeRecords(seed: number): TestRecord[] {
  const random = generator(seed * 7919 + 1);
  const pick = (count: number): number => 1 + Math.floor(random() ** 2.2 * count);
  return Array.from({ length: 110 + Math.floor(random() * 120) }, (_, i) => ({
    wave: WAVES[pick(2) - 1] ?? 'w1',
    a: pick(3),
    b: pick(2),
    c: pick(5),
    ...Object.fromEntries(EXTRA.map((name) => [name, pick(2)])),
    w: Math.round((0.4 + 1.5 * random()) * 1000) / 1000,
    _record_key: keyOf(seed, i),
  }));
}

/** An application of its own: protections are switched off while it runs, and nothing of it is kept for another test. */
export const appOf = (
  records: readonly TestRecord[],
  { noise, names, codes }: Setting,
): Promise<FastifyInstance> =>
  recordsApp(
    records,
    {
      waves: WAVES.map((id, i) => ({ id, label: id, year: 2020 + i })),
      design: { wave: 'wave', audience: 'all', weights: [{ id: 'final', column: 'w', label: 'Weight' }] },
      disclosure: { minimumBase: 0, minimumCell: MINIMUM, method: 'cell-key', noise },
      questions: names
        .filter((name) => name !== 'wave')
        .map((name) =>
          single(
            name,
            (codes[name] ?? []).map((_, i) => i + 1),
          ),
        ),
    },
    { env: {} },
  );

interface Told {
  readonly group: Group;
  /** Every number that was shown for it, in whatever query. */
  readonly shown: number[];
  readonly weights: number[];
}

interface Row {
  readonly row: string | null;
  readonly column: string | null;
  readonly rowKind: string;
  readonly columnKind: string;
  readonly n: number;
  readonly weighted: number;
}

async function ask(app: FastifyInstance, query: string): Promise<readonly Row[]> {
  const found = await app.inject(`/v1/surveys/small/crosstab?measure=count&limit=1000&${query}`);
  if (found.statusCode !== 200) throw new Error(`${query}: ${found.body}`);
  return found.json<{ data: Row[] }>().data;
}

const pairsOf = <T>(list: readonly T[]): [T, T][] =>
  list.flatMap((x, i) => list.slice(i + 1).map((y): [T, T] => [x, y]));

/** Everything that tables of up to three variables say, each in several ways. */
async function collect(app: FastifyInstance, setting: Setting): Promise<Map<string, Told>> {
  const { names, codes } = setting;
  const told = new Map<string, Told>();
  const all = `wave=${WAVES.join(',')}`;
  const add = (group: Group, { n, weighted }: Row): void => {
    const known = told.get(setting.textOf(group)) ?? { group, shown: [], weights: [] };
    known.shown.push(n);
    known.weights.push(weighted);
    told.set(setting.textOf(group), known);
  };
  const table = async (
    rows: string[],
    column: string | null,
    filters: [string, string][] = [],
  ): Promise<void> => {
    const filter = filters
      .filter(([name]) => name !== 'wave')
      .map(([name, code]) => `&filter=${name}:${code}`)
      .join('');
    const wave = filters.find(([name]) => name === 'wave');
    const columns = column === null ? '' : `&columns=${column}`;
    const data = await ask(
      app,
      `rows=${rows.join('*')}${columns}${filter}&${wave ? `wave=${wave[1]}` : all}`,
    );
    for (const one of data) {
      const parts =
        one.row === null ? [] : one.row.split('*').map((code, i) => [rows[i] ?? '', code] as const);
      const side = one.column === null || column === null ? [] : [[column, one.column] as const];
      add(new Map([...parts, ...side, ...filters]), one);
    }
  };
  for (const [x, y] of pairsOf(names)) {
    await table([x], y);
    await table([y], x);
    for (const z of names.filter((name) => names.indexOf(name) > names.indexOf(y))) {
      await table([x, y], z);
      await table([y, z], x);
      const [code = ''] = codes[z] ?? [];
      await table([x], y, [[z, code]]);
    }
  }
  for (const x of names) await table([x], null);
  return told;
}

/** Whether the respondents of a joint cell of all variables are in a group. */
const isIn = (atom: Group, group: Group): boolean =>
  [...group].every(([name, code]) => atom.get(name) === code);

/** Counts that may be behind a number that is shown, with their likelihoods. */
function behind(shown: number, { rows }: PTable): { count: number; likelihood: number }[] {
  const found = Array.from({ length: shown + rows.length + 1 }, (_, count) => {
    const { values = [], probabilities = [] } = rows[Math.min(count, rows.length - 1)] ?? {};
    return { count, likelihood: probabilities[values.indexOf(shown - count)] ?? 0 };
  }).filter(({ likelihood }) => likelihood > 0);
  // What no noise could make is exact: a protection is off.
  return found.length > 0 ? found : [{ count: shown, likelihood: 1 }];
}

/** How long the solver may look for a wider range (s): on a busy machine it says less of how wide one is, never more. Longer where it found nothing. */
const SECONDS = [10, 60, 300];

/** Its types say that it is a module, and it is a function. */
const solver = (createRequire(import.meta.url)('highs') as (options: object) => Promise<Highs>)({});

/** The least and the most that a group can count, over all whole-number tables that agree with all that is told, weights included; not quite, if time is short. */
async function rangeOf(
  target: Group,
  told: ReadonlyMap<string, Told>,
  { atoms, table }: Setting,
): Promise<{ least: number; most: number }> {
  const rows: string[] = [];
  const limits: { inside: number[]; least: number; most: number }[] = [];
  for (const { group, shown, weights } of told.values()) {
    const [n = 0] = shown;
    const counts = behind(n, table).map(({ count }) => count);
    const inside = atoms.flatMap((atom, i) => (isIn(atom, group) ? [i] : []));
    limits.push({ inside, least: Math.min(...counts), most: Math.max(...counts) });
    const sum = inside.map((i) => `x${i}`).join(' + ');
    rows.push(`${sum} >= ${Math.min(...counts)}`, `${sum} <= ${Math.max(...counts)}`);
    if (n === 0) continue;
    // The mean of all weights is near 1, so that the unit of rounding is 1. The mean weight of a group is known to a step on either side: w is between so many times the count.
    const step = 2 ** -Math.ceil(Math.log2(n));
    const mean = (weights[0] ?? 0) / n;
    const weigh = inside.map((i) => `w${i}`).join(' + ');
    const times = (factor: number): string => inside.map((i) => `- ${factor} x${i}`).join(' ');
    if (mean > step) rows.push(`${weigh} ${times(mean - step)} >= 0`);
    rows.push(`${weigh} ${times(mean + step)} <= 0`);
  }
  const names = atoms.map((_, i) => `x${i}`);
  const inside = atoms.flatMap((atom, i) => (isIn(atom, target) ? [`x${i}`] : []));
  const solve = async (sense: 'Minimize' | 'Maximize'): Promise<number> => {
    const problem = [
      sense,
      ` obj: ${inside.join(' + ')}`,
      'Subject To',
      ...rows.map((row, i) => ` r${i}: ${row}`),
      'General',
      ` ${names.join(' ')}`,
      'End',
    ].join('\n');
    let status = '';
    for (const seconds of SECONDS) {
      const { Status, ObjectiveValue, Columns } = (await solver).solve(problem, {
        time_limit: seconds,
        mip_rel_gap: 0,
        // Between whole numbers there is none that could be better.
        mip_abs_gap: 0.99,
      });
      // What it has found by then is a table that agrees as well: the range is at least as wide.
      const x = names.map((name) => (Columns[name] as { Primal?: number } | undefined)?.Primal ?? NaN);
      const agrees = limits.every((one) => {
        const n = one.inside.reduce((total, i) => total + (x[i] ?? NaN), 0);
        return n > one.least - 1e-6 && n < one.most + 1e-6;
      });
      if (Status === 'Optimal' || (Status === 'Time limit reached' && agrees))
        return Math.round(ObjectiveValue);
      status = Status;
      if (Status !== 'Time limit reached') break;
    }
    throw new Error(`the solver says ${status}`);
  };
  return { least: await solve('Minimize'), most: await solve('Maximize') };
}

/** The distribution of the count of each group, given all that is told, by a walk over whole-number tables (Metropolis et al. 1953). */
function posterior(
  told: ReadonlyMap<string, Told>,
  setting: Setting,
  seed: number,
  sweeps: number,
): Map<string, Map<number, number>> {
  const { atoms, table } = setting;
  const random = generator(seed + 17);
  const groups = [...told.values()].map(({ group, shown }) => {
    const mean = shown.reduce((a, b) => a + b, 0) / shown.length;
    const likelihoods = new Map(
      behind(Math.round(mean), table).map(({ count, likelihood }) => [count, Math.log(likelihood)]),
    );
    return { group, logs: likelihoods, n: 0 };
  });
  const above = atoms.map((atom) => groups.filter(({ group }) => isIn(atom, group)));
  const counts = atoms.map(() => 0);
  // Impossible tables are worse the further they are off, so that the walk finds its way from an empty one.
  const logOf = (logs: ReadonlyMap<number, number>, n: number): number => {
    const known = logs.get(n);
    if (known !== undefined) return known;
    return -30 - 5 * Math.min(...[...logs.keys()].map((count) => Math.abs(count - n)));
  };
  const tally = new Map(groups.map(({ group }) => [setting.textOf(group), new Map<number, number>()]));
  const burn = Math.floor(sweeps * 0.375);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    for (let k = 0; k < atoms.length; k += 1) {
      // One respondent more or less, or one who moves from a cell to another.
      const from = Math.floor(random() * atoms.length);
      const step = random() < 0.5 ? 1 : -1;
      const to = random() < 0.5 ? Math.floor(random() * atoms.length) : null;
      const moves =
        to === null || to === from ? [[from, step] as const] : [[from, step] as const, [to, -step] as const];
      if (moves.some(([i, d]) => (counts[i] ?? 0) + d < 0)) continue;
      const changed = new Map<(typeof groups)[number], number>();
      for (const [i, d] of moves)
        for (const group of above[i] ?? []) changed.set(group, (changed.get(group) ?? 0) + d);
      let gain = 0;
      for (const [{ logs, n }, d] of changed) if (d !== 0) gain += logOf(logs, n + d) - logOf(logs, n);
      if (Math.log(random()) >= gain) continue;
      for (const [i, d] of moves) counts[i] = (counts[i] ?? 0) + d;
      for (const [group, d] of changed) group.n += d;
    }
    if (sweep < burn) continue;
    for (const { group, n } of groups) {
      const seen = tally.get(setting.textOf(group));
      seen?.set(n, (seen.get(n) ?? 0) + 1 / (sweeps - burn));
    }
  }
  return tally;
}

/** How near an attack came. */
export interface Outcome {
  /** Groups of 1 to 4 respondents, and of these the ones that were tried with whole numbers. */
  readonly small: number;
  readonly tried: number;
  /** The fewest values that are left for one of them, and the narrowest range. */
  readonly fewest: number;
  readonly narrowest: number;
  /** Of the small groups with fewer than three values, or less than minimumCell between the ends. */
  readonly open: number;
  /** Groups whose numbers differ from query to query. */
  readonly unsteady: number;
  /** Root mean square error of the mean of all that is shown for a small group, and of the mean of the posterior. */
  readonly single: number;
  readonly averaged: number;
  /** The same of the best guess without any answer: the mean of all small groups. */
  readonly blind: number;
  /** Small groups of which one value is taken for 95 % certain; and those of them that it is right for. */
  readonly certain: number;
  readonly right: number;
}

const rootMean = (errors: readonly number[]): number =>
  Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / Math.max(1, errors.length));

/** Attacks one survey. @param most small groups that whole numbers are tried on; @param sweeps length of the walk */
export async function attack(
  app: FastifyInstance,
  records: readonly TestRecord[],
  setting: Setting,
  seed: number,
  most: number,
  sweeps = 4000,
): Promise<Outcome> {
  const told = await collect(app, setting);
  const truth = (group: Group): number =>
    records.filter((record) => [...group].every(([name, code]) => answer(record, name) === code)).length;
  const small = [...told.values()].filter(({ group }) => {
    const n = truth(group);
    return n > 0 && n < MINIMUM;
  });
  const known = posterior(told, setting, seed, sweeps);
  const best = small.map(({ group }) => {
    const values = [...(known.get(setting.textOf(group)) ?? [])];
    const mean = values.reduce((sum, [value, share]) => sum + value * share, 0);
    const [top, share] = values.toSorted((x, y) => y[1] - x[1])[0] ?? [0, 0];
    return { n: truth(group), mean, top, share };
  });
  const step = Math.max(1, Math.floor(small.length / most));
  const tried = small.filter((_, i) => i % step === 0).slice(0, most);
  const ranges = [];
  for (const { group } of tried) ranges.push(await rangeOf(group, told, setting));
  const certain = best.filter(({ share }) => share > 0.95);
  return {
    small: small.length,
    tried: tried.length,
    fewest: Math.min(...ranges.map((range) => range.most - range.least + 1)),
    narrowest: Math.min(...ranges.map((range) => range.most - range.least)),
    open: ranges.filter((range) => range.most - range.least < Math.max(2, MINIMUM)).length,
    unsteady: [...told.values()].filter(
      ({ shown, weights }) => new Set(shown).size > 1 || new Set(weights).size > 1,
    ).length,
    single: rootMean(
      small.map(({ group, shown }) => shown.reduce((a, b) => a + b, 0) / shown.length - truth(group)),
    ),
    averaged: rootMean(best.map(({ n, mean }) => n - mean)),
    blind: rootMean(best.map(({ n }) => n - best.reduce((sum, one) => sum + one.n, 0) / best.length)),
    certain: certain.length,
    right: certain.filter(({ n, top }) => n === top).length,
  };
}

/** What each answer of `a` counts, as the mean over all ways to part the answers of `c` in two: its error, root mean square. */
export async function averageUnions(
  app: FastifyInstance,
  records: readonly TestRecord[],
  { codes: all }: Setting,
): Promise<number> {
  const codes = all['c'] ?? [];
  const waves = `wave=${WAVES.join(',')}`;
  const estimates = new Map<string, number[]>();
  for (let subset = 1; subset < 1 << (codes.length - 1); subset += 1) {
    const halves = [0, 1].map((half) => codes.filter((_, i) => ((subset >> i) & 1) === half));
    const tables = [];
    for (const half of halves) tables.push(await ask(app, `rows=a&filter=c:${half.join(',')}&${waves}`));
    for (const code of all['a'] ?? []) {
      const sum = tables.reduce((total, rows) => total + (rows.find(({ row }) => row === code)?.n ?? 0), 0);
      estimates.set(code, [...(estimates.get(code) ?? []), sum]);
    }
  }
  return rootMean(
    [...estimates].map(([code, sums]) => {
      const truth = records.filter((record) => answer(record, 'a') === code).length;
      return sums.reduce((a, b) => a + b, 0) / sums.length - truth;
    }),
  );
}

/**
 * How many counts remain for each small group by the number that is shown for it: without its sum of keys, and with it, when every count has
 * its noise.
 */
export async function withKeys(
  app: FastifyInstance,
  records: readonly TestRecord[],
  setting: Setting,
): Promise<{ readonly without: number; readonly with: number }[]> {
  const told = await collect(app, setting);
  return [...told.values()].flatMap(({ group, shown: [shown = 0] }) => {
    const members = records.filter((record) =>
      [...group].every(([name, code]) => answer(record, name) === code),
    );
    if (members.length === 0 || members.length >= MINIMUM) return [];
    const key = members.reduce((sum, { _record_key }) => addKeys(sum, Number(_record_key)), 0);
    const counts = behind(shown, setting.table)
      .map(({ count }) => count)
      .filter((count) => count > 0);
    const left = counts.filter((count) => count + noiseOf(setting.table, count, key) === shown);
    return [{ without: counts.length, with: left.length }];
  });
}
