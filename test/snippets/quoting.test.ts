import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runProgram } from '../clients/programs.ts';
import { findPython, findR, needs } from '../components.ts';
import { curl } from '../../src/snippets/curl.ts';
import { quoted } from '../../src/snippets/snippet.ts';
import { runs } from '../runs.ts';
import { ANY_CHARACTER } from '../any-character.ts';

/** Signs that mean something to one language or another, and a few that do not. */
const SIGNS = `'"\\$\`(){}[];&|<>#!*?~%=:/ \n\tabn0u`.split('');

/** Texts of all signs that an address may hold, and many that it may not. */
const HOSTILE = fc.sample(
  fc.oneof(
    fc.string({ unit: fc.constantFrom(...SIGNS), maxLength: 40 }),
    fc.string({ unit: 'binary-ascii', maxLength: 40 }).map((text) => text.replaceAll('\0', '')),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
  ),
  { numRuns: runs(60, 300), seed: 1 },
);
const literals = HOSTILE.map(quoted);

const ended = (stdout: string) => ({ code: 0, stdout, stderr: '' });

test('a literal is in ASCII alone, whatever the text is in', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: ANY_CHARACTER }),
      fc.constantFrom('', 'é', 'ÿ', '\u007F', '–', '政'),
      (a, b) => {
        const literal = quoted(a + b);
        expect(literal).toMatch(/^[\x20-\x7E]*$/);
        expect(JSON.parse(literal)).toBe(a + b);
      },
    ),
  );
});

test('a literal is the text in JavaScript', async () => {
  const program = `process.stdout.write(JSON.stringify([${literals.join(',\n')}]))`;
  expect(await runProgram(process.execPath, ['--eval', program])).toEqual(ended(JSON.stringify(HOSTILE)));
});

test('an argument is the text in a POSIX shell', async () => {
  const request = {
    format: 'json',
    binary: false,
    fileName: '',
    texts: [],
    truths: [],
    single: false,
    more: false,
    picture: null,
  };
  const commands = HOSTILE.map((url) =>
    curl.code({ ...request, url }).replace(/^curl .*?(?=')/s, "printf '%s\\0' "),
  );
  expect(await runProgram('sh', ['-c', commands.join('')])).toEqual(
    ended(HOSTILE.map((text) => `${text}\0`).join('')),
  );
});

const python = findPython();
const r = findR('jsonlite');
describe('a literal is the text', () => {
  test('in Python', needs(python), async () => {
    const program = `import json, sys\nsys.stdout.write(json.dumps([${literals.join(', ')}]))`;
    const { stdout, ...rest } = await runProgram(python.command, ['-c', program]);
    expect(rest).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual(HOSTILE);
  });

  test('in R', needs(r), async () => {
    const program = `cat(jsonlite::toJSON(c(${literals.join(', ')})))`;
    const { stdout, ...rest } = await runProgram(r.command, ['-e', program]);
    expect(rest).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual(HOSTILE);
  });
});
