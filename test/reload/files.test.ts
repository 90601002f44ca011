import {
  chmod,
  copyFile,
  cp,
  mkdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  unlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { hashFile } from '../../src/repository/hash-file.ts';
import { readReleaseFile } from '../../src/repository/read-file.ts';
import { ReleaseFile } from '../../src/repository/release-file.ts';
import { readConfig } from '../../src/config.ts';
import { buildApp } from '../../src/app.ts';
import { eventually } from '../eventually.ts';
import { temporaryFolder } from '../helper.ts';
import { system } from '../publish/support.ts';
import { publishRecords } from '../repository/publisher.ts';
import { single, writeRecords } from '../records-helper.ts';
import { oneIn } from '../runs.ts';

/** The same release by several ways that read its file. */
const ways = (id: string) => [
  `/v1/surveys/${id}@1.0.0/crosstab?rows=q&columns=r`,
  `/v1/surveys/${id}@1.0.0/estimates`,
  `/v1/surveys/${id}@1.0.0/download`,
  `/v1/surveys/${id}/crosstab?rows=q`,
];
const [CROSSTAB = ''] = ways('small');

const records = (yes: number) =>
  Array.from({ length: 200 }, (_, i) => ({ q: i < yes ? 1 : 2, r: 1 + (i % 2), s: 1 + (i % 3) }));
const survey = {
  questions: [single('q', [1, 2]), single('r', [1, 2]), single('s', [1, 2, 3])],
  disclosure: { publicRecords: true },
};

interface Served {
  readonly app: FastifyInstance;
  /** The folder of a survey. */
  readonly data: string;
  /** A folder with the same releases, which stay as they are. */
  readonly model: string;
  readonly log: string[];
}

/** Releases of records, as a publisher left them; another file of records beside them. */
async function released(ids: readonly string[]): Promise<string> {
  const folder = await temporaryFolder();
  for (const id of ids) await publishRecords(folder, id, '1.0.0', records(60), survey);
  await writeRecords(join(folder, '.other.parquet'), records(140));
  return folder;
}

/** A service over a copy of releases, which looks for changes only when it is asked, or as often as is said. */
async function serve(ids: readonly string[], { seconds = '0', linked = false } = {}): Promise<Served> {
  const [model, folder] = [await released(ids), await temporaryFolder()];
  const data = join(folder, 'data');
  await cp(model, data, { recursive: true });
  if (linked) await symlink(data, join(folder, 'link'));
  const log: string[] = [];
  const app = await buildApp({
    config: readConfig({ DATA_DIR: linked ? join(folder, 'link') : data, RELOAD_SECONDS: seconds }),
    logger: pino({ level: 'info' }, { write: (line: string) => void log.push(line) }),
  });
  onTestFinished(() => app.close());
  return { app, data, model, log };
}

const fileOf = ({ data }: Served, id: string) => join(data, id, '1.0.0', 'responses.parquet');
const status = async (app: FastifyInstance, url: string) => (await app.inject(url)).statusCode;

interface Readiness {
  readonly status: string;
  readonly surveys: { readonly survey: string; readonly releases: string[] }[];
  readonly refused: { readonly survey: string; readonly version: string; readonly faults: string[] }[];
}

/** Whatever is asked of the release is refused, and whoever watches is told why; all else goes on. */
async function expectRefused({ app, log }: Served, id: string, why: RegExp): Promise<void> {
  // The first query that reads the file finds out; what is kept of the file as it was is not given either.
  for (const url of [`/v1/surveys/${id}@1.0.0/crosstab?rows=s&columns=q`, ...ways(id)]) {
    const response = await app.inject(url);
    expect([url, response.statusCode]).toEqual([url, 503]);
    const { type, detail } = response.json<{ type: string; detail: string }>();
    expect(type).toBe('/v1/problems/release-unavailable');
    expect(detail).toMatch(why);
    expect(detail).not.toContain('/tmp');
    expect(Number(response.headers['retry-after'])).toBeGreaterThan(0);
    expect(response.headers['cache-control']).toBe('no-store');
  }
  const ready = (await app.inject('/readyz')).json<Readiness>();
  expect(ready.status).toBe('degraded');
  expect(ready.surveys).toContainEqual({ survey: 'other', releases: ['1.0.0'] });
  expect(ready.surveys).toContainEqual({ survey: id, releases: [] });
  const refused = ready.refused.find((one) => one.survey === id);
  expect(refused?.version).toBe('1.0.0');
  expect(refused?.faults.join()).toMatch(why);
  const lines = log.filter((line) => line.includes('release refused') && line.includes(`"${id}"`));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(why);
  const served = ready.surveys.flatMap(({ releases }) => releases).length;
  expect((await app.inject('/metrics')).body).toContain(`topline_releases{state="served"} ${served}\n`);
  for (const url of [...ways('other'), '/v1/surveys', `/v1/surveys/${id}/releases`])
    expect([url, await status(app, url)]).toEqual([url, 200]);
}

/** As soon as the files are right, the same bytes are given as before; nothing of the bad state is left. */
async function expectBack({ app, log }: Served, id: string, before: string): Promise<void> {
  const [crosstab = ''] = ways(id);
  await eventually(async () => (await status(app, crosstab)) === 200, 50);
  expect((await app.inject(crosstab)).body).toBe(before);
  for (const url of ways(id)) expect([url, await status(app, url)]).toEqual([url, 200]);
  const ready = (await app.inject('/readyz')).json<Readiness>();
  expect(ready.refused.filter(({ survey: refused }) => refused === id)).toEqual([]);
  expect(log.some((line) => line.includes('what was released again') && line.includes(`"${id}"`))).toBe(true);
}

/** What a clumsy operator, or a bad disk, does to the file, and what is said of it. */
const DAMAGE: Readonly<Record<string, readonly [(file: string, model: string) => unknown, RegExp]>> = {
  'overwritten in place': [
    async (file, model) => copyFile(join(model, '.other.parquet'), file),
    /responses\.parquet has (other bytes|\d+ bytes, and had \d+)/,
  ],
  'overwritten in place, with its date put back': [
    async (file) => {
      const { atime, mtime } = await stat(file);
      const bytes = await readFile(file);
      bytes.writeUInt8(bytes.readUInt8(40) ^ 1, 40);
      await writeFile(file, bytes);
      await utimes(file, atime, mtime);
    },
    /responses\.parquet has other bytes than were released/,
  ],
  'replaced by another file of the same size': [
    async (file) => {
      const bytes = await readFile(file);
      await writeFile(`${file}.new`, Buffer.from(bytes.toReversed()));
      await rename(`${file}.new`, file);
    },
    /has other bytes/,
  ],
  unlinked: [unlink, /is not there/],
  truncated: [async (file) => truncate(file, 100), /has 100 bytes, and had/],
  'made empty': [async (file) => truncate(file, 0), /has 0 bytes/],
  'replaced by a folder': [
    async (file) => {
      await unlink(file);
      await mkdir(file);
    },
    /is no file/,
  ],
  'replaced by a pipe': [
    async (file) => {
      await unlink(file);
      system('mkfifo', file);
    },
    /is no file/,
  ],
  'replaced by a device': [
    async (file) => {
      await unlink(file);
      await symlink('/dev/zero', file);
    },
    /is no file/,
  ],
  'replaced by a link that leads to itself': [
    async (file) => {
      await unlink(file);
      await symlink(file, file);
    },
    /is a link that leads to itself/,
  ],
  'gone with its folder': [async (file) => rm(join(file, '..'), { recursive: true }), /is not there/],
  'behind a folder that became a file': [
    async (file) => {
      await rm(join(file, '..'), { recursive: true });
      await writeFile(join(file, '..'), '');
    },
    /is not there/,
  ],
};

test('a file that is not what was released is found out by the query that reads it, refused, and back when it is right', async () => {
  const cases = oneIn(4, Object.entries(DAMAGE)).map(([what, [damage, why]], i) => ({
    what,
    damage,
    why,
    id: `s${i}`,
  }));
  const served = await serve([...cases.map(({ id }) => id), 'other']);
  const { app, model } = served;
  const before = new Map<string, string>();
  for (const { id, damage } of cases) {
    before.set(id, (await app.inject(ways(id)[0] ?? '')).body);
    await damage(fileOf(served, id), model);
  }
  const of = async (what: string, work: Promise<void>): Promise<void> =>
    work.catch((error: unknown) => {
      throw new Error(what, { cause: error });
    });
  for (const { what, id, why } of cases) await of(what, expectRefused(served, id, why));
  for (const { id } of cases) {
    const folder = join(fileOf(served, id), '..');
    await rm(folder, { recursive: true, force: true });
    await cp(join(model, id, '1.0.0'), folder, { recursive: true });
  }
  // By itself, without the data directory being read again.
  for (const { what, id } of cases) await of(what, expectBack(served, id, before.get(id) ?? ''));
});

test('a file that is touched, moved about or given other rights has the same bytes, and nobody notices', async () => {
  const served = await serve(['small']);
  const { app, data, log } = served;
  const file = fileOf(served, 'small');
  const before = (await app.inject(CROSSTAB)).body;
  const rows = ['q', 'r', 's'].values();
  /** A query that nobody has asked before, so that it is counted. */
  const count = async () => {
    const url = `/v1/surveys/small@1.0.0/crosstab?rows=${rows.next().value ?? 'wave'}&filter=s:s-1`;
    expect([url, await status(app, url)]).toEqual([url, 200]);
  };
  await utimes(file, new Date(0), new Date(0));
  await count();
  await rename(file, `${file}x`);
  await copyFile(`${file}x`, file);
  await unlink(`${file}x`);
  await count();
  await chmod(file, 0o600);
  await rename(file, join(data, '.elsewhere'));
  await symlink(join(data, '.elsewhere'), file);
  await count();
  expect((await app.inject(CROSSTAB)).body).toBe(before);
  expect(log.filter((line) => line.includes('refused'))).toEqual([]);
});

test('DATA_DIR is a link that is turned to a copy of the same releases: they are computed from there', async () => {
  const served = await serve(['small', 'other'], { linked: true });
  const { app, data, model } = served;
  const link = join(data, '..', 'link');
  const turn = async (to: string) => {
    await symlink(to, `${link}-next`);
    await rename(`${link}-next`, link);
  };
  const before = (await app.inject(CROSSTAB)).body;
  await turn(model);
  await rm(data, { recursive: true });
  for (const url of [...ways('small'), '/v1/surveys/small@1.0.0/crosstab?rows=r&columns=s'])
    expect([url, await status(app, url)]).toEqual([url, 200]);
  expect((await app.inject(CROSSTAB)).body).toBe(before);
  // And to one that holds something else under the same number.
  await cp(model, data, { recursive: true });
  await copyFile(join(model, '.other.parquet'), fileOf(served, 'small'));
  await turn(data);
  await expectRefused(served, 'small', /responses\.parquet has/);
  await turn(model);
  await expectBack(served, 'small', before);
});

test('a change of a file that no query reads is seen when the folder is looked at', async () => {
  const ids = ['s1', 's2', 's3', 'other'];
  const served = await serve(ids, { seconds: '1' });
  const { app, model } = served;
  const before = new Map<string, string>();
  for (const id of ids) before.set(id, (await app.inject(ways(id)[0] ?? '')).body);
  const at = (id: string, name: string) => join(fileOf(served, id), '..', name);
  await writeFile(at('s1', 'survey.json'), '{}');
  await writeFile(at('s2', 'toplines.csv'), 'question\n');
  await unlink(at('s3', 'survey.json'));
  for (const id of ['s1', 's2', 's3']) {
    await eventually(async () => (await status(app, ways(id)[0] ?? '')) === 503, 50);
    await expectRefused(served, id, /survey\.json|toplines\.csv is no file of the release/);
  }
  await rm(at('s2', 'toplines.csv'));
  for (const id of ['s1', 's3'])
    await copyFile(join(model, id, '1.0.0', 'survey.json'), at(id, 'survey.json'));
  for (const id of ['s1', 's2', 's3']) await expectBack(served, id, before.get(id) ?? '');
});

test('whoever writes to the file again and again gets nobody a wrong figure', async () => {
  const served = await serve(['small']);
  const { app, model } = served;
  const file = fileOf(served, 'small');
  const right = await readFile(file);
  const wrong = await readFile(join(model, '.other.parquet'));
  const SOME = ['q', 'r', 's'].flatMap((rows) =>
    ['', '&columns=q', '&columns=r', '&filter=r:r-1', '&filter=s:s-2'].map((more) => `rows=${rows}${more}`),
  );
  const ask = async (query: string) => {
    const response = await app.inject(`/v1/surveys/small@1.0.0/crosstab?${query}`);
    return response.statusCode === 503 ? null : response.body;
  };
  const seen = new Map<string, Set<string | null>>(SOME.map((query) => [query, new Set()]));
  for (const [i, query] of [...SOME, ...SOME].entries()) {
    const asking = Promise.all([ask(query), ask(query)]);
    await writeFile(file, i % 2 ? right : wrong);
    for (const one of await asking) seen.get(query)?.add(one);
  }
  await writeFile(file, right);
  for (const query of SOME) {
    const now = await eventually(async () => (await ask(query)) ?? false, 50);
    expect([...(seen.get(query) ?? [])].filter((one) => one !== null && one !== now)).toEqual([]);
  }
  expect([...seen.values()].some((answers) => answers.has(null))).toBe(true);
});

test('a download whose file changes on its way breaks off, and never ends with other bytes', async () => {
  const path = join(await temporaryFolder(), 'toplines.csv');
  const bytes = Buffer.alloc(1_000_000, 'a');
  await writeFile(path, bytes);
  const file = new ReleaseFile('toplines.csv', path, await hashFile(path));
  const whole: Buffer[] = [];
  for await (const chunk of await readReleaseFile(file)) whole.push(chunk as Buffer);
  expect(Buffer.concat(whole).equals(bytes)).toBe(true);
  let got = 0;
  const read = async () => {
    for await (const chunk of await readReleaseFile(file)) {
      if (got === 0) await writeFile(path, Buffer.alloc(1_000_000, 'b'));
      got += (chunk as Buffer).length;
    }
  };
  await expect(read()).rejects.toThrow('toplines.csv has other bytes than were released');
  expect(got).toBeLessThan(1_000_000);
});
