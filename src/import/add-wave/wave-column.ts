import type { Code } from '../../engine/engine.ts';
import type { Profile } from '../records/profile.ts';
import { refuse } from '../../errors/input-fault.ts';
import type { SurveyFile } from '../../schemas/dataset.ts';

/** Where records say which wave they are of, and how. */
export interface WaveColumn {
  readonly name: string;
  /** What stands in the records of the new wave. */
  readonly code: Code;
  /** What stands in those that are there, where the draft said it of all of them at once; null: it is there. */
  readonly before: Code | null;
}

/** The column of the waves, where a draft of one wave has none: a name that nothing has yet. */
function newName(columns: ReadonlyMap<string, unknown>, file: ReadonlySet<string>): string {
  const taken = new Set([...columns.keys(), ...file].map((name) => name.toLowerCase()));
  for (let i = 1; ; i += 1) {
    const name = `wave${i === 1 ? '' : `-${i}`}`;
    if (!taken.has(name)) return name;
  }
}

/** What the file itself says of its wave. @throws InputFault if it holds several, or one that is there */
function saidByFile(file: string, profile: Profile, known: ReadonlySet<string>): Code {
  const { name, values } = profile;
  const [only, ...others] = values ?? [];
  if (only === undefined || others.length > 0)
    refuse(
      file,
      `holds more than one wave in "${name}": --add-wave adds one; import them together, or take the others out`,
      {
        column: name,
      },
    );
  if (known.has(String(only.code)))
    refuse(file, `is of a wave that the draft has: "${name}" is ${only.code} in all of its records`, {
      column: name,
    });
  return only.code;
}

/**
 * Where the records of a new wave say that they are of it: in the column that the draft has, by a code of their own; or in a new one,
 * where the draft is of one wave.
 *
 * @param columns of the records of the draft
 * @param profile of the column of the same name in the new file; undefined where it has none
 * @param inFile names of the columns of the new file
 */
export function waveColumn(
  { waves, design }: Pick<SurveyFile, 'waves'> & { readonly design: NonNullable<SurveyFile['design']> },
  id: string,
  columns: ReadonlyMap<string, { readonly kind: 'code' | 'number' }>,
  file: string,
  profile: Profile | undefined,
  inFile: ReadonlySet<string>,
): WaveColumn {
  const constant = waves.find((wave) => wave.id === design.wave);
  if (constant) return { name: newName(columns, inFile), code: id, before: constant.id };
  const codes = waves.map((wave) => wave.code ?? wave.id);
  const name = design.wave;
  if (profile && profile.storage !== 'empty')
    return { name, code: saidByFile(file, profile, new Set(codes.map(String))), before: null };
  if (columns.get(name)?.kind !== 'number') return { name, code: id, before: null };
  const numbers = codes.map(Number);
  const own = Number(id);
  const isFree = /^\d+$/.test(id) && !numbers.includes(own);
  return { name, code: isFree ? own : Math.max(...numbers) + 1, before: null };
}
