import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { OpenAPIV3_1 } from 'openapi-types';
import type { Config } from '../../config.ts';

/** What of the document follows from the settings. */
export const settingsOf = ({
  PUBLIC_URL,
}: Pick<Config, 'PUBLIC_URL'>): Required<Pick<OpenAPIV3_1.Document, 'servers' | 'externalDocs'>> => ({
  servers: [{ url: PUBLIC_URL ?? '/', description: 'This service' }],
  externalDocs: {
    description: 'What the statistics mean: each formula with its source',
    url: `${PUBLIC_URL ?? ''}/docs/method`,
  },
});

/**
 * The document of a service, of the one that was generated without settings: to derive it from the schemas again takes as long as all else of
 * a start. A test holds that both are the same, byte for byte.
 */
export function generatedDocument(file: URL, config: Pick<Config, 'PUBLIC_URL'>): () => OpenAPIV3_1.Document {
  let document: OpenAPIV3_1.Document | undefined;
  return () => {
    document ??= {
      ...(JSON.parse(readFileSync(file, 'utf8')) as OpenAPIV3_1.Document),
      ...settingsOf(config),
    };
    return document;
  };
}

/**
 * Sees that a generated document is of the routes that there are.
 *
 * @throws Error with those that only one of both has
 */
export async function checkGenerated(file: URL, operations: Iterable<string>): Promise<void> {
  const text = await readFile(file, 'utf8');
  // Not parsed: most starts need no more of it.
  const described = new Set([...text.matchAll(/"operationId": ?"(\w+)"/g)].map(([, id]) => id ?? ''));
  const there = new Set(operations);
  const apart = [...described, ...there].filter((id) => !described.has(id) || !there.has(id));
  if (apart.length > 0)
    throw new Error(`openapi/openapi.json is not of these routes (${apart.join(', ')}): npm run generate`);
}
