import type { Method } from '../../schemas/results/common.ts';
import type { ReleaseFigures } from './release-figures.ts';

/**
 * The choices behind an answer: those for published figures, those for computed ones, or, where a release has both, each
 * under its name.
 */
export function methodOf(
  release: ReleaseFigures,
  { published, computed }: { readonly published: Method; readonly computed: Method },
): Method {
  if (release.method === null) return published;
  const ours = { ...release.method, ...computed };
  if (release.release.figures.length === 0) {
    // What says nothing of figures, such as the family of the tests, is the same for both.
    const kept = Object.entries(published).filter(([name]) => SHARED.has(name));
    return { ...ours, ...Object.fromEntries(kept) };
  }
  const names = new Set([...Object.keys(published), ...Object.keys(ours)]);
  return Object.fromEntries(
    [...names].map((name) => {
      const [a = null, b = null] = [published[name], ours[name]];
      return [
        name,
        a === null || b === null || a === b
          ? (b ?? a)
          : `Published figures: ${String(a)} Computed figures: ${String(b)}`,
      ];
    }),
  );
}

const SHARED: ReadonlySet<string> = new Set([
  'adjustment',
  'familySize',
  'notTested',
  'significant',
  'perYear',
  'ranking',
  'agreement',
  'change',
]);
