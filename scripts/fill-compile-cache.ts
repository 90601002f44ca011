import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdirSync } from 'node:fs';
import { createInterface } from 'node:readline';

/**
 * Starts the server once and ends it when it listens, so that what was compiled is there for whoever starts it next: in the folder
 * NODE_COMPILE_CACHE, as the user whose number is given, to whom alone it counts. It is for the image, which cannot be written to later.
 */
const [folder, user] = [process.env['NODE_COMPILE_CACHE'] ?? '', Number(process.argv[2])];
mkdirSync(folder, { recursive: true });
chownSync(folder, user, user);
const server = spawn(process.execPath, ['src/server.ts'], {
  env: { ...process.env, PORT: '0' },
  stdio: ['ignore', 'pipe', 'inherit'],
  uid: user,
  gid: user,
});
const ended = once(server, 'exit');
createInterface(server.stdout).on('line', (line) => {
  if (line.includes('"msg":"listening"')) server.kill('SIGTERM');
});
const [code] = await ended;
if (code !== 0) throw new Error(`the server ended with ${String(code)}`);
