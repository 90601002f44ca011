import { generateKeyPairSync } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ProgressBar } from '../../src/cli/progress.ts';
import { runProgram } from '../../src/cli/program.ts';
import { thisProcess } from '../../src/files/process-identity.ts';
import { leftClaim, quickenClock } from '../files/support.ts';
import { temporaryFolder } from '../helper.ts';
import { dataWithTwo, figures, publish, writeDraft } from '../publish/support.ts';

interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function topline(...args: string[]): Promise<Said> {
  let [out, err] = ['', ''];
  const code = await runProgram(args, {
    out: (text) => (out += `${text}\n`),
    err: (text) => (err += `${text}\n`),
    progress: () => {},
    bar: new ProgressBar(process.stderr),
    signal: new AbortController().signal,
    onTemporary: () => {},
  });
  return { code, out, err };
}

async function ready(version = '1.2.0', count = 3): Promise<{ folder: string; data: string; draft: string }> {
  const folder = await temporaryFolder();
  const data = await dataWithTwo(folder);
  return { folder, data, draft: await writeDraft(join(folder, 'draft'), version, figures(count)) };
}

test('publishes, and says what', async () => {
  const { data, draft } = await ready();
  await writeFile(join(draft, 'raw.csv'), 'x\n');
  const { code, out } = await topline('publish', draft, '--data', data);
  expect(code).toBe(0);
  expect(out.replace(/[0-9a-f]{64}/, 'HASH')).toBe(
    [
      'small 1.2.0 published',
      'sha256 HASH',
      'after 1.1.0: minor changes',
      '  1 figure added: battery, i1, w1, a, percent.',
      'left where it is, as no part of a release: raw.csv',
      '',
    ].join('\n'),
  );
  expect(await topline('publish', draft, '--data', data)).toMatchObject({ code: 1, out: '' });
});

test('a number that is too low is refused, with both numbers', async () => {
  const { data, draft } = await ready('1.1.1', 1);
  const { code, out, err } = await topline('publish', draft, '--data', data);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toBe(
    'survey.json:version: 1.1.1 is a patch release after 1.1.0, but the changes are major; right is 2.0.0 ' +
      '(major: a figure that was there changed, or is gone): figure q, yes, w1, b, percent removed\n',
  );
  const json = await topline('publish', draft, '--data', data, '--json');
  expect(json).toMatchObject({ code: 1, err: '' });
  expect(JSON.parse(json.out)).toMatchObject({
    ok: false,
    faults: [{ file: 'survey.json', column: 'version' }],
  });
});

test('the data directory is that of --data, else of DATA_DIR', async () => {
  const { data, draft, folder } = await ready();
  const before = process.env['DATA_DIR'];
  process.env['DATA_DIR'] = data;
  try {
    expect((await topline('verify')).out).toContain('2 checked, 0 with faults');
    const elsewhere = join(folder, 'elsewhere');
    await topline('publish', draft, '--data', elsewhere);
    expect(await readdir(elsewhere)).toEqual(['small']);
    expect((await topline('verify')).out).toContain('2 checked');
  } finally {
    if (before === undefined) delete process.env['DATA_DIR'];
    else process.env['DATA_DIR'] = before;
  }
});

test('every option does what it says', async () => {
  const { data, draft, folder } = await ready();
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  await writeFile(join(folder, 'key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
  await writeFile(join(folder, 'public.pem'), publicKey.export({ type: 'spki', format: 'pem' }));
  const args = ['publish', draft, '--data', data, '--json', '--released', '2026-02-01T00:00:00+01:00'];
  const rest = [
    '--embargo',
    '2040-01-01T00:00:00Z',
    '--change',
    'One.',
    '--change',
    'Two.',
    '--sign',
    join(folder, 'key.pem'),
  ];
  const dry = await topline(...args, ...rest, '--dry-run');
  expect(dry.code).toBe(0);
  const { code, out, err } = await topline(...args, ...rest);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const entry = {
    version: '1.2.0',
    released: '2026-02-01T00:00:00+01:00',
    embargoedUntil: '2040-01-01T00:00:00Z',
    changes: ['One.', 'Two.'],
    signature: { algorithm: 'ed25519' },
  };
  expect(JSON.parse(dry.out)).toMatchObject({ ok: true, state: 'checked', entry });
  expect(JSON.parse(out)).toMatchObject({
    ok: true,
    state: 'published',
    level: 'minor',
    right: '1.2.0',
    entry,
  });
  const verified = await topline('verify', '--data', data, '--key', join(folder, 'public.pem'));
  expect(verified).toEqual({
    code: 1,
    err: '',
    out: 'small 1.0.0: is not signed\nsmall 1.1.0: is not signed\nsmall 1.2.0: good, signed\n3 checked, 2 with faults\n',
  });
  const none = await topline('verify', '--data', data, '--key', draft);
  expect(none).toMatchObject({ code: 1, out: '' });
});

test('verify tells a file that is another one than was published', async () => {
  const { data } = await ready();
  await writeFile(join(data, 'small', '1.0.0', 'toplines.csv'), figures(5));
  const { code, out } = await topline('verify', '--data', data, '--json');
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    ok: false,
    releases: [
      { version: '1.0.0', faults: [expect.stringMatching(/^the files do not match: sha256 is /)] },
      { version: '1.1.0', faults: [] },
    ],
  });
  await mkdir(join(data, 'broken'));
  expect((await topline('verify', '--data', data)).out).toContain('broken: releases.json: is missing');
});

describe('diff', () => {
  test('for people and as JSON', async () => {
    const { data, draft } = await ready('2.0.0', 3);
    await writeDraft(draft, '2.0.0', figures(3).replace('percent,50', 'percent,51'), { title: 'Other' });
    await publish(draft, data);
    const { code, out } = await topline('diff', 'small', '1.1.0', '2.0.0', '--data', data);
    expect(code).toBe(0);
    expect(out).toBe(
      [
        'small 1.1.0 → 2.0.0: major (3 changes)',
        '',
        'major: a figure that was there changed, or is gone',
        '  ~ figure  q, yes, w1, a, percent  value  50 → 51',
        '',
        'minor: figures, waves, questions or audiences were added, or bases corrected',
        '  + figure  battery, i1, w1, a, percent    10',
        '',
        'patch: no figure changed: labels, notes, sources, texts',
        '  ~ survey  small  title  Small → Other',
        '',
      ].join('\n'),
    );
    const json = JSON.parse(
      (await topline('diff', 'small', '1.1.0', '2.0.0', '--data', data, '--json')).out,
    ) as unknown;
    expect(json).toMatchObject({
      ok: true,
      level: 'major',
      changes: [
        { level: 'major', subject: 'figure', from: '50', to: '51' },
        { level: 'minor' },
        { level: 'patch' },
      ],
    });
  });

  test.each([
    [['small', '1.0.0', '1.1'], 'small has no release "1.1" (did you mean "1.1.0"?); there is 1.1.0, 1.0.0'],
    [['small', '1.1.0', '1.0.0'], '1.1.0 is not older than 1.0.0'],
    [
      ['smal', '1.0.0', '1.1.0'],
      'there is no survey "smal" here (did you mean "small"?): set --data or DATA_DIR',
    ],
  ])('%j: %s', async (args, message) => {
    const { data } = await ready();
    const { code, err } = await topline('diff', ...args, '--data', data);
    expect(code).toBe(1);
    expect(err).toContain(message);
  });

  test('a data directory that is not there', async () => {
    const data = join(await temporaryFolder(), 'none');
    const { code, err } = await topline('diff', 'small', '1.0.0', '1.1.0', '--data', data);
    expect({ code, err }).toEqual({
      code: 1,
      err: `${data}: there is no such folder: set --data or DATA_DIR\n`,
    });
  });
});

test('publish --help says what a signature binds to', async () => {
  expect((await topline('publish', '--help')).out.replaceAll(/\s+/g, ' ')).toContain(
    'verify --key wants every release signed',
  );
});

test('a machine that is in the way is exit code 4, another publisher 3', async () => {
  const { data, draft, folder } = await ready();
  await writeFile(join(folder, 'file'), '');
  const inTheWay = await topline('publish', draft, '--data', join(folder, 'file'));
  expect(inTheWay).toMatchObject({ code: 4, out: '' });
  expect(inTheWay.err).toMatch(/^small 1\.2\.0 is not published, and nothing was changed: E\w+: .*\n$/);
  const { pid, host } = thisProcess();
  await leftClaim(join(data, 'small'), '.staging-small', '1.1.1', {});
  quickenClock();
  const busy = await topline('publish', draft, '--data', data);
  expect(busy).toMatchObject({ code: 3, out: '' });
  expect(busy.err).toContain(`small 1.1.1 is being published by process ${pid} on ${host}`);
});

test.each([
  [['publish'], "missing required argument 'dir'"],
  [['publish', 'd', '--released', '2026-01-01'], 'must be a moment with its time zone'],
  [['publish', 'd', '--embargo', '2026-01-01'], 'must be a moment with its time zone'],
  [['publish', 'd', '--embargo', '2020-01-01T00:00:00Z'], 'It has passed'],
  [['publish', 'd', '--change', ' '], 'must be 1 to 4000 characters'],
  [['diff', 'small', '1.0.0'], "missing required argument 'to'"],
  [['verify', '--sign', 'x'], "unknown option '--sign'"],
])('%j is wrong usage', async (args, message) => {
  const { code, err, out } = await topline(...args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(message);
});

test.each(['publish', 'diff', 'verify'])('%s --help teaches', async (command) => {
  const { code, out } = await topline(command, '--help');
  expect(code).toBe(0);
  expect(out).toContain('Examples:\n  topline');
});

test('keys that are none are told', async () => {
  const { data, draft, folder } = await ready();
  const { privateKey } = generateKeyPairSync('ed448');
  await writeFile(join(folder, 'other.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
  await writeFile(join(folder, 'no.pem'), 'no');
  for (const [file, message] of [
    ['none.pem', 'there is no such file'],
    ['no.pem', 'is no private key in PEM; make one with: openssl genpkey'],
    ['other.pem', 'is a key of type ed448, not ed25519'],
  ] as const) {
    const { code, err } = await topline('publish', draft, '--data', data, '--sign', join(folder, file));
    expect(code).toBe(1);
    expect(err).toContain(message);
  }
});
