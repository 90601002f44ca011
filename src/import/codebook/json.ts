import { z } from 'zod';
import { readAs } from '../../errors/read-as.ts';
import { InputFault } from '../../errors/input-fault.ts';
import type { Codebook } from './codebook.ts';

const labelled = z.object({ code: z.union([z.number(), z.string()]), label: z.string().trim().min(1) });

/** Keys that are not named here are left unread: codebooks of this shape carry other things for other programs. */
const jsonCodebook = z.object({
  title: z.string().trim().min(1).optional(),
  variables: z
    .array(
      z.object({
        name: z.string().min(1),
        label: z.string().trim().min(1).nullish(),
        type: z.enum(['categorical', 'numeric', 'string']).nullish(),
        ordered: z.boolean().nullish(),
        values: z.array(labelled).nullish(),
        missing: z.array(labelled).nullish(),
      }),
    )
    .min(1),
});

/**
 * Reads a codebook in JSON: `{ title?, variables: [{ name, label?, type?, ordered?, values?, missing? }] }`.
 *
 * @throws InputFault with every fault of its form
 */
export function readJsonCodebook(file: string, document: unknown): Codebook {
  const { data, faults } = readAs(jsonCodebook, document, file);
  if (data === null) throw new InputFault(faults);
  return {
    file,
    title: data.title ?? null,
    variables: data.variables.map(({ name, label, type, ordered, values, missing }, i) => ({
      name,
      label: label ?? null,
      type: type ?? null,
      ordered: ordered ?? false,
      values: values ?? [],
      missing: missing ?? [],
      location: { row: null, column: `variables[${i}]` },
    })),
  };
}
