import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { beside, needs } from '../components.ts';
import { check, knownFailure, notOffered } from './kinds.ts';
import { FILES, isThere, readReference, recordsPath, type DesignSpec, type MicroCase } from './micro.ts';
import { Report } from './report.ts';
import { inFull, oneIn } from '../runs.ts';
import { Served } from './served.ts';

/**
 * Every case of R's survey package of a kind that the API offers: the records are imported, published and served, and asked
 * for over HTTP. Among the quick tests one case of each kind is, of one file in three.
 */
const WHOLE = inFull() || Boolean(process.env['UPDATE_REFERENCE_CASES']);
const sampled = (cases: readonly MicroCase[]): readonly MicroCase[] =>
  WHOLE ? cases : [...Map.groupBy(cases, ({ kind }) => kind).values()].flatMap((same) => same.slice(0, 1));
const DOCUMENT = new URL('../../docs/reference-cases.md', import.meta.url);
const report = new Report();
const files = (WHOLE ? FILES : oneIn(3, FILES)).map((file) => ({
  ...file,
  name: `${file.dataset}.${file.ending}`,
}));

function specOf(designs: Readonly<Record<string, DesignSpec>>, { design }: MicroCase): DesignSpec {
  const spec = designs[design];
  if (!spec) throw new Error(`there is no design ${design}`);
  return spec;
}

describe.each(files)('$name', (file) => {
  if (!file.own && !isThere(file)) {
    test('is here', needs(beside(recordsPath(file))), () => undefined);
    return;
  }
  const { designs, cases } = readReference(file);
  const offered = cases.filter((one) => {
    const reason = notOffered(one, specOf(designs, one));
    // The same cases are held against two files: they are counted once.
    if (reason !== null && file.ending === 'csv') report.notOffered(reason);
    return reason === null;
  });
  const passing = sampled(offered.filter((one) => knownFailure(one) === null));
  const failing = offered.flatMap((one) => {
    const failure = knownFailure(one);
    return failure ? [{ one, failure }] : [];
  });
  let served: Served;
  beforeAll(async () => {
    served = await Served.over(file, designs, passing);
  });
  afterAll(() => served?.close());

  test('holds the cases that are expected', () => {
    expect(offered).toHaveLength(file.count);
  });

  test.each(passing)('$id', async (one) => {
    await check(served.asked(one, specOf(designs, one)));
    report.passed(file.name, one.kind);
  });

  // Each has a service of its own: some cannot even be published.
  for (const { one, failure } of failing) {
    report.failing(failure.why, one.id);
    test.fails(`${one.id} is known to fail`, async () => {
      let alone: Served | null = null;
      try {
        alone = await Served.over(file, designs, [one]);
        await check(alone.asked(one, specOf(designs, one)));
      } catch (error) {
        // Of a test that must fail, to end well is a failure: this is another fault than the known one.
        if (!(error instanceof Error && failure.says.test(error.message))) {
          process.stderr.write(`${one.id} fails otherwise than it is known to: ${String(error)}\n`);
          return;
        }
        throw error;
      } finally {
        await alone?.close();
      }
    });
  }

  test('every case was asked for', () => {
    if (WHOLE) expect(report.count(file.name) + failing.length).toBe(file.count);
    else
      expect(report.count(file.name)).toBe(
        new Set(offered.filter((one) => !knownFailure(one)).map(({ kind }) => kind)).size,
      );
  });
});

// The last test of the file: all others have counted what passed.
const testPage = (): void =>
  test('the page of reference cases says what passed', () => {
    const there = files.filter((file) => file.own || isThere(file));
    const all = there.length === files.length;
    if (all && process.env['UPDATE_REFERENCE_CASES']) writeFileSync(DOCUMENT, report.toMarkdown());
    const page = readFileSync(DOCUMENT, 'utf8');
    const how = 'UPDATE_REFERENCE_CASES=1 npx vitest run test/reference-http';
    if (all) expect(page, how).toBe(report.toMarkdown());
    else
      expect(page.split('\n'), how).toEqual(
        expect.arrayContaining(there.map(({ name }) => report.line(name))),
      );
  });
if (WHOLE) testPage();
