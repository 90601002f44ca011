import { join } from 'node:path';
import { ReleaseFault, type Fault } from '../errors/faults.ts';
import { readText, type ReadText } from './read-text.ts';

/** The line that an error of `JSON.parse` names, where it names one. */
function lineIn(message: string): number | null {
  const line = /line (\d+)/.exec(message)?.[1];
  return line === undefined ? null : Number(line);
}

/**
 * The JSON document that a text is.
 *
 * @param file its name, for the fault
 * @throws ReleaseFault if it is missing, cannot be read, or is no JSON; `cause` is the error of the machine that was in the way
 */
export function parseJson(file: string, { text, problem, cause }: ReadText): unknown {
  const fault = (message: string, row: number | null = null): Fault => ({ file, row, column: null, message });
  if (text === null) throw new ReleaseFault([fault(problem ?? 'is missing')], { cause });
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new ReleaseFault([fault(`is not JSON: ${message}`, lineIn(message))]);
  }
}

/** Reads a JSON document of a folder. @throws ReleaseFault as {@link parseJson} */
export async function readJson(directory: string, file: string): Promise<unknown> {
  return parseJson(file, await readText(join(directory, file)));
}
