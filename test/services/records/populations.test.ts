import { expect, test } from 'vitest';
import { EngineBusyError, type Engine, type TallyRow } from '../../../src/engine/engine.ts';
import { populationsFrom } from '../../../src/services/records/populations.ts';

/** A stratum of so many records that all say the same population. */
const stratum = (code: number, population: number, n: number): TallyRow => ({
  codes: [population],
  strata: [code],
  cluster: null,
  n,
  nonzero: n,
  w: n,
  w2: n,
  x: null,
  replicates: null,
});

test('populations are summed up while the line of the clients is full', async () => {
  const rows = [stratum(1, 500, 3), stratum(2, 70, 2)];
  const engine: Pick<Engine, 'tally'> = {
    tally: (_query, { isCheck = false } = {}) =>
      isCheck ? Promise.resolve(rows) : Promise.reject(new EngineBusyError('4 queries are waiting already')),
  };
  const query = { strata: ['s'], cluster: null, column: 'N', stage: 'first' } as const;
  expect(await populationsFrom(engine, query)).toEqual([
    { codes: [1], n: 3, least: 500, most: 500, missing: 0, notPositive: 0 },
    { codes: [2], n: 2, least: 70, most: 70, missing: 0, notPositive: 0 },
  ]);
});
