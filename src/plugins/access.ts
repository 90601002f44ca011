import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { AccessKeys, type KeyVerdict } from '../access/access-keys.ts';
import { KeyFileError, type AccessKey, type Scope } from '../access/key-file.ts';
import { WatchedKeyFile } from '../access/watched-key-file.ts';
import { ConfigError } from '../config.ts';
import { ApiError } from '../errors/api-error.ts';
import { parameterError } from '../errors/parameter-error.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The key that was presented and is good; null where none was. */
    accessKey: { readonly id: string; readonly scopes: readonly Scope[] } | null;
    /** Whether releases under embargo are to be seen. */
    preview: boolean;
  }
}

/** Often enough for a key to be refused within a second of its revocation. */
const POLL_MS = 250;
const CHALLENGE = 'Bearer realm="topline"';
const BEARER = /^Bearer +(\S+)$/i;

function headerFault(message: string) {
  return [parameterError('header', 'Authorization', null, message)];
}

function unauthorized(detail: string, message: string): ApiError {
  return new ApiError('unauthorized', detail, {
    // What was sent is not repeated: it may be a key with a slip in it.
    errors: headerFault(message),
    headers: { 'www-authenticate': `${CHALLENGE}, error="invalid_token"` },
  });
}

/** What a client is told whose key is not good. */
function refusal(verdict: Exclude<KeyVerdict, { outcome: 'valid' }>): ApiError {
  switch (verdict.outcome) {
    case 'wrong':
      return unauthorized(
        'The access key is not valid.',
        'must be "Bearer" and a key of this service, tl_…, or be left out',
      );
    case 'expired':
      return unauthorized(`The access key expired at ${verdict.key.expires}.`, 'is a key that has expired');
    case 'revoked':
      return unauthorized('The access key was revoked.', 'is a key that was revoked');
    case 'limited':
      return new ApiError('rate-limited', 'Too many access keys from this address were wrong.', {
        errors: headerFault('is not looked at for now'),
        headers: { 'retry-after': String(verdict.seconds) },
      });
    case 'busy':
      return new ApiError('rate-limited', 'Too many access keys are being checked at once.', {
        headers: { 'retry-after': String(verdict.seconds) },
      });
  }
}

/** Keys that are read and looked after until they are closed. */
export interface OpenedKeys {
  readonly verifier: AccessKeys;
  close(): void;
}

/**
 * Opens the file of keys. Do it before all else: what is wrong with a setting is told at once.
 *
 * @param keysFile the file of keys, read again whenever it changes; undefined: there are no keys
 * @throws ConfigError if the file cannot be used at the start
 */
export async function openKeys(
  keysFile: string | undefined,
  {
    now,
    logger,
  }: { readonly now: () => number; readonly logger?: Pick<Logger, 'info' | 'error'> | undefined },
): Promise<OpenedKeys | null> {
  if (keysFile === undefined) return null;
  const verifier = new AccessKeys(now);
  const events = {
    onChange: (keys: readonly AccessKey[]) => {
      verifier.replace(keys);
      logger?.info({ keys: keys.length }, 'access keys read again');
    },
    onFault: ({ message }: KeyFileError) =>
      logger?.error({ fault: message }, 'access keys cannot be read: those that were read last stay'),
  };
  try {
    const { file, keys } = await WatchedKeyFile.open(keysFile, events, POLL_MS);
    verifier.replace(keys);
    return { verifier, close: () => file.close() };
  } catch (error) {
    throw error instanceof KeyFileError ? new ConfigError(`KEYS_FILE=${error.message}`) : error;
  }
}

/** A hook that lets those pass whose key has a scope. */
type Guard = (scope: Scope) => (request: FastifyRequest) => Promise<void>;

/**
 * Access keys: `Authorization: Bearer tl_…`. A key that is wrong, expired or revoked is refused wherever it is sent;
 * without one, everything public is there. It comes before whatever depends on `request.preview`.
 *
 * @param keys null: there are none, every guard lets everybody pass, and of the header only what looks like a key of
 *   ours is refused: other credentials may be for a proxy before us
 */
export function accessKeys(app: FastifyInstance, keys: OpenedKeys | null): Guard {
  app.decorateRequest('accessKey', null);
  app.decorateRequest('preview', false);
  app.addHook('onClose', () => keys?.close());

  async function check(request: FastifyRequest, authorization: string): Promise<void> {
    const presented = BEARER.exec(authorization)?.[1] ?? null;
    if (keys === null) {
      if (presented?.startsWith('tl_'))
        throw unauthorized('This service has no access keys.', 'must be left out here');
      return;
    }
    const verdict = await keys.verifier.verify(presented, request.ip);
    if (verdict.outcome !== 'valid') throw refusal(verdict);
    const { id, scopes } = verdict.key;
    request.accessKey = { id, scopes };
    request.preview = scopes.includes('preview');
  }

  app.addHook('onRequest', (request, _reply, done) => {
    const { authorization } = request.headers;
    // Nobody waits who has no key.
    const pass = (): void => done();
    if (authorization === undefined) pass();
    else check(request, authorization).then(pass, done);
  });

  return (scope) => async (request) => {
    if (keys === null) return;
    if (request.accessKey === null)
      throw new ApiError('unauthorized', `This address needs an access key with the scope ${scope}.`, {
        errors: headerFault(`is missing; it must be "Bearer" and a key with the scope ${scope}`),
        headers: { 'www-authenticate': CHALLENGE },
      });
    if (!request.accessKey.scopes.includes(scope))
      throw new ApiError('forbidden', `The access key lacks the scope ${scope}.`, {
        errors: headerFault(`is a key without the scope ${scope}`),
        headers: { 'www-authenticate': `${CHALLENGE}, error="insufficient_scope", scope="${scope}"` },
      });
  };
}
