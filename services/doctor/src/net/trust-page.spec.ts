import { Patient } from '../patient.ts';
import { Front } from '../testing/front.ts';
import { trustStep } from './trust-page.ts';

describe('trustStep', () => {
  let door: Front;

  beforeEach(async () => {
    const page = { status: 200, body: '<a href="parley-ca.crt" download>' };
    door = await Front.open(1, { answers: { '/trust/': page } });
  });
  afterEach(() => door.close());

  it('names the door beside the port of the app, as npm start -- --lan opens it', async () => {
    const patient = new Patient(new URL(`https://localhost:${String(door.port - 1)}`));
    expect(await trustStep(patient)).toBe(`Open http://localhost:${String(door.port)}/trust on each device`);
  });

  it('names the port where plain http is said to be answered', async () => {
    const patient = new Patient(new URL('https://127.0.0.1:1'), { httpPort: door.port });
    expect(await trustStep(patient)).toBe(`Open http://127.0.0.1:${String(door.port)}/trust on each device`);
  });

  it('says that it found no such page, also where something else is', async () => {
    const other = await Front.open(1, { answers: { '/trust/': { status: 200, body: 'a room' } } });
    const patient = new Patient(new URL('https://localhost:1'), { httpPort: other.port });
    expect(await trustStep(patient)).toBe(
      `Open http://localhost:${String(other.port)}/trust on each device   (no such page was found: --http-port <n> says where it is)`,
    );
    await other.close();
  });
});
