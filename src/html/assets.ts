import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A file that pages link to. Its address has its hash, so that it may be kept for ever. */
export interface Asset {
  /** Name without the hash, such as `style`. */
  readonly name: string;
  readonly extension: string;
  readonly contentType: string;
  readonly body: Buffer;
  /** Path of its address, such as `/assets/style-0vX….css`. */
  readonly path: string;
}

/** Where all of them are. */
export const ASSETS_PATH = '/assets/';

function asset(name: string, extension: string, contentType: string): Asset {
  const body = readFileSync(new URL(`files/${name}.${extension}`, import.meta.url));
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 12);
  return { name, extension, contentType, body, path: `${ASSETS_PATH}${name}-${hash}.${extension}` };
}

/** What all pages look like, what makes them handier where scripts run, and their icon. */
export const ASSETS = {
  style: asset('style', 'css', 'text/css; charset=utf-8'),
  script: asset('script', 'js', 'text/javascript; charset=utf-8'),
  icon: asset('icon', 'svg', 'image/svg+xml; charset=utf-8'),
} as const;
