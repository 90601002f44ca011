import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { eventually } from '../eventually.ts';
import { appOver, getJson, temporaryFolder, toplines } from '../helper.ts';
import { publish } from '../repository/publisher.ts';

const csv = toplines('q,,yes,w1,a,percent,69');

test('RELOAD_SECONDS=0 stays with what the start found; otherwise a running service goes along, and logs it', async () => {
  const folder = await temporaryFolder();
  await publish(folder, 'small', { toplines: csv });
  const lines: Record<string, unknown>[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      done();
    },
  });
  const still = await appOver(folder, { env: { RELOAD_SECONDS: '0' } });
  const moving = await appOver(folder, { logger: pino(stream) });
  const logged = (msg: string) => eventually(() => lines.find((one) => one['msg'] === msg) ?? false);
  await publish(folder, 'small', { version: '1.1.0', toplines: csv });
  expect(await logged('releases changed')).toMatchObject({
    added: ['small@1.1.0'],
    removed: [],
    vanished: [],
  });
  await publish(folder, 'other', { toplines: 'nonsense' });
  // A look may have come before the index was there, and refused the survey.
  const refusal = () => lines.find(({ msg, version }) => msg === 'release refused' && version !== null);
  expect(await eventually(() => refusal() ?? false)).toMatchObject({ survey: 'other', version: '1.0.0' });
  // What is served does not hang on files that change afterwards.
  await appendFile(join(folder, 'small', '1.1.0', 'toplines.csv'), 'x');
  const release = async (app: typeof still) => (await getJson(app, '/v1/surveys/small')).meta['release'];
  expect([await release(still), await release(moving)]).toEqual(['1.0.0', '1.1.0']);
  const { refused } = await getJson<{ refused: unknown[] }>(moving, '/readyz');
  expect(refused).toMatchObject([{ survey: 'other', version: '1.0.0' }]);
});
