/**
 * A process of its own beside `topline try`, whose channel to it closes however that ends, even where it is killed: then the server is
 * ended too, and the folder removed. It is started with the folder, and told the server by its process id (null: there is none any more).
 */
import { rmSync } from 'node:fs';

const [folder] = process.argv.slice(2);
let server: number | null = null;

process.on('message', ({ pid }: { readonly pid: number | null }) => {
  server = pid;
});
process.on('disconnect', () => {
  try {
    if (server !== null) process.kill(server, 'SIGKILL');
  } catch {
    // It has ended already.
  }
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  process.exit();
});
