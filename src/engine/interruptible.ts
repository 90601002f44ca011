import type { DuckDBConnection } from '@duckdb/node-api';
import { EngineBusyError, EngineFileError, EngineMemoryError, EngineTimeoutError } from './engine.ts';

/** An interrupt between two statements is lost: it is repeated until the work has ended. */
const AGAIN_MS = 20;

/** How DuckDB begins what it says of a Parquet file that it cannot decode; our statements give it no other reason. */
const OF_THE_FILE = /^(?:Invalid|Invalid Input|IO) Error: (?!.*(?:No space left|[Ww]rit))/;

/**
 * Does work on a connection for as long as it may take, then interrupts what runs there.
 *
 * @param timeoutMs how long the work may take (ms)
 * @param closing ends it early
 * @throws EngineTimeoutError if it took longer, EngineBusyError if `closing` was aborted, EngineMemoryError if memory
 * did not suffice, EngineFileError if the file cannot be decoded
 */
export async function interruptible<T>(
  connection: DuckDBConnection,
  timeoutMs: number,
  closing: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  let again: NodeJS.Timeout | undefined;
  let stopped: Error | undefined;
  const stop = (reason: Error): void => {
    stopped ??= reason;
    connection.interrupt();
    again ??= setInterval(() => connection.interrupt(), AGAIN_MS);
  };
  const onClosing = (): void => stop(new EngineBusyError('the engine is closing'));
  const timer = setTimeout(
    () => stop(new EngineTimeoutError(`the query took longer than ${timeoutMs} ms`)),
    timeoutMs,
  );
  closing.addEventListener('abort', onClosing, { once: true });
  try {
    if (closing.aborted) onClosing();
    return await work();
  } catch (error) {
    if (stopped) {
      stopped.cause = error;
      throw stopped;
    }
    if (error instanceof Error && error.message.startsWith('Out of Memory Error'))
      throw new EngineMemoryError('the query needs more memory than it may have', { cause: error });
    if (error instanceof Error && OF_THE_FILE.test(error.message))
      throw new EngineFileError('is no Parquet file that can be read', { cause: error });
    throw error;
  } finally {
    clearTimeout(timer);
    clearInterval(again);
    closing.removeEventListener('abort', onClosing);
  }
}
