import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../helper.ts';
import { figuresOf, questionIn } from './field/support.ts';
import { readDraftSurvey } from './support.ts';

/** A tenth of the two million for which docs/import.md gives what was measured. */
const RECORDS = 200_000;
/** Less than a record would take in the heap of Node if they were held there. */
const HEAP_MB = 96;
const MOST_MB = 700;

function* lines(): Generator<string> {
  const scale = ['Strongly agree', 'Agree', 'Neither', 'Disagree', 'Strongly disagree'];
  yield `id,region,age,How do you travel?,${Array.from({ length: 14 }, (_, i) => `Statement ${i + 1}`).join(',')},weight,comment\n`;
  for (let i = 0; i < RECORDS; i += 1) {
    const ways = ['Bus', 'Train', 'Car'].filter((_, k) => ((i >> k) & 1) === 1).join(';');
    const agree = Array.from({ length: 14 }, (_, k) => scale[(i * (k + 1)) % 5]).join(',');
    yield `${i},${['North', 'South', 'East', 'West'][i % 4]},${18 + (i % 70)},"${ways}",${agree},${(0.5 + (i % 100) / 100).toFixed(2)},${i % 10 === 0 ? `I said ${i} things` : ''}\n`;
  }
}

/** The most memory that a process has had so far; null where the system does not say, 0 where it has ended. */
const peakMb = (pid: number): Promise<number | null> =>
  readFile(`/proc/${pid}/status`, 'utf8').then(
    (text) => Number(/VmHWM:\s+(\d+) kB/.exec(text)?.[1] ?? 0) / 1024,
    () => null,
  );

test('many records take a memory that does not grow with them, and nothing is said where there is no terminal', async () => {
  const folder = await temporaryFolder();
  const [path, into] = [join(folder, 'x.csv'), join(folder, 'draft')];
  await pipeline(Readable.from(lines()), createWriteStream(path));
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${HEAP_MB}`, 'src/cli.ts', 'import', path, '--into', into, '--weight', 'weight'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = once(child, 'close');
  let peak = 0;
  const watch = setInterval(() => {
    void peakMb(child.pid ?? 0).then((mb) => (peak = Math.max(peak, mb ?? 0)));
  }, 200);
  expect(await ended).toEqual([0, null]);
  clearInterval(watch);
  expect(said).toBe('');
  if (process.platform === 'linux') expect(peak).toBeGreaterThan(HEAP_MB / 2);
  expect(peak).toBeLessThan(MOST_MB);
  const survey = await readDraftSurvey(into);
  const ways = await figuresOf(into, questionIn(survey, 'how-do-you-travel'));
  expect(ways).toEqual({
    Bus: { share: 50, n: RECORDS },
    Train: { share: 50, n: RECORDS },
    Car: { share: 50, n: RECORDS },
  });
});
