import { cpSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openBareSql } from './bare-sql.ts';
import { askAtOnce, differentCrosstabs } from './concurrent-crosstabs.ts';
import { firstAnswers } from './first-answers.ts';
import { startServer, type LiveServer } from './live-server.ts';
import { MADE, writeMadeRelease } from './made-release.ts';
import { seconds } from './measure.ts';
import { repeatedAnswers } from './repeated-answers.ts';

/**
 * What figures from records cost over HTTP: the first answer against bare DuckDB SQL that counts the same cells, repeated
 * answers against published figures, and many crosstabs at once. The server is a process of its own with its usual
 * settings; records are made. Machines are noisy: the ratios of one run say more than its seconds.
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1,10' },
    seconds: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '3' },
    crosstabs: { type: 'string', default: '200' },
  },
});
const sizes = values.rows.split(',').map(Number);
const threads = availableParallelism();
const WARMING = 20;

const column = (text: string, width: number): string => text.padStart(width);
const timed = (time: number): string => column(time.toFixed(4), 9);
const ratio = (value: number): string => column(value.toFixed(2), 6);

async function printFirst({ origin }: LiveServer, path: string): Promise<void> {
  const cold = await seconds(async () => {
    const response = await fetch(`${origin}/v1/surveys/${MADE}/crosstab?rows=region&columns=audience`);
    await response.arrayBuffer();
  });
  // The server's own code is compiled as it runs: it is measured as in a server that has run for a while, on other variables.
  for (const age of Array.from({ length: WARMING }, (_, i) => 20 + i)) {
    const response = await fetch(
      `${origin}/v1/surveys/${MADE}/crosstab?rows=region&columns=audience&wave=w4&filter=age:>=${age}`,
    );
    await response.arrayBuffer();
  }
  const bare = await openBareSql(path, threads);
  try {
    // Its first statement reads what DuckDB keeps of a file.
    await bare.rows('SELECT sum(w), count(q0) FROM responses');
    console.log(`\n  ${'first answers'.padEnd(40)}  server, s  SQL, s   ratio  SQL with DOUBLE, s  ratio`);
    for (const one of await firstAnswers(origin, bare))
      console.log(
        `  ${one.name.padEnd(40)}  ${timed(one.server)}${timed(one.bare)} ${ratio(one.server / one.bare)}  ${timed(one.bareDouble)}           ${ratio(one.server / one.bareDouble)}`,
      );
    console.log(`  ${'the very first since the server started'.padEnd(40)}  ${timed(cold)}`);
  } finally {
    bare.close();
  }
}

async function printRepeated(server: LiveServer): Promise<void> {
  const rows = await repeatedAnswers(server, {
    duration: Number(values.seconds),
    rounds: Number(values.rounds),
  });
  const [kept, anew] = rows;
  console.log(
    `\n  ${'repeated answers, 32 connections'.padEnd(34)}  bytes  requests/s   processor µs  µs ÷ published: kept bytes, computed anew`,
  );
  for (const { name, bytes, requestsPerSecond, microseconds } of rows)
    console.log(
      `  ${name.padEnd(34)} ${column(String(bytes), 6)} ${column(requestsPerSecond.toFixed(0), 11)} ${column(microseconds.toFixed(0), 14)}  ${ratio(microseconds / (kept?.microseconds ?? NaN))} ${ratio(microseconds / (anew?.microseconds ?? NaN))}`,
    );
}

/** @returns whether every crosstab was answered or refused as it should be, and the server goes on */
async function printConcurrent(server: LiveServer): Promise<boolean> {
  const before = server.peakMegabytes();
  const paths = differentCrosstabs(Number(values.crosstabs));
  let answers: Awaited<ReturnType<typeof askAtOnce>> | undefined;
  const all = await seconds(async () => (answers = await askAtOnce(server.origin, paths)));
  const { answered = 0, refused = 0, failures = ['not asked'] } = answers ?? {};
  console.log(
    `\n  ${paths.length} different crosstabs at once: ${answered} answered, ${refused} refused with 503 and Retry-After, ${failures.length} failed; all in ${all.toFixed(2)} s`,
  );
  for (const failure of failures.slice(0, 5)) console.log(`    ${failure}`);
  console.log(
    `  peak memory of the server: ${before.toFixed(0)} MB before, ${server.peakMegabytes().toFixed(0)} MB after`,
  );
  const [health, again] = ['/healthz', `/v1/surveys/${MADE}/crosstab?rows=q0&columns=region`];
  let fine = failures.length === 0 && answered > 0;
  for (const path of [health, again]) {
    let status = 0;
    const time = await seconds(async () => {
      const response = await fetch(`${server.origin}${path}`);
      await response.arrayBuffer();
      ({ status } = response);
    });
    console.log(`  then ${path}: ${status} in ${time.toFixed(3)} s`);
    fine &&= status === 200;
  }
  return fine;
}

/** Measures records of one size in a data directory of its own. */
async function measure(millions: number, largest: boolean): Promise<boolean> {
  const data = mkdtempSync(join(tmpdir(), 'topline-bench-'));
  // The files are large: they go however this ends.
  const remove = (): void => rmSync(data, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    cpSync(new URL('../data/cmo-cio-alignment', import.meta.url), join(data, 'cmo-cio-alignment'), {
      recursive: true,
    });
    const path = await writeMadeRelease(data, millions * 1e6);
    console.log(
      `\n${millions} million records, ${Math.round(statSync(path).size / 1e6)} MB of Parquet, ${threads} threads; medians`,
    );
    const server = await startServer({ DATA_DIR: data });
    try {
      await printFirst(server, path);
      if (!largest) return true;
      await printRepeated(server);
      return await printConcurrent(server);
    } finally {
      await server.stop();
    }
  } finally {
    remove();
    process.removeListener('exit', remove);
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
for (const millions of sizes) {
  if (!(await measure(millions, millions === Math.max(...sizes)))) process.exitCode = 1;
}
console.log(
  '\nFor scale, a published figure that was not measured here: R’s survey package needs about 5 s for a share by 20 groups\n' +
    'on one million records, after 5 to 12 s of building the design, with 1 GB of memory.',
);
