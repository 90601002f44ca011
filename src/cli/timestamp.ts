import { InvalidArgumentError } from 'commander';
import { z } from 'zod';

const form = z.iso.datetime({ offset: true });

/** An option that is a moment. @throws InvalidArgumentError, which makes it wrong usage */
export function parseTimestamp(given: string): string {
  if (form.safeParse(given).success) return given;
  throw new InvalidArgumentError(
    'It must be a moment with its time zone, such as 2026-12-01T09:00:00Z or …+01:00.',
  );
}
