import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { eventually } from '../eventually.ts';
import { temporaryFolder } from '../helper.ts';

const FIELD = 'test/import/field';

interface Tried {
  readonly child: ChildProcess;
  /** Where all that is temporary goes. */
  readonly folder: string;
  readonly said: { out: string; err: string };
  readonly ended: Promise<[number | null, NodeJS.Signals | null]>;
}

/** Starts `topline try` in a process of its own. */
async function tryIt(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Tried> {
  const folder = await temporaryFolder();
  const child = spawn(process.execPath, ['src/cli.ts', 'try', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env, TMPDIR: folder },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
  const ended = once(child, 'close') as Tried['ended'];
  return { child, folder, said, ended };
}

const addressOf = ({ said }: Tried): Promise<string> =>
  eventually(() => {
    const [, address] = /^(http:\/\/127\.0\.0\.1:\d+\/surveys\/\S+)\n/.exec(said.out) ?? [];
    if (address === undefined) throw new Error(`no address: ${said.out}${said.err}`);
    return address;
  });

const nothingStays = async ({ folder }: Tried, address: string): Promise<void> => {
  await eventually(async () => expect(await readdir(folder)).toEqual([]));
  await eventually(() => expect(fetch(address)).rejects.toThrow('fetch failed'));
};

test.each([
  ['header-rows-qualtrics/qualtrics.csv', 'SIGINT', 'q1', /How satisfied are you\?/, { Satisfied: 100 / 3 }],
  ['mentions-sav/brands.sav', 'SIGTERM', 'brands', /Brands known\?/, { Alpha: 50, Gamma: 20 }],
  [
    'header-is-the-question/form.csv',
    'SIGHUP',
    'do-you-ever-recline-your-seat-when-you-fly',
    /Do you ever recline your seat when you fly\?/,
    { Never: 50, Always: 50 },
  ],
] as const)(
  '%s: one command, and its page is there; after %s nothing stays',
  async (file, signal, question, text, shares) => {
    // What is set for a server of the publisher's own is not for this one.
    const tried = await tryIt([`${FIELD}/${file}`], { KEYS_FILE: 'nowhere.json', PORT: '1', ENGINE: 'x' });
    const address = await addressOf(tried);
    expect(tried.said.err).toMatch(/note: filled in for this look alone: title, description, publisher/);
    const page = await fetch(address, { headers: { accept: 'text/html' } });
    expect(page.status).toBe(200);
    expect(await page.text()).toMatch(text);
    const of = await fetch(`${address}/questions/${question}`, { headers: { accept: 'text/html' } });
    expect(await of.text()).toMatch(text);
    const api = await fetch(
      `${address.replace('/surveys/', '/v1/surveys/')}/estimates?question=${question}&labels=texts`,
    );
    const { data } = (await api.json()) as {
      data: { optionLabel: string | null; itemLabel: string | null; value: number }[];
    };
    for (const [label, share] of Object.entries(shares))
      expect(
        data.find(({ optionLabel, itemLabel }) => optionLabel === label || itemLabel === label)?.value,
        label,
      ).toBeCloseTo(share, 9);
    tried.child.kill(signal);
    expect(await tried.ended).toEqual([0, null]);
    await nothingStays(tried, address);
  },
);

test('killed, it leaves neither a server nor a file', async () => {
  const tried = await tryIt([`${FIELD}/mentions-sav/brands.sav`]);
  const address = await addressOf(tried);
  expect((await readdir(tried.folder)).length).toBeGreaterThan(0);
  tried.child.kill('SIGKILL');
  await tried.ended;
  await nothingStays(tried, address);
});

test('stopped while it imports, it ends soon and leaves nothing', async () => {
  const tried = await tryIt([`${FIELD}/mentions-sav/brands.sav`]);
  await eventually(async () => expect((await readdir(tried.folder)).length).toBeGreaterThan(0));
  tried.child.kill('SIGTERM');
  const [code, signal] = await tried.ended;
  expect([code, signal]).toEqual([143, null]);
  await eventually(async () => expect(await readdir(tried.folder)).toEqual([]));
});

test('a port that is taken, and a file that is none, are told in a line, and nothing stays', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  const taken = await tryIt([`${FIELD}/mentions-sav/brands.sav`, '--port', String(port)]);
  expect(await taken.ended).toEqual([1, null]);
  expect(taken.said.err).toContain(`--port: ${port} is taken by another program`);
  expect(await readdir(taken.folder)).toEqual([]);

  const none = await tryIt(['nowhere.csv']);
  expect(await none.ended).toEqual([1, null]);
  expect(none.said.err).toBe('nowhere.csv: there is no such file\n');
  expect(await readdir(none.folder)).toEqual([]);
});
