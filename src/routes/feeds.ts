import { z } from 'zod';
import { reference } from '../schemas/query.ts';
import { atom, type Feed } from '../services/releases/feed/atom.ts';
import { feedEntries, MAXIMUM_ENTRIES } from '../services/releases/feed/feed.ts';
import type { RouteContext } from './answer.ts';
import { IN_RELEASE, resourceOfReleases } from './release-resource.ts';
import type { App } from './route.ts';
import { bytesResponse } from './schema.ts';

const ATOM = 'application/atom+xml';

const response = bytesResponse('The feed, newest release first.', {
  [ATOM]: z.string().meta({ description: 'An Atom feed (RFC 4287).' }),
});

const POLLING =
  'Poll it with `If-None-Match` or `If-Modified-Since`: while nothing is new the answer is an empty 304.';

/** Feeds have one representation, whatever the header Accept says: readers ask for many things. */
const config = { reads: 'releases', sends: 'document', variant: () => 'atom' } as const;

export function feedRoutes(app: App, context: RouteContext): void {
  const send = (feed: Feed) => atom(feed, context.config.PUBLIC_URL ?? '');
  app.get(
    '/v1/feed.atom',
    {
      config,
      schema: {
        operationId: 'getFeed',
        tags: ['Releases'],
        summary: 'A feed of new releases',
        description: `The newest releases of all surveys, ${MAXIMUM_ENTRIES} at most, as an Atom feed: what each changed, its permanent address, and the address of the differences; those that were withdrawn too. ${POLLING}`,
        querystring: z.strictObject({}),
        response,
      },
    },
    async (request, reply) => {
      const { surveys, withdrawn, lastModified } = request.view;
      return reply.represent({
        body: send({
          title: 'Topline: releases',
          author: 'Topline',
          self: '/v1/feed.atom',
          alternate: '/v1/surveys',
          entries: await feedEntries(surveys.values(), withdrawn),
        }),
        contentType: `${ATOM}; charset=utf-8`,
        lastModified,
        pinned: false,
      });
    },
  );
  app.get(
    '/v1/surveys/:survey/releases.atom',
    {
      config: { ...config, ...IN_RELEASE },
      schema: {
        operationId: 'getReleaseFeed',
        tags: ['Releases'],
        summary: 'A feed of new releases of a survey',
        description: `The newest releases of one survey, ${MAXIMUM_ENTRIES} at most, as an Atom feed. Under an @version address, that release alone. ${POLLING}`,
        params: reference('cmo-cio-alignment'),
        querystring: z.strictObject({}),
        response,
      },
    },
    async (request, reply) => {
      const { survey, listed, about, pinned, resource } = await resourceOfReleases(request, '/releases');
      // As under /releases: the list moves, so that only an @version address stays on one release.
      const path = pinned ? resource.path : `/v1/surveys/${survey.id}/releases`;
      const all = await feedEntries([survey]);
      const entries = all.filter(({ version }) => !pinned || version === listed.version);
      return reply.represent({
        body: send({
          title: `${about.title}: releases`,
          author: about.publisher,
          self: `${path}.atom`,
          alternate: path,
          entries,
        }),
        contentType: `${ATOM}; charset=utf-8`,
        lastModified: survey.lastModified,
        // Which release is the one before, and so the address of the differences, may change when an embargo lifts.
        pinned: false,
      });
    },
  );
}
