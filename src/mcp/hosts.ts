import { isIP } from 'node:net';
import type { Config } from '../config.ts';

const LOCAL = ['localhost', '127.0.0.1', '::1'];

/** The name in a header Host or Origin, without port and brackets; null where there is none. */
function nameIn(text: string): string | null {
  try {
    const { hostname, username } = new URL(text);
    return hostname === '' || username !== '' ? null : hostname.replace(/^\[|\]$/g, '');
  } catch {
    return null;
  }
}

/**
 * Whether a request was meant for this service, and was not brought here by a page of another site whose name leads to this machine
 * (DNS rebinding): its Host must be a name of the service, this machine's own, or a plain address, which no name can stand for.
 */
export function isOwnHost(
  host: string | undefined,
  { HOST, PUBLIC_URL }: Pick<Config, 'HOST' | 'PUBLIC_URL'>,
): boolean {
  const name = host === undefined ? null : nameIn(`http://${host}`);
  if (name === null) return false;
  const own = [...LOCAL, HOST, ...(PUBLIC_URL === undefined ? [] : [nameIn(PUBLIC_URL)])];
  return isIP(name) !== 0 || own.includes(name);
}

/**
 * Whether a page may ask: one of this machine, of the service, or of an origin that the settings name. `CORS_ORIGINS=*` names none.
 *
 * @param origin left out by what is no page
 */
export function isKnownOrigin(
  origin: string | undefined,
  { CORS_ORIGINS, PUBLIC_URL }: Pick<Config, 'CORS_ORIGINS' | 'PUBLIC_URL'>,
): boolean {
  if (origin === undefined) return true;
  const listed = CORS_ORIGINS.split(',').map((one) => one.trim());
  if (listed.includes(origin)) return true;
  const name = nameIn(origin);
  if (name === null || !/^https?:/.test(origin)) return false;
  return LOCAL.includes(name) || (PUBLIC_URL !== undefined && new URL(PUBLIC_URL).origin === origin);
}
