import { BehaviorSubject } from 'rxjs';
import { type LocalMedia, NO_MEDIA, type SourceState } from '../media/local-media';
import { mediaNotices } from './media-notices';

describe('mediaNotices', () => {
  const connection = new RTCPeerConnection();
  const { track } = connection.addTransceiver('video').receiver;
  connection.close();
  const on: SourceState = { kind: 'on', track };
  const off: SourceState = { kind: 'off' };
  const starting: SourceState = { kind: 'starting' };
  const paused: SourceState = { kind: 'interrupted', track };
  const ended: SourceState = { kind: 'failed', code: 'ended' };
  const denied: SourceState = { kind: 'failed', code: 'permission-denied' };

  const table: readonly (readonly [what: string, states: readonly SourceState[], said: readonly string[]])[] =
    [
      ['unplugged', [on, starting, ended], ['camera-ended']],
      ['forbidden during the call', [on, starting, denied], ['camera-blocked']],
      ['held back by the system', [on, paused], ['camera-paused']],
      ['replaced by another device', [on, starting, on], []],
      ['never started', [starting, denied], []],
      ['turned off, then not to be had', [on, off, starting, ended], []],
      [
        'unplugged twice',
        [on, starting, ended, starting, on, starting, ended],
        ['camera-ended', 'camera-ended'],
      ],
      ['tried again in vain', [on, starting, ended, starting, ended], ['camera-ended']],
    ];
  for (const [what, states, said] of table) {
    it(`says what a person wants to know: ${what}`, () => {
      const clock = jasmine.clock().install();
      try {
        const media$ = new BehaviorSubject<LocalMedia>(NO_MEDIA);
        const kinds: string[] = [];
        mediaNotices({ media$ }).subscribe(({ kind }) => kinds.push(kind));
        for (const camera of states) media$.next({ ...NO_MEDIA, camera });
        clock.tick(700);
        expect(kinds).toEqual([...said]);
      } finally {
        clock.uninstall();
      }
    });
  }

  it('says nothing of a moment', () => {
    const clock = jasmine.clock().install();
    try {
      const media$ = new BehaviorSubject<LocalMedia>({ ...NO_MEDIA, microphone: on });
      const kinds: string[] = [];
      mediaNotices({ media$ }).subscribe(({ kind }) => kinds.push(kind));
      media$.next({ ...NO_MEDIA, microphone: paused });
      clock.tick(699);
      media$.next({ ...NO_MEDIA, microphone: on });
      clock.tick(1_000);
      expect(kinds).toEqual([]);
    } finally {
      clock.uninstall();
    }
  });
});
