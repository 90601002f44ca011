import { didYouMean } from '../../errors/faults.ts';
import { InputFault } from '../../errors/input-fault.ts';
import type { ImportOptions } from './options.ts';
import type { Source } from './source.ts';

/** Names of columns as they stand in the file: parts that a comma was taken to divide are put together where that gives a name. */
function rejoinNames(parts: readonly string[], known: ReadonlySet<string>): string[] {
  const names: string[] = [];
  for (let i = 0; i < parts.length;) {
    const part = parts[i] ?? '';
    let taken = 1;
    let name = part;
    if (!known.has(part)) {
      for (let end = i + 2; end <= parts.length; end += 1) {
        const some = parts.slice(i, end);
        const whole = [some.join(', '), some.join(',')].find((one) => known.has(one));
        if (whole === undefined) continue;
        [name, taken] = [whole, end - i];
        break;
      }
    }
    names.push(name);
    i += taken;
  }
  return names;
}

/**
 * The options with the names of columns as the file has them.
 *
 * @throws InputFault for a column to keep, or one of those who were asked, that is not there
 */
export function withNamesOf(source: Source, options: ImportOptions): ImportOptions {
  const names = source.variables.map(({ name }) => name);
  const known = new Set(names);
  const rejoin = (parts: readonly string[]): string[] => rejoinNames(parts, known);
  const { roles, asked } = options;
  const keep = rejoin(options.keep);
  const named = [
    ...keep.map((name) => ({ flag: 'keep', name })),
    ...(typeof asked === 'object' ? [{ flag: 'asked', name: asked.column }] : []),
  ];
  const faults = named
    .filter(({ name }) => !known.has(name))
    .map(({ flag, name }) => ({
      file: source.file,
      row: null,
      column: name,
      message: `--${flag}: there is no such column${didYouMean(name, flag === 'asked' ? ['everyone', 'any', ...names] : names)}`,
    }));
  if (faults.length > 0) throw new InputFault(faults);
  return {
    ...options,
    keep,
    roles: {
      ...roles,
      weight: rejoin(roles.weight),
      strata: rejoin(roles.strata),
      clusters: rejoin(roles.clusters),
      fpc: rejoin(roles.fpc),
    },
  };
}
