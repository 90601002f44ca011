import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CommandIo } from './io.ts';
import { inTrialFolder } from './trial.ts';

const SELF = fileURLToPath(import.meta.url);
const WATCHER = fileURLToPath(new URL(`./try-watcher${extname(SELF)}`, import.meta.url));

/** Says which process serves the folder; null: none does any more. */
export type TellServer = (pid: number | null) => void;

/**
 * Does work in a folder that is gone afterwards, and the server of it with it, however this process ends: a watcher in a process of its
 * own sees to it where this one cannot.
 */
export async function inWatchedFolder<T>(
  io: Pick<CommandIo, 'onTemporary'>,
  work: (folder: string, tellServer: TellServer) => Promise<T>,
): Promise<T> {
  return inTrialFolder(io, async (folder) => {
    // Its own group: what ends all processes of a terminal leaves it, so that it can clear up.
    const watcher = spawn(process.execPath, [WATCHER, folder], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      detached: true,
    });
    const ended = once(watcher, 'exit');
    try {
      return await work(folder, (pid) => {
        if (watcher.connected) watcher.send({ pid });
      });
    } finally {
      if (watcher.connected) watcher.disconnect();
      await ended;
    }
  });
}
