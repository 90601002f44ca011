import type { z } from 'zod';
import type { surveyFile } from '../../schemas/dataset.ts';
import type { DraftOption } from './answers.ts';
import { findBatteries, type Battery } from './batteries.ts';
import { codeOf, idOfValue, UniqueCodes } from '../code.ts';
import type { Profile } from './profile.ts';
import type { MultipleResponseSet } from '../sav/extensions.ts';
import type { Candidate } from './shape.ts';
import { storedCode } from './answers.ts';
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
  const options = union(candidates.map((candidate) => candidate.options));
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

/** A set of dichotomies as one question: chosen is the counted value, not chosen every other one that occurs or has a label. */
function multipleQuestion(
  context: Context,
  set: MultipleResponseSet,
  members: readonly Candidate[],
  profiles: ReadonlyMap<string, Profile>,
): DraftQuestion {
  const storage = profiles.get(members[0]?.variable.name ?? '')?.storage ?? 'integer';
  const chosen = storedCode(set.countedValue ?? '', storage);
  const missing = union(members.map((member) => member.missing));
  const notChosen = union(members.map(({ options }) => options))
    .map(({ code }) => code)
    .filter((code) => code !== chosen);
  return {
    id: idOf(context, set.name.replace(/^\$/, '')),
    text: set.label === '' ? null : cut(set.label),
    wording: 'unknown',
    type: 'multiple',
    audiences: [...context.audiences],
    items: itemsOf(
      members.map(({ variable }) => ({ name: variable.name, label: itemLabel(variable.label, members) })),
    ),
    chosen: [chosen],
    // Without one, a person must say it: the records do not tell who was not asked from who did not choose.
    ...(notChosen.length > 0 ? { notChosen } : {}),
    ...missingOf([missing]),
    ...noteOf(members.flatMap(({ notes }) => notes)),
  };
}

/** The label of a variable without what all labels of its set begin with, such as `Media: ` in `Media: radio`. */
function itemLabel(label: string | null, members: readonly Candidate[]): string | null {
  if (label === null) return null;
  const heads = members.map(({ variable }) => /^(.*?(?::|\s[-–—])\s)/.exec(variable.label ?? '')?.[1]);
  const [head] = heads;
  return head !== undefined && heads.every((one) => one === head) && label.length > head.length
    ? label.slice(head.length)
    : label;
}

/** Turns variables into questions: multiple-response sets first, then batteries, then one question a variable. */
export function draftQuestions(
  candidates: readonly Candidate[],
  sets: readonly MultipleResponseSet[],
  profiles: ReadonlyMap<string, Profile>,
  audiences: readonly string[],
): DraftQuestion[] {
  const context: Context = { ids: new UniqueCodes(), audiences };
  const byName = new Map(candidates.map((candidate) => [candidate.variable.name, candidate]));
  const dichotomies = sets.filter(({ type }) => type === 'multiple dichotomy');
  const setOf = new Map<string, MultipleResponseSet>();
  for (const set of dichotomies)
    for (const name of set.variables) if (byName.has(name) && !setOf.has(name)) setOf.set(name, set);
  const mentions = new Map(
    sets
      .filter(({ type }) => type === 'multiple category')
      .flatMap((set) => set.variables.map((name) => [name, set] as const)),
  );

  const questions: DraftQuestion[] = [];
  let run: Candidate[] = [];
  const flush = (): void => {
    for (const one of findBatteries(run))
      questions.push(isBattery(one) ? batteryQuestion(context, one) : singleQuestion(context, one));
    run = [];
  };
  const done = new Set<MultipleResponseSet>();
  for (const candidate of candidates) {
    const set = setOf.get(candidate.variable.name);
    const mention = mentions.get(candidate.variable.name);
    if (set === undefined && mention === undefined) {
      run.push(candidate);
      continue;
    }
    flush();
    if (mention !== undefined && set === undefined) {
      const note = `One of several mentions of ${mention.label === '' ? mention.name : mention.label}: ${mention.variables.join(', ')}.`;
      questions.push(singleQuestion(context, { ...candidate, notes: [...candidate.notes, note] }));
    }
    if (set === undefined || done.has(set)) continue;
    done.add(set);
    const members = set.variables.flatMap((name) =>
      setOf.get(name) === set ? (byName.get(name) ?? []) : [],
    );
    questions.push(multipleQuestion(context, set, members, profiles));
  }
  flush();
  return questions;
}
