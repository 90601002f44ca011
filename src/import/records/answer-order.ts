import type { WorkDatabase } from '../../engine/work-database.ts';
import type { DraftOption } from './answers.ts';
import { inOrderMet } from './first-met.ts';
import { OTHER_TEXTS } from './open-texts.ts';
import { scaleOrder } from './scales.ts';
import type { Candidate } from './shape.ts';

/** Answers in the order of a scale that is known; as they are, where they are of none. */
export function inScaleOrder(options: readonly DraftOption[]): readonly DraftOption[] {
  const order = scaleOrder(options.map(({ code, label }) => label ?? String(code)));
  return order?.flatMap((i) => options[i] ?? []) ?? options;
}

/**
 * Puts the answers of columns of texts without a codebook in order: that of a known scale, else that in which the records have
 * them. Texts that were put together stand at the end.
 */
export async function orderAnswers(
  database: WorkDatabase,
  candidates: readonly Candidate[],
): Promise<readonly Candidate[]> {
  const open = candidates.filter(({ labels, options }) => labels === 'values' && options.length > 1);
  const codes = open.map(
    ({ variable, options }) => [variable.name, options.map(({ code }) => code)] as const,
  );
  const met = await inOrderMet(database, new Map(codes));
  return candidates.map((candidate) => {
    const order = met.get(candidate.variable.name);
    if (!order || !open.includes(candidate)) return candidate;
    const byCode = new Map(candidate.options.map((option) => [option.code, option]));
    const sorted = order.flatMap((code) => byCode.get(code) ?? []);
    const isOther = ({ code }: DraftOption): boolean => code === OTHER_TEXTS;
    return {
      ...candidate,
      options: [...inScaleOrder(sorted.filter((one) => !isOther(one))), ...sorted.filter(isOther)],
    };
  });
}
