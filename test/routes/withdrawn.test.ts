import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { describe, expect, test } from 'vitest';
import { withdrawRelease } from '../../src/publish/withdraw.ts';
import { eventually } from '../eventually.ts';
import { appOver, getJson, temporaryFolder, toplines } from '../helper.ts';
import { publish } from '../repository/publisher.ts';

const csv = toplines('q,,yes,w1,a,percent,69', 'q,,yes,w1,b,percent,50');
const REASON = 'Two audiences were swapped.';

const withdraw = (data: string, survey: string, version: string, successor: string | null = null) =>
  withdrawRelease(
    { data, survey, version, reason: REASON, successor, at: '2026-03-01T00:00:00.000Z', dryRun: false },
    { signal: new AbortController().signal },
  );

interface Problem {
  readonly type: string;
  readonly detail: string;
  readonly errors: readonly { readonly allowed?: readonly string[] }[];
  readonly withdrawn: Record<string, unknown>;
}

/** The address of every operation below a survey, of another survey or release. */
function addressesOf(app: FastifyInstance, reference: string): string[] {
  return [...app.operations.values()].flatMap(({ example }) => {
    const below = /^\/v1\/surveys\/[^/?]+(?<rest>[/?].*)?$/.exec(example ?? '')?.groups;
    return below || example?.startsWith('/v1/surveys/')
      ? [`/v1/surveys/${reference}${below?.['rest'] ?? ''}`]
      : [];
  });
}

/** A service over one survey with three releases, the last of which is withdrawn while it runs, and one that has only that. */
async function serve() {
  const data = await temporaryFolder();
  await publish(
    data,
    'small',
    { toplines: csv },
    { version: '1.1.0', toplines: csv },
    { version: '1.2.0', toplines: csv },
  );
  await publish(data, 'alone', { toplines: csv });
  const app = await appOver(data);
  return { data, app };
}

describe('a release that is withdrawn while it is served', () => {
  test('is 410 at each of its addresses, with the reason and what takes its place; the one before is the newest', async () => {
    const { data, app } = await serve();
    const addresses = addressesOf(app, 'small@1.2.0');
    expect(addresses.length).toBeGreaterThan(15);
    const kept = await app.inject('/v1/surveys/small@1.2.0/estimates');
    const { sha256 } = (await getJson<{ data: { sha256: string } }>(app, '/v1/surveys/small@1.2.0')).data;
    await withdraw(data, 'small', '1.2.0', '1.1.0');
    await eventually(async () => (await app.inject('/v1/surveys/small@1.2.0')).statusCode === 410, 50);
    for (const url of [
      ...addresses,
      '/v1/surveys/small/diff?from=1.0.0&to=1.2.0',
      '/v1/surveys/small@1.1.0/diff?from=1.2.0',
      '/v1/surveys/small@1.2.0/releases',
      '/v1/surveys/small@1.2.0/releases.atom',
      '/v1/surveys/small@1.2.0/citation',
    ]) {
      for (const headers of [{}, { 'if-none-match': String(kept.headers['etag']) }, { accept: 'text/csv' }]) {
        const response = await app.inject({ url, headers });
        expect([url, response.statusCode]).toEqual([url, 410]);
        expect(response.headers['cache-control']).toBe('no-store');
        expect(response.headers['link']).toBe(
          '</v1/surveys/small@1.1.0>; rel="successor-version"; type="application/json"',
        );
        const problem = response.json<Problem>();
        expect(problem.type).toBe('/v1/problems/release-withdrawn');
        expect(problem.detail).toBe(
          `small@1.2.0 was withdrawn at 2026-03-01T00:00:00.000Z: ${REASON} small@1.1.0 takes its place.`,
        );
        expect(problem.errors[0]?.allowed).toEqual(['small@1.1.0']);
        expect(problem.withdrawn).toEqual({
          survey: 'small',
          version: '1.2.0',
          at: '2026-03-01T00:00:00.000Z',
          reason: REASON,
          successor: '1.1.0',
          sha256,
        });
      }
    }
    expect((await getJson(app, '/v1/surveys/small')).meta['release']).toBe('1.1.0');
    const { data: rows } = await getJson(app, '/v1/surveys/small/releases');
    expect(rows.map(({ version, withdrawn }) => [version, withdrawn])).toEqual([
      ['1.2.0', '2026-03-01T00:00:00.000Z'],
      ['1.1.0', null],
      ['1.0.0', null],
    ]);
    expect(rows[0]).toMatchObject({ withdrawnReason: REASON, successor: '1.1.0', sha256 });
    for (const feed of ['/v1/feed.atom', '/v1/surveys/small/releases.atom']) {
      const { body } = await app.inject(feed);
      expect(body).toContain('<title>Small 1.2.0 (withdrawn)</title>');
      expect(body).toContain(`Withdrawn: ${REASON}\n1.1.0 takes its place.`);
    }
    expect((await app.inject('/v1/search?q=small')).body).not.toContain('small@1.2.0');
    expect((await app.inject('/v1/surveys')).body).not.toContain('1.2.0');
    expect((await getJson<{ status: string }>(app, '/readyz')).status).toBe('ready');
    // A version that never was is not one that was withdrawn.
    expect((await app.inject('/v1/surveys/small@1.3.0')).statusCode).toBe(404);
  });

  test('and was the only one leaves a survey that is gone, also after the next start', async () => {
    const { data, app } = await serve();
    await withdraw(data, 'alone', '1.0.0');
    await withdraw(data, 'small', '1.0.0');
    await withdraw(data, 'small', '1.1.0');
    await withdraw(data, 'small', '1.2.0');
    await eventually(async () => (await app.inject('/v1/surveys/small')).statusCode === 410, 50);
    const restarted = await appOver(data);
    for (const served of [app, restarted]) {
      for (const reference of ['alone', 'alone@1.0.0', 'small', 'small@1.1.0'])
        for (const url of addressesOf(served, reference)) {
          const response = await served.inject(url);
          expect([url, response.statusCode]).toEqual([url, 410]);
          expect(response.json<Problem>().withdrawn).toMatchObject({ reason: REASON, successor: null });
          expect(response.headers['link']).toBeUndefined();
        }
      expect((await served.inject('/v1/surveys/alone@2.0.0')).statusCode).toBe(404);
      expect((await getJson(served, '/v1/surveys')).data).toEqual([]);
      expect((await served.inject('/v1/feed.atom')).body).toContain('<title>alone 1.0.0 (withdrawn)</title>');
      expect((await served.inject('/v1/search?q=small')).statusCode).toBe(200);
    }
  });
});

test('files that are put back make nothing of it: the index says that it was withdrawn', async () => {
  const { data, app } = await serve();
  await withdraw(data, 'small', '1.1.0');
  const elsewhere = await temporaryFolder();
  await publish(elsewhere, 'small', { version: '1.1.0', toplines: csv });
  await cp(join(elsewhere, 'small', '1.1.0'), join(data, 'small', '1.1.0'), { recursive: true });
  await eventually(async () => (await app.inject('/v1/surveys/small@1.1.0')).statusCode === 410, 50);
  const restarted = await appOver(data);
  expect((await restarted.inject('/v1/surveys/small@1.1.0')).statusCode).toBe(410);
  expect((await getJson(restarted, '/v1/surveys/small')).meta['release']).toBe('1.2.0');
});
