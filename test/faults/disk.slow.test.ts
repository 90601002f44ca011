import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { canMount, needs } from '../components.ts';
import { eventually } from '../eventually.ts';
import { BUNDLED, copyWritable, temporaryFolder } from '../helper.ts';
import { writeDraft } from '../publish/support.ts';
import { fillDisk, smallDisk } from '../small-disk.ts';
import { npmStart } from './live.ts';
import { ask, expectRecovered, underLoad } from './load.ts';
import { tell } from '../security/tell.ts';

const CLI = new URL('../../src/cli.ts', import.meta.url).pathname;
/** Room for the bundled surveys and as much again. */
const DATA = 16 * 1024;
const TEMPORARY = 8 * 1024;

/** Long answers, which are made on disk first, each of its own. */
const GROUPS = 'race,educ,income,gender,voter-category';
const ROWS = `${Array.from({ length: 11 }, (_, i) => `q${i + 1}`).join(',')},q15,q16,q17,q18,q19,q20,q21,q22,q23,q24,q25,q26,q27,q28,q29`;
const SPOOLED = [0.91, 0.92, 0.93].map(
  (confidence) =>
    `/v1/surveys/nonvoters@1.0.0/crosstab?rows=${ROWS},${GROUPS}&columns=${GROUPS},q30,q23&limit=all&format=parquet&confidence=${confidence}`,
);

/** Runs a publisher's command beside the server. */
async function topline(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...said };
}

const withKey = async (address: string, key: string): Promise<number> =>
  (await fetch(address, { headers: { authorization: `Bearer ${key}` } })).status;

test(
  'the disk of data, of keys and of temporary files is full under load: no wrong answer, no 500, nothing half-written',
  needs(canMount()),
  async () => {
    const disk = await smallDisk(DATA);
    const temporary = await smallDisk(TEMPORARY);
    const data = join(disk, 'data');
    const keys = join(disk, 'keys.json');
    await copyWritable(BUNDLED, data);
    const first = await topline('keys', 'add', '--scope', 'metrics', '--note', 'first', '--file', keys);
    const draft = await writeDraft(join(await temporaryFolder(), 'draft'), '1.0.0');
    const server = await npmStart(data, { KEYS_FILE: keys, TMPDIR: temporary });
    const metrics = `${server.origin}/metrics`;
    const load = await underLoad(server.origin, 4);
    await load.more(20);

    const fillers = [await fillDisk(disk, DATA), await fillDisk(temporary, TEMPORARY)];
    const told = server.said('has no room in the folder for temporary files');
    for (const path of SPOOLED) expect((await ask(server.origin + path))?.status, path).toBe(200);
    expect(server.said('has no room in the folder for temporary files')).toBe(told + 1);
    let failed = 0;
    for (let i = 0; i < 3; i += 1) {
      const published = await topline('publish', draft, '--data', data);
      expect(published).toMatchObject({ code: 4, out: '' });
      expect(published.err).toMatch(/is not published, and nothing was changed: ENOSPC[^\n]*\n$/);
      const added = await topline('keys', 'add', '--scope', 'metrics', '--note', `${i}`, '--file', keys);
      expect(added).toMatchObject({ code: 4, out: '' });
      expect(added.err).toMatch(/^[^\n]*(ENOSPC|no space)[^\n]*\n$/);
      expect(await withKey(metrics, first.out.trim())).toBe(200);
      failed += 2;
    }
    await load.more(50);
    expect((await ask(`${server.origin}/v1/surveys/small`))?.status).toBe(404);

    for (const filler of fillers) await rm(filler);
    expect(await topline('publish', draft, '--data', data)).toMatchObject({ code: 0 });
    const second = await topline('keys', 'add', '--scope', 'metrics', '--note', 'second', '--file', keys);
    expect(second.code).toBe(0);
    await eventually(async () => (await ask(`${server.origin}/v1/surveys/small`))?.status === 200, 50);
    await eventually(async () => (await withKey(metrics, second.out.trim())) === 200, 50);
    for (const path of SPOOLED) {
      const begins = async (): Promise<string> => {
        const part = await fetch(server.origin + path, { headers: { range: 'bytes=0-3' } });
        return `${part.status} ${await part.text()}`;
      };
      // All come from one address, which has no more than its share of a busy machine.
      await eventually(async () => (await begins()) === '206 PAR1', 50);
    }
    const { wrong, broken } = await load.stop();
    expect([wrong, broken]).toEqual([[], 0]);
    await expectRecovered(server.origin);
    tell(
      'publish, keys and long answers on disks that are full, under load',
      failed + SPOOLED.length,
      'nothing changed, one line; answers are streamed; then all as before',
    );
    expect(await server.end()).toBe(0);
  },
);
