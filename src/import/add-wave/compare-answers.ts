import type { Code } from '../../engine/engine.ts';
import { idOfValue, UniqueCodes } from '../code.ts';
import type { DraftQuestion } from '../records/questions.ts';
import { writtenAlike } from '../records/written-alike.ts';

type Option = NonNullable<DraftQuestion['options']>[number];
type Missing = NonNullable<DraftQuestion['missing']>[number];

/** The answers of a question, or the groups of an audience: what a value stands for, and what is none. */
export interface AnswerList {
  readonly options: readonly Option[];
  readonly missing: readonly Missing[];
}

/** How the values of a new wave stand to those that are there. */
export interface ComparedAnswers {
  /** What is written in the place of a value that has another code there; null: it is no answer. All others stay. */
  readonly written: ReadonlyMap<Code, Code | null>;
  /** Answers that were none before. */
  readonly added: readonly Option[];
  /** What changed so that figures may not be compared. */
  readonly changes: readonly string[];
  /** What was done that changes no figure. */
  readonly notes: readonly string[];
}

const codeOf = ({ code, id }: Option): Code => code ?? id;
/** A label that says no more than its code. */
const labelOf = ({ code, id, label }: Option): string | null =>
  label === null || label === String(code ?? id) ? null : label;
const isAlike = (a: string, b: string): boolean => writtenAlike(a) === writtenAlike(b);
const sameCode = (a: Code, b: Code): boolean => String(a) === String(b);

/** A code that nothing has yet: the given one, or the next number, or the text with a number behind it. */
function freeCode(given: Code, taken: readonly Code[]): Code {
  if (!taken.some((one) => sameCode(one, given))) return given;
  if (typeof given === 'number')
    return Math.max(...taken.flatMap((one) => (typeof one === 'number' ? one : []))) + 1;
  for (let i = 2; ; i += 1) if (!taken.includes(`${given}-${i}`)) return `${given}-${i}`;
}

/**
 * Compares the answers of a new wave with those that are there, by their labels and else by their codes: the same label under another
 * code is the same answer, and another label under the same code is a change, as is an answer that came or went.
 *
 * @param before of the draft
 * @param after of the file of the new wave
 * @param isListed whether the file lists its answers, so that one which is not listed could not be given
 */
export function compareAnswers(before: AnswerList, after: AnswerList, isListed: boolean): ComparedAnswers {
  const written = new Map<Code, Code | null>();
  const added: Option[] = [];
  const changes: string[] = [];
  const notes: string[] = [];
  const ids = new UniqueCodes();
  for (const { id } of before.options) ids.give(id);
  const taken = [...before.options.map(codeOf), ...before.missing.map(({ code }) => code)];
  const met = new Set<Option>();
  const write = (from: Code, to: Code | null): void => {
    if (from !== to) written.set(from, to);
  };
  /** The answer there that has this label. A code that stands for itself is the label of a text. */
  const byLabel = (label: string): Option | undefined =>
    before.options.find((one) => isAlike(labelOf(one) ?? String(codeOf(one)), label));
  for (const one of after.options) {
    const code = codeOf(one);
    const label = labelOf(one);
    const noAnswer = before.missing.find(
      (missing) => sameCode(missing.code, code) && (label === null || isAlike(missing.label, label)),
    );
    const same = before.options.find((option) => sameCode(codeOf(option), code));
    const isSame =
      same !== undefined && isAlike(labelOf(same) ?? String(codeOf(same)), label ?? String(code));
    const isBare = label === null && typeof code === 'number';
    const alike = isSame ? same : isBare ? undefined : byLabel(label ?? String(code));
    if (noAnswer && !alike) {
      write(code, noAnswer.code);
      if (label !== null) changes.push(`"${label}" (${code}) is no answer in the draft, and so here`);
    } else if (alike) {
      met.add(alike);
      write(code, codeOf(alike));
      if (typeof code === 'number' && !sameCode(code, codeOf(alike)))
        notes.push(
          `"${label ?? code}" has the code ${code} here, and ${codeOf(alike)} in the draft, which is written`,
        );
    } else if (same && (label === null || labelOf(same) === null)) {
      met.add(same);
      write(code, codeOf(same));
    } else if (same && !after.options.some((other) => isAlike(labelOf(other) ?? '', labelOf(same) ?? ''))) {
      met.add(same);
      write(code, codeOf(same));
      changes.push(`the answer ${code} is "${label}", and was "${labelOf(same)}"`);
    } else {
      const own = freeCode(code, taken);
      taken.push(own);
      write(code, own);
      added.push({ id: ids.give(idOfValue(own, label, 'option')), label: one.label ?? null, code: own });
      changes.push(`the answer "${label ?? code}" is new`);
    }
  }
  for (const one of after.missing) {
    const known = before.missing.find(
      ({ code, label }) => sameCode(code, one.code) || isAlike(label, one.label),
    );
    const was = before.options.find((option) => sameCode(codeOf(option), one.code));
    write(one.code, known && !was ? known.code : null);
    if (was)
      changes.push(`${one.code} is "${labelOf(was) ?? one.code}" in the draft, and counts as no answer here`);
  }
  if (isListed)
    for (const gone of before.options.filter((option) => !met.has(option)))
      changes.push(`the answer "${labelOf(gone) ?? codeOf(gone)}" is gone`);
  return { written, added, changes, notes };
}
