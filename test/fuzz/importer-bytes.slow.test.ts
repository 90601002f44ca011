import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { formatFault } from '../../src/errors/faults.ts';
import { InputFault } from '../../src/errors/input-fault.ts';
import { temporaryFolder } from '../helper.ts';
import { ByteSourceError } from '../../src/import/byte-source.ts';
import { openSav } from '../../src/import/sav/read-sav.ts';
import { importFile } from '../import/support.ts';
import { importTable } from '../import/toplines/support.ts';
import { writeRecords } from '../records-helper.ts';
import { VERY_SLOW } from '../slow.ts';
import { tell } from '../security/tell.ts';
import { below, flipped, TRACE } from './flips.ts';

/** Far more than an import of some kilobytes takes on a machine that is busy: it hangs. */
const HANGS_MS = 60_000;
const SAV = new URL('../reference/sav/', import.meta.url);

type Import = (path: string, into: string) => Promise<unknown>;
interface Case {
  readonly name: string;
  readonly bytes: () => Promise<Buffer>;
  readonly run: Import;
  /** Of so many bytes one is imported; all are read, by what reads files of that kind. */
  readonly every?: number;
}

/** Reads an SPSS file to its end. */
async function readSav(path: string): Promise<void> {
  const sav = await openSav(path);
  try {
    for await (const _ of sav.cases);
  } finally {
    await sav.close();
  }
}

/** A small file that something of ours writes. */
async function made(name: string, write: (path: string) => Promise<unknown>): Promise<Buffer> {
  const path = join(await temporaryFolder(), name);
  await write(path);
  return readFile(path);
}

const CASES: readonly Case[] = [
  {
    name: 'records.csv',
    bytes: () =>
      Promise.resolve(
        Buffer.from('role,answer,weight\n1,"yes, sure",1.2\n2,no,0.9\n1,no,1\n2,"ja ""ö""",1.5\n1,,0.7\n'),
      ),
    run: (path, into) => importFile(path, into, { roles: { weight: ['weight'] } }),
  },
  {
    name: 'records.parquet',
    bytes: () =>
      made('x.parquet', (path) =>
        writeRecords(
          path,
          below(8).map((i) => ({ q: 1 + (i % 2), w: i })),
        ),
      ),
    run: (path, into) => importFile(path, into),
  },
  {
    name: 'public_pspp_windows1252.sav',
    bytes: () => readFile(new URL('public_pspp_windows1252.sav', SAV)),
    every: 29,
    run: (path, into) => importFile(path, into),
  },
  {
    name: 'public_pspp_zcompressed.zsav',
    bytes: () => readFile(new URL('public_pspp_zcompressed.zsav', SAV)),
    every: 23,
    run: (path, into) => importFile(path, into),
  },
  {
    name: 'figures.csv',
    bytes: () =>
      Promise.resolve(
        Buffer.from('answer;CMO 2012 (n=400);CIO 2012\nAgree;56 %;77 %\nDisagree;<1;69,5\nn=;400;250\n'),
      ),
    run: (path, into) => importTable(path, into, { question: 'q' }),
  },
  {
    name: 'figures.xlsx',
    bytes: () =>
      made('x.xlsx', (path) =>
        writeXlsxFile([
          [{ value: 'answer' }, { value: 'CMO 2012' }, { value: 'CIO 2012' }],
          [{ value: 'Agree' }, { value: 0.56, format: '0%' }, { value: 0.77, format: '0%' }],
        ]).toFile(path),
      ),
    run: (path, into) => importTable(path, into, { question: 'q' }),
  },
];

test.each(CASES)(
  '$name: each byte turned over is imported, or refused with a line',
  VERY_SLOW,
  async ({ name, bytes, run, every = 1 }) => {
    const whole = await bytes();
    const folder = await temporaryFolder();
    const file = join(folder, name);
    const into = join(folder, 'draft');
    const counts = { imported: 0, refused: 0 };
    const faults: string[] = [];
    const attempt = async (content: Buffer, what: string, isImported = true): Promise<void> => {
      await writeFile(file, content);
      let timer: NodeJS.Timeout | undefined;
      const hangs = new Promise((_resolve, reject) => {
        timer = setTimeout(() => reject(new Error('it hangs')), HANGS_MS);
      });
      try {
        await Promise.race([isImported ? run(file, into) : readSav(file), hangs]);
        counts.imported += 1;
      } catch (error) {
        const lines =
          error instanceof InputFault
            ? error.faults.map(formatFault)
            : error instanceof ByteSourceError && !isImported
              ? [error.message]
              : [];
        counts.refused += 1;
        if (
          lines.length === 0 ||
          lines.some((line) => TRACE.test(line) || line.includes('\n') || !/\w{3}/.test(line))
        )
          faults.push(`${what}: ${String(error)} ${JSON.stringify(lines)}`.slice(0, 400));
      } finally {
        clearTimeout(timer);
        await rm(into, { recursive: true, force: true });
      }
    };
    await mkdir(folder, { recursive: true });
    await attempt(whole, 'the whole file');
    expect([faults, counts]).toEqual([[], { imported: 1, refused: 0 }]);
    counts.imported = 0;
    for (const at of below(whole.length)) {
      await attempt(flipped(whole, at), `byte ${at}`, at % every === 0);
      if (every > 1 && at % every === 0) await attempt(flipped(whole, at), `byte ${at}, read`, false);
    }
    const { imported, refused } = counts;
    tell(
      `each byte of ${name}`,
      whole.length,
      `${imported.toLocaleString('en')} ${every > 1 ? 'read or imported' : 'imported'}, ${refused.toLocaleString('en')} refused with a line`,
    );
    expect(faults.slice(0, 20)).toEqual([]);
    expect(refused).toBeGreaterThan(0);
  },
);
