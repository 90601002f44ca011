# Production dependencies only. The packages that bring a Node to machines with an older one are left out: the
# image has its own.
FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Of the fonts only the weights that pictures are drawn with.
RUN npm ci --omit=dev && rm -rf node_modules/node-linux-* node_modules/.bin/node \
  && for font in node_modules/@expo-google-fonts/*/*/*.ttf*; do \
    case "$font" in *_400Regular.ttf | */Inter_600SemiBold.ttf) ;; *) rm "$font" ;; esac; done

FROM node:24-bookworm-slim
LABEL org.opencontainers.image.title="Topline" \
  org.opencontainers.image.description="Results of surveys as a REST API, with the statistics done right." \
  org.opencontainers.image.licenses="MIT" \
  org.opencontainers.image.version="0.1.0"
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY openapi/openapi.json ./openapi/openapi.json
COPY docs/method.md ./docs/method.md
COPY src ./src
COPY data ./data
COPY scripts/fill-compile-cache.ts ./scripts/fill-compile-cache.ts
# What is compiled at a start is kept for the next: one is made here, as the user of the image, who is number 1000 in its base.
ENV NODE_COMPILE_CACHE=/app/compiled
RUN node scripts/fill-compile-cache.ts 1000
# Nothing is written at run time but temporary files: start it with --read-only and --tmpfs /tmp.
USER node
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/server.ts"]
