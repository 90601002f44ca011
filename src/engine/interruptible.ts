import type { DuckDBConnection } from '@duckdb/node-api';
import { EngineFileError, EngineMemoryError, EngineTimeoutError } from './engine.ts';

/** An interrupt between two statements is lost: it is repeated until the work has ended. */
const AGAIN_MS = 20;

/** How DuckDB begins what it says of a Parquet file that it cannot decode; our statements give it no other reason. */
const OF_THE_FILE = /^(?:Invalid|Invalid Input|IO) Error: (?!.*(?:No space left|[Ww]rit))/;

/**
 * Does work on a connection for as long as it may take, then interrupts what runs there.
 *
 * @param timeoutMs how long the work may take (ms)
 * @param signals end it early
 * @throws EngineTimeoutError if it took longer, the reason of a signal that was aborted, EngineMemoryError if memory did not
 * suffice, EngineFileError if the file cannot be decoded
 */
export async function interruptible<T>(
  connection: DuckDBConnection,
  timeoutMs: number,
  signals: readonly AbortSignal[],
  work: () => Promise<T>,
): Promise<T> {
  let again: NodeJS.Timeout | undefined;
  let stopped: { readonly reason: unknown } | undefined;
  const stop = (reason: unknown): void => {
    stopped ??= { reason };
    connection.interrupt();
    again ??= setInterval(() => connection.interrupt(), AGAIN_MS);
  };
  const onAbort = (): void => stop(signals.find(({ aborted }) => aborted)?.reason);
  const timer = setTimeout(
    () => stop(new EngineTimeoutError(`the query took longer than ${timeoutMs} ms`)),
    timeoutMs,
  );
  for (const signal of signals) signal.addEventListener('abort', onAbort, { once: true });
  try {
    for (const signal of signals) signal.throwIfAborted();
    return await work();
  } catch (error) {
    if (stopped) throw stopped.reason;
    if (error instanceof Error && error.message.startsWith('Out of Memory Error'))
      throw new EngineMemoryError('the query needs more memory than it may have', { cause: error });
    if (error instanceof Error && OF_THE_FILE.test(error.message))
      throw new EngineFileError('is no Parquet file that can be read', { cause: error });
    throw error;
  } finally {
    clearTimeout(timer);
    clearInterval(again);
    for (const signal of signals) signal.removeEventListener('abort', onAbort);
  }
}
