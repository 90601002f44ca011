/* oxlint-disable no-underscore-dangle -- where the schema library keeps the definitions of schemas */
import type { z } from 'zod';

/** A schema, as far as its form can be read from its definition. */
interface Definition {
  readonly type: string;
  readonly format?: string;
  readonly checks?: readonly { readonly _zod: { readonly def: CheckDefinition } }[];
  readonly innerType?: z.core.$ZodType;
  readonly in?: z.core.$ZodType;
  readonly out?: z.core.$ZodType;
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  readonly element?: z.core.$ZodType;
  readonly items?: readonly z.core.$ZodType[];
  readonly valueType?: z.core.$ZodType;
  readonly options?: readonly z.core.$ZodType[];
  readonly entries?: Readonly<Record<string, string | number>>;
  readonly values?: readonly unknown[];
}

/** One of the rules of a schema beside its type. */
interface CheckDefinition {
  readonly check: string;
  readonly format?: string;
  readonly value?: unknown;
  readonly inclusive?: boolean;
  readonly error?: (issue: object) => unknown;
}

const definitionOf = (schema: z.core.$ZodType): Definition => schema._zod.def as unknown as Definition;

/** The schema that a value must fit, without what only says that it may be left out, and what prepares it. */
function core(schema: z.core.$ZodType): z.core.$ZodType {
  const { type, innerType, in: before, out } = definitionOf(schema);
  if (type === 'pipe' && before && out) return core(definitionOf(before).type === 'transform' ? out : before);
  return innerType && type !== 'nullable' ? core(innerType) : schema;
}

/** The same, for a value that is not null. */
function known(schema: z.core.$ZodType): z.core.$ZodType {
  const inner = core(schema);
  const { type, innerType } = definitionOf(inner);
  return type === 'nullable' && innerType ? known(innerType) : inner;
}

/** The schemas that a value may fit one of; one where there is no choice. */
export const branchesOf = (schema: z.core.$ZodType): readonly z.core.$ZodType[] =>
  definitionOf(known(schema)).options ?? [schema];

/** The keys of an object that a schema describes. */
export const keysOf = (schema: z.core.$ZodType): readonly string[] =>
  Object.keys(definitionOf(known(schema)).shape ?? {});

/** Whether a schema takes lists of one length alone. */
export const isTuple = (schema: z.core.$ZodType): boolean => definitionOf(known(schema)).type === 'tuple';

/** The schema of a value inside another; null where what stands around it decides which. */
export function schemaAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): z.core.$ZodType | null {
  const [part, ...rest] = path;
  if (part === undefined) return schema;
  const { shape, element, items, valueType } = definitionOf(known(schema));
  const next = shape?.[String(part)] ?? element ?? items?.[Number(part)] ?? valueType;
  return next ? schemaAt(next, rest) : null;
}

const FORMATS: Readonly<Record<string, string>> = {
  date: 'a day such as 2025-03-14',
  datetime: 'a moment such as 2025-03-14T09:00:00Z',
  url: 'an address that begins with http:// or https://',
};

/** What the message of a rule says must be. */
function ruleOf({ error }: CheckDefinition): string | null {
  const message = error?.({});
  return typeof message === 'string' && message.startsWith('must be ')
    ? message.slice('must be '.length)
    : null;
}

function textForm({ format = '', checks = [] }: Definition): string {
  const rules = checks.map(({ _zod }) => _zod.def);
  return FORMATS[format] ?? rules.map(ruleOf).find((rule) => rule !== null) ?? 'text';
}

function numberForm({ format = '', checks = [] }: Definition): string {
  const rules = checks.map(({ _zod }) => _zod.def);
  const whole = [format, ...rules.map((rule) => rule.format ?? '')].some((name) => name.endsWith('int'));
  const bound = (check: string, including: string, excluding: string): string[] =>
    rules
      .filter((rule) => rule.check === check)
      .map(({ value, inclusive }) => `${inclusive ? including : excluding} ${String(value)}`);
  const bounds = [...bound('greater_than', 'from', 'above'), ...bound('less_than', 'to', 'below')];
  const open = rules.some(({ inclusive }) => inclusive === false);
  return [whole ? 'a whole number' : 'a number', bounds.join(open ? ' and ' : ' ')].join(' ').trimEnd();
}

const quoted = (value: unknown): string => JSON.stringify(value) ?? String(value);

/** The words that a schema takes, where it takes nothing else; else null. */
export function choicesOf(schema: z.core.$ZodType): readonly unknown[] | null {
  const { entries, values } = definitionOf(known(schema));
  return entries ? Object.values(entries) : (values ?? null);
}

/** What a value must be to fit a schema, as a message says it after "must be". */
export function formOf(schema: z.core.$ZodType): string {
  const inner = core(schema);
  const definition = definitionOf(inner);
  const words = choicesOf(inner);
  if (definition.type === 'nullable' && definition.innerType)
    return `${formOf(definition.innerType)} or null`;
  if (words) return words.length === 1 ? quoted(words[0]) : `one of ${words.map(String).join(', ')}`;
  switch (definition.type) {
    case 'string':
      return textForm(definition);
    case 'number':
      return numberForm(definition);
    case 'boolean':
      return 'true or false';
    case 'array':
      return 'a list […]';
    case 'tuple':
      return `a list of ${definition.items?.length ?? 0}`;
    case 'object':
      return `an object { ${keysOf(inner).join(', ')} }`;
    case 'record':
      return 'an object {…}';
    case 'union':
      return [...new Set((definition.options ?? []).map(formOf))].join(' or ');
    default:
      return definition.type;
  }
}
