import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const GIVEN = /^[\w.-]{1,64}$/;
/** So much chance that no two processes ever begin alike. */
const RANDOM_BYTES = 12;

/** Names requests: as the client does, if that can stand in a log line as it is; else by what only this process begins with, and a number. */
export function requestIds(): (request: Pick<IncomingMessage, 'headers'>) => string {
  const begin = randomBytes(RANDOM_BYTES).toString('hex');
  let count = 0;
  return ({ headers }) => {
    const given = headers['x-request-id'];
    if (typeof given === 'string' && GIVEN.test(given)) return given;
    count += 1;
    return `${begin}-${count.toString(36)}`;
  };
}
