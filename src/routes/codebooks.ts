import { z } from 'zod';
import { surveyReference } from '../schemas/query.ts';
import { dcatDataset } from '../services/releases/dcat/dcat.ts';
import { ddiCodebook } from '../services/releases/ddi/ddi.ts';
import { distributionsOf } from './distributions.ts';
import type { RouteContext } from './answer.ts';
import { citable } from './citable.ts';
import { linkHeader } from './links.ts';
import { IN_RELEASE, resourceInRelease, type Addressed } from './release-resource.ts';
import type { App } from './route.ts';
import { bytesResponse } from './schema.ts';

const XML = 'application/xml';
const JSON_LD = 'application/ld+json';

/** The metadata of a release as others exchange it: DDI for archives of data, DCAT-AP for catalogues. */
export function codebookRoutes(app: App, context: RouteContext): void {
  const base = context.config.PUBLIC_URL ?? '';
  const querystring = z.strictObject({});
  const config = {
    ...IN_RELEASE,
    sends: 'document',
    // One representation, whatever the header Accept says.
    variant: () => 'document',
    cited: citable(querystring, (_, query) => query),
  } as const;

  const representation = async (request: Addressed, below: string) => {
    const { release, pinned, resource } = await resourceInRelease(request, below);
    return {
      release,
      lastModified: resource.lastModified,
      pinned,
      link: linkHeader([
        { rel: 'canonical', href: `${base}${resource.path}` },
        { rel: 'cite-as', href: `${base}/v1/surveys/${release.id}@${release.version}` },
        ...(resource.licence === null ? [] : [{ rel: 'license', href: resource.licence }]),
      ]),
    };
  };

  app.get(
    '/v1/surveys/:survey/ddi',
    {
      config,
      schema: {
        operationId: 'getDdi',
        tags: ['Releases'],
        summary: 'The codebook as DDI-Codebook 2.5',
        description:
          'What was asked, of whom and when, each variable with its words, answers and values that are no answer, as archives of survey data exchange it (DDI-Codebook 2.5, XML). What is not known is left out.',
        params: surveyReference,
        querystring,
        response: bytesResponse('The codebook.', {
          [XML]: z.string().meta({ description: 'A document of DDI-Codebook 2.5.' }),
        }),
      },
    },
    async (request, reply) => {
      const { release, ...rest } = await representation(request, '/ddi');
      return reply.represent({
        ...rest,
        body: ddiCodebook(release, base),
        contentType: `${XML}; charset=utf-8`,
      });
    },
  );
  app.get(
    '/v1/surveys/:survey/dcat',
    {
      config,
      schema: {
        operationId: 'getDcat',
        tags: ['Releases'],
        summary: 'The release for catalogues of open data',
        description:
          'Title, publisher, period, version, licence and every way to have the release, as a `Dataset` of DCAT-AP 3 in JSON-LD, for CKAN and the portals of the European Union. What is not known is left out.',
        params: surveyReference,
        querystring,
        response: bytesResponse('The release.', {
          [JSON_LD]: z.looseObject({}).meta({ description: 'A dataset of DCAT-AP 3 in JSON-LD.' }),
        }),
      },
    },
    async (request, reply) => {
      const { release, ...rest } = await representation(request, '/dcat');
      return reply.represent({
        ...rest,
        body: `${JSON.stringify(dcatDataset(release, base, distributionsOf(release)), null, 2)}\n`,
        contentType: JSON_LD,
      });
    },
  );
}
