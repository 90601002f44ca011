import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { FastifyInstance } from 'fastify';
import { onTestFinished } from 'vitest';
import { buildApp } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import { addWave, type AddedWave } from '../../../src/import/add-wave/add-wave.ts';
import { draftOfRelease } from '../../../src/import/draft-of-release.ts';
import { releasedFolder } from '../../../src/publish/released-folder.ts';
import type { Published } from '../../../src/publish/publish.ts';
import { temporaryFolder } from '../../helper.ts';
import { publish, WORK } from '../../publish/support.ts';
import { complete } from '../../reference-http/publish.ts';
import { importFile, readDraftSurvey, type Changes } from '../support.ts';

const NO_ROLES = { weight: [], strata: [], clusters: [], fpc: [], wave: null, audience: null };

/** A survey of which each wave comes in a file of its own. */
export class Tracker {
  readonly folder: string;
  readonly data: string;
  #drafts = 0;

  private constructor(folder: string) {
    this.folder = folder;
    this.data = join(folder, 'data');
  }

  /** Publishes the first wave of a survey `t`. */
  static async start(
    wave: string,
    file: string | Record<string, string>,
    options: Changes = {},
  ): Promise<Tracker> {
    const tracker = new Tracker(await temporaryFolder());
    await mkdir(tracker.data);
    const into = join(tracker.folder, 'first');
    await importFile(await tracker.write(file), into, options);
    const draft = await readDraftSurvey(into);
    const isConstant = options.roles?.wave === undefined || options.roles.wave === null;
    const survey = {
      ...complete(draft, 't'),
      waves: isConstant ? [{ id: wave, label: wave, year: Number(wave) }] : draft.waves,
      ...(isConstant ? { design: { ...draft.design, wave } } : {}),
    };
    await writeFile(join(into, 'survey.json'), JSON.stringify(survey));
    await publish(into, tracker.data);
    return tracker;
  }

  /** The path of a file, or of the first of some that are written. */
  async write(file: string | Record<string, string>): Promise<string> {
    if (typeof file === 'string') return file;
    const folder = await temporaryFolder();
    for (const [name, text] of Object.entries(file)) await writeFile(join(folder, name), text);
    return join(folder, Object.keys(file)[0] ?? '');
  }

  /** A draft of the newest release. */
  async draft(): Promise<string> {
    this.#drafts += 1;
    const into = join(this.folder, `draft-${this.#drafts}`);
    const released = await releasedFolder(this.data, 't', null, WORK.signal);
    await draftOfRelease(released, { into, force: false }, WORK);
    return into;
  }

  /** Adds a wave to a draft of the newest release. */
  async add(
    wave: string,
    file: string | Record<string, string>,
    options: Omit<Changes, 'roles'> = {},
  ): Promise<{ added: AddedWave; into: string }> {
    const into = await this.draft();
    const given = { into, codebook: null, missing: [], keep: [], force: false, ...options, roles: NO_ROLES };
    return { added: await addWave(await this.write(file), given, wave, WORK), into };
  }

  /** The same, and publishes it. */
  async next(
    wave: string,
    file: string | Record<string, string>,
    options: Omit<Changes, 'roles'> = {},
  ): Promise<{ added: AddedWave; published: Published }> {
    const { added, into } = await this.add(wave, file, options);
    return { added, published: await publish(into, this.data) };
  }

  /** Serves what was published. */
  async serve(): Promise<FastifyInstance> {
    const app = await buildApp({ config: readConfig({ DATA_DIR: this.data }), isLate: () => false });
    onTestFinished(() => app.close());
    return app;
  }
}

/** Writes records anew, as a query gives them. */
export async function rewrite(path: string, select: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`CREATE TABLE changed AS ${select}`);
  await connection.run(`COPY changed TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
}

interface Row {
  readonly wave: string;
  readonly item: string | null;
  readonly option: string | null;
  readonly value: number | null;
  readonly n: number | null;
}

/** Figures of a question as `wave item option` and value in percent, with the base. */
export async function figuresOf(
  app: FastifyInstance,
  question: string,
): Promise<Record<string, [number | null, number | null]>> {
  const response = await app.inject(`/v1/surveys/t/estimates?question=${question}&audience=all&limit=1000`);
  const { data } = response.json<{ data: Row[] }>();
  return Object.fromEntries(
    data.map(({ wave, item, option, value, n }) => [
      [wave, item, option].filter(Boolean).join(' '),
      [value, n],
    ]),
  );
}

export const rows = (n: number, row: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => `${row(i)}\n`).join('');

/** A wave of a tracker in every form that a file has: one answer, a battery, ticks, answers in a cell, numbers, texts. */
export const waveCsv = (n: number, shift: number): string =>
  `role,q,r_1,r_2,t_1,t_2,drinks,age,city,w\n${rows(n, (i) => {
    const at = i + shift;
    const cell = ['Tea; Milk', 'Tea', 'Milk', 'Beer; Tea', 'Beer'][at % 5];
    return [
      (at % 2) + 1,
      (at % 3) + 1,
      (at % 4) + 1,
      (at % 5) + 1,
      at % 3 ? 'x' : '',
      at % 4 ? '' : 'x',
      cell,
      20 + (at % 50),
      ['Rome', 'Bern'][at % 2],
      1 + (at % 2),
    ].join(',');
  })}`;
/** What its codes mean. */
export const BOOK = `variable,label,code,value
role,Role,1,Buyer
role,,2,Seller
q,Do you like it?,1,Yes
q,,2,No
q,,3,Perhaps
`;
/** Both files of a wave. */
export const files = (n: number, shift: number, book = BOOK): Record<string, string> => ({
  'x.csv': waveCsv(n, shift),
  'x.codebook.csv': book,
});
/** What its columns are. */
export const ROLES = { roles: { weight: ['w'], audience: 'role' } };
