import { open, readFile, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';

const PATIENCE_MS = 5000;
const AGAIN_MS = 20;

/** Somebody else changes the file; the message says who, and what to do if that is long over. */
export class LockedError extends Error {
  override readonly name = 'LockedError';

  constructor(lock: string, holder: string) {
    super(`${lock}: ${holder} is changing the file. Try again; if that process is gone, remove the lock.`);
  }
}

interface Holder {
  readonly pid: number;
  readonly host: string;
}

const isCode = (error: unknown, code: string): boolean => (error as NodeJS.ErrnoException).code === code;

/** Makes the lock, with who holds it; false where there is one. */
async function make(lock: string): Promise<boolean> {
  try {
    const file = await open(lock, 'wx', 0o600);
    try {
      await file.writeFile(JSON.stringify({ pid: process.pid, host: hostname() } satisfies Holder));
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

async function textOf(lock: string): Promise<string | null> {
  return readFile(lock, 'utf8').catch((error: unknown) => {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  });
}

function holderOf(text: string): Holder | null {
  try {
    const { pid, host } = JSON.parse(text) as Partial<Holder>;
    return Number.isInteger(pid) && typeof host === 'string' ? { pid: Number(pid), host } : null;
  } catch {
    return null;
  }
}

/** Whether the holder is a process of this machine that is gone. Of another machine's nothing is known. */
function isGone(holder: Holder | null): boolean {
  if (holder === null || holder.host !== hostname()) return false;
  try {
    process.kill(holder.pid, 0);
    return false;
  } catch (error) {
    return isCode(error, 'ESRCH');
  }
}

/**
 * Removes a lock whose holder is gone. Only who holds the second lock may remove the first, and looks at it once more:
 * else one of two that found the same dead lock could remove the living one of the other.
 */
export async function removeDead(lock: string, dead: string): Promise<void> {
  const breaking = `${lock}.break`;
  if (!(await make(breaking))) return;
  try {
    if ((await textOf(lock)) === dead) await rm(lock, { force: true });
  } finally {
    await rm(breaking, { force: true });
  }
}

/** A lock without a holder is one that is being written, unless it has been so for long. */
async function isCutShort(lock: string, text: string): Promise<boolean> {
  if (holderOf(text) !== null) return false;
  const made = await stat(lock).catch(() => null);
  return made !== null && Date.now() - made.mtimeMs > PATIENCE_MS;
}

/**
 * Does some work while no other process that asks for the same lock does. A lock that a killed process of this machine
 * left is removed.
 *
 * @param lock path of the lock file, which is there only meanwhile
 * @throws LockedError if another process holds it for longer than `patienceMs`
 */
export async function withLock<T>(
  lock: string,
  work: () => Promise<T>,
  { patienceMs = PATIENCE_MS }: { readonly patienceMs?: number } = {},
): Promise<T> {
  const until = Date.now() + patienceMs;
  while (!(await make(lock))) {
    const text = await textOf(lock);
    if (text === null) continue;
    const holder = holderOf(text);
    if (isGone(holder) || (await isCutShort(lock, text))) await removeDead(lock, text);
    if (Date.now() > until) {
      const who = holder === null ? 'a process' : `process ${holder.pid} on ${holder.host}`;
      throw new LockedError(lock, who);
    }
    await wait(AGAIN_MS);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}
