import type { z } from 'zod';
import type { surveyFile } from '../../schemas/dataset.ts';
import type { DraftOption } from './answers.ts';
import { findBatteries, type Battery } from './batteries.ts';
import { codeOf, idOfValue, UniqueCodes } from '../code.ts';
import type { Candidate } from './shape.ts';
import { inScaleOrder } from './answer-order.ts';
import type { SeveralAnswers } from './several/several-answers.ts';
import type { WhoWasAsked } from './several/who-was-asked.ts';
import type { LabelledValue } from './source.ts';

export type DraftSurvey = z.input<typeof surveyFile>;
export type DraftQuestion = DraftSurvey['questions'][number];

/** Long texts are cut where the schema would refuse them. */
const cut = (text: string, longest = 4000): string =>
  text.length > longest ? `${text.slice(0, longest - 1)}…` : text;

function optionsOf(options: readonly DraftOption[]): NonNullable<DraftQuestion['options']> {
  const ids = new UniqueCodes();
  return options.map(({ code, label }) => ({
    id: ids.give(idOfValue(code, label, 'option')),
    label: label === null ? null : cut(label),
    code,
  }));
}

/** The values of several variables as one list, each once; labels that are there win. */
function union<T extends DraftOption>(lists: readonly (readonly T[])[]): T[] {
  const merged = new Map<unknown, T>();
  for (const one of lists.flat()) {
    const there = merged.get(one.code);
    if (there === undefined || there.label === null) merged.set(one.code, one);
  }
  const all = [...merged.values()];
  return lists.every((list) => list.length === all.length)
    ? all
    : all.toSorted((a, b) =>
        typeof a.code === 'number' && typeof b.code === 'number' ? a.code - b.code : 0,
      );
}

function missingOf(lists: readonly (readonly LabelledValue[])[]): Pick<DraftQuestion, 'missing'> {
  const missing = union(lists).map(({ code, label }) => ({ code, label: cut(label) }));
  return missing.length > 0 ? { missing } : {};
}

function noteOf(notes: readonly string[]): Pick<DraftQuestion, 'note'> {
  const unique = [...new Set(notes)];
  return unique.length > 0 ? { note: cut(unique.join(' ')) } : {};
}

function itemsOf(
  members: readonly { readonly name: string; readonly label: string | null }[],
): NonNullable<DraftQuestion['items']> {
  const ids = new UniqueCodes();
  return members.map(({ name, label }, i) => ({
    id: ids.give((label === null ? null : codeOf(label, 40)) ?? codeOf(name) ?? `item-${i + 1}`),
    label: label === null ? null : cut(label),
    variable: name,
  }));
}

const isBattery = (one: Battery | Candidate): one is Battery => 'members' in one;

interface Context {
  readonly ids: UniqueCodes;
  readonly audiences: readonly string[];
  readonly asked: QuestionParts['asked'];
}

function idOf({ ids }: Context, name: string): string {
  return ids.give(codeOf(name) ?? 'question');
}

function singleQuestion(
  context: Context,
  { variable, type, options, missing, notes }: Candidate,
): DraftQuestion {
  return {
    id: idOf(context, variable.name),
    text: variable.label === null ? null : cut(variable.label),
    wording: 'unknown',
    type,
    audiences: [...context.audiences],
    variable: variable.name,
    ...(options.length > 0 ? { options: optionsOf(options) } : {}),
    ...missingOf([missing]),
    ...noteOf(notes),
  };
}

function batteryQuestion(context: Context, { stem, text, members }: Battery): DraftQuestion {
  const candidates = members.map(({ candidate }) => candidate);
  const merged = union(candidates.map((candidate) => candidate.options));
  // Items that have other answers each add theirs: the order is that of the scale once more.
  const options = candidates[0]?.labels === 'values' ? inScaleOrder(merged) : merged;
  return {
    id: idOf(context, stem),
    text: text === null ? null : cut(text),
    wording: 'unknown',
    type: candidates[0]?.type ?? 'single',
    audiences: [...context.audiences],
    items: itemsOf(members.map(({ candidate, label }) => ({ name: candidate.variable.name, label }))),
    ...(options.length > 0 ? { options: optionsOf(options) } : {}),
    ...missingOf(candidates.map(({ missing }) => missing)),
    ...noteOf(candidates.flatMap(({ notes }) => notes)),
  };
}

/** A question with several answers: its columns say 1 where one was chosen, 0 where it was not, and nothing for who was not asked. */
function multipleQuestion(context: Context, question: SeveralAnswers): DraftQuestion {
  const { name, text, items, said } = question;
  return {
    id: idOf(context, name),
    text: text === null ? null : cut(text),
    wording: 'unknown',
    type: 'multiple',
    audiences: [...context.audiences],
    items: itemsOf(items.map(({ column, label }) => ({ name: column, label }))),
    chosen: [1],
    notChosen: [0],
    ...(said === 'each' ? {} : { asked: said ?? context.asked(question) }),
  };
}

/** The parts of questions, each where its first column stands in the file. */
export interface QuestionParts {
  /** Names of all columns, in their order. */
  readonly order: readonly string[];
  readonly candidates: readonly Candidate[];
  readonly several: readonly SeveralAnswers[];
  readonly audiences: readonly string[];
  /** Who was asked the questions with several answers of which the records do not say it. */
  readonly asked: (question: SeveralAnswers) => WhoWasAsked;
}

/** Turns variables into questions: those with several answers, batteries, and else one question a variable. */
export function draftQuestions({
  order,
  candidates,
  several,
  audiences,
  asked,
}: QuestionParts): DraftQuestion[] {
  const context: Context = { ids: new UniqueCodes(), audiences, asked };
  const byName = new Map(candidates.map((candidate) => [candidate.variable.name, candidate]));
  const severalAt = new Map(several.map((one) => [firstOf(one, order), one]));
  const questions: DraftQuestion[] = [];
  let run: Candidate[] = [];
  const flush = (): void => {
    for (const one of findBatteries(run))
      questions.push(isBattery(one) ? batteryQuestion(context, one) : singleQuestion(context, one));
    run = [];
  };
  for (const name of order) {
    const [candidate, question] = [byName.get(name), severalAt.get(name)];
    if (candidate) run.push(candidate);
    if (!question) continue;
    flush();
    questions.push(multipleQuestion(context, question));
  }
  flush();
  return questions;
}

/** The column of a question that stands first in the file. */
const firstOf = ({ variables }: SeveralAnswers, order: readonly string[]): string =>
  order.find((name) => variables.includes(name)) ?? '';
