import { readFile } from 'node:fs/promises';
import { createServer, type Server as HttpServer } from 'node:http';
import { join } from 'node:path';
import { Server, type Socket } from 'socket.io';

const FILES = new Map([
  ['/', { file: 'index.html', type: 'text/html' }],
  ['/floor.js', { file: 'floor.js', type: 'text/javascript' }],
]);

interface FloorServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the floor page and passes on, within a room, what the pages say to each other. Trusts everybody. */
export async function startFloor(port: number): Promise<FloorServer> {
  const http = createServer((request, response) => {
    const known = FILES.get(new URL(request.url ?? '/', 'http://localhost').pathname);
    if (known === undefined) return void response.writeHead(404).end();
    void readFile(join(import.meta.dirname, known.file)).then((content) =>
      response.writeHead(200, { 'content-type': known.type }).end(content),
    );
  });
  const io = new Server(http, { transports: ['websocket'] });
  io.on('connection', connect);
  await listen(http, port);
  return { url: `http://localhost:${port}`, close: () => io.close() };
}

function connect(socket: Socket): void {
  socket.on('join', async ({ room, name }: Joining, answer: (others: Member[]) => void) => {
    const sockets = await socket.nsp.in(room).fetchSockets();
    answer(sockets.map(({ id, data }: { id: string; data: { name: string } }) => ({ id, name: data.name })));
    socket.data = { name };
    await socket.join(room);
  });
  socket.on('signal', ({ to, ...signal }: Signal) => {
    socket.to(to).emit('signal', { ...signal, from: socket.id });
  });
}

interface Joining {
  readonly room: string;
  readonly name: string;
}
interface Member {
  readonly id: string;
  readonly name: string;
}
interface Signal {
  readonly to: string;
}

function listen(server: HttpServer, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, resolve);
  });
}
