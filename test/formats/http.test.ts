import { asyncBufferFromUrl, parquetReadObjects } from 'hyparquet';
import { describe, expect, test } from 'vitest';
import { formatsOf } from '../../src/formats/index.ts';
import { appOver, BUNDLED, bundledApp } from '../helper.ts';
import { testInFull } from '../runs.ts';

const GAPS = '/v1/surveys/cmo-cio-alignment@1.1.0/gaps?question=reasons';

describe.each(formatsOf(true).map((format) => [format.id, format] as const))('%s', (id, format) => {
  test('can be asked for by its media type, and has a file name; the others are not linked from each', async () => {
    const app = await bundledApp();
    const named = await app.inject(`${GAPS}&format=${id}`);
    const accepted = await app.inject({ url: GAPS, headers: { accept: format.mediaType } });
    expect(accepted.headers['content-type']).toBe(format.contentType);
    expect(named.headers['content-type']).toBe(format.contentType);
    expect(named.headers['content-disposition']).toBe(
      `${format.binary ? 'attachment' : 'inline'}; filename="cmo-cio-alignment@1.1.0-gaps.${format.extension}"`,
    );
    expect(named.headers.link).not.toContain('rel="alternate"');
    expect(named.headers.link).toContain('rel="canonical"');
  });

  test('is compressed where that gains something, and is asked about with HEAD and If-None-Match', async () => {
    const app = await bundledApp();
    const url = `${GAPS}&format=${id}`;
    const response = await app.inject({ url, headers: { 'accept-encoding': 'gzip' } });
    expect(response.headers['content-encoding']).toBe(format.compressed ? undefined : 'gzip');
    const head = await app.inject({ method: 'HEAD', url });
    const whole = await app.inject(url);
    expect(head.headers['content-length']).toBe(String(whole.rawPayload.length));
    expect(head.rawPayload).toHaveLength(0);
    expect(head.headers.etag).toBe(whole.headers.etag);
    const fresh = await app.inject({ url, headers: { 'if-none-match': String(head.headers.etag) } });
    expect(fresh.statusCode).toBe(304);
    expect(whole.headers['cache-control']).toContain('immutable');
  });
});

describe('ranges', () => {
  const url = `${GAPS}&format=parquet`;

  test('206 with the bytes that were asked for, 416 behind the end, 200 where the bytes are others', async () => {
    const app = await bundledApp();
    const whole = await app.inject(url);
    const bytes = whole.rawPayload;
    expect(whole.headers['accept-ranges']).toBe('bytes');
    for (let i = 0; i < 2; i += 1) {
      const part = await app.inject({ url, headers: { range: 'bytes=4-11' } });
      expect(part.statusCode).toBe(206);
      expect(part.headers['content-range']).toBe(`bytes 4-11/${bytes.length}`);
      expect(part.headers['content-length']).toBe('8');
      expect(part.rawPayload.equals(bytes.subarray(4, 12))).toBe(true);
    }
    const behind = await app.inject({ url, headers: { range: `bytes=${bytes.length}-` } });
    expect(behind.statusCode).toBe(416);
    expect(behind.headers['content-range']).toBe(`bytes */${bytes.length}`);
    expect(behind.json()).toMatchObject({ type: '/v1/problems/range-not-satisfiable', status: 416 });
    expect(behind.headers['content-type']).toContain('application/problem+json');
    expect(behind.headers['cache-control']).toBe('no-store');
    expect(behind.headers['content-disposition']).toBeUndefined();
    const range = 'bytes=0-3';
    const same = await app.inject({ url, headers: { range, 'if-range': String(whole.headers.etag) } });
    expect(same.body).toBe('PAR1');
    const other = await app.inject({ url, headers: { range, 'if-range': '"other"' } });
    expect(other.statusCode).toBe(200);
    expect(other.rawPayload.equals(bytes)).toBe(true);
    const head = await app.inject({ method: 'HEAD', url, headers: { range } });
    expect(head.statusCode).toBe(200);
  });

  test('a part of a compressed answer is a part of the compressed bytes', async () => {
    const app = await bundledApp();
    const headers = { 'accept-encoding': 'gzip' };
    const whole = await app.inject({ url: GAPS, headers });
    const part = await app.inject({ url: GAPS, headers: { ...headers, range: 'bytes=10-99' } });
    expect(part.statusCode).toBe(206);
    expect(part.headers['content-encoding']).toBe('gzip');
    expect(part.rawPayload.equals(whole.rawPayload.subarray(10, 100))).toBe(true);
  });

  testInFull('a reader of Parquet reads the answer by ranges', async () => {
    const app = await appOver(BUNDLED);
    const json = (await app.inject(GAPS)).json<{ data: { item: string; gap: number | null }[] }>();
    const asked: string[] = [];
    app.server.prependListener(
      'request',
      ({ method, headers }: { method: string; headers: { range?: string } }) => {
        asked.push(`${method} ${headers.range ?? 'whole'}`);
      },
    );
    const origin = await app.listen({ host: '127.0.0.1', port: 0 });
    const file = await asyncBufferFromUrl({ url: `${origin}${url}` });
    const rows = await parquetReadObjects({ file, columns: ['item', 'gap'] });
    expect(rows).toEqual(json.data.map(({ item, gap }) => ({ item, gap })));
    expect(asked.length).toBeGreaterThan(1);
    expect(asked.filter((request) => request.startsWith('GET')).every((one) => one.includes('bytes='))).toBe(
      true,
    );
  });
});
