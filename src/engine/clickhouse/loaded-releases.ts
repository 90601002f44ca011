import { EngineNotLoadedError } from '../engine.ts';
import type { Allowance, Connection } from './connection.ts';
import { loadedShape, quotedName, RELEASES_TABLE, type LoadedShape } from './loaded-table.ts';

/**
 * How the records of a release are held by the cluster.
 *
 * @param sha256 of the release
 * @throws EngineNotLoadedError if they are not, or not whole; else the errors of engines
 */
export async function readLoadedShape(
  connection: Connection,
  sha256: string,
  allowance: Allowance,
): Promise<LoadedShape> {
  const [row] = await connection.all(
    `SELECT shape FROM ${quotedName(connection.database)}.${RELEASES_TABLE} WHERE sha256 = {p1:String} ORDER BY loaded DESC LIMIT 1`,
    [sha256],
    allowance,
  );
  if (!row) throw new EngineNotLoadedError('its records are not loaded into the cluster');
  try {
    return loadedShape.parse(JSON.parse(String(row[0])));
  } catch (cause) {
    throw new EngineNotLoadedError('its records are loaded in a form of another version: load them again', {
      cause,
    });
  }
}
