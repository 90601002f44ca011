import { test } from 'vitest';
import { expectNothingFound } from './expect-nothing-found.ts';

test.each([8, 11, 14])(
  'nothing that is hidden is had from everything that is served: survey %i',
  async (seed) => {
    await expectNothingFound(seed);
  },
);
