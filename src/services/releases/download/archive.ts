import { PassThrough, type Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { readReleaseFile } from '../../../repository/read-file.ts';
import type { ReleaseFile } from '../../../repository/release-file.ts';

export interface ArchiveContent {
  readonly texts: readonly (readonly [name: string, text: string])[];
  readonly files: readonly ReleaseFile[];
  /** Day that all entries carry. */
  readonly day: Date;
}

/** A zip holds local times without a zone. Noon of a day exists in every zone, so that all write the same. */
function noonOf(day: Date): Date {
  return new Date(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), 12);
}

type Give = (error: unknown, stream: Readable) => void;

function build({ texts, files, day }: ArchiveContent, read: (file: ReleaseFile, give: Give) => void) {
  const zip = new ZipFile();
  // Nothing is deflated: the same bytes from every version of zlib, a length that is known, and Parquet is compressed.
  const options = { mtime: noonOf(day), mode: 0o100644, compress: false, forceDosTimestamp: true };
  for (const [name, text] of texts) zip.addBuffer(Buffer.from(text), name, options);
  for (const file of files)
    zip.addReadStreamLazy(file.name, { ...options, size: file.bytes }, (give) => read(file, give));
  let bytes = -1;
  const measured = (size: number): void => {
    bytes = size;
  };
  // The published types do not know the argument. All lengths are known, so that it is called at once.
  zip.end({ forceZip64Format: false, comment: '' }, measured as () => void);
  return { zip, bytes };
}

/** The length of an archive in bytes, without reading a file. */
export function archiveBytes(content: ArchiveContent): number {
  return build(content, () => undefined).bytes;
}

/**
 * The bytes of an archive, read from the disk as they are asked for. The same content gives the same bytes. When the
 * reader goes, or a file fails, no file stays open.
 */
export function archive(content: ArchiveContent): Readable {
  const output = new PassThrough();
  let current: Readable | null = null;
  output.once('close', () => current?.destroy());
  const { zip } = build(content, (file, give) => {
    readReleaseFile(file).then(
      (stream) => {
        current = stream;
        stream.once('error', (error) => output.destroy(error));
        if (output.destroyed) stream.destroy();
        else give(null, stream);
      },
      (error: unknown) => output.destroy(error instanceof Error ? error : new Error(String(error))),
    );
  });
  zip.on('error', (error) => output.destroy(error));
  zip.outputStream.pipe(output);
  return output;
}
