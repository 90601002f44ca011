import { didYouMean, type Fault } from '../../errors/faults.ts';
import { InputFault } from '../../errors/input-fault.ts';
import type { Source, SourceVariable } from '../records/source.ts';
import type { Codebook, CodebookVariable } from './codebook.ts';

function describe(said: CodebookVariable, read: SourceVariable): SourceVariable {
  const kinds = { categorical: 'categorical', numeric: 'numeric', string: 'text' } as const;
  return {
    ...read,
    label: said.label ?? read.label,
    kind: said.type === null ? null : said.ordered ? 'ordered' : kinds[said.type],
    values: [...said.values, ...said.missing],
    missing: said.missing.map(({ code }) => code),
    missingRange: said.missingRange ?? null,
  };
}

const lastPart = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

/** The name of a column as the records have it: a program may write it in capitals. */
function nameIn(names: readonly string[], name: string): string {
  if (names.includes(name)) return name;
  const [only, ...others] = names.filter((one) => one.toLowerCase() === name.toLowerCase());
  if (only !== undefined && others.length === 0) return only;
  // Forms have groups, which exports may leave away.
  const bare = name.replace(/^.*\/(?=[^/]+(?:\/[^/]+)?$)/, '');
  return bare !== name && names.includes(bare)
    ? bare
    : names.includes(lastPart(name))
      ? lastPart(name)
      : name;
}

/**
 * Describes the variables of records by a codebook. Variables that it does not name stay undescribed.
 *
 * @throws InputFault for a variable that the records do not have or that stands twice, and for a code that stands twice
 */
export function applyCodebook(source: Source, codebook: Codebook): Source {
  const faults: Fault[] = [];
  const names = source.variables.map(({ name }) => name);
  const said = new Map<string, CodebookVariable>();
  const elsewhere: string[] = [];
  for (const variable of codebook.variables) {
    const { location } = variable;
    const name = codebook.isOfMore === true ? nameIn(names, variable.name) : variable.name;
    const fault = (message: string): void => {
      faults.push({ file: codebook.file, ...location, message });
    };
    if (!names.includes(name) && codebook.isOfMore === true) {
      elsewhere.push(name);
      continue;
    }
    if (!names.includes(name)) fault(`${source.file} has no column "${name}"${didYouMean(name, names)}`);
    if (said.has(name)) fault(`"${name}" is described twice`);
    said.set(name, variable);
    const codes = [...variable.values, ...variable.missing].map(({ code }) => String(code));
    codes.forEach((code, i) => {
      if (codes.indexOf(code) !== i) fault(`the code ${code} of "${name}" stands twice`);
    });
  }
  if (said.size === 0)
    faults.push({
      file: codebook.file,
      row: null,
      column: null,
      message: `describes no column of ${source.file}, which has ${names.slice(0, 5).join(', ')} …: are its columns called as there?`,
    });
  if (faults.length > 0) throw new InputFault(faults);
  const sets = (codebook.sets ?? []).map((set) => ({
    ...set,
    variables: set.variables.map((name) => nameIn(names, name)),
  }));
  return {
    ...source,
    sets: [...source.sets, ...sets],
    notes: [
      ...source.notes,
      ...(elsewhere.length === 0
        ? []
        : [
            `${codebook.file} describes ${elsewhere.length} variables that ${source.file} does not have: ${elsewhere.slice(0, 5).join(', ')}${elsewhere.length > 5 ? ' …' : ''}`,
          ]),
    ],
    title: codebook.title ?? source.title,
    variables: source.variables.map((read) => {
      const variable = said.get(read.name);
      return variable ? describe(variable, read) : read;
    }),
  };
}
