import { ONE_ANSWER_TYPES } from '../schemas/vocabulary.ts';
import type { SurveyFile, ToplineRow } from '../schemas/dataset.ts';
import { halfUnitOf, inUnits, UNIT } from './decimal-units.ts';
import type { Findings } from './finding.ts';
import { inToplines, subjectOf, type TopLines } from './toplines-figures.ts';

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/**
 * What a published net can be by the shares of its answers, in units: their sum, where each gives one answer; where some give several, no
 * less than the largest of them and no more than their sum. Each is off by half a unit of its last digit.
 */
function limits(parts: readonly ToplineRow[], isOneAnswer: boolean): { least: number; most: number } {
  const values = parts.map(({ value }) => inUnits(value));
  const slacks = parts.map(({ value }) => halfUnitOf(value));
  const [sum, slack] = [total(values), total(slacks)];
  return {
    least: isOneAnswer ? sum - slack : Math.max(...values.map((value, i) => value - (slacks[i] ?? 0))),
    most: Math.min(sum + slack, 100 * UNIT),
  };
}

/** A published net is what the published shares of its answers allow within rounding. */
export function checkNets(survey: SurveyFile, toplines: TopLines): Findings {
  const shares = toplines.groups(
    ['question', 'item', 'wave', 'audience'],
    ({ option, measure, qualifier }) => measure === 'percent' && option !== null && qualifier === 'exact',
  );
  const warnings = shares.flatMap((group) => {
    const question = survey.questions.find(({ id }) => id === group[0]?.row.question);
    const find = (id: string) => group.find(({ row }) => row.option === id);
    return (question?.nets ?? []).flatMap(({ id, options }) => {
      const net = find(id);
      const parts = [...new Set(options)].flatMap((option) => find(option)?.row ?? []);
      if (!question || !net || parts.length < new Set(options).size) return [];
      const { least, most } = limits(parts, ONE_ANSWER_TYPES.has(question.type));
      const [value, slack] = [inUnits(net.row.value), halfUnitOf(net.row.value)];
      if (value + slack >= least && value - slack <= most) return [];
      return inToplines(
        net,
        'value',
        `the net "${id}" of ${subjectOf(net.row)} is ${net.row.value}, and the shares of ${parts.map(({ option, value: of }) => `${option} (${of})`).join(', ')} allow ${least / UNIT} to ${most / UNIT} with rounding: is it a net of these?`,
      );
    });
  });
  return { faults: [], warnings };
}
