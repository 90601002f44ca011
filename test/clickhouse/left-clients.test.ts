import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { ClickHouseEngine } from '../../src/engine/clickhouse/clickhouse.ts';
import { Connection } from '../../src/engine/clickhouse/connection.ts';
import { QueryQueue } from '../../src/engine/query-queue.ts';
import { query } from '../engine/registry.ts';
import { eventually } from '../eventually.ts';

test.each(['tally', 'codedTallies'] as const)(
  'a server that says nothing is let go of when who asked leaves: %s',
  async (ask) => {
    let [asked, ended] = [0, 0];
    const silent = createServer((request, response) => {
      asked += 1;
      response.on('close', () => (ended += 1));
      request.resume();
    }).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const connection = new Connection({
      urls: [`http://127.0.0.1:${(silent.address() as AddressInfo).port}`],
      user: 'default',
      password: '',
      database: 'topline',
    });
    onTestFinished(async () => {
      await connection.close();
      silent.closeAllConnections();
      silent.close();
    });
    const engine = new ClickHouseEngine(
      { format: 'topline-loaded/1', table: 'r_1', rows: 10, columns: [] },
      {
        connection,
        queue: new QueryQueue({ concurrency: 1, queue: 10, waitMs: 600_000 }),
        limits: { maximumCells: 100, maximumTallyRows: 100 },
        timeoutMs: 600_000,
        memoryMegabytes: 100,
        closing: new AbortController().signal,
      },
    );
    const leaving = new AbortController();
    const { signal } = leaving;
    const told = Promise.allSettled([
      engine[ask](query({ by: [] }), { signal }),
      engine[ask](query({ by: [] }), { signal }),
    ]);
    await eventually(() => asked === 1);
    leaving.abort(new Error('gone'));
    for (const one of await told) expect(one).toMatchObject({ reason: { message: 'gone' } });
    await eventually(() => ended === 1);
    // The one that waited for its turn was never asked.
    expect(asked).toBe(1);
  },
);
