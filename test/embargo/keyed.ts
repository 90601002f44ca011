import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { expect, onTestFinished } from 'vitest';
import { addKey } from '../../src/access/manage-keys.ts';
import { appOver, temporaryFolder } from '../helper.ts';
import { answerTo, attack, type Asked } from './crawl.ts';
import { addEmbargoed, LIFT, publicData } from './data.ts';

const bodyOf = (answer: string) => (JSON.parse(answer) as [number, unknown, string])[2];
const headersOf = (answer: string) =>
  Object.fromEntries((JSON.parse(answer) as [number, [string, string][]])[1]);

/** A service with embargoed releases, and a key that opens them and one that does not. */
export async function keyedApp(): Promise<{
  app: FastifyInstance;
  preview: Record<string, string>;
  metrics: Record<string, string>;
}> {
  const folder = await publicData();
  await addEmbargoed(folder);
  const file = join(await temporaryFolder(), 'keys.json');
  const now = () => LIFT - 3600_000;
  const headers = async (scope: 'preview' | 'metrics') => {
    const { key } = await addKey(file, { scopes: [scope], note: 'test', expires: null }, now());
    return { authorization: `Bearer ${key}` };
  };
  const [preview, metrics] = [await headers('preview'), await headers('metrics')];
  const app = await appOver(folder, { now, env: { KEYS_FILE: file } });
  onTestFinished(() => app.close());
  return { app, preview, metrics };
}

/**
 * Asks with a preview key, and then without, and asserts that nobody else is answered with what the key has opened.
 *
 * @param chosen which of all that an attacker may ask is asked
 * @param minimum answers at least that the key opens
 */
export async function expectKeptFromOthers(
  chosen: (asked: readonly Asked[]) => readonly Asked[],
  minimum: number,
): Promise<void> {
  const { app, preview, metrics } = await keyedApp();
  const asked = chosen(attack(app, [])).filter(
    ({ headers, url }) => Object.keys(headers).length === 0 && !url.startsWith('/metrics'),
  );
  let opened = 0;
  const leaks: string[] = [];
  for (const one of asked) {
    const before = await answerTo(app, one);
    const withKey = (key: Record<string, string>) => answerTo(app, { ...one, headers: key });
    if (bodyOf(await withKey(preview)) !== bodyOf(before)) opened += 1;
    for (const key of [{}, metrics]) {
      const after = await withKey(key);
      if (after !== before) leaks.push(`${one.url}\n${before}\n${after}`);
      const { vary, 'cache-control': control, location } = headersOf(after);
      // Where an address with a slash too many belongs is the same for everybody.
      const depends = location === undefined && ['GET', 'HEAD'].includes(one.method);
      if (one.url.startsWith('/v1/surveys') && depends) {
        expect(vary, one.url).toContain('Authorization');
        // Code names the service as the client does, so that it is for that client alone, key or not.
        if (!one.url.includes('snippet=')) expect(control, one.url).not.toContain('private');
      }
    }
  }
  process.stdout.write(
    `preview: ${asked.length} requests with a key, ${opened} answers with secrets, ${leaks.length} of them told to others\n`,
  );
  expect(leaks.slice(0, 3)).toEqual([]);
  expect(opened).toBeGreaterThan(minimum);
}
