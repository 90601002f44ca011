import { z } from 'zod';
import { surveyReference } from '../schemas/query.ts';
import { invalidQuery, parameterError } from '../errors/parameter-error.ts';
import type { ReleaseFile } from '../repository/release-file.ts';
import type { Release } from '../repository/release.ts';
import { savDownload } from '../services/records/sav/sav-file.ts';
import { releaseDownload, type Download } from '../services/releases/download/download.ts';
import { publicRecords } from '../services/releases/download/package.ts';
import { address } from './address.ts';
import type { RouteContext } from './answer.ts';
import { citable } from './citable.ts';
import { linkHeader } from './links.ts';
import { IN_RELEASE, resourceInRelease } from './release-resource.ts';
import type { App } from './route.ts';
import { bytesResponse } from './schema.ts';

const MEDIA_TYPES = { zip: 'application/zip', sav: 'application/x-spss-sav' } as const;

const querystring = z.strictObject({
  format: z
    .enum(['zip', 'sav'])
    .optional()
    .meta({
      description:
        'What the release is packed as: `zip`, a data package of all of it; `sav`, its records as a file of SPSS, where the survey declares them public. Left out: `zip`.',
      examples: ['zip'],
    }),
});

/** The records that may be given away. @throws ApiError `invalid-query` where there are none */
function recordsToGive(release: Release): ReleaseFile {
  const file = publicRecords(release);
  if (file) return file;
  const why =
    release.records === null
      ? 'needs records, and this release has published figures alone'
      : 'needs public records, and those of this release are not';
  throw invalidQuery([parameterError('query', 'format', 'sav', why, ['zip'])]);
}

async function savOf(release: Release): Promise<Download> {
  const file = recordsToGive(release);
  return {
    ...(await savDownload(release, file)),
    fileName: `${release.id}-${release.version}.sav`,
    tag: `${release.entry.sha256.slice(0, 27)}-sav`,
  };
}

export function downloadRoute(app: App, context: RouteContext): void {
  app.get(
    '/v1/surveys/:survey/download',
    {
      // The query alone says which representation, whatever the header Accept says; and the cache of bytes does not keep it.
      config: {
        ...IN_RELEASE,
        sends: 'file',
        variant: () => null,
        cited: citable(querystring, ({ release }, query) => {
          if (query.format === 'sav') recordsToGive(release);
          return query;
        }),
      },
      schema: {
        operationId: 'downloadRelease',
        tags: ['Releases'],
        summary: 'The whole of a release in one file',
        description:
          'A zip that is a data package of Frictionless Data: `datapackage.json` (files with sizes and hashes, columns, licence, sources, version), `README.md` with the citation, `survey.json` and `toplines.csv` as they were released, and `responses.parquet` where the survey declares its records public. With `format=sav` these records as a system file of SPSS, with labels, values that are no answer, sets of several answers and the first weight, for SPSS, PSPP, R (haven), Python (pyreadstat) and Stata. The same release always gives the same bytes.',
        params: surveyReference,
        querystring,
        response: bytesResponse(
          'The release.',
          Object.fromEntries(Object.values(MEDIA_TYPES).map((type) => [type, z.unknown()])),
        ),
      },
    },
    async (request, reply) => {
      const { release, pinned, resource } = await resourceInRelease(request, '/download');
      const { PUBLIC_URL } = context.config;
      const at = (path: string): string => `${PUBLIC_URL ?? ''}${path}`;
      const { format = 'zip' } = request.query;
      const { fileName, ...download } =
        format === 'sav' ? await savOf(release) : await releaseDownload(release, PUBLIC_URL);
      return reply.representStream({
        ...download,
        inRanges: false,
        contentType: MEDIA_TYPES[format],
        compressed: format === 'zip',
        headers: { 'content-disposition': `attachment; filename="${fileName}"` },
        lastModified: resource.lastModified,
        pinned,
        link: linkHeader([
          { rel: 'canonical', href: at(address('', resource.path, request.query)) },
          { rel: 'cite-as', href: at(`/v1/surveys/${release.id}@${release.version}`) },
          { rel: 'describedby', href: at('/openapi.json'), type: 'application/json' },
          ...(resource.licence === null ? [] : [{ rel: 'license', href: resource.licence }]),
        ]),
      });
    },
  );
}
