import { test } from 'vitest';
import { expectNothingFound } from './expect-nothing-found.ts';

test.each([5, 9, 11])(
  'nothing that is hidden is had from everything that is served: survey %i',
  async (seed) => {
    await expectNothingFound(seed);
  },
);
