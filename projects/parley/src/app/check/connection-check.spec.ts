import { TestBed } from '@angular/core/testing';
import { ParticipantIdSchema } from '@parley/protocol';
import { BehaviorSubject, of } from 'rxjs';
import * as v from 'valibot';
import { MEDIA_DEVICES } from '../core/browser-apis';
import { Online } from '../core/online';
import { AUDIO_CONTEXT, LevelMeter } from '../media/level-meter';
import { FakeMediaDevices } from '../media/testing/fake-media-devices';
import { SignalingClient } from '../signaling/signaling-client';
import { SignalingError } from '../signaling/signaling-error';
import { FakeSignalingClient } from '../signaling/testing/fake-signaling-client';
import { ConnectionCheck } from './connection-check';
import { NEW_PEER_CONNECTION } from './ice/new-peer-connection';
import { reportOf } from './report';
import { SignalingCheck } from './signaling-check';
import { FakeConnection, line } from './testing/fake-connection';

const ID = v.parse(ParticipantIdSchema, '7b0e6c3a-6a0e-4f3c-9d56-0a3b6d1f2c11');
/** Whatever could name somebody or lead somewhere, put where a real check would meet it. */
const CANARIES = [
  '192.168.77.7',
  '203.0.113.99',
  'canary.example',
  'canary-user',
  'canary-credential',
  'cam-1',
  'Label',
];

describe('ConnectionCheck', () => {
  let signaling: FakeSignalingClient;
  let devices: FakeMediaDevices;
  let online$: BehaviorSubject<boolean>;
  let check: ConnectionCheck;

  beforeEach(() => {
    signaling = new FakeSignalingClient();
    devices = new FakeMediaDevices();
    online$ = new BehaviorSubject(true);
    spyOn(signaling, 'open').and.callFake(() => signaling.connection$.next('up'));
    const iceServers = [
      { urls: ['turn:canary.example'], username: 'canary-user', credential: 'canary-credential' },
    ];
    signaling.answers['room:prepare'] = () => ({
      participantId: ID,
      resumeToken: 'r',
      peerToken: 'p',
      iceServers,
    });
    signaling.answers['peer:refresh'] = () => ({ peerToken: 'p', iceServers });
    const lines = [
      line('host', '192.168.77.7'),
      line('srflx', '203.0.113.99'),
      line('relay', '203.0.113.99'),
    ];
    TestBed.configureTestingModule({
      providers: [
        ConnectionCheck,
        SignalingCheck,
        { provide: SignalingClient, useValue: signaling },
        { provide: Online, useValue: { online$ } },
        { provide: MEDIA_DEVICES, useValue: devices.api },
        { provide: LevelMeter, useValue: { of: () => of(0, 0.4) } },
        { provide: AUDIO_CONTEXT, useValue: () => null },
        { provide: NEW_PEER_CONNECTION, useValue: () => new FakeConnection(lines).api },
      ],
    });
    check = TestBed.inject(ConnectionCheck);
  });

  it('looks at everything, says so as it goes, and lets go of the devices', async () => {
    const phases = new Set<string>();
    check.findings$.subscribe(({ phase, camera, signaling: server }) =>
      phases.add(`${phase} ${camera?.kind ?? '-'} ${server?.kind ?? '-'}`),
    );
    await check.run();
    expect([...phases]).toContain('running - -');
    expect([...phases].at(-1)).toBe('done works reached');
    expect(check.findings$.value).toEqual(
      jasmine.objectContaining({
        microphone: { kind: 'works' },
        speaker: 'missing',
        candidates: { host: 1, srflx: 1 },
        relays: { udp: 'reached', tcp: 'not-offered', tls: 'not-offered' },
      }),
    );
    expect(devices.live).toEqual([]);
    expect(signaling.connection$.value).toBe('closed');
  });

  it('puts nothing into its report that names somebody or leads somewhere', async () => {
    await check.run();
    const report = reportOf(check.findings$.value, 0);
    const [prepared] = signaling.sent('room:prepare');
    const { room } = v.parse(v.object({ room: v.string() }), prepared);
    for (const canary of [...CANARIES, ID, room, location.hostname]) expect(report).not.toContain(canary);
    expect(report)
      .withContext('no address of any kind')
      .not.toMatch(/\d+\.\d+\.\d+\.\d+|[\da-f]*:[\da-f]+:[\da-f]*:/i);
  });

  it('says why the camera is not there, and looks at the rest', async () => {
    devices.refusals.set('video', new DOMException('', 'NotReadableError'));
    await check.run();
    expect(check.findings$.value.camera).toEqual({ kind: 'failed', code: 'in-use' });
    expect(check.findings$.value.microphone).toEqual({ kind: 'works' });
    expect(check.findings$.value.signaling?.kind).toBe('reached');
  });

  it('asks nobody without a network', async () => {
    online$.next(false);
    await check.run();
    expect(signaling.open).not.toHaveBeenCalled();
    expect(check.findings$.value).toEqual(
      jasmine.objectContaining({ phase: 'done', online: false, signaling: null, path: null }),
    );
  });

  it('says with which code the service refused, and does not go on', async () => {
    signaling.answers['room:prepare'] = () => Promise.reject(new SignalingError('version-mismatch'));
    await check.run();
    expect(check.findings$.value.signaling).toEqual({ kind: 'failed', code: 'version-mismatch' });
    expect(check.findings$.value.direct).toBeNull();
  });

  it('begins anew when asked again, and runs once at a time', async () => {
    await Promise.all([check.run(), check.run()]);
    expect(signaling.sent('room:prepare').length).toBe(1);
    await check.run();
    expect(signaling.sent('room:prepare').length).toBe(2);
  });
});
