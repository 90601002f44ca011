import { test } from 'vitest';
import { expectNothingFound } from './expect-nothing-found.ts';

// One of those of suppress.slow.test.ts.
test('nothing that is hidden is had from everything that is served', async () => {
  await expectNothingFound(8);
});
