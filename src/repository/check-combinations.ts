import { mustExist, type ReportPlace } from './must-exist.ts';
import type { Question } from '../schemas/dataset.ts';
import { ONE_ANSWER_TYPES } from '../schemas/vocabulary.ts';

/** The total of a table stands beside the answers, and takes its name. */
const TOTAL = 'total';

/**
 * Checks the nets and differences of a question: names that nothing else has, and answers that are there; of a difference that no
 * answer is on both sides, and that everybody gives one answer, as else its variance does not follow from shares.
 *
 * @param path of the question in survey.json
 * @param report told of each fault, by its place
 */
export function checkCombinations(
  { id: question, type, options, nets, differences }: Question,
  path: string,
  report: ReportPlace,
): void {
  const known = options.map(({ id }) => id);
  const taken = new Set([...known, TOTAL]);
  const mustBeFree = (place: string, id: string): void => {
    if (taken.has(id))
      report(place, `"${id}" is taken by an option, a net, a difference or the total of ${question}`);
    taken.add(id);
  };
  const mustBeOptions = (place: string, ids: readonly string[]): void => {
    for (const id of ids) mustExist(report, `option of ${question}`, place, id, known);
  };
  const mustStandOnce = (place: string, ids: readonly string[]): void => {
    for (const id of new Set(ids.filter((one, i) => ids.indexOf(one) !== i)))
      report(place, `"${id}" stands twice`);
  };
  nets.forEach((net, i) => {
    mustBeFree(`${path}.nets[${i}].id`, net.id);
    mustBeOptions(`${path}.nets[${i}].options`, net.options);
  });
  differences.forEach(({ id, plus, minus }, i) => {
    const place = `${path}.differences[${i}]`;
    mustBeFree(`${place}.id`, id);
    for (const [side, ids] of Object.entries({ plus, minus })) {
      mustBeOptions(`${place}.${side}`, ids);
      mustStandOnce(`${place}.${side}`, ids);
    }
    for (const both of new Set(minus.filter((option) => plus.includes(option))))
      report(`${place}.minus`, `"${both}" is in plus too: an answer counts on one side`);
    if (!ONE_ANSWER_TYPES.has(type))
      report(
        place,
        `belongs to a question with one answer (${[...ONE_ANSWER_TYPES].join(' or ')}); ${question} is ${type}, and its shares cannot be subtracted with a known error`,
      );
  });
}
