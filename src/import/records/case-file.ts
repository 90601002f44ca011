import { refuse } from '../../errors/input-fault.ts';
import { ByteSourceError } from '../byte-source.ts';

/**
 * Does work on a file of a statistics program, and closes it whatever happens.
 *
 * @param file what messages call it
 * @throws InputFault if the file is not what it says it is
 */
export async function withCaseFile<Opened extends { close(): Promise<void> }, Result>(
  file: string,
  open: () => Promise<Opened>,
  work: (opened: Opened) => Promise<Result>,
): Promise<Result> {
  let opened: Opened | null = null;
  try {
    opened = await open();
    return await work(opened);
  } catch (error) {
    if (error instanceof ByteSourceError) refuse(file, error.message);
    throw error;
  } finally {
    await opened?.close();
  }
}

/** Whether a database could not tell a column of this name from another, or could not name it. */
const UNNAMEABLE = /^$|[\0\uFEFF]/;

/**
 * Checks that variables can be columns of one table, whose names are the same in upper and lower case.
 *
 * @throws InputFault for a file without variables, and for names that are none or stand twice
 */
export function checkVariableNames(file: string, variables: readonly { readonly name: string }[]): void {
  if (variables.length === 0) refuse(file, 'has no variables');
  const names = variables.map(({ name }) => name.toLowerCase());
  const twice = names.findIndex((name, i) => UNNAMEABLE.test(name) || names.indexOf(name) !== i);
  if (twice >= 0)
    refuse(
      file,
      `variable ${twice + 1} has no name, or that of another but for upper and lower case: "${variables[twice]?.name ?? ''}"`,
    );
}
