import { literal } from '../../engine/quote.ts';
import { surveyFile } from '../../schemas/dataset.ts';
import type { WorkDatabase } from '../../engine/work-database.ts';
import { fullRankText, replicateDegrees } from '../../validate/replicate-degrees.ts';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Declares the degrees of freedom of replicate weights in a survey.json that has some and does not say: the rank of the
 * weights minus 1. Where the rank tells nothing, that is said, and nothing is declared.
 *
 * @param path the records, as Parquet
 * @param survey the document; it is not changed
 */
export async function declareDegrees(
  database: WorkDatabase,
  path: string,
  survey: object,
): Promise<{ readonly survey: object; readonly notes: readonly string[] }> {
  const { design } = survey as { readonly design?: unknown };
  const given = isObject(design) ? design['replicates'] : undefined;
  const parsed = surveyFile.shape.design.safeParse(design);
  const replicates = parsed.data?.replicates;
  if (!isObject(design) || !isObject(given) || !replicates || replicates.degreesOfFreedom !== undefined)
    return { survey, notes: [] };
  await database.run(`CREATE OR REPLACE VIEW responses AS SELECT * FROM read_parquet(${literal(path)})`);
  const stored = await database.rows('DESCRIBE responses');
  const texts = stored.filter((column) => column['column_type'] === 'VARCHAR');
  // `validate` says that they must hold numbers.
  if (texts.some((column) => replicates.columns.includes(String(column['column_name']))))
    return { survey, notes: [] };
  const found = await replicateDegrees(database, replicates);
  if (found.degreesOfFreedom === null || found.degreesOfFreedom < 1)
    return {
      survey,
      notes:
        found.degreesOfFreedom === null
          ? [
              `degrees of freedom are left open: ${fullRankText(found)}, as degreesOfFreedom of design.replicates`,
            ]
          : [],
    };
  const { degreesOfFreedom, rank, replicates: count } = found;
  return {
    survey: { ...survey, design: { ...design, replicates: { ...given, degreesOfFreedom } } },
    notes: [
      `degrees of freedom: ${degreesOfFreedom}, the rank ${rank} of the ${count} replicate weights minus 1; change it in survey.json where sampling units minus strata is known`,
    ],
  };
}
