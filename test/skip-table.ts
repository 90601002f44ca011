import type { Reporter, TestModule } from 'vitest/node';
import type { Component } from './components.ts';

interface Line {
  readonly name: string;
  readonly have: string;
  tests: number;
  readonly files: Set<string>;
}

/** What is lacked, with the tests that are skipped for it; the most missed first. */
export function skippedFor(
  skipped: readonly { readonly file: string; readonly lacks: readonly Pick<Component, 'name' | 'have'>[] }[],
): Line[] {
  const lines = new Map<string, Line>();
  for (const { file, lacks } of skipped)
    for (const { name, have } of lacks) {
      const line = lines.get(name) ?? { name, have, tests: 0, files: new Set<string>() };
      line.tests += 1;
      line.files.add(file);
      lines.set(name, line);
    }
  return [...lines.values()].toSorted((a, b) => b.tests - a.tests);
}

/** The table as text; empty where nothing was skipped. */
export function skipTable(lines: readonly Line[]): string {
  if (lines.length === 0) return '';
  const rows = [
    ['what is lacking', 'tests', 'files', 'how to have it'],
    ...lines.map(({ name, tests, files, have }) => [name, String(tests), String(files.size), have]),
  ];
  const width = (column: number): number => Math.max(...rows.map((row) => (row[column] ?? '').length));
  const [first, second, third] = [width(0), width(1), width(2)];
  const text = rows.map(
    ([name = '', tests = '', files = '', have = '']) =>
      `  ${name.padEnd(first)}  ${tests.padStart(second)}  ${files.padStart(third)}  ${have}`,
  );
  return ['SKIPPED, for what this machine lacks:', ...text, ''].join('\n');
}

/** Ends the run with what was skipped, and how to have it. */
export default class SkipTable implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules.flatMap((module) =>
      [...module.children.allTests('skipped')].map((test) => {
        const lacks = [...(test.meta().lacks ?? [])];
        for (let { parent } = test; parent.type === 'suite'; { parent } = parent)
          lacks.push(...(parent.meta().lacks ?? []));
        const names = new Set<string>();
        return {
          file: module.relativeModuleId,
          lacks: lacks.filter(({ name }) => !names.has(name) && names.add(name)),
        };
      }),
    );
    const table = skipTable(skippedFor(skipped));
    if (table !== '') process.stdout.write(`\n${table}`);
  }
}
