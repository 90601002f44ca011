import type { BareSql } from './bare-sql.ts';
import { MADE } from './made-release.ts';
import { median, seconds } from './measure.ts';

/** One kind of question to the server, and the bare SQL that counts the same cells. */
interface Question {
  readonly name: string;
  /** The first of the items that it is about, one for each round. */
  readonly from: number;
  readonly path: (item: number, round: number) => string;
  /** The keys of the cells, the item first, and the condition, of the statement that counts the same. */
  readonly sql: (item: number, round: number) => { readonly keys: string; readonly where: string };
  /** Respondents that the answer is about, to see that both counted the same. */
  readonly respondents: (data: readonly Row[]) => number;
}

interface Row {
  readonly n: number;
  readonly base?: number;
  readonly option?: string;
  readonly rowKind?: string;
  readonly columnKind?: string;
}

/** Seconds of one kind, the middle of several rounds. */
export interface FirstAnswer {
  readonly name: string;
  readonly server: number;
  /** The weight as it is stored, a decimal. */
  readonly bare: number;
  /** The weight as DOUBLE, as most would write it. */
  readonly bareDouble: number;
}

const crosstab = (item: number, rest: string): string =>
  `/v1/surveys/${MADE}/crosstab?rows=q${item}&columns=audience&${rest}`;
/** The cell of all rows and all columns. */
const total = (data: readonly Row[]): number =>
  data.find(({ rowKind, columnKind }) => rowKind === 'total' && columnKind === 'total')?.n ?? NaN;

/** Each begins a round in turn: the first of them may have to read what the others then find in memory. */
const CONTENDERS = ['server', 'bare', 'bareDouble'] as const;
type Contender = (typeof CONTENDERS)[number];

/** Each kind of question has so many items of its own, which nobody asked about before. */
const ROUNDS = 5;

const QUESTIONS: readonly Question[] = [
  {
    name: 'crosstab item × audience, one wave',
    from: 0,
    path: (item, round) => crosstab(item, `wave=w${1 + (round % 4)}`),
    sql: (item, round) => ({ keys: `q${item}, audience`, where: `wave = ${1 + (round % 4)}` }),
    respondents: total,
  },
  {
    name: 'the same, another wave of a known item',
    from: 0,
    path: (item, round) => crosstab(item, `wave=w${1 + ((round + 1) % 4)}`),
    sql: (item, round) => ({ keys: `q${item}, audience`, where: `wave = ${1 + ((round + 1) % 4)}` }),
    respondents: total,
  },
  {
    name: 'crosstab item × audience, all waves',
    from: ROUNDS,
    path: (item) => crosstab(item, 'wave=w1,w2,w3,w4'),
    sql: (item) => ({ keys: `q${item}, audience, wave`, where: 'true' }),
    respondents: total,
  },
  {
    name: 'crosstab, all waves, two filters',
    from: 2 * ROUNDS,
    path: (item, round) =>
      crosstab(item, `wave=w1,w2,w3,w4&filter=region:r1,r2,r3&filter=age:>=${30 + round}`),
    sql: (item, round) => ({
      keys: `q${item}, audience, wave`,
      where: `region IN (1, 2, 3) AND age >= ${30 + round}`,
    }),
    respondents: total,
  },
  {
    name: 'estimates of one question',
    from: 3 * ROUNDS,
    path: (item) => `/v1/surveys/${MADE}/estimates?question=q${item}&limit=1000`,
    sql: (item) => ({ keys: `q${item}, audience, wave`, where: 'true' }),
    // Each option has the base of its question.
    respondents: (data) => data.filter(({ option }) => option === 'o1').reduce((sum, { n }) => sum + n, 0),
  },
];

async function ask(origin: string, path: string): Promise<readonly Row[]> {
  const response = await fetch(`${origin}${path}`);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { data: Row[] }).data;
}

/**
 * Asks the server and bare DuckDB by turns, each time for what nobody asked before.
 *
 * @throws Error if both did not count the same respondents
 */
export async function firstAnswers(origin: string, bare: BareSql): Promise<FirstAnswer[]> {
  const found: FirstAnswer[] = [];
  for (const { name, from, path, sql, respondents } of QUESTIONS) {
    const times: Record<Contender, number[]> = { server: [], bare: [], bareDouble: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      const item = from + round;
      const { keys, where } = sql(item, round);
      const statement = (w: string): string =>
        `SELECT count(*), sum(${w}), sum(${w} * ${w}), ${keys} FROM responses WHERE ${where} GROUP BY ALL`;
      let [data, rows]: [readonly Row[], unknown[][]] = [[], []];
      const work: Record<Contender, () => Promise<unknown>> = {
        server: async () => (data = await ask(origin, path(item, round))),
        bare: async () => (rows = await bare.rows(statement('w'))),
        bareDouble: () => bare.rows(statement('CAST(w AS DOUBLE)')),
      };
      for (const one of CONTENDERS.map((_, i) => CONTENDERS[(i + round) % CONTENDERS.length] ?? 'server'))
        times[one].push(await seconds(work[one]));
      const counted = rows.reduce((sum, [n, , , code]) => sum + (code === null ? 0 : Number(n)), 0);
      if (counted !== respondents(data))
        throw new Error(`${path(item, round)}: ${respondents(data)} respondents, ${counted} by bare SQL`);
    }
    found.push({
      name,
      server: median(times.server),
      bare: median(times.bare),
      bareDouble: median(times.bareDouble),
    });
  }
  return found;
}
