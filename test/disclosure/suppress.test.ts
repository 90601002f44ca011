import { test } from 'vitest';
import { expectNothingFound } from './expect-nothing-found.ts';

test.each([8, 9, 11])(
  'nothing that is hidden is had from everything that is served: survey %i',
  async (seed) => {
    await expectNothingFound(seed);
  },
);
