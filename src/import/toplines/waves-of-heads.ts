import type { Head } from './labels.ts';

/** The audience and the wave of a column; `wrong` where the heads of a table do not say which. */
export interface HeadOfWave {
  readonly audience: string;
  readonly wave: string | null;
  readonly wrong: string | null;
}

const whole = ({ audience, wave, text }: Head): string => (wave === null ? audience : text);

/**
 * Tells years that are waves from those that belong to what an audience is called, such as "Voted Clinton 2016".
 *
 * With `--wave` all columns are of that wave, and another year is part of a name; but columns that are alike save for their years are
 * waves, and are refused. Without it years are waves if all heads name the same one, or if each is that of an audience which stands in
 * several: else they are refused, as nobody can know which of them are waves.
 */
export function wavesOfHeads(heads: readonly Head[], given: string | null): readonly HeadOfWave[] {
  const inWaves = Map.groupBy(
    heads.filter(({ wave }) => wave !== null),
    ({ audience }) => audience.toLowerCase(),
  );
  const repeated = new Set(
    [...inWaves.values()].flatMap((group) => {
      const waves = new Set(group.map(({ wave }) => wave ?? ''));
      return waves.size > 1 ? [...waves] : [];
    }),
  );
  if (given !== null)
    return heads.map((head): HeadOfWave => {
      const { audience, wave } = head;
      if (wave === null || wave === given) return { audience, wave: given, wrong: null };
      const wrong =
        repeated.size > 0 || audience === ''
          ? `is of ${wave}, but --wave says ${given}: leave --wave out, or import its columns alone`
          : null;
      return { audience: whole(head), wave: given, wrong };
    });
  const named = new Set(heads.flatMap(({ wave }) => wave ?? []));
  const isOne = named.size === 1;
  // Other names than years are waves of the codebook.
  const years = [...named].filter((wave) => /^\d{4}$/.test(wave));
  const isEach =
    years.length < 2 ||
    years.every((wave) => repeated.has(wave)) ||
    heads.every(({ audience }) => audience === '');
  const [first = ''] = named;
  return heads.map(({ audience, wave }) => ({
    audience,
    wave,
    wrong:
      wave === null || isOne || isEach
        ? wave === null && isOne
          ? `names no wave, and another head names ${first}: say that all are of it with --wave ${first}; a year that belongs to the name of an audience stays there`
          : null
        : `names ${wave}, and other heads ${[...named].filter((one) => one !== wave).join(', ')}: say which wave all are of with --wave ${first}, and the years stay in the names of audiences; where they are waves, write them in a row of their own above these heads`,
  }));
}
