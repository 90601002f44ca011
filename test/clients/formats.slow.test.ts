import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asyncBufferFromUrl, parquetMetadataAsync, type AsyncBuffer } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findPython, mustRun, needs, skipWithout, type Component } from '../components.ts';
import { BUNDLED, copyWritable } from '../helper.ts';
import { page, type Compared } from './clients-page.ts';
import { compare, type Json, type Reading } from './comparison.ts';
import { PROGRAMS, readingsOf } from './format-clients.ts';
import { startServer, type LiveServer } from './live-server.ts';
import { startRecordingProxy, type RecordingProxy } from './recording-proxy.ts';
import { writeTexts } from './texts.ts';

// Pages show words alone unless they are asked for both.
const GAPS = '/v1/surveys/cmo-cio-alignment@1.1.0/gaps?limit=1000&labels=both';
const CROSSTAB =
  '/v1/surveys/nonvoters@1.0.0/crosstab?rows=q5&columns=voter-category,age&limit=1000&labels=both';
const QUERIES: readonly string[] = [
  // With nulls for many reasons: an unknown base, no ranks, an inexact figure.
  GAPS,
  CROSSTAB,
  // Hidden figures, and blocks in which nobody answered: no letters there is another thing than letters unknown.
  '/v1/surveys/nonvoters@1.0.0/crosstab?rows=q16&columns=race,age&filter=race:black&filter=age:below-26&limit=1000&labels=both',
  '/v1/surveys/texts@1.0.0/estimates?limit=1000&labels=both',
];
const LARGE =
  '/v1/surveys/nonvoters@1.0.0/crosstab?rows=q5,q8,q9,q16&columns=race,age,voter-category,educ,income,gender&limit=1000';

let server: LiveServer;
let folder: string;
let proxy: RecordingProxy;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'topline-'));
  await copyWritable(BUNDLED, folder);
  await writeTexts(folder);
  server = await startServer(folder);
  proxy = await startRecordingProxy(server.url);
});
afterAll(async () => {
  await proxy?.stop();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function json(address: string): Promise<Json> {
  const response = await fetch(`${server.url}${address}&format=json`);
  if (!response.ok) throw new Error(`${address}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Json;
}

const allCompared: Compared[] = [];
const allByRanges: Reading[] = [];
/** Why the page cannot be held against what ran: clients that are not here. */
const notHere: Component[] = [];

/** Where the bytes of a column are. */
async function chunksOf(column: string, file: AsyncBuffer): Promise<{ range: string; bytes: number }[]> {
  const { row_groups: groups } = await parquetMetadataAsync(file);
  const chunks = groups.flatMap(({ columns }) =>
    columns.flatMap(({ meta_data: chunk }) => (chunk?.path_in_schema[0] === column ? [chunk] : [])),
  );
  expect(chunks.length).toBeGreaterThan(0);
  return chunks.map(({ dictionary_page_offset, data_page_offset, total_compressed_size }) => {
    const start = Number(dictionary_page_offset ?? data_page_offset);
    const bytes = Number(total_compressed_size);
    return { range: `bytes=${start}-${start + bytes - 1}`, bytes };
  });
}

for (const program of PROGRAMS) {
  const { language, interpreter } = program;
  if (interpreter.missing !== null) notHere.push(interpreter);
  describe(`clients in ${language}`, needs(interpreter), () => {
    let read: readonly Reading[] = [];

    test('read in each cell what JSON says', async () => {
      expect(program.interpreter.missing).toBeNull();
      const readings = await readingsOf(program, [server.url, ...QUERIES]);
      if (mustRun) expect(readings.missing).toEqual([]);
      notHere.push(...readings.missing);
      ({ read } = readings);
      const answers = new Map(
        await Promise.all(QUERIES.map(async (address) => [address, await json(address)] as const)),
      );
      for (const reading of read) {
        const { client, format, address } = reading;
        const answer = answers.get(address);
        if (!answer) throw new Error(`${address} was not asked for`);
        const comparison = compare(answer, reading);
        const what = `${client}, ${format}, ${address}`;
        expect.soft(comparison.differences, what).toEqual([]);
        expect
          .soft(comparison.cells, what)
          .toBe(answer.data.length * Object.keys(answer.data[0] ?? {}).length);
        expect.soft(comparison.cells, what).toBeGreaterThan(100);
        allCompared.push({ ...reading, ...comparison });
      }
      const clients = new Set(read.map(({ client, format }) => `${client} ${format}`));
      expect(read).toHaveLength(clients.size * QUERIES.length);
    });

    test('differ from an answer with another confidence, in each format', async () => {
      const [gaps, crosstab] = await Promise.all(
        [GAPS, CROSSTAB].map((address) => json(`${address}&confidence=0.9`)),
      );
      for (const reading of read.filter(({ address }) => address === GAPS || address === CROSSTAB)) {
        const other = reading.address === GAPS ? gaps : crosstab;
        if (!other) throw new Error('there is no other answer');
        const { differences } = compare(other, reading);
        const what = `${reading.client}, ${reading.format}`;
        expect
          .soft(differences.filter((line) => /^row \d+, ci(?:Lower|Upper): [\d"-]/.test(line)).length, what)
          .toBeGreaterThan(5);
        expect
          .soft(
            differences.some((line) => line.includes(', gap:') || line.includes(', value:')),
            what,
          )
          .toBe(false);
      }
      expect(read.length).toBeGreaterThan(0);
    });

    if (!program.byRanges) return;
    test('ask for one column of a Parquet file by ranges', async () => {
      const values = (await json(LARGE)).data.map(({ value }) => value);
      const file = await asyncBufferFromUrl({ url: `${server.url}${LARGE}&format=parquet` });
      const chunks = await chunksOf('value', file);
      proxy.take();
      const { read: columns } = await readingsOf(program, ['--column', proxy.url, LARGE]);
      const gets = proxy.take().filter(({ method }) => method === 'GET');
      for (const { client, fields, rows = [], error } of columns) {
        expect(error, client).toBeUndefined();
        expect(fields, client).toEqual(['value']);
        expect(
          rows.map(([value]) => value),
          client,
        ).toEqual(values);
      }
      expect(columns.length).toBeGreaterThan(0);
      expect(gets.filter(({ range, status }) => range === null || status !== 206)).toEqual([]);
      // Beside the end of the file, which says where the columns are, each client asked for this one alone.
      for (const { range, bytes } of chunks) {
        expect(bytes).toBeLessThan(file.byteLength / 10);
        expect(gets.filter((get) => get.range === range && get.bytes === bytes)).toHaveLength(columns.length);
      }
      allByRanges.push(...columns);
    });
  });
}

const PINNED = new Map(
  readFileSync(new URL('../requirements.txt', import.meta.url), 'utf8')
    .split('\n')
    .flatMap((line) => (line.includes('==') ? [line.split('==') as [string, string]] : [])),
);

// The last tests of the file: all others have added what they compared.
test('clients of Python have the versions that are pinned', (context) => {
  const ran = new Map(
    allCompared.flatMap(({ client, language, version }) =>
      language === 'python' ? [[client, version]] : [],
    ),
  );
  const wanted = new Map([...ran.keys()].map((client) => [client, PINNED.get(client)]));
  if (!mustRun && JSON.stringify([...ran]) !== JSON.stringify([...wanted])) {
    const other = {
      name: 'clients of Python in the versions of test/requirements.txt',
      missing: 'they have others',
      have: findPython('sys').have,
    };
    notHere.push(other);
    skipWithout(context, [other]);
  }
  expect(ran).toEqual(wanted);
});

/** Packages of R come with Debian, in whatever version it has. */
const withoutVersions = (text: string): string =>
  text.replaceAll(/^(\| (?:jsonlite|R|readxl) \| )[\d.]+/gm, '$1*');

test('the page of clients says what was compared', (context) => {
  skipWithout(context, notHere);
  const document = new URL('../../docs/clients.md', import.meta.url);
  const whole = page(allCompared, allByRanges);
  if (process.env['UPDATE_CLIENTS']) writeFileSync(document, whole);
  const how = 'UPDATE_CLIENTS=1 npx vitest run test/clients/formats.slow.test.ts';
  expect(withoutVersions(readFileSync(document, 'utf8')), how).toBe(withoutVersions(whole));
});
