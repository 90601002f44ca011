import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** What a thing is called that this system does not tell. */
const UNKNOWN = '0';
const SEPARATOR = '~';

/** A process, told apart from any other that ever had its number. Every text is free of `~` and `/`. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it began, in ticks since the machine did (proc(5), `stat`, field 22); `0` where that is not to be had. */
  readonly started: string;
  /** One start of one machine: its number is never used again. `0` where that is not to be had. */
  readonly boot: string;
  /** The space that its number is of: a container has its own. `0` where that is not to be had. */
  readonly space: string;
  /** For people, and for machines that tell no more. */
  readonly host: string;
}

/** State and beginning of a process of this machine; null if there is none to be seen, or no /proc. */
function statOf(pid: number): { readonly state: string; readonly started: string } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program stands in brackets, and may hold blanks and brackets itself.
    const [state = '', ...rest] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state, started: rest[18] ?? UNKNOWN };
  } catch {
    return null;
  }
}

function told(read: () => string | undefined): string {
  try {
    return read() ?? UNKNOWN;
  } catch {
    return UNKNOWN;
  }
}

/** Whether the numbers in /proc are those that this process goes by: a container may see its host's. */
const isProcOurs = (): boolean => told(() => readlinkSync('/proc/self')) === String(process.pid);

/** This process. */
export function thisProcess(): ProcessIdentity {
  return {
    pid: process.pid,
    started: isProcOurs() ? (statOf(process.pid)?.started ?? UNKNOWN) : UNKNOWN,
    boot: told(() =>
      readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')
        .replaceAll(/[^0-9a-f]/g, '')
        .slice(0, 16),
    ),
    space: told(() => /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0]),
    host: hostname()
      .replaceAll(/[^\w.-]/g, '_')
      .slice(0, 64),
  };
}

/** Whether a process of this machine has the number, whoever's it is. */
function isNumberTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/**
 * Whether a process still runs.
 *
 * @param here this process
 * @returns null where that cannot be told from here: on another machine, before the machine was started anew (which
 *   nobody can tell from another machine of the same name), in another container, or where the number is taken and
 *   nothing says since when
 */
export function isRunning(one: ProcessIdentity, here: ProcessIdentity): boolean | null {
  if (one.host !== here.host || one.boot !== here.boot || one.space !== here.space) return null;
  if (!isNumberTaken(one.pid)) return false;
  const found = one.started === UNKNOWN || here.started === UNKNOWN ? null : statOf(one.pid);
  // Ended but not yet waited for is ended.
  return found && found.started === one.started && !/[ZX]/.test(found.state);
}

/** The identity as a part of a file's name. */
export const identityText = ({ pid, started, boot, space, host }: ProcessIdentity): string =>
  [pid, started, boot, space, host].join(SEPARATOR);

/** The identity that a text tells; null if it tells none. */
export function parseProcessIdentity(text: string): ProcessIdentity | null {
  const [pid = '', started, boot, space, host, ...more] = text.split(SEPARATOR);
  if (!/^[1-9]\d*$/.test(pid) || !started || !boot || !space || !host || more.length > 0) return null;
  return { pid: Number(pid), started, boot, space, host };
}
