import type { LoggerOptions } from 'pino';
import { withoutSecrets } from './key-format.ts';

/** Where the header with a key may be in what is logged. */
const HEADER = ['authorization', 'headers.authorization', '*.headers.authorization', 'err.*.authorization'];

/**
 * Settings of a log that no key gets into: the header is hidden, and a key that somebody put into an address, an id or
 * a message loses its secret when the line is written.
 */
export const PRIVATE_LOG: Pick<LoggerOptions, 'redact' | 'hooks'> = {
  redact: HEADER,
  hooks: { streamWrite: withoutSecrets },
};
