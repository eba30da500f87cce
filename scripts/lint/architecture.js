// Which folder may import which. Everything that is not allowed here is refused: a new folder needs a line of its own.
const app = 'projects/parley/src/app';

/** The first pattern that fits a file names its element. */
const elements = [
  ...['core', 'ui', 'signaling', 'media', 'peer', 'chat', 'room', 'home', 'check'].map((type) => ({
    type,
    pattern: `${app}/${type}`,
  })),
  { type: 'i18n', pattern: 'projects/parley/src/i18n' },
  { type: 'shell', pattern: 'projects/parley/src' },
  { type: 'protocol', pattern: 'projects/protocol' },
  { type: 'scale', pattern: 'services/signaling/scale' },
  { type: 'service', pattern: 'services/signaling' },
  { type: 'certs', pattern: 'services/certs' },
  { type: 'doctor', pattern: 'services/doctor' },
  { type: 'e2e', pattern: 'e2e' },
  { type: 'bench', pattern: 'bench' },
  { type: 'scripts', pattern: 'scripts' },
].map((element) => ({ ...element, partialMatch: false }));

/** Dependencies point one way; only `room` and `check` know more than one of the domain folders. */
const imports = {
  protocol: [],
  i18n: [],
  core: ['protocol', 'i18n'],
  ui: ['core'],
  signaling: ['core', 'protocol'],
  media: ['core', 'protocol'],
  peer: ['core', 'protocol'],
  chat: ['core', 'protocol'],
  room: ['core', 'protocol', 'ui', 'signaling', 'media', 'peer', 'chat'],
  home: ['core', 'protocol', 'ui'],
  check: ['core', 'protocol', 'ui', 'signaling', 'media'],
  shell: ['core', 'protocol', 'ui', 'home', 'room', 'check', 'i18n'],
  service: ['protocol'],
  certs: [],
  scale: ['service', 'protocol', 'scripts'],
  doctor: ['protocol'],
  e2e: ['scripts'],
  bench: ['scripts'],
  scripts: ['service', 'certs'],
};

const policies = [
  ...Object.entries(imports).map(([from, to]) => ({
    from: { element: { type: from } },
    allow: { to: { element: { types: { anyOf: [from, ...to] } } } },
  })),
  // Fakes and helpers of specs never reach the product.
  {
    from: { file: { categories: 'product' } },
    disallow: { to: { file: { categories: 'test' } } },
  },
];

export const architectureSettings = {
  'boundaries/elements': elements,
  'boundaries/files': [
    { category: 'test', pattern: '**/{testing,spec,specs,fuzz,scale}/**', exclusive: true },
    { category: 'test', pattern: '**/*.spec.ts', exclusive: true },
    { category: 'product', pattern: '**/*' },
  ],
};

export const architectureRules = {
  'boundaries/dependencies': ['error', { default: 'disallow', policies }],
  'boundaries/no-unknown-files': 'error',
  'boundaries/no-unknown-dependencies': 'error',
};

const socketClient = {
  group: ['ngx-socket-io', 'socket.io-client'],
  message: 'Only app/signaling talks to Socket.IO. Use SignalingClient.',
};
const peerClient = {
  group: ['peerjs'],
  message: 'Only app/peer/peerjs-transport.ts knows PeerJS. Use PeerTransport.',
};
const peerServer = {
  regex: '^peer$',
  message: 'Only services/signaling/src/peer knows PeerServer. Use the peer gateway.',
};
const redisClient = {
  group: ['@redis/client'],
  message: 'Only cluster/redis-bus.ts knows Redis, and one node alone never loads it. Use Bus.',
};
const restricted = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

/** Each foreign library has one importer, so that replacing it is one change. */
export const singleImporters = [
  { files: [`${app}/**/*.ts`], rules: restricted(socketClient, peerClient) },
  { files: [`${app}/signaling/**/*.ts`], rules: restricted(peerClient) },
  { files: [`${app}/peer/peerjs-transport*.ts`], rules: restricted(socketClient) },
  { files: ['services/signaling/**/*.ts'], rules: restricted(peerServer, redisClient) },
  { files: ['services/signaling/src/peer/**/*.ts'], rules: restricted(redisClient) },
  { files: ['services/signaling/src/cluster/redis-bus.ts'], rules: restricted(peerServer) },
];
