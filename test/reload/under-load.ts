import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from 'vitest';
import { publishRelease } from '../../src/publish/publish.ts';
import { eventually } from '../eventually.ts';
import { appOver, smallSurvey, temporaryFolder, toplines } from '../helper.ts';

/** How much is asked of a service while releases are published. */
interface Load {
  readonly releases: number;
  readonly clients: number;
  readonly minimumRequests: number;
  /** A while of load between two releases, counted in requests. */
  readonly requestsBetween: number;
}

/** A draft whose every figure is the number of its release, so that a mixture of two shows. */
async function writeDraft(folder: string, number: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  const survey = smallSurvey({ version: `${number}.0.0`, description: `Release ${number}.` });
  const csv = toplines(
    ...['w1', 'w2'].flatMap((wave) =>
      ['a', 'b'].flatMap((audience) => [
        `q,,yes,${wave},${audience},percent,${number}`,
        ...['i1', 'i2', 'i3'].map((item) => `battery,${item},,${wave},${audience},percent,${number}`),
      ]),
    ),
  );
  await writeFile(join(folder, 'survey.json'), JSON.stringify(survey));
  await writeFile(join(folder, 'toplines.csv'), csv);
}

interface Body {
  readonly data: Record<string, unknown>[] | Record<string, unknown>;
  readonly meta: { readonly release?: string; readonly sha256?: string; readonly permalink: string };
}

const ROUTES = [
  'estimates',
  'gaps',
  'ranks?wave=w1',
  'trends',
  'estimates?format=csv&labels=codes',
  '',
  'releases',
];

/** What is known of the service by all clients together. */
class Witness {
  readonly failures: string[] = [];
  readonly releases = new Set<number>();
  requests = 0;
  unchanged = 0;
  readonly #hashes = new Map<number, string>();
  readonly #tags = new Map<string, string>();

  /** A release may be seen before its publisher comes back to tell its hash. */
  knows(number: number, sha256: string): void {
    if ((this.#hashes.get(number) ?? sha256) !== sha256)
      this.failures.push(`release ${number} is not ${sha256}`);
    this.#hashes.set(number, sha256);
  }

  /** One tag stands for the same bytes for ever, and one release for one hash. */
  check(where: string, tag: string, text: string, number: number, sha256: string | undefined): void {
    this.releases.add(number);
    const bytes = createHash('sha256').update(text).digest('hex');
    if ((this.#tags.get(tag) ?? bytes) !== bytes)
      this.failures.push(`${where}: ${tag} stands for two answers`);
    this.#tags.set(tag, bytes);
    if (sha256 !== undefined) this.knows(number, sha256);
  }
}

/** The release that all of an answer is of; NaN for a mixture. */
function releaseOf(route: string, text: string): { number: number; sha256: string | undefined } {
  if (route.includes('format=csv')) {
    const values = new Set(
      text
        .trim()
        .split('\r\n')
        .slice(1)
        .map((line) => Number(line.split(',')[6])),
    );
    return { number: values.size === 1 ? ([...values][0] ?? NaN) : NaN, sha256: undefined };
  }
  const { data, meta } = JSON.parse(text) as Body;
  const number = Number(meta.release?.split('.')[0]);
  const same = [data].flat().every((row) => {
    const figures = ['value', 'valueA', 'valueB', 'valueFrom', 'valueTo'].filter((name) => name in row);
    return figures.every((name) => row[name] === null || row[name] === number);
  });
  const { release, sha256, description, version } = Array.isArray(data)
    ? {
        ...data[0],
        release: meta.release,
        sha256: meta.sha256,
        description: undefined,
        version: data[0]?.['version'],
      }
    : { description: undefined, version: undefined, release: meta.release, sha256: meta.sha256, ...data };
  const whole =
    same &&
    release === meta.release &&
    sha256 === meta.sha256 &&
    meta.permalink.includes(route === 'releases' ? '/small/' : `@${meta.release}`) &&
    (description === undefined || description === `Release ${number}.`) &&
    (route !== 'releases' || version === meta.release);
  return { number: whole ? number : NaN, sha256: meta.sha256 };
}

/** Publishes releases while clients ask, and asserts that every request is answered, from one release. */
export async function publishUnderLoad({
  releases,
  clients: count,
  minimumRequests,
  requestsBetween,
}: Load): Promise<void> {
  const folder = await temporaryFolder();
  const witness = new Witness();
  const draft = await temporaryFolder();
  const put = async (number: number) => {
    await writeDraft(draft, number);
    const request = {
      directory: draft,
      data: folder,
      released: '2026-01-01T00:00:00Z',
      embargoedUntil: null,
      changes: [],
      key: null,
      dryRun: false,
    };
    const work = { signal: new AbortController().signal, progress: () => undefined };
    const { entry } = await publishRelease(request, work);
    witness.knows(number, entry.sha256);
  };
  await put(1);
  const app = await appOver(folder);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;

  const load = { isOver: false };
  const client = async (start: number): Promise<void> => {
    const tags = new Map<string, { tag: string; number: number }>();
    let newest = 0;
    for (let i = start; !load.isOver || witness.requests < minimumRequests; i += 1) {
      const route = ROUTES[i % ROUTES.length] ?? '';
      const where = `/v1/surveys/small${route === '' ? '' : `/${route}`}`;
      const known = i % 3 === 0 ? tags.get(route) : undefined;
      witness.requests += 1;
      const response = await fetch(origin + where, known ? { headers: { 'if-none-match': known.tag } } : {});
      const text = await response.text();
      const tag = response.headers.get('etag') ?? '';
      let number: number;
      if (response.status === 304 && known && tag === known.tag) {
        ({ number } = known);
        witness.unchanged += 1;
      } else if (response.status === 200) {
        const found = releaseOf(route, text);
        ({ number } = found);
        witness.check(where, tag, text, number, found.sha256);
        tags.set(route, { tag, number });
      } else {
        witness.failures.push(`${where}: ${response.status} ${text}`);
        continue;
      }
      // A client never sees an older release after a newer one.
      if (!(number >= newest)) witness.failures.push(`${where}: release ${number} after ${newest}`);
      newest = Math.max(newest, number);
    }
  };
  const clients = Array.from({ length: count }, (_, i) => client(i));
  for (let number = 2; number <= releases; number += 1) {
    const before = witness.requests;
    await eventually(() => witness.requests >= before + requestsBetween);
    await put(number);
  }
  // The last one is seen too before the load ends.
  await eventually(() => witness.releases.has(releases));
  load.isOver = true;
  await Promise.all(clients);

  process.stdout.write(
    `publish under load: ${witness.requests} requests of ${count} clients, ${witness.unchanged} of them 304, ${releases - 1} releases published, ${witness.releases.size} seen, ${witness.failures.length} failures\n`,
  );
  expect(witness.failures.slice(0, 5)).toEqual([]);
  expect(witness.requests).toBeGreaterThanOrEqual(minimumRequests);
  expect(witness.unchanged).toBeGreaterThan(minimumRequests / 40);
  expect(witness.releases.size).toBeGreaterThanOrEqual(releases - 2);
}
