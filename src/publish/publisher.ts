import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process that publishes, told apart from any other that ever had its number. */
export interface Publisher {
  readonly pid: number;
  /** When it began, in ticks since the machine did; 0 where that is not to be had. */
  readonly started: string;
  /** The space that its number is of: a container has its own. 0 where that is not to be had. */
  readonly space: string;
  readonly host: string;
}

/** State and beginning of a process of this machine, as proc(5) tells them; null if there is none, or no /proc. */
function look(pid: number | 'self'): { readonly state: string; readonly started: string } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program stands in brackets, and may hold blanks and brackets itself.
    const [state = '', ...rest] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state, started: rest[18] ?? '0' };
  } catch {
    return null;
  }
}

function numberSpace(): string {
  try {
    return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '0';
  } catch {
    return '0';
  }
}

/** This process. */
export function thisPublisher(): Publisher {
  return {
    pid: process.pid,
    started: look('self')?.started ?? '0',
    space: numberSpace(),
    host: hostname()
      .replaceAll(/[^\w.-]/g, '_')
      .slice(0, 64),
  };
}

/** Whether a process still runs; null where that cannot be told from here: on another machine, or in another container. */
export function isRunning({ pid, started, space, host }: Publisher, here: Publisher): boolean | null {
  if (host !== here.host || space !== here.space) return null;
  const found = look(pid);
  if (found) return found.started === started && !/[ZX]/.test(found.state);
  if (here.started !== '0') return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
