import type { FastifyInstance } from 'fastify';
import { afterAll, onTestFinished } from 'vitest';

/** An application, with what closes it and takes its folder away. */
interface Made {
  readonly app: FastifyInstance;
  readonly close: () => Promise<void>;
}

/** So many stay open between two tests: most files ask one or two, and each holds what it has answered. */
const MOST_APPS = 4;
/** By what they serve; the one asked for last stands last. */
const shared = new Map<string, Promise<Made>>();

async function closeAllBut(count: number): Promise<void> {
  const superfluous = [...shared].slice(0, Math.max(0, shared.size - count));
  for (const [key] of superfluous) shared.delete(key);
  await Promise.all(
    superfluous.map(([, made]) =>
      made.then(
        ({ close }) => close(),
        // Refused, as the test wants it.
        () => undefined,
      ),
    ),
  );
}

/** The application over what `content` says, which tests of one file share: to make one costs more than most requests. */
export async function sharedApp(content: unknown, make: () => Promise<Made>): Promise<FastifyInstance> {
  const key = JSON.stringify(content);
  const found = shared.get(key);
  const made = found ?? make();
  shared.delete(key);
  shared.set(key, made);
  // No sooner: the test may ask all that it has opened.
  if (!found) onTestFinished(() => closeAllBut(MOST_APPS));
  return (await made).app;
}

/** Registered by the configuration for every file of tests. */
afterAll(() => closeAllBut(0));
