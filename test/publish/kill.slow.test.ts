import { expect, test } from 'vitest';
import { VERY_SLOW } from '../slow.ts';
import { afterwards, FIRST, FURTHER, killAtSteps, prepare } from './kills.ts';
import { inParallel, publishApart } from './support.ts';

const RANDOM_KILLS = 90;

test.each([FIRST, FURTHER])('$name, ended by SIGKILL at every step', VERY_SLOW, (scenario) =>
  killAtSteps(scenario, (steps) => steps),
);

test(`${RANDOM_KILLS} times SIGKILL at a random moment`, VERY_SLOW, async () => {
  const { draft, next } = await prepare(FURTHER);
  // How long it takes on this machine, as busy as it is now.
  let { wrote } = await publishApart(draft, [await next()], {});
  const seen = { hit: 0, cut: 0, there: 0 };
  await inParallel(3, Array.from({ length: RANDOM_KILLS }), async () => {
    const data = await next();
    const run = await publishApart(draft, [data], { killAfter: Math.random() * wrote });
    if (run.signal === null) wrote = Math.min(wrote, run.wrote);
    else seen.hit += 1;
    const { there, next: then } = await afterwards(FURTHER, draft, data);
    if (then !== 'refused') seen.cut += 1;
    if (there) seen.there += 1;
  });
  expect(seen.hit).toBeGreaterThan(RANDOM_KILLS / 4);
  process.stdout.write(
    `${RANDOM_KILLS} random moments: ${seen.hit} processes killed, ${seen.cut} publications cut off, ` +
      `${seen.there} releases there afterwards; damaged: 0\n`,
  );
});
