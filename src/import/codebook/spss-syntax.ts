import { refuse } from '../../errors/input-fault.ts';
import type { Code } from '../../engine/engine.ts';
import type { LabelledValue } from '../records/source.ts';
import type { MultipleResponseSet } from '../sav/extensions.ts';
import type { Codebook } from './codebook.ts';
import { spssTokens, type SpssToken } from './spss-tokens.ts';

/** What syntax says of one variable. */
interface Growing {
  readonly name: string;
  readonly row: number;
  label: string | null;
  level: string | null;
  values: LabelledValue[];
  missing: Code[];
  range: readonly [number, number] | null;
}

const codeOf = ({ kind, text }: SpssToken): Code => (kind === 'number' ? Number(text) : text);

/** Variables by their names, which are the same in capitals. */
class Variables {
  readonly all = new Map<string, Growing>();

  of({ text, row }: SpssToken): Growing {
    const key = text.toLowerCase();
    const found = this.all.get(key) ?? {
      name: text,
      row,
      label: null,
      level: null,
      values: [],
      missing: [],
      range: null,
    };
    this.all.set(key, found);
    return found;
  }
}

/** `q1 TO q5` as five names, by the numbers at their ends; null where they have none. */
function between(from: SpssToken, to: SpssToken): SpssToken[] | null {
  const [a, b] = [from, to].map(({ text }) => /^(.*?)(\d+)$/.exec(text));
  const [first, last] = [Number(a?.[2]), Number(b?.[2])];
  if (!a || !b || a[1]?.toLowerCase() !== b[1]?.toLowerCase() || last < first || last - first > 9999)
    return null;
  const digits = a[2]?.startsWith('0') ? (a[2]?.length ?? 0) : 0;
  return Array.from({ length: last - first + 1 }, (_, i) => ({
    ...from,
    text: `${a[1] ?? ''}${String(first + i).padStart(digits, '0')}`,
  }));
}

/** Reads one command, from its name on. */
class Command {
  readonly #file: string;
  readonly #tokens: readonly SpssToken[];
  #at = 0;

  constructor(file: string, tokens: readonly SpssToken[]) {
    this.#file = file;
    this.#tokens = tokens;
  }

  get next(): SpssToken | undefined {
    return this.#tokens[this.#at];
  }

  is(kind: SpssToken['kind'], text?: string): boolean {
    return (
      this.next?.kind === kind && (text === undefined || this.next.text.toLowerCase() === text.toLowerCase())
    );
  }

  /** The next piece, which must be so. @throws InputFault with its line */
  take(kind: SpssToken['kind'], what: string, text?: string): SpssToken {
    const { next } = this;
    const last = this.#tokens.at(-1);
    if (!next || !this.is(kind, text))
      return refuse(this.#file, `${what} is missing${next ? ` before "${next.text}"` : ''}`, {
        row: (next ?? last)?.row ?? null,
      });
    this.#at += 1;
    return next;
  }

  skip(text: string): boolean {
    const isThere = this.is('sign', text);
    if (isThere) this.#at += 1;
    return isThere;
  }

  /** Names of variables, `a b TO d`. */
  names(): SpssToken[] {
    const names: SpssToken[] = [];
    // A setting that follows is no name: VARIABLES=a b VALUE=1.
    while (this.is('word') && this.#tokens[this.#at + 1]?.text !== '=') {
      const name = this.take('word', 'a variable');
      const last = names.at(-1);
      if (name.text.toLowerCase() === 'to' && last && this.is('word')) {
        const to = this.take('word', 'a variable');
        names.splice(
          -1,
          1,
          ...(between(last, to) ??
            refuse(
              this.#file,
              `"${last.text} TO ${to.text}": name each of the variables, as their order is not known here`,
              { row: name.row },
            )),
        );
      } else names.push(name);
      this.skip(',');
    }
    return names;
  }
}

/** The lowest and the highest value of a range, `LO THRU 5`. */
const bound = ({ kind, text }: SpssToken): number =>
  kind === 'number' ? Number(text) : /^lo/i.test(text) ? -Infinity : Infinity;

function readMissing(command: Command, variables: Variables): void {
  while (command.next) {
    const names = command.names();
    command.take('sign', 'a bracket', '(');
    const codes: Code[] = [];
    let range: Growing['range'] = null;
    while (command.next && !command.is('sign', ')')) {
      const value = command.is('word')
        ? command.take('word', 'a value')
        : command.is('text')
          ? command.take('text', 'a value')
          : command.take('number', 'a value');
      if (command.is('word', 'thru')) {
        command.take('word', 'THRU');
        const end = command.is('word') ? command.take('word', 'a value') : command.take('number', 'a value');
        range = [bound(value), bound(end)];
      } else codes.push(codeOf(value));
      command.skip(',');
    }
    command.take('sign', 'a bracket', ')');
    command.skip('/');
    for (const name of names) Object.assign(variables.of(name), { missing: codes, range });
  }
}

function readValueLabels(command: Command, variables: Variables, isAdded: boolean): void {
  command.skip('/');
  while (command.next) {
    const names = command.names();
    const values: LabelledValue[] = [];
    while (command.next && !command.is('sign', '/')) {
      const value = command.is('text') ? command.take('text', 'a value') : command.take('number', 'a value');
      values.push({ code: codeOf(value), label: command.take('text', `the label of ${value.text}`).text });
      command.skip(',');
    }
    command.skip('/');
    for (const name of names) {
      const variable = variables.of(name);
      variable.values = isAdded
        ? [...variable.values.filter(({ code }) => !values.some((one) => one.code === code)), ...values]
        : values;
    }
  }
}

function readSets(command: Command): MultipleResponseSet[] {
  const sets: MultipleResponseSet[] = [];
  while (command.skip('/')) {
    const kind = command.take('word', 'MDGROUP or MCGROUP').text.toLowerCase();
    const said = new Map<string, readonly string[]>();
    while (command.next && !command.is('sign', '/')) {
      const key = command.take('word', 'a setting').text.toLowerCase();
      command.take('sign', 'an equals sign', '=');
      if (key === 'variables')
        said.set(
          key,
          command.names().map(({ text }) => text),
        );
      else {
        const { next } = command;
        command.take(next?.kind ?? 'word', `what ${key} is`);
        said.set(key, [next?.text ?? '']);
      }
    }
    if (kind !== 'mdgroup' && kind !== 'mcgroup') continue;
    sets.push({
      name: said.get('name')?.[0] ?? '$set',
      label: said.get('label')?.[0] ?? '',
      type: kind === 'mdgroup' ? 'multiple dichotomy' : 'multiple category',
      countedValue: kind === 'mdgroup' ? (said.get('value')?.[0] ?? '1') : null,
      variables: said.get('variables') ?? [],
    });
  }
  return sets;
}

function readLevels(command: Command, variables: Variables): void {
  while (command.next) {
    const names = command.names();
    command.take('sign', 'a bracket', '(');
    const level = command.take('word', 'NOMINAL, ORDINAL or SCALE').text.toLowerCase();
    command.take('sign', 'a bracket', ')');
    command.skip('/');
    for (const name of names) variables.of(name).level = level;
  }
}

/** Pieces of each command, without the full stop behind it. */
function commandsOf(tokens: readonly SpssToken[]): SpssToken[][] {
  const commands: SpssToken[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'end') commands.push([]);
    else commands.at(-1)?.push(token);
  }
  return commands.filter(({ length }) => length > 0);
}

/**
 * Reads SPSS syntax that describes variables: VARIABLE LABELS, VALUE LABELS and ADD VALUE LABELS, MISSING VALUES, VARIABLE LEVEL and MRSETS.
 * Other commands are passed over.
 *
 * @throws InputFault for one of these that is not written as it is to be, with its line
 */
export function readSpssSyntax(file: string, text: string): Codebook {
  const variables = new Variables();
  const sets: MultipleResponseSet[] = [];
  for (const tokens of commandsOf(spssTokens(text.replace(/^\uFEFF/, '')))) {
    const name = tokens.slice(0, 3).map((token) => token.text.toLowerCase());
    const starts = (...words: string[]): boolean =>
      words.every((word, i) => name[i]?.startsWith(word) ?? false);
    const rest = (n: number): Command => new Command(file, tokens.slice(n));
    if (starts('var', 'lab')) {
      const command = rest(2);
      while (command.next) {
        command.skip('/');
        const variable = variables.of(command.take('word', 'a variable'));
        variable.label = command.take('text', `the label of ${variable.name}`).text.trim() || null;
      }
    } else if (starts('val', 'lab')) readValueLabels(rest(2), variables, false);
    else if (starts('add', 'val', 'lab')) readValueLabels(rest(3), variables, true);
    else if (starts('mis', 'val')) readMissing(rest(2), variables);
    else if (starts('var', 'lev')) readLevels(rest(2), variables);
    else if (starts('mrsets')) sets.push(...readSets(rest(1)));
  }
  if (variables.all.size === 0)
    refuse(file, 'describes no variable: VARIABLE LABELS, VALUE LABELS or MISSING VALUES are needed');
  return {
    file,
    title: null,
    sets,
    isOfMore: true,
    variables: [...variables.all.values()].map(({ name, row, label, level, values, missing, range }) => {
      const isMissing = (code: Code): boolean => missing.includes(code);
      return {
        name,
        label,
        type:
          level === 'scale'
            ? 'numeric'
            : values.some(({ code }) => !isMissing(code)) || level !== null
              ? 'categorical'
              : null,
        ordered: level === 'ordinal',
        values: values.filter(({ code }) => !isMissing(code)),
        missing: missing.map((code) => ({
          code,
          label: values.find((one) => one.code === code)?.label ?? String(code),
        })),
        missingRange: range,
        location: { row, column: null },
      };
    }),
  };
}
