import { z } from 'zod';
import { surveyReference } from '../schemas/query.ts';
import { releaseDownload } from '../services/releases/download/download.ts';
import type { RouteContext } from './answer.ts';
import { citable } from './citable.ts';
import { linkHeader } from './links.ts';
import { IN_RELEASE, resourceInRelease } from './release-resource.ts';
import type { App } from './route.ts';
import { bytesResponse } from './schema.ts';

const ZIP = 'application/zip';

const querystring = z.strictObject({});

export function downloadRoute(app: App, context: RouteContext): void {
  app.get(
    '/v1/surveys/:survey/download',
    {
      // One representation, whatever the header Accept says; and the cache of bytes does not keep it.
      config: {
        ...IN_RELEASE,
        sends: 'file',
        variant: () => null,
        cited: citable(querystring, (_, query) => query),
      },
      schema: {
        operationId: 'downloadRelease',
        tags: ['Releases'],
        summary: 'The whole of a release in one file',
        description:
          'A zip that is a data package of Frictionless Data: `datapackage.json` (files with sizes and hashes, columns, licence, sources, version), `README.md` with the citation, `survey.json` and `toplines.csv` as they were released, and `responses.parquet` where the survey declares its records public. The same release always gives the same bytes.',
        params: surveyReference,
        querystring,
        response: bytesResponse('The release.', { [ZIP]: z.unknown() }),
      },
    },
    async (request, reply) => {
      const { release, pinned, resource } = resourceInRelease(request, '/download');
      const { PUBLIC_URL } = context.config;
      const at = (path: string): string => `${PUBLIC_URL ?? ''}${path}`;
      const { fileName, ...download } = await releaseDownload(release, PUBLIC_URL);
      return reply.representStream({
        ...download,
        inRanges: false,
        contentType: ZIP,
        compressed: true,
        headers: { 'content-disposition': `attachment; filename="${fileName}"` },
        lastModified: resource.lastModified,
        pinned,
        link: linkHeader([
          { rel: 'canonical', href: at(resource.path) },
          { rel: 'cite-as', href: at(`/v1/surveys/${release.id}@${release.version}`) },
          { rel: 'describedby', href: at('/openapi.json'), type: 'application/json' },
          ...(resource.licence === null ? [] : [{ rel: 'license', href: resource.licence }]),
        ]),
      });
    },
  );
}
