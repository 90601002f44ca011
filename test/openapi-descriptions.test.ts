import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Json = Readonly<Record<string, unknown>>;

const document = JSON.parse(readFileSync(new URL('../openapi/openapi.json', import.meta.url), 'utf8')) as {
  readonly components: { readonly schemas: Readonly<Record<string, Json>> };
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly parameters?: readonly Json[] }>>>
  >;
};
const { schemas } = document.components;

/** Values of a document, which look like schemas and are none. */
const VALUES = new Set(['example', 'examples', 'default', 'const', 'enum']);

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** What is said of a schema, or of the component that stands for it. */
function described({ description, $ref }: Json): boolean {
  if (typeof description === 'string') return description.trim() !== '';
  return typeof $ref === 'string' && described(schemas[$ref.split('/').at(-1) ?? ''] ?? {});
}

/** Each property at any depth of a schema, by its path. */
function properties(schema: unknown, path: string): (readonly [string, Json])[] {
  if (!isObject(schema)) return [];
  return Object.entries(schema).flatMap(([key, inner]) => {
    if (key !== 'properties' || !isObject(inner)) return VALUES.has(key) ? [] : properties(inner, path);
    return Object.entries(inner).flatMap(([name, property]) => {
      const at = `${path}.${name}`;
      return isObject(property) ? [[at, property] as const, ...properties(property, at)] : [];
    });
  });
}

test('every schema and every property of one is described, at any depth', () => {
  const all = Object.entries(schemas).flatMap(([name, schema]) => [
    [name, schema] as const,
    ...properties(schema, name),
  ]);
  expect(all.length).toBeGreaterThan(300);
  expect(all.filter(([, schema]) => !described(schema)).map(([path]) => path)).toEqual([]);
});

test('every parameter is described', () => {
  const all = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.values(operations).flatMap(({ parameters = [] }) =>
      parameters.map((parameter) => [`${path} ${String(parameter['name'])}`, parameter] as const),
    ),
  );
  expect(all.length).toBeGreaterThan(100);
  expect(all.filter(([, parameter]) => !described(parameter)).map(([path]) => path)).toEqual([]);
});
