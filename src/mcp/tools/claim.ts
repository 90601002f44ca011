import { checkResult, checkSent } from '../../routes/check.ts';
import { claimToCheck } from '../../services/figures/claims/check-request.ts';
import type { Tool } from '../tool.ts';

/** Whether a statement holds. */
export const CLAIM_TOOL: Tool = {
  name: 'check_claim',
  title: 'Does this hold?',
  description:
    'Holds a statement against the figures: a figure, a gap, a change, or the change of a gap, how it stands to a value, and whether it is said to be significant. The verdict is supported, contradicted, not-supported or undecidable, with its reason and its working. Use it before you write that something is higher, lower, growing or significant.',
  input: claimToCheck,
  output: checkResult,
  async run({ context, view }, given) {
    const structured = await checkSent(context, view, given);
    const { verdict, reason, working, contested } = structured.data;
    return {
      structured,
      text: [
        `${verdict}: ${reason}`,
        ...(contested ? ['Contested: another version of a figure changes the verdict.'] : []),
        ...working,
        ...structured.meta.notes.map((note) => `Note: ${note}`),
      ].join('\n'),
    };
  },
};
