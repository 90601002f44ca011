import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { BusyError } from './errors.ts';
import { isRunning, thisPublisher, type Publisher } from './publisher.ts';

/**
 * A folder beside the target that only one publisher of a survey can have at a time. It is both the place of all that is
 * unfinished and the lock. Its name says whose it is, so that no moment of a crash leaves one that nobody understands, and is
 * never used again, so that to remove that of a dead publisher cannot hit a living one.
 */
export interface Staging {
  readonly folder: string;
  /** Whether the survey has no folder yet. */
  readonly isFirst: boolean;
  /** The versions whose publishers died before they were done. */
  readonly interrupted: readonly string[];
  close(): Promise<void>;
}

interface StagingOptions {
  readonly data: string;
  readonly survey: string;
  readonly version: string;
  /** How long to wait for another publisher (ms). */
  readonly patience: number;
  readonly signal: AbortSignal;
}

interface Found {
  readonly path: string;
  readonly version: string;
  readonly publisher: Publisher;
}

const PREFIX = '.staging-';
/** Written again and again; its age tells whether a publisher on another machine still lives. */
const PULSE = 'alive';
const PULSE_MS = 5000;
const SILENCE_MS = 60_000;

function stagingName(survey: string, version: string, { pid, started, space, host }: Publisher): string {
  const unique = randomBytes(6).toString('hex');
  return `${PREFIX}${[survey, version, pid, started, space, unique, host].join('~')}`;
}

function parse(folder: string, name: string, survey: string): Found | null {
  const [id, version, pid, started, space, , host] = name.slice(PREFIX.length).split('~');
  if (!name.startsWith(PREFIX) || id !== survey || !version || !started || !space || !host) return null;
  return { path: join(folder, name), version, publisher: { pid: Number(pid), started, space, host } };
}

/** The staging folders for a survey, in its folder and beside it. */
async function findAll(data: string, survey: string): Promise<Found[]> {
  const places = [data, join(data, survey)].map(async (folder) => {
    const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    return names.flatMap((name) => parse(folder, name, survey) ?? []);
  });
  return (await Promise.all(places)).flat();
}

/** When a publisher was last heard of, by the clock of the file system; now for one that has only just begun. */
async function pulseOf(path: string): Promise<number | null> {
  for (const file of [join(path, PULSE), path]) {
    const found = await stat(file).catch(() => null);
    if (found) return found.mtimeMs;
  }
  return null;
}

async function isAlive(found: Found, here: Publisher, own: string | null): Promise<boolean> {
  const running = isRunning(found.publisher, here);
  if (running !== null) return running;
  const [theirs, ours] = [await pulseOf(found.path), own === null ? null : await pulseOf(own)];
  return theirs !== null && (ours ?? Date.now()) - theirs < SILENCE_MS;
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function busy({ path, version, publisher: { pid, host } }: Found, survey: string): BusyError {
  return new BusyError(
    `${survey} ${version} is being published by process ${pid} on ${host}: try again when that is done (${path})`,
  );
}

/**
 * Waits for the turn to publish a release of a survey. Each publisher first makes a folder of its own and then looks for others:
 * of two, at least the later one sees the other, and gives way for a random while.
 *
 * @throws BusyError if another publisher is not done in time
 */
export async function openStaging({
  data,
  survey,
  version,
  patience,
  signal,
}: StagingOptions): Promise<Staging> {
  const here = thisPublisher();
  const deadline = Date.now() + patience;
  const target = join(data, survey);
  const living = async (own: string | null): Promise<{ alive: Found[]; dead: Found[] }> => {
    const others = (await findAll(data, survey)).filter(
      ({ path }) => own === null || basename(path) !== basename(own),
    );
    const states = await Promise.all(others.map((found) => isAlive(found, here, own)));
    return { alive: others.filter((_, i) => states[i]), dead: others.filter((_, i) => !states[i]) };
  };
  for (;;) {
    signal.throwIfAborted();
    let [rival] = (await living(null)).alive;
    if (!rival) {
      const isFirst = !(await isThere(target));
      const folder = join(isFirst ? data : target, stagingName(survey, version, here));
      const close = (): Promise<void> => rm(folder, { recursive: true, force: true });
      try {
        await mkdir(folder);
        await writeFile(join(folder, PULSE), '');
        const { alive, dead } = await living(folder);
        [rival] = alive;
        if (!rival && isFirst !== (await isThere(target))) {
          for (const { path } of dead) await rm(path, { recursive: true, force: true });
          const timer = setInterval(() => {
            writeFile(join(folder, PULSE), '.').catch(() => {});
          }, PULSE_MS);
          timer.unref();
          return {
            folder,
            isFirst,
            interrupted: dead.map((found) => found.version),
            close: () => {
              clearInterval(timer);
              return close();
            },
          };
        }
      } catch (error) {
        await close().catch(() => {});
        throw error;
      }
      await close();
    }
    if (Date.now() >= deadline && rival) throw busy(rival, survey);
    await wait(20 + Math.random() * 100, undefined, { signal });
  }
}
