/** The data directory of a command: the one that is named, else that of DATA_DIR, else `data`, as for the server. */
export function dataDirectory(given: string | undefined): string {
  return given ?? (process.env['DATA_DIR'] || 'data');
}

export const DATA_OPTION = ['--data <dir>', 'data directory (default: $DATA_DIR, else "data")'] as const;
