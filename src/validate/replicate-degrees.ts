import { rankOfResponses } from '../engine/mixed-rows.ts';
import type { Design } from '../schemas/dataset.ts';
import type { WorkDatabase } from '../engine/work-database.ts';

type Replicates = NonNullable<Design['replicates']>;

/** What replicate weights tell of degrees of freedom. */
export interface ReplicateDegrees {
  readonly replicates: number;
  /** Of the table of the replicate weights, with a relative tolerance of 1e-5, as R has it. */
  readonly rank: number;
  /** The rank minus 1. Null where no replicate is a sum of others, so that the rank says how many they are, and no more. */
  readonly degreesOfFreedom: number | null;
}

/** Looks at the replicate weights of the view `responses`. */
export async function replicateDegrees(
  database: WorkDatabase,
  { method, columns }: Pick<Replicates, 'method' | 'columns'>,
): Promise<ReplicateDegrees> {
  const rank = await database.watch(() => rankOfResponses(database.connection, columns), 'replicate weights');
  // JK1 leaves each unit (or group of units) out once: its replicates are as many as the units, and of full rank.
  const tells = rank < columns.length || method === 'jk1';
  return { replicates: columns.length, rank, degreesOfFreedom: tells ? rank - 1 : null };
}

/** What is said where the rank tells nothing. */
export const fullRankText = ({ replicates }: ReplicateDegrees): string =>
  `the ${replicates} replicate weights are of full rank, which tells nothing: weights that were rounded are so whatever the ` +
  `design, and ${replicates - 1} degrees of freedom may be too many; say sampling units minus strata`;
