import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isWorse, ratiosIn, ratiosOfPage, ratioTable, type Ratio } from './ratios.ts';

/**
 * `npm run bench`: runs the benchmarks one after the other and writes what they print of ratios into bench/results.md.
 * `-- --check`: compares with what stands there, and fails where a ratio is worse by more than a fifth in each of three tries.
 * `-- --short`: what holds on a busy machine too, on small inputs: for `.ci/run`. Words: only those whose name has one of them.
 */
const { values, positionals } = parseArgs({
  options: { check: { type: 'boolean', default: false }, short: { type: 'boolean', default: false } },
  allowPositionals: true,
});

interface Benchmark {
  readonly name: string;
  readonly what: string;
  readonly args: readonly string[];
  /** Of the short form, whose ratios bear other names where its inputs are smaller; null: it is left out. */
  readonly short: readonly string[] | null;
}

const BENCHMARKS: readonly Benchmark[] = [
  {
    name: 'http',
    what: 'A request, beside a bare `node:http` that sends the same bytes',
    args: [],
    short: null,
  },
  {
    name: 'tallies',
    what: 'The sums of a crosstab in the engine, beside bare SQL, in one process',
    args: [],
    short: ['--rows', '0.5'],
  },
  {
    name: 'designs',
    what: 'Whole crosstabs of samples that were drawn in strata and clusters, over HTTP, beside bare SQL',
    args: [],
    short: null,
  },
  {
    name: 'headline-crosstab',
    what: 'A whole crosstab, beside what R, Polars and DuckDB have of it',
    args: ['--rows', '1'],
    short: null,
  },
  { name: 'headline-figure', what: 'One figure, beside other servers', args: [], short: null },
  { name: 'engine', what: 'A crosstab in the engine, beside bare SQL', args: [], short: null },
  { name: 'records', what: 'Crosstabs over HTTP, first, again, and by many clients', args: [], short: null },
  {
    name: 'many-clients',
    what: 'Crosstabs of distinct filters that many ask for at once, beside bare SQL one by one',
    args: [],
    short: null,
  },
  { name: 'processes', what: 'Two processes at one port, beside one', args: [], short: null },
  { name: 'disclosure', what: 'What disclosure control costs', args: [], short: null },
  { name: 'pages', what: 'How soon a page is there, in Chromium', args: [], short: null },
  { name: 'writers', what: 'A whole table, beside `COPY` of DuckDB', args: [], short: null },
  { name: 'labels', what: 'Words beside codes', args: [], short: null },
  {
    name: 'growth',
    what: 'A thousand releases, beside one',
    args: ['3', 'releases', '1', '1000'],
    short: null,
  },
  { name: 'long-answers', what: 'Answers longer than memory', args: [], short: null },
  {
    name: 'cluster',
    what: 'Records in two shards of ClickHouse, beside DuckDB',
    args: ['--rows', '1,10'],
    short: null,
  },
  { name: 'mixed-load', what: 'Who asks for little while others ask for much', args: [], short: null },
];
const TRIES = 3;
const RESULTS = fileURLToPath(new URL('results.md', import.meta.url));

const wanted = BENCHMARKS.filter(
  ({ name, short }) =>
    (positionals.length === 0 || positionals.some((word) => name.includes(word))) &&
    (!values.short || short !== null),
);

function run({ name, args, short }: Benchmark): Ratio[] {
  const { status, stdout } = spawnSync(
    process.execPath,
    [fileURLToPath(new URL(`${name}.ts`, import.meta.url)), ...(values.short ? (short ?? []) : args)],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 2 ** 26 },
  );
  process.stdout.write(stdout);
  if (status !== 0) throw new Error(`bench/${name}.ts ended with ${status}`);
  return ratiosIn(stdout);
}

/** The best of several tries of each ratio: whatever else the machine does makes it worse, never better. */
function best(tries: readonly Ratio[]): Ratio[] {
  const found = new Map<string, Ratio>();
  for (const ratio of tries) {
    const known = found.get(ratio.name);
    const isBetter =
      !known || (ratio.better === 'more' ? ratio.value > known.value : ratio.value < known.value);
    if (isBetter) found.set(ratio.name, ratio);
  }
  return [...found.values()];
}

function check(): void {
  const before = ratiosOfPage(readFileSync(RESULTS, 'utf8'));
  const faults: string[] = [];
  for (const benchmark of wanted) {
    let tried: Ratio[] = [];
    let worse: Ratio[] = [];
    for (let count = 0; count < TRIES; count += 1) {
      tried = best([...tried, ...run(benchmark)]);
      worse = tried.filter((ratio) => {
        const known = before.get(ratio.name);
        return known !== undefined && isWorse(ratio, known);
      });
      if (worse.length === 0) break;
    }
    if (!tried.some(({ name }) => before.has(name)))
      faults.push(`${benchmark.name}: none of its ratios stands in bench/results.md`);
    for (const { name, value, better } of worse)
      faults.push(`${name}: ${value.toPrecision(3)}, was ${before.get(name)?.value} (${better} is better)`);
  }
  if (faults.length === 0) {
    console.log('\nNothing is slower than bench/results.md says.');
    return;
  }
  console.error(
    `\nSlower than bench/results.md says, in ${TRIES} tries:\n${faults.map((fault) => `  ${fault}\n`).join('')}`,
  );
  process.exitCode = 1;
}

/** The machine, as far as it says what figures mean. */
const machine = (): string =>
  `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`;

function write(): void {
  const page = readFileSync(RESULTS, 'utf8');
  const next = wanted.reduce((text, benchmark) => {
    const ratios = run(benchmark);
    // Some have nothing to be compared with, and are to be read.
    if (ratios.length === 0) return text;
    const name = values.short ? `${benchmark.name}, short` : benchmark.name;
    const [from, to] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
    const section = `${from}\n\n${benchmark.what}. On ${machine()}.\n\n${ratioTable(ratios)}\n\n${to}`;
    const [begin, end] = [text.indexOf(from), text.indexOf(to)];
    return begin < 0
      ? `${text.trimEnd()}\n\n## ${name}\n\n${section}\n`
      : text.slice(0, begin) + section + text.slice(end + to.length);
  }, page);
  writeFileSync(RESULTS, next);
}

if (values.check) check();
else write();
