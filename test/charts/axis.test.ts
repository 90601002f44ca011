import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scaleFor, ticksOf } from '../../src/charts/axis.ts';
import type { Canvas } from '../../src/charts/chart.ts';
import { Fonts } from '../../src/charts/fonts.ts';
import { THEMES } from '../../src/charts/theme.ts';
import { Typesetter } from '../../src/charts/typesetter.ts';
import { writerFor } from '../../src/charts/words.ts';

const canvas: Canvas = {
  width: 800,
  isNarrow: false,
  theme: THEMES.light,
  text: new Typesetter(new Fonts('')),
};
const finite = fc.double({ min: -1e7, max: 1e7, noNaN: true });

test('numbers of an axis never touch, differ, and are the numbers where they stand', () => {
  fc.assert(
    fc.property(
      fc.array(finite, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 30, max: 900 }),
      fc.boolean(),
      fc.constantFrom('across', 'down'),
      (values, room, withZero, runs) => {
        const scale = scaleFor(values, [10, 10 + room], { withZero });
        const ticks = ticksOf(canvas, scale, { signed: withZero, runs });
        expect(ticks.length).toBeGreaterThan(0);
        expect(new Set(ticks.map(({ words }) => words)).size).toBe(ticks.length);
        const step = Math.abs((ticks[1]?.value ?? 1) - (ticks[0]?.value ?? 0)) || 1;
        for (const { value, words } of ticks) {
          const read = Number(words.replaceAll(',', '').replace('−', '-').replace('+', ''));
          expect(Math.abs(read - value)).toBeLessThan(step / 10 + 1e-9);
          expect(words).not.toMatch(/^[−+]0(?:\.0+)?$/);
        }
        ticks.slice(1).forEach(({ value, words }, i) => {
          const before = ticks[i] ?? { value: 0, words: '' };
          const apart = Math.abs(scale(value) - scale(before.value));
          if (runs === 'down') expect(apart).toBeGreaterThanOrEqual(18);
          else
            expect(apart).toBeGreaterThanOrEqual(
              (canvas.text.width(words, { size: 12 }) + canvas.text.width(before.words, { size: 12 })) / 2,
            );
        });
      },
    ),
  );
});

test('a long number at one end takes no number from the other', () => {
  const scale = scaleFor([0, 1_000_000], [0, 420], { withZero: true });
  expect(ticksOf(canvas, scale, {}).length).toBeGreaterThan(4);
});

test('numbers below each other take a line each, however long they are', () => {
  const scale = scaleFor([0, 1_000_000], [110, 0], { withZero: true });
  const [across, down] = (['across', 'down'] as const).map((runs) => ticksOf(canvas, scale, { runs }).length);
  expect(down).toBeGreaterThan(3);
  expect(down).toBeGreaterThan(across ?? 99);
});

test('what is rounded to zero has no sign', () => {
  const write = writerFor('rank', [-0.2, 3]);
  expect([write.figure(-0.2), write.figure(-0), write.difference(-0.2), write.figure(-3)]).toEqual([
    '0',
    '0',
    '0',
    '−3',
  ]);
});
