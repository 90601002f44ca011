/** The machine was in the way: a full disk, a folder that may not be written. One line, ready to be shown. */
export class PublishIoError extends Error {
  override readonly name = 'PublishIoError';
}

/** The code of an error of the operating system, such as ENOSPC; null for any other error. */
function systemCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('syscall' in error)) return null;
  const { code } = error as NodeJS.ErrnoException;
  return code !== undefined && /^E[A-Z0-9]+$/.test(code) ? code : null;
}

/**
 * What a publisher is told of an error in the midst of a command.
 *
 * @param state what has become of what, such as `small 1.0.0 is not published, and nothing was changed`
 * @returns a `PublishIoError` where the machine was in the way; any other error as it is
 */
export function explained(error: unknown, state: string): unknown {
  const code = systemCode(error);
  if (code === null || !(error instanceof Error)) return error;
  return new PublishIoError(`${state}: ${error.message.split('\n')[0] ?? code}`, { cause: error });
}
