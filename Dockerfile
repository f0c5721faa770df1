# docs/deploy.md says how to run it. The state is a volume: what is in the container goes with it. Leave STATE_DIR empty.
FROM node:24-slim

WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev && npm cache clean --force
COPY src ./src
COPY commands ./commands
COPY data ./data

ENV NODE_ENV=production
RUN mkdir state && chown node:node state
USER node
VOLUME /app/state

# Asks only where PORT is set. SIGTERM reaches the program itself, which lets running answers finish.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "if (process.env.PORT) fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/start.js", "chat"]
