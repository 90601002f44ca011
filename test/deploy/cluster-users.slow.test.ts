import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inProcess } from '../cli/in-process.ts';
import { startCluster, STEADY_SETTINGS, type Cluster } from '../clickhouse/cluster.ts';
import { startServer, type LiveServer } from '../clients/live-server.ts';
import { findClickHouse, needs } from '../components.ts';
import { eventually } from '../eventually.ts';

const clickhouse = findClickHouse();
const RELEASE = 'nonvoters@1.0.0';
const PASSWORDS = { topline: 'of who reads', publisher: 'of who loads' } as const;
const USERS = readFileSync(new URL('../../deploy/cluster/users.xml', import.meta.url), 'utf8');
/** The library that stands for a server runs as this user. */
const OWN_USER =
  '<default><password></password><profile>default</profile><quota>default</quota><networks><ip>127.0.0.1</ip></networks></default>';

describe('deploy/cluster/users.xml', needs(clickhouse), () => {
  let folder: string;
  let cluster: Cluster;
  let server: LiveServer;
  let alone: LiveServer;
  const file = (user: string): string => join(folder, 'secrets', user);

  /** What a server of the cluster says to a user: nothing, where it does as it is told. */
  async function say(user: string, password: string, query: string): Promise<string> {
    const headers = { 'x-clickhouse-user': user, 'x-clickhouse-key': password };
    const response = await fetch(cluster.nodes[0]?.url ?? '', { method: 'POST', body: query, headers });
    const text = await response.text();
    return response.ok ? '' : text;
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'topline-users-'));
    await mkdir(join(folder, 'secrets'));
    for (const [user, password] of Object.entries(PASSWORDS)) await writeFile(file(user), password);
    const hashes = Object.entries(PASSWORDS).map(
      ([user, password]) =>
        `<${user}_sha256>${createHash('sha256').update(password).digest('hex')}</${user}_sha256>`,
    );
    const secrets = join(folder, 'secrets', 'clickhouse.xml');
    await writeFile(secrets, `<clickhouse>${hashes.join('')}</clickhouse>\n`);
    const users = USERS.replace('/run/secrets/clickhouse.xml', secrets)
      .replace('<users>', `<users>${OWN_USER}`)
      .replace(
        /<default \/>([^]*)<reading>/,
        `<default>${STEADY_SETTINGS}</default>$1<reading>${STEADY_SETTINGS}`,
      );
    cluster = await startCluster(clickhouse.command, { users, secret: 'between servers' });
  });
  afterAll(async () => {
    await Promise.all([server?.stop(), alone?.stop()]);
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test('the publisher can load, and the servers can ask', async () => {
    const loaded = await inProcess([
      'load',
      RELEASE,
      '--engine-url',
      cluster.urls,
      '--engine-user',
      'publisher',
      '--engine-password-file',
      file('publisher'),
    ]);
    expect(loaded).toMatchObject({ code: 0, err: '' });
    [server, alone] = await Promise.all([
      startServer('data', {
        ENGINE: 'clickhouse',
        ENGINE_URL: cluster.urls,
        ENGINE_USER: 'topline',
        ENGINE_PASSWORD_FILE: file('topline'),
      }),
      startServer('data'),
    ]);
    for (const question of ['crosstab?rows=q5&columns=voter-category', 'estimates?question=q1&limit=all']) {
      const [own, other] = await Promise.all(
        [server, alone].map(({ url }) =>
          eventually(async () => {
            const response = await fetch(`${url}/v1/surveys/${RELEASE}/${question}`);
            if (!response.ok) throw new Error(await response.text());
            return response.text();
          }),
        ),
      );
      expect(own).toBe(other);
    }
  });

  test.each([
    'INSERT INTO topline.releases SELECT 1, 2, 3, 4, now64(3)',
    'INSERT INTO topline.releases SETTINGS readonly = 0 SELECT 1, 2, 3, 4, now64(3)',
    'ALTER TABLE topline.releases DELETE WHERE 1',
    'DROP TABLE topline.releases',
    'CREATE TABLE topline.other (a Int8) ENGINE = MergeTree ORDER BY a',
    'CREATE DATABASE other',
    'SET readonly = 0',
    "SELECT * FROM url('http://127.0.0.1:1/', 'LineAsString', 'line String')",
    "SELECT * FROM file('/etc/passwd', 'LineAsString', 'line String')",
    'SELECT name FROM system.users',
    'SYSTEM DROP MARK CACHE',
  ])('who reads cannot do %s', async (query) => {
    expect(await say('topline', PASSWORDS.topline, query)).toMatch(
      /ACCESS_DENIED|READONLY|NOT_ENOUGH_PRIVILEGES/,
    );
  });

  test.each([
    'CREATE DATABASE other',
    'CREATE USER other',
    "SELECT * FROM file('/etc/passwd', 'LineAsString', 'line String')",
    'GRANT SELECT ON *.* TO topline',
  ])('the publisher cannot do %s', async (query) => {
    expect(await say('publisher', PASSWORDS.publisher, query)).toMatch(/ACCESS_DENIED/);
  });

  test('nobody comes in with another password, or with none', async () => {
    expect(await say('topline', PASSWORDS.topline, 'SELECT 1')).toBe('');
    for (const [user, password] of [
      ['topline', ''],
      ['topline', PASSWORDS.publisher],
      ['publisher', ''],
      ['nobody', ''],
    ] as const)
      expect(await say(user, password, 'SELECT 1')).toMatch(/AUTHENTICATION_FAILED/);
    expect(USERS.match(/<password|<default>/g)).toEqual(['<password', '<password']);
  });
});
