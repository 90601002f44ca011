import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

const ROOT = new URL('../../', import.meta.url).pathname;
const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';

const run = (program: string, ...args: readonly string[]): string =>
  execFileSync(program, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
const find = (program: string): string => realpathSync(run('which', program).trim());

/** Copies a program with the libraries that it is linked with. */
function bring(root: string, program: string, to: string): void {
  copyFileSync(program, join(root, to));
  const libraries = [...run('ldd', program).matchAll(/(\/\S+) \(0x/g)].map(([, path = '']) => path);
  for (const path of libraries) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    copyFileSync(realpathSync(path), join(root, path));
    const [folder, name] = [dirname(realpathSync(path)), path];
    // What looks names up is loaded at run time, so that no list has it.
    for (const service of /libc\.so/.test(name)
      ? ['libnss_dns.so.2', 'libnss_files.so.2', 'libresolv.so.2']
      : [])
      copyFileSync(join(folder, service), join(root, dirname(path), service));
  }
}

/**
 * A stand-in of the base image made of this machine: its Node and npm, a shell, and the user `node`. So the Dockerfile can be
 * built, line by line, where no registry of images is reached.
 */
function standIn(folder: string): string {
  const root = join(folder, 'root');
  for (const path of ['usr/local/bin', 'usr/bin', 'bin', 'etc/ssl/certs', 'proc', 'dev', 'home/node', 'tmp'])
    mkdirSync(join(root, path), { recursive: true });
  chmodSync(join(root, 'tmp'), 0o1777);
  bring(root, process.execPath, 'usr/local/bin/node');
  for (const program of ['sh', 'rm', 'env']) bring(root, find(program), `bin/${program}`);
  symlinkSync('../../bin/env', join(root, 'usr/bin/env'));
  const npm = dirname(dirname(find('npm')));
  cpSync(npm, join(root, 'usr/local/npm'), { recursive: true, dereference: true });
  symlinkSync('../npm/bin/npm-cli.js', join(root, 'usr/local/bin/npm'));
  copyFileSync(realpathSync(CERTIFICATES), join(root, CERTIFICATES));
  writeFileSync(
    join(root, 'etc/passwd'),
    'root:x:0:0:root:/root:/bin/sh\nnode:x:1000:1000::/home/node:/bin/sh\n',
  );
  writeFileSync(join(root, 'etc/group'), 'root:x:0:\nnode:x:1000:\n');
  return root;
}

/** What of an image a container is started with. */
export interface ImageSettings {
  readonly User: string;
  readonly Env: readonly string[];
  readonly Cmd: readonly string[];
  readonly WorkingDir: string;
  readonly Labels: Readonly<Record<string, string>>;
  readonly Healthcheck?: { readonly Test: readonly string[] };
}

/**
 * Builds the image of the Dockerfile over a stand-in of its base, without an engine.
 *
 * @param folder where images and containers are kept, removed by who made it
 * @returns what it is started with, and the folder with its files
 */
export function buildImage(folder: string): { settings: ImageSettings; files: string } {
  const store = [
    '--storage-driver',
    'vfs',
    '--root',
    join(folder, 'store'),
    '--runroot',
    join(folder, 'run'),
  ];
  const buildah = (...args: readonly string[]): string => run('buildah', ...store, ...args).trim();
  const base = buildah('from', 'scratch');
  buildah('copy', '--quiet', base, standIn(folder), '/');
  buildah('config', '--env', 'PATH=/usr/local/bin:/usr/bin:/bin', base);
  buildah('config', '--env', `NODE_EXTRA_CA_CERTS=${CERTIFICATES}`, base);
  const [, name = ''] = /^FROM (\S+)$/m.exec(run('cat', join(ROOT, 'Dockerfile'))) ?? [];
  buildah('commit', '--quiet', base, `docker.io/library/${name}`);
  buildah(
    'bud',
    '--quiet',
    '--isolation',
    'chroot',
    '--format',
    'docker',
    '--pull-never',
    '--tag',
    'topline',
    ROOT,
  );
  const { Docker } = JSON.parse(buildah('inspect', '--type', 'image', 'localhost/topline')) as {
    Docker: { config: ImageSettings };
  };
  return {
    settings: Docker.config,
    files: buildah('mount', buildah('from', '--pull-never', 'localhost/topline')),
  };
}

/** Nothing can be written but to /tmp, and the user is that of the image: as `--read-only --tmpfs /tmp` have it. */
const READ_ONLY = `set -e
mount --bind "$1" "$1"
mount -o remount,bind,ro "$1"
mount -t tmpfs tmpfs "$1/tmp"
user=$2 files=$1 folder=$3
shift 3
exec chroot --userspec="$user" "$files" /bin/env -i "$@" /bin/sh -c 'cd "$0" && exec "$@"' "$folder"`;

/** Starts what the image starts, as a container without an engine. @returns its port and what ends it, with its code */
export async function startImage(
  { User, Env, Cmd, WorkingDir }: ImageSettings,
  files: string,
): Promise<{ port: number; pid: number; stop: () => Promise<number | null> }> {
  const settings = [...Env, 'PORT=0', 'HOST=127.0.0.1'];
  const script = READ_ONLY.replace('"$folder"', `"$folder" ${Cmd.map((word) => `'${word}'`).join(' ')}`);
  const args = ['--mount', 'bash', '-c', script, 'bash', files, `${User}:${User}`, WorkingDir, ...settings];
  const child = spawn('unshare', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = once(child, 'close') as Promise<[number | null]>;
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const listening = new Promise<number>((resolve) => {
    createInterface(child.stdout).on('line', (text) => {
      const line = text.startsWith('{') ? (JSON.parse(text) as { msg: string; port: number }) : null;
      if (line?.msg === 'listening') resolve(line.port);
    });
  });
  const port = await Promise.race([listening, ended.then(() => null)]);
  if (port === null) throw new Error(`the image did not start: ${errors}`);
  return {
    port,
    pid: child.pid ?? NaN,
    stop: async () => {
      child.kill('SIGTERM');
      const [code] = await ended;
      return code;
    },
  };
}
