import { formatFault, type Fault } from './faults.ts';

/** Input that cannot be imported, with every fault that was found. */
export class InputFault extends Error {
  override readonly name = 'InputFault';
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(faults.map(formatFault).join('\n'));
    this.faults = faults;
  }
}

/** Refuses input for one reason. @throws InputFault always */
export function refuse(
  file: string,
  message: string,
  { row = null, column = null }: { readonly row?: number | null; readonly column?: string | null } = {},
): never {
  throw new InputFault([{ file, row, column, message }]);
}
