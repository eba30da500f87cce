import { randomBytes } from 'node:crypto';
import { TestService } from '../../fixtures/service.ts';
import type { Bench, Fault } from '../fault.ts';
import { Computer } from '../lab/computer.ts';
import { HUB_ADDRESS } from '../lab/hub.ts';
import { allMoveAt } from '../lab/picture.ts';
import { LabRelay, RELAY_PORT, RELAY_TLS_PORT } from '../lab/relay.ts';
import { atMost, type Row } from '../row.ts';

const LIMIT_MS = 8_000;
const WITHIN_MS = 30_000;
const URLS = [
  `turn:{host}:${RELAY_PORT}?transport=udp`,
  `turn:{host}:${RELAY_PORT}?transport=tcp`,
  `turns:{host}:${RELAY_TLS_PORT}?transport=tcp`,
].join(',');

/** UDP leads nowhere, and of the relay's ports only that of one transport can be reached. */
export const relayed: readonly Fault[] = [
  { transport: 'TCP', closed: RELAY_TLS_PORT },
  { transport: 'TLS', closed: RELAY_PORT },
].map(({ transport, closed }) => ({
  id: `relay-${transport.toLowerCase()}`,
  name: `UDP blocked, relay over ${transport}: Join to moving pictures`,
  run: (bench) => meet(bench, transport, closed),
}));

async function meet({ lab }: Bench, transport: string, closed: number): Promise<Row[]> {
  const secret = randomBytes(32).toString('hex');
  const service = await TestService.start({ TURN_URLS: URLS, TURN_SECRET: secret });
  const relay = new LabRelay(secret);
  const abandon = () => {
    relay.close();
    service.abandon();
  };
  process.once('exit', abandon);
  try {
    const url = `http://${HUB_ADDRESS}:${new URL(service.url).port}`;
    const [ada, ben] = await Promise.all(
      ['Ada', 'Ben'].map(async (name) => {
        const computer = await Computer.start(lab.hub.connect(), url, { flags: [relay.trustingFlag] });
        computer.link.blockUdpAnd(closed);
        return computer.person(name);
      }),
    );
    if (ada === undefined || ben === undefined) throw new Error('Somebody is missing.');
    await relay.ready(ada.page);
    await ben.enter(lab.room);
    await ada.lobby.open(lab.room);
    const start = Date.now();
    await ada.lobby.join(ada.name);
    const moved = (await allMoveAt([ada, ben], WITHIN_MS)) - start;
    const name = `UDP blocked, relay over ${transport}: Join to moving pictures`;
    return [atMost(name, { values: [moved], limit: LIMIT_MS, unit: 's' })];
  } finally {
    process.off('exit', abandon);
    relay.close();
    await service.stop();
  }
}
