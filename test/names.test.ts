import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/**
 * What a file declares and exports, each name once however often it is overloaded. What it passes on of another file
 * (`export … from`) is that file's.
 */
function exportedNames(source: string): string[] {
  const declared = source.matchAll(
    /^export (?:declare )?(?:default )?(?:abstract )?(?:async )?(?:class|interface|type|enum|namespace|const|let|var|function\*?) +([\w$]+)/gm,
  );
  const taken = source.matchAll(/^export (?:const|let|var) \{([^}]*)\}/gm);
  const listed = source.matchAll(/^export (?:type )?\{([^}]*)\}(?! from)/gm);
  const names = [
    ...[...declared].map(([, name = '']) => name),
    ...[...taken].flatMap(([, list = '']) => list.split(',').map((one) => one.split(':').at(-1) ?? '')),
    ...[...listed].flatMap(([, list = '']) => list.split(',').map((one) => one.split(' as ').at(-1) ?? '')),
  ].map((name) => name.replace(/^\s*type\s/, '').trim());
  return [...new Set(names)].filter((name) => name !== '' && name !== 'default');
}

/** Names that several files export, with these files. */
function shared(sources: Readonly<Record<string, string>>): Record<string, string[]> {
  const all = Object.entries(sources).flatMap(([file, source]) =>
    exportedNames(source).map((name) => ({ name, file })),
  );
  const groups = [...Map.groupBy(all, ({ name }) => name)].filter(([, group]) => group.length > 1);
  return Object.fromEntries(groups.map(([name, group]) => [name, group.map(({ file }) => file).toSorted()]));
}

test('the check sees what is exported in each way that there is', () => {
  const kinds = [
    'export class A {}',
    'export abstract class A {}',
    'export interface A {}',
    'export type A = string;',
    'export const A = 1;',
    'export function A() {}',
    'export async function A() {}',
    'export function* A() {}',
    'export async function* A() {}',
    'export const { A } = all;',
    'export const { a: A } = all;',
    'class A {}\nexport { A };',
    'class B {}\nexport { B as A };',
    'type A = 1;\nexport type { A };',
    'export {\n  B,\n  type A,\n};',
  ];
  for (const kind of kinds)
    expect(shared({ one: kind, other: 'export const A = 2;' }), kind).toEqual({ A: ['one', 'other'] });
  expect(shared({ one: "export { A } from './other.ts';", other: 'export const A = 2;' })).toEqual({});
  expect(shared({ one: 'export function A(): 1;\nexport function A() {}', other: 'const A = 2;' })).toEqual(
    {},
  );
});

test('two exported things never share a name', () => {
  const files = globSync('src/**/*.ts');
  expect(files.length).toBeGreaterThan(300);
  const found = shared(Object.fromEntries(files.map((file) => [file, readFileSync(file, 'utf8')])));
  expect(found).toEqual({});
});
