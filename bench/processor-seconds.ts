import { readFileSync } from 'node:fs';

/** A tick is a hundredth of a second on Linux. */
const TICKS = 100;

/** Processor seconds of this process so far, user and system. */
export function ownProcessorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** The same of another process (Linux). */
export function processorSeconds(pid: number): number {
  // Behind the name, which may hold anything; utime and stime are the 14th and 15th of all fields.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** A process and those that it started (Linux). */
function processesOf(pid: number): number[] {
  const started = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  return [pid, ...started.flatMap((child) => processesOf(Number(child)))];
}

/** Processor seconds of a process and those that it started (Linux). */
export const familyProcessorSeconds = (pid: number): number =>
  processesOf(pid).reduce((sum, one) => sum + processorSeconds(one), 0);
