import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startServer } from './live-server.ts';
import { FIGURES, writeMadeFigures } from './made-figures.ts';
import { seconds } from './measure.ts';

/**
 * Long answers: a survey of made figures, asked for as a whole in each representation that streams. What the server needs of
 * memory beyond what the release itself takes, as a share of the answer, and how long other requests wait meanwhile. Each
 * representation is measured in a process of its own.
 */
const { values } = parseArgs({ options: { rows: { type: 'string', default: '1000000' } } });
const rows = Number(values.rows);
const FORMATS = ['csv', 'ndjson', 'json', 'html', 'markdown', 'arrow', 'parquet'];

interface Received {
  readonly bytes: number;
  readonly firstSeconds: number;
}

/** Reads an answer to its end, and keeps nothing of it. */
async function receive(url: string): Promise<Received> {
  const before = performance.now();
  const response = await fetch(url);
  if (!response.ok || response.body === null)
    throw new Error(`${url}: ${response.status} ${await response.text()}`);
  let [bytes, firstSeconds] = [0, NaN];
  for await (const chunk of response.body) {
    if (bytes === 0) firstSeconds = (performance.now() - before) / 1000;
    bytes += chunk.length;
  }
  return { bytes, firstSeconds };
}

const data = mkdtempSync(join(tmpdir(), 'topline-bench-'));
process.once('exit', () => rmSync(data, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
await writeMadeFigures(data, rows);
console.log(`${rows} figures; memory in MB, time in seconds`);
console.log(
  '  answer              MB   first byte      all   idle server  peak  peak ÷ answer  longest wait of another request',
);
for (const format of FORMATS) {
  const server = await startServer({ DATA_DIR: data, RELOAD_SECONDS: '0' });
  try {
    const url = `${server.origin}/v1/surveys/${FIGURES}/estimates?limit=all&format=${format}`;
    await receive(url.replace('limit=all', 'limit=1'));
    await server.forgetPeak();
    const idle = server.peakMegabytes();
    const done = new AbortController();
    let longest = 0;
    const others = (async () => {
      while (!done.signal.aborted) {
        longest = Math.max(
          longest,
          await seconds(async () => (await fetch(`${server.origin}/healthz`)).text()),
        );
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    })();
    let answer: Received | undefined;
    const all = await seconds(async () => (answer = await receive(url)));
    done.abort();
    await others;
    const { bytes = NaN, firstSeconds = NaN } = answer ?? {};
    const peak = server.peakMegabytes();
    const megabytes = bytes / 1e6;
    console.log(
      `  ${format.padEnd(12)} ${megabytes.toFixed(0).padStart(9)} ${firstSeconds.toFixed(2).padStart(12)} ${all.toFixed(2).padStart(8)} ${idle.toFixed(0).padStart(13)} ${peak.toFixed(0).padStart(5)} ${((peak - idle) / megabytes).toFixed(2).padStart(14)} ${longest.toFixed(3).padStart(10)}`,
    );
  } finally {
    await server.stop();
  }
}
