import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const EXAMPLE = /^ \* (\w+)\((.*)\) \/\/ => (.+)$/gm;
const examples = globSync('src/stats/*.ts').flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(EXAMPLE)].map(([, name = '', call = '', result = '']) => ({
    file,
    name,
    call,
    result,
  })),
);

test('the documentation holds examples', () => {
  expect(examples.length).toBeGreaterThan(20);
});

test.each(examples)('$name($call) is $result', async ({ file, name, call, result }) => {
  const module = (await import(new URL(`../../${file}`, import.meta.url).href)) as Record<string, unknown>;
  // The examples are expressions over the functions of their own file.
  const evaluate = (text: string): unknown =>
    // oxlint-disable-next-line no-new-func, typescript/no-implied-eval
    new Function(...Object.keys(module), `return (${text})`)(...Object.values(module));
  const [actual, expected] = [evaluate(`${name}(${call})`), evaluate(result)];
  if (typeof expected === 'number') expect(actual).toBeCloseTo(expected, 12);
  else expect(JSON.parse(JSON.stringify(actual), round)).toEqual(JSON.parse(JSON.stringify(expected), round));
});

/** Floating-point noise of the last digit must not make an example fail on another machine. */
function round(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(11)) : value;
}
