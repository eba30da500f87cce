// The least that a call can be: a static page, Socket.IO and bare RTCPeerConnections in a full mesh. What it takes is the
// floor that Parley is measured against; it recovers from nothing, shows no state and has no other purpose.
const address = new URL(location.href);
const room = address.searchParams.get('room');
const byId = (id) => document.getElementById(id);
const links = new Map();
let myName = address.searchParams.get('name') ?? '';

// Warm before Join, as every lobby is.
const socket = io({ transports: ['websocket'] });
const camera = navigator.mediaDevices.getUserMedia({
  audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } },
});
camera.then((stream) => (byId('preview').srcObject = stream));

function show(name, stream) {
  const tile = document.createElement('div');
  tile.setAttribute('role', 'group');
  tile.setAttribute('aria-label', name);
  const video = Object.assign(document.createElement('video'), { autoplay: true, playsInline: true });
  video.srcObject = stream;
  tile.append(video);
  byId('stage').append(tile);
}

function write(text) {
  const line = document.createElement('p');
  line.textContent = text;
  byId('log').append(line);
}

async function link(id, name) {
  const connection = new RTCPeerConnection();
  const channel = connection.createDataChannel('chat', { negotiated: true, id: 0 });
  links.set(id, { connection, channel });
  channel.addEventListener('message', (event) => write(event.data));
  connection.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate) socket.emit('signal', { to: id, candidate });
  });
  connection.addEventListener('track', ({ track, streams }) => {
    if (track.kind === 'video') show(name, streams[0]);
  });
  const stream = await camera;
  for (const track of stream.getTracks()) connection.addTrack(track, stream);
  return connection;
}

async function describe(id, connection) {
  await connection.setLocalDescription();
  socket.emit('signal', { to: id, name: myName, description: connection.localDescription });
}

// One after the other: a candidate must not overtake the description before it.
let signals = Promise.resolve();
socket.on('signal', (signal) => {
  signals = signals.then(() => receive(signal));
});

async function receive({ from, name, description, candidate }) {
  const connection = links.get(from)?.connection ?? (await link(from, name));
  if (candidate) await connection.addIceCandidate(candidate);
  if (!description) return;
  await connection.setRemoteDescription(description);
  if (description.type === 'offer') await describe(from, connection);
}

async function join() {
  const others = await socket.emitWithAck('join', { room, name: myName });
  byId('lobby').remove();
  await Promise.all(others.map(async ({ id, name }) => describe(id, await link(id, name))));
}

byId('lobby').addEventListener('submit', (event) => {
  event.preventDefault();
  myName = byId('name').value;
  join();
});
byId('message').addEventListener('keydown', (event) => {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  for (const { channel } of links.values()) channel.send(event.target.value);
  write(event.target.value);
  event.target.value = '';
});
if (address.searchParams.has('join')) join();
