import type { Method } from '../../schemas/results/common.ts';
import { NO_SAMPLING_ERROR, OF_SAMPLING_ERROR } from '../records/method.ts';
import { turns } from '../../turns/turns.ts';
import type { Estimate } from './estimate.ts';
import type { ReleaseFigures } from './release-figures.ts';

/** Which kinds of figures an answer is made of. */
export interface Ran {
  readonly published: boolean;
  readonly computed: boolean;
}

/**
 * Which kinds of figures an answer is made of; where it is made of none, those that the release has. Found in turns.
 *
 * @param figures those that rows of the answer were made of; a hidden one is one that was computed
 */
export async function ranIn(
  { release, method }: ReleaseFigures,
  figures: readonly Pick<Estimate, 'computed'>[],
  anyHidden = false,
): Promise<Ran> {
  const published = await turns.some(figures, ({ computed }) => computed === null);
  const computed = anyHidden || (await turns.some(figures, (figure) => figure.computed !== null));
  if (published || computed) return { published, computed };
  return { published: method === null || release.figures.length > 0, computed: method !== null };
}

const PUBLISHED = 'Published figures: ';
const COMPUTED = 'Computed figures: ';
type Value = Method[string];
const named = (kind: string, value: Value): Value => (typeof value === 'string' ? `${kind}${value}` : value);

/** Both kinds of sentences, each under the name of what it is about. */
function toldApart(published: Method, computed: Method): Method {
  const names = new Set([...Object.keys(published), ...Object.keys(computed)]);
  return Object.fromEntries(
    [...names].map((name): [string, Value] => {
      const [a = null, b = null] = [published[name], computed[name]];
      if (a === b) return [name, a];
      if (b === null) return [name, named(PUBLISHED, a)];
      if (a === null) return [name, named(COMPUTED, b)];
      return [name, `${PUBLISHED}${String(a)} ${COMPUTED}${String(b)}`];
    }),
  );
}

/** The choices behind computed figures, without those about a sampling error where there is none. */
function computedMethod(release: ReleaseFigures, computed: Method): Method {
  if (release.variance !== 'unknown') return computed;
  return Object.fromEntries(
    Object.entries(computed).map(([name, value]) => [
      name,
      OF_SAMPLING_ERROR.has(name) ? NO_SAMPLING_ERROR : value,
    ]),
  );
}

/**
 * The choices behind an answer, put together from what ran: those for published figures where some are in it, those for
 * computed ones where some are, each under its name where both are.
 *
 * @param records what of the choices behind the records the answer rests on
 */
export function methodOf(
  release: ReleaseFigures,
  ran: Ran,
  {
    both,
    published,
    computed,
    records = release.method ?? {},
  }: {
    readonly both: Method;
    readonly published: Method;
    readonly computed: Method;
    readonly records?: Method;
  },
): Method {
  if (!ran.computed) return { ...published, ...both };
  const ours = computedMethod(release, computed);
  const facts = Object.fromEntries(Object.entries(records).filter(([name]) => !(name in ours)));
  if (!ran.published) return { ...facts, ...ours, ...both };
  // Facts of the records, such as their weight, speak for themselves; what both kinds speak of is told apart.
  const alike = Object.fromEntries(Object.entries(facts).filter(([name]) => name in published));
  return { ...facts, ...toldApart(published, { ...alike, ...ours }), ...both };
}
