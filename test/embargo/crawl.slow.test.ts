import { Writable } from 'node:stream';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { eventually } from '../eventually.ts';
import { appOver, getJson } from '../helper.ts';
import { VERY_SLOW } from '../slow.ts';
import { compare } from './compare.ts';
import { answerTo, attack, PUBLIC, type Asked } from './crawl.ts';
import { addEmbargoed, copyOf, LIFT, publicData, SECRETS } from './data.ts';
import { unreached } from './routes.ts';

const DAY = 86_400_000;

/** A log that can be waited for. */
function collectingLog() {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  const said = (text: string): Promise<boolean> =>
    eventually(() => lines.some((line) => line.includes(text)));
  return { logger: pino(stream), said };
}

const isImmutable = (answer: string) => answer.includes('immutable"');

/** The later passes ask less. */
const some = (asked: readonly Asked[]) =>
  asked.filter(({ url }, i) => i % 5 === 0 && !url.startsWith('/metrics'));

const KINDS = ['200', '304', '400', '404', '405', '406'];

test(
  'before its time nobody can tell that there is an embargoed release; then it is there at once',
  VERY_SLOW,
  async () => {
    let clock = LIFT - 2 * DAY;
    const now = () => clock;
    const without = await publicData();
    const [from, later] = [await copyOf(without), await copyOf(without)];
    await addEmbargoed(from);
    const log = collectingLog();
    const innocent = await appOver(without, { now, env: PUBLIC });
    const started = await appOver(from, { now, env: PUBLIC });
    const reloaded = await appOver(later, { now, env: PUBLIC, logger: log.logger });
    // It arrives while the service runs, a day before its time.
    clock = LIFT - DAY;
    const apps = [innocent, started, reloaded];
    const warm = await Promise.all(apps.map((app) => app.inject('/v1/surveys/small/estimates')));
    expect(new Set(warm.map(({ body }) => body)).size).toBe(1);
    await addEmbargoed(later);
    // All of it has arrived, in whatever order it is seen.
    for (const release of ['small@1.0.5', 'small@1.2.0', 'secret@1.0.0', 'recs@2.0.0'])
      await log.said(`"${release}"`);
    for (const refused of ['"small","version":"1.3.0"', '"hidden","version":null', '"coming","version":null'])
      await log.said(`"survey":${refused}`);

    const after = await appOver(from, { now: () => LIFT, env: PUBLIC });
    const tags = await Promise.all(
      ['/v1/surveys', '/v1/surveys/small', '/v1/surveys/small/releases', '/v1/surveys/recs/estimates'].map(
        async (url) => String((await after.inject(url)).headers.etag),
      ),
    );
    const asked = attack(innocent, tags);
    clock = LIFT - 3600_000;
    const first = await compare(apps, asked);
    const again = await compare(apps, asked);
    process.stdout.write(
      `embargo: ${asked.length} requests, asked twice of ${apps.length} services: ${2 * asked.length * (apps.length - 1)} answers compared byte for byte, ${first.leaks.length + again.leaks.length} leaks; statuses ${JSON.stringify(Object.fromEntries(first.statuses))}\n`,
    );
    expect([...first.leaks, ...again.leaks].slice(0, 3)).toEqual([]);
    expect(first.bodyless).toEqual([]);
    for (const app of apps) expect(unreached(app)).toEqual([]);
    expect(asked.length).toBeGreaterThan(1500);
    for (const kind of KINDS) expect(first.statuses.get(kind), kind).toBeGreaterThan(3);

    // What caches keep for ever must be right for ever.
    const kept = new Map<Asked, string>();
    for (const one of asked) {
      const answer = await answerTo(started, one);
      if (isImmutable(answer)) kept.set(one, answer);
    }

    // In the last minutes answers are kept for less long, all of them alike: nothing else tells, and not of what.
    clock = LIFT - 300_000;
    const lifetimes = new Set<string>();
    const last = await compare(apps, some(asked), (answer, { url }) => {
      const [status, headers, body] = JSON.parse(answer) as [number, [string, string][], string];
      const control = headers.find(([name]) => name === 'cache-control')?.[1] ?? '';
      if (!/^$|immutable|no-store/.test(control) && !url.includes('citation')) lifetimes.add(control);
      return JSON.stringify([status, headers.filter(([name]) => name !== 'cache-control'), body]);
    });
    expect(last.leaks.slice(0, 3)).toEqual([]);
    expect([...lifetimes].toSorted()).toEqual([
      'public, max-age=60, stale-while-revalidate=240',
      'public, max-age=60, stale-while-revalidate=600',
    ]);

    // The last moment, and the moment; the caches are warm.
    clock = LIFT - 1;
    const urls = [
      '/v1/surveys',
      '/v1/surveys/small',
      '/v1/surveys/small/releases',
      '/v1/surveys/recs/questions',
      '/v1/surveys/recs/variables',
    ];
    for (const app of [started, reloaded]) {
      for (const url of urls) {
        const { headers, body } = await app.inject(url);
        expect(headers['cache-control']).toBe('public, max-age=0');
        for (const secret of SECRETS) expect(body).not.toContain(secret);
      }
    }
    clock = LIFT;
    for (const app of [started, reloaded]) {
      expect(
        (await getJson(app, '/v1/surveys')).data.map(
          ({ id, release }) => `${id as string}@${release as string}`,
        ),
      ).toEqual(['broken@1.0.0', 'recs@2.0.0', 'secret@1.0.0', 'small@1.2.0']);
      const releases = await app.inject('/v1/surveys/small/releases');
      expect(releases.json<{ data: { version: string }[] }>().data.map(({ version }) => version)).toEqual([
        '1.2.0',
        '1.1.0',
        '1.0.5',
        '1.0.0',
        // Withdrawn, and listed as that.
        '0.9.0',
      ]);
      expect(releases.headers['last-modified']).toBe(new Date(LIFT).toUTCString());
      expect((await getJson(app, '/v1/surveys/recs/estimates?question=r')).data).toHaveLength(3);
      const ready = await getJson<{ refused: { survey: string; version: string | null }[] }>(app, '/readyz');
      expect(ready.refused.map(({ survey, version }) => [survey, version])).toEqual([
        ['broken', '1.1.0'],
        ['hidden', null],
        ['small', '1.3.0'],
      ]);
    }
    const changed: string[] = [];
    for (const [one, answer] of kept) if ((await answerTo(started, one)) !== answer) changed.push(one.url);
    expect([kept.size > 200, changed]).toEqual([true, []]);
    const both = await compare([started, reloaded], some(asked));
    expect(both.leaks.slice(0, 3)).toEqual([]);
  },
);
