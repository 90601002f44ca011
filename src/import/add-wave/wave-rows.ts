import type { Code } from '../../engine/engine.ts';
import { identifier, literal } from '../../engine/quote.ts';
import { refuse } from '../../errors/input-fault.ts';
import { isPlainNumber } from '../records/number-forms.ts';
import { storedAs, type Profile } from '../records/profile.ts';

type Kind = 'code' | 'number';

const asSql = (code: Code): string => (typeof code === 'number' ? `'${code}'::DOUBLE` : literal(code));

/** A code as a column of this kind holds it; null: it cannot. */
function inKind(code: Code, kind: Kind): Code | null {
  if (kind === 'code') return String(code);
  if (typeof code === 'number') return code;
  return isPlainNumber(code) ? Number(code) : null;
}

/**
 * In SQL: a column of a new wave as that of the draft holds it, with the codes that the draft has.
 *
 * @param kind of the column of the draft; null: it has none, and the file says it
 * @param written values that have another code there, or are no answer
 * @param derived a column of texts with one in the place of all that few wrote; left out: as it is
 * @throws InputFault for a value that is none in the column of the draft
 */
export function columnSql(
  file: string,
  profile: Profile,
  kind: Kind | null,
  written: ReadonlyMap<Code, Code | null>,
  derived: string | undefined,
): string {
  const own: Kind = profile.storage === 'text' ? 'code' : 'number';
  const target = kind ?? own;
  const { name, values } = profile;
  const base = `CAST(${identifier(name)} AS ${own === 'code' ? 'VARCHAR' : 'DOUBLE'})`;
  if (profile.storage === 'empty') return `CAST(NULL AS ${target === 'code' ? 'VARCHAR' : 'DOUBLE'})`;
  if (values === null && own !== target && target === 'number')
    refuse(file, 'holds numbers in the draft, and texts here', { column: name });
  const cases: string[] = [];
  const odd: Code[] = [];
  const map = new Map(written);
  if (own !== target) for (const { code } of values ?? []) if (!map.has(code)) map.set(code, code);
  for (const [from, to] of map) {
    if ((typeof from === 'number') !== (own === 'number')) continue;
    const stored = to === null ? null : inKind(to, target);
    if (to !== null && stored === null) odd.push(from);
    cases.push(`WHEN ${base} = ${asSql(from)} THEN ${stored === null ? 'NULL' : asSql(stored)}`);
  }
  if (odd.length > 0)
    refuse(
      file,
      `holds ${odd
        .slice(0, 5)
        .map((code) => `"${code}"`)
        .join(
          ', ',
        )} here, and numbers in the draft: name what stands for no value with --missing, or a codebook with the labels of both`,
      { column: name },
    );
  // What is listed nowhere stays as it is.
  const rest =
    derived !== undefined && target === 'code'
      ? derived
      : own === target
        ? storedAs(profile)
        : target === 'code'
          ? `CAST(${storedAs(profile)} AS VARCHAR)`
          : 'NULL';
  return cases.length === 0 ? rest : `CASE ${cases.join(' ')} ELSE ${rest} END`;
}
