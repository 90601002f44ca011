import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { eventually } from '../eventually.ts';
import { temporaryFolder } from '../helper.ts';
import { publishRecords } from '../repository/publisher.ts';
import { single } from '../records-helper.ts';
import { npmStart, type Live } from './live.ts';
import { ask } from './load.ts';
import { tell } from '../security/tell.ts';

const codes = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);
/** Names that make an answer longer than what systems keep for a reader that has stopped. */
const [A, B, C] = ['a', 'b', 'c'].map((name) => name.repeat(60)) as [string, string, string];
/** Long answers: a table of some megabytes in two ways of sending it, and the files of the release. */
const PATHS = [
  `/v1/surveys/long@1.0.0/crosstab?rows=${A},${B}&columns=${C}&limit=all`,
  `/v1/surveys/long@1.0.0/crosstab?rows=${A},${B}&columns=${C}&limit=all&format=csv`,
  `/v1/surveys/long@1.0.0/crosstab?rows=${A},${B}&columns=${C}&limit=all&format=ndjson`,
];

async function longAnswers(): Promise<string> {
  const data = await temporaryFolder();
  const records = Array.from({ length: 20_000 }, (_, i) => ({
    [A]: 1 + (i % 27),
    [B]: 1 + ((i * 7) % 26),
    [C]: 1 + (i % 25),
  }));
  await publishRecords(data, 'long', '1.0.0', records, {
    questions: [single(A, codes(27)), single(B, codes(26)), single(C, codes(25))],
    disclosure: { publicRecords: true },
  });
  return data;
}

interface Reader {
  readonly response: IncomingMessage;
  readonly text: () => string;
  readonly closed: Promise<unknown>;
}

/** A client that has the head of an answer, and the first of its body, and has stopped to read. */
async function stalled(server: Live, path: string): Promise<Reader> {
  const request = get(server.origin + path, { agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    if (chunks.length === 1) response.pause();
  });
  response.on('error', () => undefined);
  const closed = new Promise((resolve) => response.once('close', resolve));
  await eventually(() => chunks.length > 0);
  return { response, text: () => Buffer.concat(chunks).toString(), closed };
}

test('SIGTERM in the midst of streams: who reads on gets all, nobody gets half for a whole, the process ends with 0', async () => {
  const data = await longAnswers();
  const first = await npmStart(data);
  const right = new Map<string, string>();
  for (const path of PATHS) {
    const got = await ask(first.origin + path);
    expect(got?.status, path).toBe(200);
    right.set(path, String(got?.body));
  }
  for (const text of right.values()) expect(text.length).toBeGreaterThan(500_000);
  const reading = await Promise.all(PATHS.map((path) => stalled(first, path)));
  const never = await Promise.all(PATHS.map((path) => stalled(first, path)));
  const closing = first.said('"closing"');
  const ended = first.end();
  await first.saysAgain('"closing"', closing);
  // New ones find nobody.
  await eventually(async () => (await ask(`${first.origin}/healthz`)) === null);
  for (const { response } of reading) response.resume();
  await Promise.all(reading.map(({ closed }) => closed));
  for (const [i, { response, text }] of reading.entries()) {
    expect(response.complete).toBe(true);
    expect(text() === right.get(PATHS[i] ?? '')).toBe(true);
  }
  // Those who never read on do not hold it for ever, and see that they have not got all.
  expect(await ended).toBe(0);
  for (const { response } of never) response.resume();
  await Promise.all(never.map(({ closed }) => closed));
  for (const [i, { response, text }] of never.entries())
    expect(response.complete && text() !== right.get(PATHS[i] ?? '')).toBe(false);

  // Started again it gives the same bytes.
  const second = await npmStart(data);
  for (const path of PATHS)
    expect(String((await ask(second.origin + path))?.body) === right.get(path)).toBe(true);
  tell(
    'SIGTERM in the midst of long answers',
    reading.length + never.length,
    'sent to the end, or visibly broken off; the process ends with 0',
  );
  expect(await second.end('SIGINT')).toBe(0);
});
