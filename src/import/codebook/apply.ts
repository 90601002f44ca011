import { didYouMean, type Fault } from '../../errors/faults.ts';
import { InputFault } from '../../errors/input-fault.ts';
import { undescribed, type Source, type SourceVariable } from '../records/source.ts';
import type { Codebook, CodebookVariable } from './codebook.ts';

function describe(said: CodebookVariable): SourceVariable {
  const kinds = { categorical: 'categorical', numeric: 'numeric', string: 'text' } as const;
  return {
    name: said.name,
    label: said.label,
    kind: said.type === null ? null : said.ordered ? 'ordered' : kinds[said.type],
    values: [...said.values, ...said.missing],
    missing: said.missing.map(({ code }) => code),
    missingRange: null,
    note: null,
  };
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
  for (const variable of codebook.variables) {
    const { name, location } = variable;
    const fault = (message: string): void => {
      faults.push({ file: codebook.file, ...location, message });
    };
    if (!names.includes(name)) fault(`${source.file} has no column "${name}"${didYouMean(name, names)}`);
    if (said.has(name)) fault(`"${name}" is described twice`);
    said.set(name, variable);
    const codes = [...variable.values, ...variable.missing].map(({ code }) => String(code));
    codes.forEach((code, i) => {
      if (codes.indexOf(code) !== i) fault(`the code ${code} of "${name}" stands twice`);
    });
  }
  if (faults.length > 0) throw new InputFault(faults);
  return {
    ...source,
    title: codebook.title ?? source.title,
    variables: names.map((name) => {
      const variable = said.get(name);
      return variable ? describe(variable) : undescribed(name);
    }),
  };
}
