import { FaultError } from './faults.ts';

/** What a command was given, and cannot do its work with. */
export class InputFault extends FaultError {
  override readonly name = 'InputFault';
}

/** Refuses input for one reason. @throws InputFault always */
export function refuse(
  file: string,
  message: string,
  { row = null, column = null }: { readonly row?: number | null; readonly column?: string | null } = {},
): never {
  throw new InputFault([{ file, row, column, message }]);
}
