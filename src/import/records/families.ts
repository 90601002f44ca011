import { divideHead } from '../csv/header.ts';
import { BORDER, divideLabels } from './divide-labels.ts';
import { stemOf } from './stems.ts';
import type { SourceVariable } from './source.ts';

/** Variables that stand beside each other and, by their names or labels, belong to one question. */
export interface VariableFamily {
  readonly stem: string;
  /** Whether that they belong together is said, and not only that their names are numbered. */
  readonly isClear: boolean;
  readonly text: string | null;
  readonly members: readonly { readonly variable: SourceVariable; readonly label: string | null }[];
}

interface Key {
  readonly stem: string;
  readonly isClear: boolean;
  readonly item: string | null;
}

/** Where words of a question end and those of an item begin, in a header that is one text. */
const HEAD_BORDER = new RegExp(String.raw`${BORDER.source}|(?<=\S):(?=\S)`, 'g');

function keyOf({ name, group, item }: SourceVariable): Key | null {
  if (group !== null) return { stem: group, isClear: true, item };
  const divided = divideHead(name);
  if (divided !== null) return { stem: divided.group, isClear: true, item: divided.item };
  const found = stemOf(name);
  return found === null ? null : { stem: found.stem, isClear: found.clear, item: null };
}

/** What a text may have in common with its neighbours: each beginning and each end of it at a border. */
function endsOf(text: string): Set<string> {
  const ends = new Set<string>();
  for (const { 0: border, index } of text.matchAll(HEAD_BORDER)) {
    const [head, tail] = [text.slice(0, index), text.slice(index + border.length)];
    // A word or two in common are none: "Age: mother" and "Age: father" are told by their numbers.
    if (head.length >= 4 && tail !== '') ends.add(`head ${head}${border}`);
    if (tail.length >= 8 && head !== '') ends.add(`tail ${border}${tail}`);
  }
  return ends;
}

const isNumber = (item: string): boolean => /^\d+$/.test(item);

/** What variables that belong together say of their question, and of each of them. */
interface Described {
  readonly text: string | null;
  readonly labels: readonly (string | null)[];
  /** Whether they divide into a question and its items; else labels are those of the variables, whole. */
  readonly isDivided: boolean;
}

/** Divides the texts of variables into that of their question and those of its items. */
export function describeMembers(variables: readonly SourceVariable[]): Described {
  const said = variables.map(({ label }) => label);
  const group = variables[0]?.group ?? null;
  const text = group !== null && said.some((label) => label !== null) ? group : null;
  const items = variables.map(({ name, item }) => item ?? divideHead(name)?.item ?? null);
  const isOwn = variables.length > 1 && said.every((label) => label !== null && label !== group);
  const heads = said.map((label) => (label === null ? null : divideHead(label)));
  const head = heads[0]?.group;
  if (isOwn && head !== undefined && heads.every((one) => one?.group === head))
    return { text: head, labels: heads.map((one) => one?.item ?? null), isDivided: true };
  if (text !== null && variables.every(({ item }) => item !== null && !isNumber(item)))
    return { text, labels: items, isDivided: true };
  const divided = isOwn ? divideTexts(said as string[]) : null;
  if (divided) return { text: divided.text, labels: divided.items, isDivided: true };
  return {
    text,
    labels: items.map((item, i) => {
      if (item !== null && !isNumber(item)) return item;
      const label = said[i] ?? null;
      return label === group ? null : label;
    }),
    isDivided: items.every((item) => item !== null),
  };
}

/** Columns of words beside an answer, such as `Q2_5_TEXT`; they are no member, and end no family. */
export const isOtherText = (name: string): boolean =>
  /(?:_TEXT|[_ .[-]?(?:comment|specify|oth(?:er)?_?txt|verbatim)\]?)$/i.test(name);

/** Whether the name of a column is the text of its question, as forms write it, so that nothing else says what belongs together. */
const isHeadText = ({ name, label }: SourceVariable): boolean => label !== null && name.startsWith(label);

/** A run of variables whose texts share a beginning or an end, from a place on. */
function textRun(variables: readonly SourceVariable[], from: number): number {
  const text = (i: number): string => variables[i]?.label ?? variables[i]?.name ?? '';
  let shared = endsOf(text(from));
  let end = from + 1;
  for (; end < variables.length && shared.size > 0; end += 1) {
    const next = variables[end];
    if (!next || next.group !== null || !isHeadText(next)) break;
    const both = new Set([...endsOf(text(end))].filter((one) => shared.has(one)));
    if (both.size === 0) break;
    shared = both;
  }
  return end;
}

/** Finds the families among variables in their order; variables that are in none are left away. */
export function findFamilies(variables: readonly SourceVariable[]): VariableFamily[] {
  const families: VariableFamily[] = [];
  for (let i = 0; i < variables.length;) {
    const first = variables[i];
    if (!first) break;
    const key = keyOf(first);
    const members = [first];
    let end = i + 1;
    if (key !== null) {
      for (let next = variables[end]; next; next = variables[end]) {
        const other = keyOf(next);
        const isMember = other?.stem === key.stem && (other.item === null) === (key.item === null);
        if (isMember && !isOtherText(next.name)) {
          members.push(next);
        } else if (!(isOtherText(next.name) && next.name.startsWith(key.stem))) break;
        end += 1;
      }
    }
    if (members.length > 1 && key !== null) {
      const { text, labels, isDivided } = describeMembers(members);
      families.push({
        stem: key.stem,
        isClear: key.isClear || isDivided,
        text,
        members: members.map((variable, j) => ({ variable, label: labels[j] ?? null })),
      });
      i = end;
      continue;
    }
    const until = isHeadText(first) ? textRun(variables, i) : i + 1;
    const run = variables.slice(i, until);
    const divided = run.length > 1 ? divideTexts(run.map(({ label, name }) => label ?? name)) : null;
    if (divided === null) {
      i += 1;
      continue;
    }
    families.push({
      stem: divided.text,
      isClear: true,
      text: divided.text,
      members: run.map((variable, j) => ({ variable, label: divided.items[j] ?? null })),
    });
    i = until;
  }
  return families;
}

/** As {@link divideLabels}, also where a colon without blanks divides: `Oven:Which of these do you own?`. */
function divideTexts(texts: readonly string[]): { text: string; items: string[] } | null {
  return divideLabels(texts) ?? divideLabels(texts.map((text) => text.replace(/(?<=\S):(?=\S)/, ' - ')));
}
