import type { Tool } from '../tool.ts';
import { CALCULATOR_TOOL } from './calculator.ts';
import { CHART_TOOL } from './chart.ts';
import { CITE_TOOL } from './cite.ts';
import { CLAIM_TOOL } from './claim.ts';
import { CROSSTAB_TOOL } from './crosstab.ts';
import { DIFF_TOOL } from './diff.ts';
import { FIGURE_TOOLS } from './figures.ts';
import { SEARCH_TOOL } from './search.ts';
import { SURVEY_TOOL } from './survey.ts';

/** All that an assistant can ask for, in the order in which it would. */
export const TOOLS: readonly Tool[] = [
  SEARCH_TOOL,
  SURVEY_TOOL,
  ...FIGURE_TOOLS,
  CROSSTAB_TOOL,
  CLAIM_TOOL,
  CALCULATOR_TOOL,
  DIFF_TOOL,
  CITE_TOOL,
  CHART_TOOL,
];
