# App and signaling service in one image, on one port, for platforms that end TLS in front of it: docs/one-port.md.
# Everywhere else docker-compose.yml is the better choice: it brings a relay and certificates.
FROM node:24-slim AS manifests
WORKDIR /parley
COPY package.json package-lock.json .npmrc ./
COPY projects projects
COPY services services
# The packages are installed anew when these change, and not when a line of code does.
RUN find projects services -type f ! -name package.json -delete && find projects services -type d -empty -delete

FROM node:24-slim AS app
WORKDIR /parley
COPY --from=manifests /parley .
RUN npm ci
COPY angular.json tsconfig.base.json ./
COPY scripts scripts
COPY projects projects
RUN npm run build

FROM node:24-slim AS packages
WORKDIR /parley
COPY --from=manifests /parley .
RUN npm ci --omit=dev --omit=optional --omit=peer --ignore-scripts --workspace=@parley/signaling

FROM node:24-slim
# One proxy in front: the platform's own.
ENV NODE_ENV=production STATIC_DIR=/parley/app TRUST_PROXY=1
WORKDIR /parley
COPY --from=packages /parley/node_modules node_modules
COPY --from=app /parley/dist/parley/browser app
COPY package.json ./
COPY projects/protocol projects/protocol
COPY services/signaling services/signaling
USER node
EXPOSE 3000
CMD ["node", "--max-semi-space-size=4", "--heap-growing-percent=50", "services/signaling/src/main.ts"]
