import { expect, test } from 'vitest';
import type { Problem } from '../../../src/schemas/problem.ts';
import { appOver, getJson, temporaryFolder, toplines, writeSurvey } from '../../helper.ts';

test('of versions that are as near, the newest is named first', async () => {
  const folder = await temporaryFolder();
  const rows = toplines('q,,yes,w1,a,percent,69');
  await writeSurvey(
    folder,
    'small',
    ['1.0.0', '1.1.0', '1.2.0'].map((version) => ({ version, toplines: rows })),
  );
  const app = await appOver(folder);
  const allowed = async (version: string) =>
    (await getJson<Problem>(app, `/v1/surveys/small@${version}`, 404)).errors[0]?.allowed;
  expect(await allowed('1.9.0')).toEqual(['small@1.2.0', 'small@1.1.0', 'small@1.0.0']);
  expect(await allowed('1.0.1')).toEqual(['small@1.0.0', 'small@1.2.0', 'small@1.1.0']);
});
