/** The machine was in the way: a full disk, a folder that may not be written. One line, ready to be shown. */
export class PublishIoError extends Error {
  override readonly name = 'PublishIoError';
}

/** The code of an error of the operating system, such as ENOSPC; null for any other error. */
export function systemCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('syscall' in error)) return null;
  const { code } = error as NodeJS.ErrnoException;
  return code !== undefined && /^E[A-Z0-9]+$/.test(code) ? code : null;
}
