import { ApiError } from '../errors/api-error.ts';
import { ASSETS, ASSETS_PATH, type Asset } from '../html/assets.ts';
import type { App } from '../routes/route.ts';

const all: readonly Asset[] = Object.values(ASSETS);

/** The style, the script and the icon of pages. A page that was kept from before they changed is sent to those of now. */
export function assetRoutes(app: App, base: string, started: Date): void {
  app.get<{ Params: { asset: string } }>(
    `${ASSETS_PATH}:asset`,
    { schema: { hide: true }, config: { variant: () => 'asset' } },
    (request, reply) => {
      const path = `${ASSETS_PATH}${request.params.asset}`;
      const found = all.find((asset) => asset.path === path);
      if (found) {
        const { body, contentType } = found;
        return reply.represent({ body, contentType, lastModified: started, pinned: true });
      }
      const [, name, extension] = /^([a-z]+)-[\w-]{12}\.([a-z]+)$/.exec(request.params.asset) ?? [];
      const now = all.find((asset) => asset.name === name && asset.extension === extension);
      if (now) return reply.header('cache-control', 'no-store').redirect(`${base}${now.path}`, 302);
      throw new ApiError('unknown-address', `There is nothing at ${path.slice(0, 200)}.`);
    },
  );
}
