# Builds the portal and compiles better-sqlite3 against the image's own Node headers.
FROM node:24-bookworm-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends python3 make g++ && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
ENV npm_config_nodedir=/usr/local
RUN npm ci
COPY . .
ARG COMMIT
RUN COMMIT=$COMMIT npm run build

# What runs: one bundle and the one native module it needs. No npm packages, no toolchain.
FROM node:24-bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends tini && rm -rf /var/lib/apt/lists/* \
  && install -d -o 1000 -g 1000 -m 700 /data
WORKDIR /app
COPY --from=build /src/package.json ./
COPY --from=build /src/build ./build
COPY --from=build /src/node_modules/better-sqlite3/package.json ./node_modules/better-sqlite3/package.json
COPY --from=build /src/node_modules/better-sqlite3/lib ./node_modules/better-sqlite3/lib
COPY --from=build /src/node_modules/better-sqlite3/build/Release/better_sqlite3.node ./node_modules/better-sqlite3/build/Release/better_sqlite3.node
COPY --from=build /src/node_modules/bindings ./node_modules/bindings
COPY --from=build /src/node_modules/file-uri-to-path ./node_modules/file-uri-to-path
RUN printf '#!/bin/sh\n[ $# -gt 0 ] || set -- --help\nexec node /app/build/server/index.js "$@"\n' > /usr/local/bin/foyer \
  && chmod 755 /usr/local/bin/foyer
ENV NODE_ENV=production DATA_DIR=/data PORT=3000 NODE_COMPILE_CACHE=/app/compiled
# Keeps what V8 makes of the bundle for this user, so that a start need not compile it again; what runs can't change it.
RUN install -d -o 1000 -g 1000 compiled \
  && setpriv --reuid=1000 --regid=1000 --clear-groups foyer --version \
  && chown -R root:root compiled && chmod -R a+rX,go-w compiled
USER 1000
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["tini", "--"]
CMD ["node", "/app/build/server/index.js"]
