import { availableParallelism } from 'node:os';
import { describe, expect, test } from 'vitest';
import { ConfigError, environment, readConfig, trustProxy } from '../src/config.ts';

describe('readConfig', () => {
  test('has a default for everything but PUBLIC_URL', () => {
    expect(readConfig({})).toEqual({
      HOST: '127.0.0.1',
      PORT: 8080,
      DATA_DIR: 'data',
      RELOAD_SECONDS: 1,
      LOG_LEVEL: 'info',
      MCP: 'on',
      TRUST_PROXY: 'false',
      ENGINE: 'duckdb',
      ENGINE_MEMORY: 1024,
      ENGINE_THREADS: availableParallelism(),
      MEMORY_MEGABYTES: 512,
      SPOOL_MEGABYTES: 1024,
      QUERY_TIMEOUT_MS: 10_000,
      MAX_CELLS: 20_000,
      RATE_LIMIT_PER_MINUTE: 0,
      WORKERS: 1,
      CORS_ORIGINS: '*',
    });
    expect(readConfig({ PORT: '' }).PORT).toBe(8080);
  });

  test.each([
    ['PORT', '65536', 'a whole number from 0 to 65535'],
    ['PORT', '80a', 'a whole number from 0 to 65535'],
    ['PORT', '-1', 'a whole number from 0 to 65535'],
    ['LOG_LEVEL', 'loud', 'trace, debug, info'],
    ['PUBLIC_URL', 'ftp://example.org', 'an http or https address'],
    ['RATE_LIMIT_PER_MINUTE', '1e3', 'a whole number'],
    ['CORS_ORIGINS', 'example.org', 'origins such as'],
    ['TRUST_PROXY', 'maybe', 'true, false'],
  ])('%s=%s stops the start with one line that says what is allowed', (name, value, allowed) => {
    const read = () => readConfig({ [name]: value });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(`${name}=${value} is not allowed: `);
    expect(read).toThrow(allowed);
  });

  test('describes every variable', () => {
    for (const [name, schema] of Object.entries(environment.shape)) {
      const meta = schema.meta() ?? {};
      expect(meta['description'], name).toBeTypeOf('string');
      expect(meta['allowed'], name).toBeTypeOf('string');
    }
  });

  test('a public address loses its last slash', () => {
    expect(readConfig({ PUBLIC_URL: 'https://example.org/api/' }).PUBLIC_URL).toBe('https://example.org/api');
  });
});

test('trustProxy takes a flag, hops, or addresses', () => {
  expect(trustProxy('true')).toBe(true);
  expect(trustProxy('10.0.0.0/8, 127.0.0.1')).toEqual(['10.0.0.0/8', '127.0.0.1']);
  const hops = trustProxy('1');
  expect(typeof hops === 'function' && [hops('x', 0), hops('x', 1)]).toEqual([true, false]);
});
