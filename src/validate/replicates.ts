import { SAME_REPLICATES } from '../repository/check-values.ts';
import { fullRankText, replicateDegrees } from './replicate-degrees.ts';
import { NOTHING, Report, type Check } from './finding.ts';

const PATH = 'design.replicates.degreesOfFreedom';

/** Replicate weights vary, and their degrees of freedom are declared and not more than the weights can have. */
export const checkReplicates: Check = async ({ survey, records }) => {
  const replicates = survey?.design?.replicates;
  if (!replicates || !records) return NOTHING;
  const { columns, degreesOfFreedom: declared } = replicates;
  if (!columns.every((name) => records.columns.get(name)?.kind === 'number')) return NOTHING;
  const report = new Report();
  const found = await replicateDegrees(records.database, replicates);
  const { rank, degreesOfFreedom } = found;
  if (rank < 2) {
    report.fault('design.replicates.columns', SAME_REPLICATES);
    return report;
  }
  if (declared === undefined)
    report.warn(
      PATH,
      degreesOfFreedom === null
        ? `is missing, and ${fullRankText(found)}`
        : `is missing: say ${degreesOfFreedom}, the rank of the replicate weights minus 1, or sampling units minus strata; ${degreesOfFreedom} is used until then`,
    );
  else if (declared > (degreesOfFreedom ?? columns.length))
    report.warn(
      PATH,
      `is ${declared}, but the ${columns.length} replicate weights have ${rank - 1} at most, their rank minus 1`,
    );
  return report;
};
