import { countRows } from '../engine/count-rows.ts';
import { identifier } from '../engine/quote.ts';
import { checkValues, inRows, placings, recordChecks, type Placing } from '../repository/check-values.ts';
import type { Design } from '../schemas/dataset.ts';
import { countValues, listCounts } from './counts.ts';
import type { DraftRecords } from './read-draft.ts';
import { NOTHING, Report, type Check } from './finding.ts';

/** Every record has a wave that survey.json knows, and at most one audience, which it knows too. */
async function checkMembership(
  records: DraftRecords,
  report: Report,
  { what, column, places }: Placing,
  mayBeEmpty: boolean,
): Promise<void> {
  if (!records.columns.has(column)) return;
  const counts = await countValues(records, column);
  if (counts === null) {
    report.fault(`design.${what}`, `"${column}" holds thousands of different values: it places nobody`);
    return;
  }
  // A wave that is called 2020 may be held as a number.
  const known = new Set(places.flatMap(({ codes }) => codes).map(String));
  const unknown = counts.filter(({ code }) => code !== null && !known.has(String(code)));
  if (unknown.length > 0)
    report.fault(
      `design.${what}`,
      `the records hold ${listCounts(unknown)} in "${column}", which is the code of no ${what}`,
    );
  const without = counts.find(({ code }) => code === null)?.rows ?? 0;
  if (without > 0 && what === 'wave')
    report.fault(`design.wave`, `"${column}" is missing in ${inRows(without)}: every record needs a wave`);
  if (without > 0 && what === 'audience')
    report.warn(
      `design.audience`,
      `"${column}" is missing in ${inRows(without)}: these records are of no audience, and count in the design of the sample alone`,
    );
  if (mayBeEmpty) return;
  const occurring = new Set(counts.map(({ code }) => String(code)));
  places.forEach(({ id, codes }, i) => {
    if (codes.length > 0 && !codes.some((code) => occurring.has(String(code))))
      report.warn(`${what}s[${i}]`, `no record is of "${id}"`);
  });
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

/** The columns of the design hold what they must, and every record has its place. */
export const checkMemberships: Check = async ({ survey, records, toplines }) => {
  if (!survey || !records) return NOTHING;
  const report = new Report();
  const isPublished = toplines !== null && toplines.length > 0;
  for (const placing of placings(survey)) await checkMembership(records, report, placing, isPublished);
  const faults = await checkValues(recordChecks(survey, records.columns), (conditions) =>
    records.database.watch(() => countRows(records.database.connection, conditions)),
  );
  if (survey.design) await checkClusters(records, report, survey.design);
  return { faults: [...report.faults, ...faults], warnings: report.warnings };
};
