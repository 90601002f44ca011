import { z } from 'zod';
import { OPTIONAL_TOPLINE_COLUMNS, TOPLINE_COLUMNS, toplineRow } from '../src/schemas/dataset.ts';
import { fileSchema } from '../src/schemas/json-schemas.ts';
import { table } from './markdown-table.ts';

/** What of a JSON Schema the tables show. */
interface Schema {
  readonly title?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

const HEAD = ['field', 'meaning', 'allowed', 'default', 'example'] as const;

const inCell = (text: string): string => text.replaceAll('|', '\\|');
const literal = (value: unknown): string => `\`${inCell(JSON.stringify(value))}\``;

/** `from 0 to 1`, with what is left out said. */
function range({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Schema): string {
  return [
    minimum === undefined ? '' : ` from ${minimum}`,
    exclusiveMinimum === undefined ? '' : ` above ${exclusiveMinimum}`,
    maximum === undefined ? '' : ` to ${maximum}`,
    exclusiveMaximum === undefined ? '' : ` below ${exclusiveMaximum}`,
  ].join('');
}

/** What a field may hold, in words. @throws for a kind of schema that there are no words for yet */
function allowed(schema: Schema): string {
  const { title, type, anyOf, items, prefixItems, minItems = 0 } = schema;
  if (Array.isArray(type)) return type.map((one: string) => allowed({ ...schema, type: one })).join(' or ');
  if (anyOf) return [...new Set(anyOf.map(allowed))].join(' or ');
  if (schema.const !== undefined) return literal(schema.const);
  if (schema.enum) return schema.enum.map(literal).join(', ');
  if (prefixItems)
    return `list of ${prefixItems.length}: ${[...new Set(prefixItems.map(allowed))].join(', ')}`;
  if (items) {
    const many = minItems > 1 ? `, ${minItems} at least` : minItems === 1 ? ', not empty' : '';
    return `list of ${items.properties ? 'objects' : allowed(items)}${many}`;
  }
  if (title !== undefined) return title;
  if (type === 'integer') return `whole number${range(schema)}`;
  if (type === 'number') return `number${range(schema)}`;
  if (type === 'boolean') return '`true`, `false`';
  if (type === 'object') return 'object';
  if (type === 'string') return 'text';
  if (type === 'null') return '`null`';
  throw new Error(`no words for ${JSON.stringify(schema)}`);
}

/** The objects that a field may hold, itself or in lists, each with its place: `waves[]`, `waves[].fieldwork`. */
function objectsIn(schema: Schema, place: string): [place: string, schema: Schema][] {
  if (schema.properties) return [[place, schema]];
  if (schema.items) return objectsIn(schema.items, `${place}[]`);
  return (schema.anyOf ?? []).flatMap((one) => objectsIn(one, place));
}

function row(name: string, schema: Schema, isRequired: boolean): string[] {
  const { description, examples = [] } = schema;
  if (description === undefined || examples.length === 0)
    throw new Error(`the field ${name} needs a description and an example, in src/schemas`);
  const fallback = schema.default === undefined ? '–' : literal(schema.default);
  return [
    `\`${name}\``,
    inCell(description),
    allowed(schema),
    isRequired ? 'needed' : fallback,
    literal(examples[0]),
  ];
}

/** A table for an object, and after it those of the objects in it; one that stood before is only named. */
function tablesOf(place: string, schema: Schema, shown: Map<string, string>): string[] {
  const { properties = {}, required = [] } = schema;
  const key = JSON.stringify(properties);
  const before = shown.get(key);
  if (before !== undefined) return [`**\`${place}\`** is as \`${before}\`.`];
  shown.set(key, place);
  const fields = Object.entries(properties);
  const rows = fields.map(([name, field]) => row(name, field, required.includes(name)));
  const prefix = place === 'survey.json' ? '' : `${place}.`;
  const inner = fields.flatMap(([name, field]) => objectsIn(field, `${prefix}${name}`));
  return [
    `**\`${place}\`**\n\n${table(HEAD, rows)}`,
    ...inner.flatMap(([where, one]) => tablesOf(where, one, shown)),
  ];
}

/** The tables of a JSON file: of the whole, and of each object in it. */
export function jsonTables(name: Parameters<typeof fileSchema>[0]): string {
  const schema = fileSchema(name) as Schema;
  const start: [string, Schema][] = name === 'survey' ? [['survey.json', schema]] : objectsIn(schema, name);
  const shown = new Map<string, string>();
  return start.flatMap(([place, one]) => tablesOf(place, one, shown)).join('\n\n');
}

/** What an empty cell stands for; or that it is refused. */
function emptyCell(schema: z.ZodType): string {
  const parsed = schema.safeParse('');
  if (!parsed.success) return 'needed';
  return parsed.data === null ? 'not known, or none' : `\`${z.string().parse(parsed.data)}\``;
}

/** The table of the columns of toplines.csv. */
export function toplinesTable(): string {
  const rows = TOPLINE_COLUMNS.map((name) => {
    const schema: z.ZodType = toplineRow.shape[name];
    const printed = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }) as Schema;
    const { description = '', title, examples = [] } = schema.meta() ?? {};
    const [example] = [examples].flat();
    const words = title ?? allowed(printed).replace(' or `null`', '');
    const optional = OPTIONAL_TOPLINE_COLUMNS.includes(name) ? ' The column may be left out.' : '';
    return [
      `\`${name}\``,
      `${inCell(description)}${optional}`,
      words,
      emptyCell(schema),
      `\`${String(example)}\``,
    ];
  });
  return table(['column', 'meaning', 'allowed', 'empty cell', 'example'], rows);
}
