import { refuse } from '../../../errors/input-fault.ts';
import type { MultipleResponseSet } from '../../sav/extensions.ts';
import type { Code } from '../../../engine/engine.ts';
import type { LabelledValue } from '../../records/source.ts';
import { said, type Description, type ForeignCodebook } from './foreign-codebook.ts';

/** One word of the syntax: a name, a number, a text in quotation marks, or a sign. */
interface Token {
  readonly kind: 'word' | 'text' | 'sign';
  readonly text: string;
  readonly line: number;
}

/** One command: its tokens, the name first. */
type Command = readonly Token[];

const TOKEN = /\s+|("(?:[^"]|"")*"|'(?:[^']|'')*')|([/=()[\],+])|([^\s/=()[\],+"']+)/y;
/** How a name begins: a number is none. */
const NAME = /^[\p{L}@#$_]/u;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Divides a text into commands, which end with a full stop at the end of a line, or with an empty line. */
function commandsOf(text: string, file: string): Command[] {
  const commands: Command[] = [];
  let tokens: Token[] = [];
  const end = (): void => {
    if (tokens.length > 0) commands.push(tokens);
    tokens = [];
  };
  // A comment that stands in a line; one that is a command of its own begins with a star and is passed over as one.
  const lines = text.replaceAll(/\/\*[^\n]*?(\*\/|$)/gm, ' ').split(/\r?\n/);
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '') end();
    const isLast = /\.\s*$/.test(line);
    const content = isLast ? line.replace(/\.\s*$/, '') : line;
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < content.length) {
      const at = TOKEN.lastIndex;
      const found = TOKEN.exec(content);
      if (!found) {
        // The words of a comment may hold anything.
        if (tokens[0]?.text.startsWith('*') === true || /^comment$/i.test(tokens[0]?.text ?? '')) break;
        return refuse(file, `line ${i + 1}: a quotation mark at column ${at + 1} is not closed`);
      }
      const [, quoted, sign, word] = found;
      const token = quoted ?? sign ?? word;
      if (token === undefined) continue;
      if (quoted !== undefined) {
        const mark = quoted.slice(0, 1);
        tokens.push({ kind: 'text', text: quoted.slice(1, -1).replaceAll(mark + mark, mark), line: i + 1 });
      } else tokens.push({ kind: sign === undefined ? 'word' : 'sign', text: token, line: i + 1 });
    }
    if (isLast) end();
  }
  end();
  return commands;
}

interface Growing {
  label: string | null;
  ordered: 'categorical' | 'ordered' | 'numeric' | null;
  values: LabelledValue[];
  missing: Code[];
  missingRange: readonly [number, number] | null;
}

/** What a syntax file says, column by column. */
class Reader {
  readonly variables = new Map<string, Growing>();
  readonly sets: MultipleResponseSet[] = [];
  readonly #file: string;
  readonly #columns: readonly string[];
  readonly #byName: ReadonlyMap<string, number>;
  #tokens: readonly Token[] = [];
  #at = 0;

  constructor(file: string, columns: readonly string[]) {
    this.#file = file;
    this.#columns = columns;
    this.#byName = new Map(columns.map((name, i) => [name.toLowerCase(), i]));
  }

  read(command: Command): void {
    this.#tokens = command;
    this.#at = 0;
    const [first, second] = [this.#word(), this.#word(1)];
    const is = (a: string, b: string): boolean => starts(first, a, 3) && starts(second, b, 3);
    const add = starts(first, 'add', 3);
    if (is('variable', 'labels')) this.#after(2, () => this.#variableLabels());
    else if (is('value', 'labels')) this.#after(2, () => this.#valueLabels(false));
    else if (add && starts(second, 'value', 3)) this.#after(3, () => this.#valueLabels(true));
    else if (is('missing', 'values')) this.#after(2, () => this.#missingValues());
    else if (is('variable', 'level')) this.#after(2, () => this.#levels());
    else if (starts(first, 'mrsets', 6)) this.#after(1, () => this.#multipleResponse());
  }

  #after(words: number, work: () => void): void {
    this.#at = words;
    work();
  }

  #word(ahead = 0): string {
    const token = this.#tokens[this.#at + ahead];
    return token?.kind === 'word' ? token.text.toLowerCase() : '';
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #isSign(text: string): boolean {
    const token = this.#peek();
    return token?.kind === 'sign' && token.text === text;
  }

  #skip(text: string): boolean {
    if (!this.#isSign(text)) return false;
    this.#at += 1;
    return true;
  }

  #fail(expected: string): never {
    const token = this.#peek() ?? this.#tokens.at(-1);
    const found = this.#peek() ? `"${token?.text ?? ''}"` : 'its end';
    return refuse(this.#file, `line ${token?.line ?? 1}: ${expected} is expected, and ${found} stands there`);
  }

  /** Names of columns up to what is none; `a TO c` is all from one to the other. Names that the records do not have are kept. */
  #names(): string[] {
    const names: string[] = [];
    for (;;) {
      this.#skip(',');
      const token = this.#peek();
      if (token?.kind !== 'word' || !NAME.test(token.text) || /^to$/i.test(token.text)) break;
      this.#at += 1;
      if (/^all$/i.test(token.text)) {
        names.push(...this.#columns);
        continue;
      }
      if (this.#word() !== 'to') {
        names.push(this.#own(token.text));
        continue;
      }
      this.#at += 1;
      const last = this.#peek();
      if (last?.kind !== 'word') return this.#fail('a name');
      this.#at += 1;
      const [from, to] = [token, last].map(({ text }) => this.#byName.get(text.toLowerCase()));
      if (from === undefined || to === undefined) names.push(this.#own(token.text), this.#own(last.text));
      else names.push(...this.#columns.slice(from, to + 1));
    }
    return names;
  }

  /** A name as the records write it. */
  #own(name: string): string {
    return this.#columns[this.#byName.get(name.toLowerCase()) ?? -1] ?? name;
  }

  #of(name: string): Growing {
    const known = this.variables.get(name) ?? {
      label: null,
      ordered: null,
      values: [],
      missing: [],
      missingRange: null,
    };
    this.variables.set(name, known);
    return known;
  }

  /** A text, also of several pieces with a plus between. */
  #text(): string {
    const first = this.#peek();
    if (first?.kind !== 'text') return this.#fail('a text in quotation marks');
    this.#at += 1;
    let { text } = first;
    while (this.#skip('+')) text += this.#text();
    return text.trim();
  }

  #value(): Code {
    const token = this.#peek();
    if (token?.kind === 'text') {
      this.#at += 1;
      return token.text.trimEnd();
    }
    if (token?.kind !== 'word' || !NUMBER.test(token.text)) return this.#fail('a number, or a text');
    this.#at += 1;
    return Number(token.text);
  }

  #variableLabels(): void {
    while (this.#peek()) {
      this.#skip('/');
      const names = this.#names();
      const label = this.#text();
      for (const name of names) this.#of(name).label = label === '' ? null : label;
      this.#skip('/');
    }
  }

  #valueLabels(isAdded: boolean): void {
    while (this.#peek()) {
      this.#skip('/');
      const names = this.#names();
      const values: LabelledValue[] = [];
      while (this.#peek() && !this.#isSign('/')) {
        const code = this.#value();
        this.#skip(',');
        values.push({ code, label: this.#text() });
        this.#skip(',');
      }
      for (const name of names) {
        const variable = this.#of(name);
        const kept = isAdded
          ? variable.values.filter(({ code }) => !values.some((one) => one.code === code))
          : [];
        variable.values = [...kept, ...values.filter(({ label }) => label !== '')];
      }
    }
  }

  /** `a b (8, 9)`, `c (97 THRU HI)`, `d (LO THRU 0, 99)`, `e ()`. */
  #missingValues(): void {
    const end = (open: number): number => {
      const word = this.#word();
      if (!/^(lo|lowest|hi|highest)$/.test(word)) {
        const value = this.#value();
        return typeof value === 'number' ? value : this.#fail('a number');
      }
      this.#at += 1;
      return open;
    };
    while (this.#peek()) {
      this.#skip('/');
      const names = this.#names();
      if (!this.#skip('(')) this.#fail('"("');
      const missing: Code[] = [];
      let range: [number, number] | null = null;
      while (!this.#skip(')')) {
        if (!this.#peek()) this.#fail('")"');
        const isEnd = /^(lo|lowest)$/.test(this.#word());
        const first = isEnd ? end(-Infinity) : this.#value();
        if (/^thru$/.test(this.#word())) {
          this.#at += 1;
          range = [typeof first === 'number' ? first : this.#fail('a number'), end(Infinity)];
        } else missing.push(first);
        this.#skip(',');
      }
      for (const name of names) Object.assign(this.#of(name), { missing, missingRange: range });
      this.#skip('/');
    }
  }

  #levels(): void {
    while (this.#peek()) {
      this.#skip('/');
      const names = this.#names();
      if (!this.#skip('(')) this.#fail('"("');
      const level = this.#word();
      this.#at += 1;
      if (!this.#skip(')')) this.#fail('")"');
      const kinds = { nominal: 'categorical', ordinal: 'ordered', scale: 'numeric' } as const;
      const kind = kinds[level as keyof typeof kinds] ?? null;
      for (const name of names) this.#of(name).ordered = kind;
      this.#skip('/');
    }
  }

  /** `/MDGROUP NAME=$media LABEL='…' VARIABLES=m1 TO m5 VALUE=1 /MCGROUP NAME=$named VARIABLES=…`. */
  #multipleResponse(): void {
    while (this.#peek()) {
      this.#skip('/');
      const kind = this.#word();
      this.#at += 1;
      const given: { name?: string; label?: string; variables?: string[]; value?: Code } = {};
      while (this.#peek() && !this.#isSign('/')) {
        const key = this.#word();
        this.#at += 1;
        if (!this.#skip('=')) continue;
        if (key === 'name') given.name = this.#setName();
        else if (key === 'label') given.label = this.#text();
        else if (key === 'variables') given.variables = this.#setVariables();
        else if (key === 'value') given.value = this.#value();
        else this.#at += 1;
      }
      const { name, label = '', variables = [], value } = given;
      if (!/^m[dc]group$/.test(kind) || name === undefined || variables.length === 0) continue;
      this.sets.push({
        name,
        label,
        type: kind === 'mdgroup' ? 'multiple dichotomy' : 'multiple category',
        countedValue: kind === 'mdgroup' ? String(value ?? 1) : null,
        variables,
      });
    }
  }

  #setName(): string {
    const isListed = this.#skip('[');
    const token = this.#peek();
    if (token?.kind !== 'word') return this.#fail('a name with $');
    this.#at += 1;
    if (isListed) this.#skip(']');
    return token.text;
  }

  /** Names up to the next key, which an equals sign follows. */
  #setVariables(): string[] {
    const from = this.#at;
    const rest = this.#tokens.slice(from);
    const next = rest.findIndex(
      (token, i) => (token.kind === 'sign' && token.text === '/') || rest[i + 1]?.text === '=',
    );
    const whole = this.#tokens;
    this.#tokens = next < 0 ? whole : whole.slice(0, from + next);
    const names = this.#names();
    this.#tokens = whole;
    return names;
  }

  get description(): Description {
    return {
      variables: [...this.variables].map(([name, { label, ordered, values, missing, missingRange }]) =>
        said({
          name,
          label,
          kind:
            ordered === 'numeric' && values.length === 0 ? 'numeric' : ordered === 'numeric' ? null : ordered,
          values,
          missing,
          missingRange,
        }),
      ),
      sets: this.sets,
    };
  }
}

/** Whether a word is the beginning of a keyword, of so many letters at least. */
const starts = (word: string, keyword: string, least: number): boolean =>
  word.length >= least && keyword.startsWith(word);

/**
 * Syntax of SPSS: VARIABLE LABELS, VALUE LABELS, ADD VALUE LABELS, MISSING VALUES, VARIABLE LEVEL and MRSETS. Other commands are passed
 * over.
 *
 * @throws InputFault, also later by `describe`, for a command that cannot be read, with its line
 */
export function spssSyntax(file: string, text: string): ForeignCodebook {
  const commands = commandsOf(text, file);
  return {
    file,
    what: 'syntax of SPSS',
    title: null,
    describe: (columns) => {
      const reader = new Reader(file, columns);
      for (const command of commands) reader.read(command);
      return reader.description;
    },
  };
}
