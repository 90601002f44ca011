import { createHash } from 'node:crypto';

/** The colours are those of pictures (`src/charts/theme.ts`); the picture is as wide as its frame allows. */
const STYLE = `body{margin:0;font:14px/1.5 Inter,'Helvetica Neue',Helvetica,Arial,sans-serif;color:#1b1f24;background:#fff}
body.dark{color:#eef1f4;background:#14181d;color-scheme:dark}
figure{margin:0}svg{display:block;max-width:100%;height:auto}
details,main>p,h1{margin:0 24px 12px}h1{font-size:18px;padding-top:16px}summary{cursor:pointer}
.table{overflow-x:auto;margin:0 24px 12px}details .table{margin:8px 0 0}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{border-bottom:1px solid #8886;padding:4px 10px;text-align:left;vertical-align:top}
thead th{position:sticky;top:0;background:inherit}caption{text-align:left;padding:4px 0}
.number{text-align:right;white-space:nowrap}.missing{font-style:italic;opacity:.75}
main>p{font-size:12px;overflow-wrap:anywhere}a{color:#14507a}.dark a{color:#7db7de}
@media(max-width:560px){details,main>p,h1,.table{margin-inline:14px}}
`;

/** The style of embeds, in a file of its own: none stands in a page, so that the strictest policy lets it through. */
export const EMBED_STYLE = {
  text: STYLE,
  /** Its name changes with it, so that it can be kept for ever. */
  name: `style-${createHash('sha256').update(STYLE).digest('base64url').slice(0, 12)}.css`,
} as const;
