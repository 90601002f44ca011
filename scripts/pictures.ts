import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { buildApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';

const ROOT = new URL('../', import.meta.url);

/** The pictures of the documents, and the addresses that they are of. `test/charts/pictures.test.ts` holds that they are there and of these sizes. */
export const PICTURES = {
  'gaps.png': '/v1/surveys/cmo-cio-alignment@1.2.0/charts/gaps.png?question=reasons&sort=-gap',
  'scale.png': '/v1/surveys/nonvoters@1.0.0/charts/estimates.png?question=q8&audience=all',
} as const;

/** Draws a picture of the documents. */
async function drawPicture(address: string): Promise<Buffer> {
  const app = await buildApp({
    config: readConfig({ DATA_DIR: fileURLToPath(new URL('data', ROOT)), QUERY_TIMEOUT_MS: '120000' }),
    isLate: () => false,
  });
  const { statusCode, rawPayload, body } = await app.inject(address);
  await app.close();
  if (statusCode !== 200) throw new Error(`${address}: ${statusCode} ${body}`);
  return rawPayload;
}

if (import.meta.main)
  for (const [name, address] of Object.entries(PICTURES))
    await writeFile(new URL(`docs/pictures/${name}`, ROOT), await drawPicture(address));
