import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { canMount, findProgram, needs } from '../components.ts';
import { temporaryFolder } from '../helper.ts';
import { VERY_SLOW } from '../slow.ts';
import { buildImage, startImage } from './image.ts';

const buildah = findProgram('buildah');

test(
  'the image is built, has the version, and serves read-only as a user that is not root',
  { ...needs(buildah, canMount()), ...VERY_SLOW },
  async () => {
    const { settings, files } = buildImage(await temporaryFolder());
    expect(settings).toMatchObject({ User: 'node', WorkingDir: '/app', Cmd: ['node', 'src/server.ts'] });
    expect(settings.Labels['org.opencontainers.image.version']).toBe(manifest.version);
    const packages = JSON.parse(readFileSync(`${files}/app/node_modules/.package-lock.json`, 'utf8')) as {
      packages: Record<string, { dev?: boolean }>;
    };
    expect(Object.values(packages.packages).filter(({ dev }) => dev)).toEqual([]);

    const { port, pid, stop } = await startImage(settings, files);
    const origin = `http://127.0.0.1:${port}`;
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    expect(/^Uid:\t(.*)$/m.exec(status)?.[1]?.split('\t')).toEqual(['1000', '1000', '1000', '1000']);
    // As the process sees them: its root is the image.
    const mounts = readFileSync(`/proc/${pid}/mountinfo`, 'utf8').trim().split('\n');
    const writable = mounts
      .map((line) => line.split(' '))
      .filter(([, , , , , options = '']) => /^rw\b/.test(options))
      .map(([, , , , at]) => at);
    expect(writable).toEqual(['/tmp']);

    const get = async (path: string) => {
      const response = await fetch(origin + path);
      return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
    };
    expect(JSON.parse(String((await get('/readyz')).bytes))).toMatchObject({ status: 'ready' });
    const document = JSON.parse(String((await get('/openapi.json')).bytes)) as { info: { version: string } };
    expect(document.info.version).toBe(manifest.version);
    // Records are read by the engine, long Parquet goes through a temporary file, the method is a file of its own.
    const table = '/v1/surveys/nonvoters/crosstab?rows=q5&columns=voter-category';
    expect((await get(table)).status).toBe(200);
    const parquet = await get(`${table}&format=parquet&limit=all`);
    expect([parquet.status, String(parquet.bytes.subarray(0, 4))]).toEqual([200, 'PAR1']);
    expect((await get('/docs/method')).status).toBe(200);
    expect(await stop()).toBe(0);
  },
);
