import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  identityText,
  isRunning,
  parseProcessIdentity,
  thisProcess,
  type ProcessIdentity,
} from './process-identity.ts';
import { firstPulse, keepPulse, PULSE_TIMES, PulseWatch, type PulseTimes } from './pulse.ts';

/** Somebody else is at the same work, and was not done in time. The message says who, and what to do. */
export class BusyError extends Error {
  override readonly name = 'BusyError';
}

/**
 * A folder that only one process can have at a time: where all that is unfinished lies, and the lock, in one. Its name
 * says whose it is, so that no moment of a crash leaves one that nobody understands, and is never used again, so that to
 * remove that of a dead process cannot hit a living one. What is moved out of it is moved only while the
 * claim stands: who was taken for dead wrongly finds the folder gone, and changes nothing.
 */
export interface FolderClaim {
  readonly folder: string;
  /** In which of the parent folders it stands. */
  readonly parent: string;
  /** What processes were at that died before they were done. */
  readonly interrupted: readonly string[];
  readonly close: () => Promise<void>;
}

export interface ClaimOptions {
  /** Begins the names of all claims to the same thing. */
  readonly prefix: string;
  /** What is to be done with it, told to others; without `/`. */
  readonly label: string;
  /** The folders where such claims stand. One that is not there holds none. */
  readonly parents: readonly string[];
  /** In which of them one must stand, as things are. */
  readonly chooseParent: () => Promise<string>;
  /** How to tell that another is at it: `small 1.2.0 is being published`. */
  readonly describe: (label: string) => string;
  /** How long to wait for another (ms). */
  readonly patience: number;
  readonly signal?: AbortSignal;
  readonly mode?: number;
  readonly times?: PulseTimes;
}

interface Found {
  readonly path: string;
  readonly label: string;
  readonly holder: ProcessIdentity;
}
interface Rival extends Found {
  /** `doubtful`: it may be dead, which only time can tell. */
  readonly state: 'alive' | 'doubtful' | 'dead';
  /** Since when it gave no sign of life (ms), where that is how it is judged. */
  readonly silent: number | null;
}

const UNIQUE_BYTES = 6;

/** A text as a field of a name whose fields are parted by `~`. */
const escape = (text: string): string => text.replaceAll('%', '%25').replaceAll('~', '%7E');
const unescape = (part: string): string => part.replaceAll('%7E', '~').replaceAll('%25', '%');

function nameOf(prefix: string, label: string, holder: ProcessIdentity): string {
  return `${escape(prefix)}~${escape(label)}~${randomBytes(UNIQUE_BYTES).toString('hex')}~${identityText(holder)}`;
}

function parse(folder: string, name: string, prefix: string): Found | null {
  const [start, label, unique, ...rest] = name.split('~');
  const holder = parseProcessIdentity(rest.join('~'));
  if (start !== escape(prefix) || !label || !unique || !holder) return null;
  return { path: join(folder, name), label: unescape(label), holder };
}

/** All claims to a thing. */
async function findAll(prefix: string, parents: readonly string[]): Promise<Found[]> {
  const found = parents.map(async (folder) => {
    const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    return names.flatMap((name) => parse(folder, name, prefix) ?? []);
  });
  return (await Promise.all(found)).flat();
}

async function rivalOf(found: Found, here: ProcessIdentity, watch: PulseWatch): Promise<Rival | null> {
  const running = isRunning(found.holder, here);
  if (running !== null) return { ...found, state: running ? 'alive' : 'dead', silent: null };
  const sign = await watch.look(found.path);
  return sign.state === 'gone' ? null : { ...found, state: sign.state, silent: sign.age };
}

function busy(
  { path, label, holder, silent }: Rival,
  describe: ClaimOptions['describe'],
  times: PulseTimes,
): BusyError {
  const since =
    silent === null
      ? ''
      : `; it was last heard of ${Math.max(0, Math.round(silent / 1000))} s ago and counts as dead after ${times.silence / 1000} s: if it is gone, remove the folder`;
  return new BusyError(
    `${describe(label)} by process ${holder.pid} on ${holder.host}: try again when that is done (${path}${since})`,
  );
}

/**
 * Waits for the turn to do some work that only one process may do at a time. Each first makes a folder of its own and then looks for
 * others: of two, at least the later one sees the other, and gives way for a random while. A process of this machine that is gone, by
 * its number and its beginning, is no hindrance; one of which nothing can be known from here counts as dead as `PulseWatch` says, and
 * never by its number.
 *
 * @throws BusyError if another is not done in time
 */
export async function openClaim({
  prefix,
  label,
  parents,
  chooseParent,
  describe,
  patience,
  signal,
  mode = 0o777,
  times = PULSE_TIMES,
}: ClaimOptions): Promise<FolderClaim> {
  const here = thisProcess();
  const watch = new PulseWatch(times);
  const deadline = performance.now() + patience;
  const rivalsOf = async (own: string | null): Promise<Rival[]> => {
    const others = (await findAll(prefix, parents)).filter(({ path }) => path !== own);
    return (await Promise.all(others.map((found) => rivalOf(found, here, watch)))).filter(
      (one) => one !== null,
    );
  };
  for (;;) {
    signal?.throwIfAborted();
    let rival = (await rivalsOf(null)).find(({ state }) => state !== 'dead');
    if (!rival) {
      const parent = await chooseParent();
      const folder = join(parent, nameOf(prefix, label, here));
      const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
      try {
        await mkdir(folder, { mode });
        await firstPulse(folder);
        const others = await rivalsOf(folder);
        rival = others.find(({ state }) => state !== 'dead');
        if (!rival && parent === (await chooseParent())) {
          for (const { path } of others) await rm(path, { recursive: true, force: true });
          const endPulse = keepPulse(folder, times);
          const close = async (): Promise<void> => {
            endPulse();
            await remove();
          };
          return { folder, parent, interrupted: others.map((one) => one.label), close };
        }
      } catch (error) {
        await remove().catch(() => {});
        throw error;
      }
      await remove();
    }
    // Whoever is in doubt is waited for: the doubt ends by itself.
    if (rival?.state === 'alive' && performance.now() >= deadline) throw busy(rival, describe, times);
    await wait(20 + Math.random() * 100, undefined, { signal });
  }
}
