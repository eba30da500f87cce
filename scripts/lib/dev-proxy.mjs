// Read by `ng serve`: the paths of the service, so that in development too everything has one origin.
const service = `http://localhost:${process.env.SERVICE_PORT}`;

export default {
  '^/socket.io/': { target: service, ws: true },
  '^/peer/': { target: service, ws: true },
  '^/healthz$': { target: service },
};
