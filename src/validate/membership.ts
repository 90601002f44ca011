import type { Code } from '../engine/engine.ts';
import { identifier } from '../engine/quote.ts';
import { parentsOf } from '../repository/audience-tree.ts';
import type { Design, SurveyFile } from '../schemas/dataset.ts';
import { countValues, inRows, listCounts } from './counts.ts';
import type { DraftRecords } from './read-draft.ts';
import { NOTHING, Report, type Check } from './finding.ts';

interface Group {
  readonly id: string;
  readonly code?: readonly Code[] | undefined;
}

/** Every record has a wave and an audience that survey.json knows. */
async function checkMembership(
  records: DraftRecords,
  report: Report,
  what: 'wave' | 'audience',
  column: string,
  members: readonly Group[],
  groups: ReadonlySet<string>,
  mayBeEmpty: boolean,
): Promise<void> {
  if (members.some(({ id }) => id === column) || !records.columns.has(column)) return;
  const counts = await countValues(records, column);
  if (counts === null) {
    report.fault(`design.${what}`, `"${column}" holds thousands of different values: it places nobody`);
    return;
  }
  const codesOf = ({ id, code }: Group): readonly Code[] => code ?? (groups.has(id) ? [] : [id]);
  // A wave that is called 2020 may be held as a number.
  const known = new Set(members.flatMap(codesOf).map(String));
  const unknown = counts.filter(({ code }) => code !== null && !known.has(String(code)));
  if (unknown.length > 0)
    report.fault(
      `design.${what}`,
      `the records hold ${listCounts(unknown)} in "${column}", which is the code of no ${what}`,
    );
  const without = counts.find(({ code }) => code === null)?.rows ?? 0;
  if (without > 0)
    report.fault(
      `design.${what}`,
      `"${column}" is missing in ${inRows(without)}: every record needs ${what === 'wave' ? 'a wave' : 'an audience'}`,
    );
  if (mayBeEmpty) return;
  const occurring = new Set(counts.map(({ code }) => String(code)));
  members.forEach((member, i) => {
    const codes = codesOf(member);
    if (codes.length > 0 && !codes.some((code) => occurring.has(String(code))))
      report.warn(`${what}s[${i}]`, `no record is of "${member.id}"`);
  });
}

/** Weights are there and not negative; strata and clusters are there. */
async function checkNumbers(
  { database, columns }: DraftRecords,
  report: Report,
  design: Design,
): Promise<void> {
  const has = (name: string): boolean => columns.has(name);
  const isNumber = (name: string): boolean => columns.get(name)?.kind === 'number';
  const count = async (condition: string): Promise<number> => {
    const [row] = await database.rows(`SELECT count(*)::DOUBLE AS n FROM responses WHERE ${condition}`);
    return Number(row?.['n'] ?? 0);
  };
  const weights = [
    ...design.weights.map(({ column }, i) => ({ column, path: `design.weights[${i}].column` })),
    ...(design.replicates?.columns ?? []).map((column, i) => ({
      column,
      path: `design.replicates.columns[${i}]`,
    })),
  ].filter(({ column }) => isNumber(column));
  for (const { column, path } of weights) {
    const missing = await count(`${identifier(column)} IS NULL`);
    if (missing > 0)
      report.fault(
        path,
        `"${column}" is missing in ${inRows(missing)}: every record needs a weight, 0 if it does not count`,
      );
    const negative = await count(`${identifier(column)} < 0`);
    if (negative > 0) report.fault(path, `"${column}" is negative in ${inRows(negative)}`);
    if ((await count(`${identifier(column)} > 0`)) === 0) report.fault(path, `"${column}" is 0 in every row`);
  }
  for (const part of ['strata', 'clusters'] as const) {
    for (const [i, column] of (design[part] ?? []).entries()) {
      if (!has(column)) continue;
      const missing = await count(`${identifier(column)} IS NULL`);
      if (missing > 0) report.fault(`design.${part}[${i}]`, `"${column}" is missing in ${inRows(missing)}`);
    }
  }
}

/** Clusters that several waves have in common make the waves depend on each other. */
async function checkClusters(
  { database, columns }: DraftRecords,
  report: Report,
  { clusters, strata, wave, sharedClusters }: Design,
): Promise<void> {
  const [cluster] = clusters ?? [];
  if (sharedClusters || cluster === undefined || !columns.has(cluster) || !columns.has(wave)) return;
  const unit = [...(strata ?? []).filter((name) => columns.has(name)), cluster].map(identifier).join(', ');
  const [row] = await database.rows(
    `SELECT count(*)::DOUBLE AS n FROM (SELECT ${unit} FROM responses GROUP BY ${unit} HAVING count(DISTINCT ${identifier(wave)}) > 1)`,
  );
  const shared = Number(row?.['n'] ?? 0);
  if (shared > 0)
    report.warn(
      'design.sharedClusters',
      `${shared === 1 ? '1 cluster occurs' : `${shared} clusters occur`} in several waves: if these are the same units, say true`,
    );
}

const groupsOf = ({ audiences }: SurveyFile): ReadonlySet<string> => new Set(audiences.flatMap(parentsOf));

/** The columns of the design hold what they must, and every record is of a wave and an audience. */
export const checkMemberships: Check = async ({ survey, records, toplines }) => {
  if (!survey?.design || !records) return NOTHING;
  const report = new Report();
  const { design } = survey;
  const isPublished = toplines !== null && toplines.length > 0;
  await checkMembership(records, report, 'wave', design.wave, survey.waves, new Set(), isPublished);
  await checkMembership(
    records,
    report,
    'audience',
    design.audience,
    survey.audiences,
    groupsOf(survey),
    isPublished,
  );
  await checkNumbers(records, report, design);
  await checkClusters(records, report, design);
  return report;
};
