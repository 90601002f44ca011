import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addKey } from '../../src/access/manage-keys.ts';
import { findNginx, needs } from '../components.ts';
import { eventually } from '../eventually.ts';
import { appOver, temporaryFolder } from '../helper.ts';
import { figures, publish, writeDraft } from '../publish/support.ts';
import { cacheInFront } from './cache-in-front.ts';

const nginx = findNginx();
const MOVING = '/v1/surveys/small/estimates?question=q';
/** How long the embargo lasts from when the questions begin: longer than it takes to fill the cache. */
const EMBARGO_MS = 15_000;
/** What a clock of whole seconds and a request that was under way may cost. */
const AFTER_MS = 1500;

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly release: string | undefined;
  readonly cache: string | null;
  readonly control: string;
  readonly etag: string | null;
  /** When it was asked and answered (ms since 1970). */
  readonly asked: number;
  readonly answered: number;
}

async function ask(address: string, headers: Record<string, string> = {}): Promise<Answer> {
  const asked = Date.now();
  const response = await fetch(address, { headers });
  const text = await response.text();
  const meta =
    response.status === 200 && text.startsWith('{')
      ? (JSON.parse(text) as { meta?: { release: string } }).meta
      : undefined;
  return {
    status: response.status,
    text,
    release: meta?.release,
    cache: response.headers.get('x-cache'),
    control: response.headers.get('cache-control') ?? '',
    etag: response.headers.get('etag'),
    asked,
    answered: Date.now(),
  };
}

/** Seconds for which an answer may be given, stale or not. */
const lifetime = (control: string): number =>
  ['max-age', 'stale-while-revalidate']
    .map((name) => Number(new RegExp(`${name}=(\\d+)`).exec(control)?.[1] ?? 0))
    .reduce((sum, one) => sum + one, 0);

/** A server over two releases, the second under embargo, and a key that opens it. */
async function embargoed() {
  const folder = await temporaryFolder();
  const data = join(folder, 'data');
  const drafts = [
    await writeDraft(join(folder, '1'), '1.0.0', figures(1)),
    await writeDraft(join(folder, '2'), '1.1.0', figures(2)),
  ];
  const keys = join(folder, 'keys.json');
  const { key } = await addKey(keys, { scopes: ['preview'], note: 'cache', expires: null }, Date.now());
  await publish(drafts[0] ?? '', data);
  const lift = Math.ceil((Date.now() + EMBARGO_MS) / 1000) * 1000;
  await publish(drafts[1] ?? '', data, { embargoedUntil: new Date(lift).toISOString().replace('.000', '') });
  const app = await appOver(data, { env: { KEYS_FILE: keys, TRUST_PROXY: '1' } });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return { port, lift, origin: `http://127.0.0.1:${port}`, key };
}

test(
  'through the cache an embargo lifts when it does at the server, and no answer outlives it',
  needs(nginx),
  async () => {
    const { port, lift, origin, key } = await embargoed();
    const front = await cacheInFront(nginx.command, port);

    // Before: the old release, from the cache; what is to come is not there; a key sees it, and nobody after that.
    const first = await ask(front + MOVING);
    const again = await ask(front + MOVING);
    expect([first.release, first.cache, again.release, again.cache]).toEqual([
      '1.0.0',
      'MISS',
      '1.0.0',
      'HIT',
    ]);
    expect(again.text).toBe(first.text);
    const previewed = await ask(front + MOVING, { authorization: `Bearer ${key}` });
    expect(previewed).toMatchObject({ release: '1.1.0', cache: 'BYPASS', control: 'private, no-store' });
    expect(await ask(front + MOVING)).toMatchObject({ release: '1.0.0', cache: 'HIT', text: first.text });
    const pinned = '/v1/surveys/small@1.1.0/estimates';
    expect((await ask(front + pinned, { authorization: `Bearer ${key}` })).status).toBe(200);
    expect(await ask(front + pinned)).toMatchObject({ status: 404, cache: 'MISS' });
    expect(Date.now()).toBeLessThan(lift - 2000);

    // Around the moment: whatever is asked later than it is answered with the new release.
    const seen: Answer[] = [];
    await eventually(async () => {
      const answer = await ask(front + MOVING);
      seen.push(answer);
      if (answer.answered < lift)
        expect(answer.asked + lifetime(answer.control) * 1000).toBeLessThanOrEqual(lift + 1000);
      return answer.asked > lift + AFTER_MS;
    }, 20);
    const early = seen.filter(({ release, answered }) => release === '1.1.0' && answered < lift);
    const late = seen.filter(({ release, asked }) => release === '1.0.0' && asked > lift);
    const worst = Math.max(0, ...late.map(({ asked }) => asked - lift));
    process.stdout.write(
      `cache in front: ${seen.length} answers around an embargo, ${seen.filter(({ cache }) => cache === 'HIT').length} from the cache, ${early.length} too early, ${late.length} too late (${worst} ms at worst)\n`,
    );
    expect(seen.filter(({ answered }) => answered < lift).length).toBeGreaterThan(20);
    expect(early).toEqual([]);
    expect(late).toEqual([]);

    // After: cache and server say the same, in every representation, and what was 404 is there.
    for (const path of [
      MOVING,
      pinned,
      '/v1/surveys/small/releases',
      '/v1/surveys',
      '/v1/surveys/small/releases.atom',
    ])
      for (const accept of ['application/json', 'text/csv', '*/*']) {
        const headers = { accept, 'accept-encoding': 'identity' };
        const direct = await ask(origin + path, headers);
        for (const answer of [await ask(front + path, headers), await ask(front + path, headers)])
          expect([answer.status, answer.text, answer.etag], path).toEqual([
            direct.status,
            direct.text,
            direct.etag,
          ]);
      }
    expect((await ask(front + MOVING)).release).toBe('1.1.0');
    expect((await ask(front + pinned)).status).toBe(200);
    expect(await ask(front + pinned)).toMatchObject({ status: 200, cache: 'HIT' });
  },
);

test(
  'what would break embargoes breaks this test: a cache with a minimum of its own',
  needs(nginx),
  async () => {
    const { port, lift } = await embargoed();
    const front = await cacheInFront(nginx.command, port, (text) =>
      text.replace(
        'proxy_cache topline;',
        'proxy_cache topline;\nproxy_ignore_headers Cache-Control;\nproxy_cache_valid 200 10m;',
      ),
    );
    expect((await ask(front + MOVING)).release).toBe('1.0.0');
    await eventually(() => Date.now() > lift + AFTER_MS, 100);
    expect((await ask(front + MOVING)).release).toBe('1.0.0');
  },
);

test(
  'HEAD, conditions, ranges and encodings are answered as by the server; /metrics is not',
  needs(nginx),
  async () => {
    const { port, origin } = await embargoed();
    const front = await cacheInFront(nginx.command, port);
    const etag = (await ask(front + MOVING, { 'accept-encoding': 'identity' })).etag ?? '';
    const conditional = await ask(front + MOVING, { 'accept-encoding': 'identity', 'if-none-match': etag });
    expect([conditional.status, conditional.text]).toEqual([304, '']);
    for (const encoding of ['gzip', 'br', 'identity', 'gzip']) {
      const through = await fetch(front + MOVING, { headers: { 'accept-encoding': encoding } });
      const direct = await fetch(origin + MOVING, { headers: { 'accept-encoding': encoding } });
      expect(through.headers.get('content-encoding')).toBe(direct.headers.get('content-encoding'));
      expect(through.headers.get('etag')).toBe(direct.headers.get('etag'));
      expect(await through.text()).toBe(await direct.text());
    }
    const head = await fetch(front + MOVING, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    const range = await ask(front + MOVING, { range: 'bytes=0-9', 'accept-encoding': 'identity' });
    expect([range.status, range.text]).toEqual([206, '{"data":[{']);
    expect((await ask(`${front}/metrics`)).status).toBe(404);
    expect((await ask(`${origin}/metrics`)).status).not.toBe(404);
  },
);
