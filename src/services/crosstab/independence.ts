import type { Reason } from '../../schemas/vocabulary.ts';
import { raoScottInSteps, type RaoScott } from '../../stats/design/rao-scott.ts';
import {
  covarianceInSteps,
  domainOf,
  linearisedShare,
  whyNoVariance,
  type Domain,
} from '../records/linearised.ts';
import { turns } from '../../turns/turns.ts';
import type { Block } from './block.ts';
import { TOTAL, type Entry, type Side } from './sides.ts';

/** A larger table has a covariance matrix that is too large to be worked out for every request. */
const MAXIMUM_CELLS = 400;

/** The test of independence of rows and columns, or why there is none. */
export type IndependenceTest = RaoScott | Reason;

/** Categories as the codebook tells them apart; of a multiple choice also that something was not chosen. */
function allCategories({ variables, entries }: Side): Entry[] {
  const [variable] = variables;
  if (variables.length > 1 || variable?.question?.type !== 'multiple') {
    return entries.filter(({ kind }) => kind === 'category');
  }
  return variable.categories.map(({ id, label }) => ({
    id,
    label,
    kind: 'category',
    categories: new Map([[variable, [id]]]),
  }));
}

/** Whether every respondent is in one category at the most: audiences may overlap. */
async function areApart(block: Block, entries: readonly Entry[]): Promise<boolean> {
  const seen = new Set<number>();
  const isSeen = (entry: Entry): boolean =>
    block.selection(entry, TOTAL).cells.some((cell) => seen.size === seen.add(cell).size);
  return !(await turns.some(entries, isSeen));
}

/** Degrees of freedom as R's svychisq counts them: respondents without weight are sampling units too. */
function degreesOfFreedom({ df, frame: { table, places } }: Domain): number | null {
  return table.sample.replicates ? df : table.tallied.degreesOfFreedom(places, 'all');
}

/** How independence is tested. */
export const INDEPENDENCE_METHOD =
  'Rao–Scott, second order: F of Pearson’s chi-squared on the weighted shares (Rao & Scott 1984; Thomas & Rao 1987).';

const tested = new WeakMap<Block, Promise<IndependenceTest>>();

/** The Rao–Scott test of a block, categories without weight left out; worked out once for each block, in turns. */
export function testIndependence(block: Block): Promise<IndependenceTest> {
  const known = tested.get(block) ?? computeTest(block);
  tested.set(block, known);
  return known;
}

async function computeTest(block: Block): Promise<IndependenceTest> {
  const { rows, columns, whole, table } = block;
  if (block.crossesItself) return 'same-variable';
  if (
    columns === null ||
    !(await areApart(block, allCategories(rows))) ||
    !(await areApart(block, allCategories(columns)))
  ) {
    return 'not-applicable-to-measure';
  }
  if (block.isPerturbed) return 'perturbed';
  // Any number that is computed from hidden counts would tell something of them.
  if (block.hiding.any) return 'suppressed-disclosure';
  const weighs = (row: Entry, column: Entry): boolean => domainOf(table, block.selection(row, column)).w > 0;
  const [r, c] = [
    await turns.filter(allCategories(rows), (row) => weighs(row, TOTAL)),
    await turns.filter(allCategories(columns), (column) => weighs(TOTAL, column)),
  ];
  if (r.length * c.length > MAXIMUM_CELLS) return 'too-many-cells';
  const cells = await turns.flatMap(r, (row) =>
    turns.map(c, (column) => linearisedShare(whole, block.selection(row, column))),
  );
  const shares = cells.flatMap((share) => share ?? []);
  if (r.length < 2 || c.length < 2 || shares.length < cells.length) return 'no-variance';
  const covariance = await turns.finish(covarianceInSteps(shares));
  if (covariance === null) return shares[0] ? whyNoVariance(shares[0]) : 'no-answers';
  const df = degreesOfFreedom(whole);
  if (!(df !== null && df >= 1)) return 'no-degrees-of-freedom';
  const values = shares.map(({ value }) => value);
  const steps = raoScottInSteps(values, r.length, c.length, covariance, whole.n, df);
  return (await turns.finish(steps)) ?? 'no-variance';
}
